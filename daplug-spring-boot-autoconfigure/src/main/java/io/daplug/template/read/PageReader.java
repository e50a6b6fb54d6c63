package io.daplug.template.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads pages that are full unless there is no more, and of which the last has no token.
 */
final class PageReader {

	private final ReadRequest request;

	private final Selectivity selectivity;

	private final Set<String> tokenKeys;

	private final PageTokenCodec tokens;

	/**
	 * Creates a reader.
	 * @param request reads the items, with the keys of the token
	 * @param selectivity how many items are left out
	 * @param tokenKeys the attributes that a token is made of
	 * @param tokens makes the tokens
	 */
	PageReader(ReadRequest request, Selectivity selectivity, Set<String> tokenKeys, PageTokenCodec tokens) {
		this.request = request;
		this.selectivity = selectivity;
		this.tokenKeys = tokenKeys;
		this.tokens = tokens;
	}

	/** Reads one page of items as they are stored. */
	Page<Map<String, AttributeValue>> read(PageRequest page, @Nullable Integer limit) {
		Map<String, AttributeValue> start = (page.token() != null) ? this.tokens.decode(page.token()) : null;
		int size = (limit != null) ? Math.min(page.size(), limit) : page.size();
		List<Map<String, AttributeValue>> items = read(start, Math.max(size, size + 1));
		if (items.size() <= size) {
			return new Page<>(items, null);
		}
		List<Map<String, AttributeValue>> full = items.subList(0, size);
		Map<String, AttributeValue> last = new LinkedHashMap<>();
		this.tokenKeys.forEach((key) -> last.put(key, full.get(size - 1).get(key)));
		return new Page<>(full, this.tokens.encode(last));
	}

	private List<Map<String, AttributeValue>> read(@Nullable Map<String, AttributeValue> start, int wanted) {
		List<Map<String, AttributeValue>> items = new ArrayList<>();
		Map<String, AttributeValue> next = start;
		do {
			ReadPage page = this.request.read(next, this.selectivity.pageLimit(wanted - items.size()));
			items.addAll(page.items());
			next = page.lastKey();
		}
		while (next != null && items.size() < wanted);
		return items;
	}

}
