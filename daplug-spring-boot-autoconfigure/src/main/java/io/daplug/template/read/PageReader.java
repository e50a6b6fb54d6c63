package io.daplug.template.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.template.model.InvalidPageTokenException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.ReadBudgetExceededException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads pages that are full unless there is no more, and of which the last has no token,
 * unless the budget of the read ends with it.
 */
final class PageReader {

	private final ReadRequest request;

	private final Selectivity selectivity;

	private final Set<String> tokenKeys;

	private final PageTokenCodec tokens;

	private final Consumer<Map<String, AttributeValue>> tokenCheck;

	/**
	 * Creates a reader.
	 * @param request reads the items, with the keys of the token
	 * @param selectivity how many items are left out
	 * @param tokenKeys the attributes that a token is made of
	 * @param tokens makes the tokens
	 * @param tokenCheck refuses the key of a token at which the read cannot begin
	 */
	PageReader(ReadRequest request, Selectivity selectivity, Set<String> tokenKeys, PageTokenCodec tokens,
			Consumer<Map<String, AttributeValue>> tokenCheck) {
		this.request = request;
		this.selectivity = selectivity;
		this.tokenKeys = tokenKeys;
		this.tokens = tokens;
		this.tokenCheck = tokenCheck;
	}

	/**
	 * Reads one page of items as they are stored.
	 * @param page which page
	 * @param limit how many items it has at most; null for as many as it asks for
	 * @param items takes the items, also those that are read before the read fails
	 */
	Page<Map<String, AttributeValue>> read(PageRequest page, @Nullable Integer limit,
			List<Map<String, AttributeValue>> items) {
		Map<String, AttributeValue> start = (page.token() != null) ? start(page.token()) : null;
		int size = (limit != null) ? Math.min(page.size(), limit) : page.size();
		int wanted = Math.max(size, size + 1);
		if (!readAll(start, size, wanted, items)) {
			return new Page<>(items, null);
		}
		List<Map<String, AttributeValue>> full = items.subList(0, size);
		Map<String, AttributeValue> last = new LinkedHashMap<>();
		this.tokenKeys.forEach((key) -> last.put(key, full.get(size - 1).get(key)));
		return new Page<>(full, this.tokens.encode(last));
	}

	/**
	 * Reads, and says whether there may be more. A page that is full needs no more of the
	 * budget than it has: its token may lead to an empty page.
	 */
	private boolean readAll(@Nullable Map<String, AttributeValue> start, int size, int wanted,
			List<Map<String, AttributeValue>> items) {
		try {
			if (start != null) {
				readOn(start, wanted, items);
			}
			else {
				read(null, wanted, items);
			}
			return items.size() > size;
		}
		catch (ReadBudgetExceededException ex) {
			if (items.size() < size) {
				throw ex;
			}
			return true;
		}
	}

	private Map<String, AttributeValue> start(String token) {
		Map<String, AttributeValue> start = this.tokens.decode(token);
		this.tokenCheck.accept(start);
		return start;
	}

	/**
	 * What a table does not declare of its keys, only DynamoDB can hold a token against.
	 */
	private void readOn(Map<String, AttributeValue> start, int wanted, List<Map<String, AttributeValue>> items) {
		try {
			read(start, wanted, items);
		}
		catch (DynamoDbAccessException ex) {
			if (ex.getCause() instanceof AwsServiceException refusal
					&& "ValidationException".equals(refusal.awsErrorDetails().errorCode())) {
				throw new InvalidPageTokenException(
						"DynamoDB cannot begin at the key of the page token; begin with the first page", ex);
			}
			throw ex;
		}
	}

	private void read(@Nullable Map<String, AttributeValue> start, int wanted,
			List<Map<String, AttributeValue>> items) {
		Map<String, AttributeValue> next = start;
		do {
			ReadPage<Map<String, AttributeValue>> page = this.request.read(next,
					this.selectivity.pageLimit(wanted - items.size()));
			items.addAll(page.items());
			next = page.lastKey();
		}
		while (next != null && items.size() < wanted);
	}

}
