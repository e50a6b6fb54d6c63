package io.daplug.template.read;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.daplug.key.KeyPrefixer;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.SelectionOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Whole items of a query or scan as they are stored, page by page, for those who store
 * them again. Items without the prefixes of the table are not among them: such items are
 * somebody else's.
 */
public final class StoredPages {

	private final TableContext context;

	private final ReadRequestFactory requests;

	private final SelectionOptions selection;

	private final KeyPrefixer prefixer;

	private final @Nullable QueryRequest query;

	private final @Nullable ScanRequest scan;

	/**
	 * A page.
	 *
	 * @param items the items
	 * @param lastKey where to read on; null at the end
	 * @param position the token of that place; null if it is not this tenant's
	 * @param units what it cost
	 * @param leftOut how many more items DynamoDB looked at, which the filter left out
	 */
	public record StoredPage(List<Map<String, AttributeValue>> items, @Nullable Map<String, AttributeValue> lastKey,
			@Nullable String position, double units, int leftOut) {

	}

	/**
	 * One of the parts into which DynamoDB divides a table.
	 *
	 * @param number its number, from 0
	 * @param of how many parts there are
	 */
	public record Segment(int number, int of) {

		private ScanRequest.Builder of(ScanRequest.Builder scan) {
			return (this.of > 1) ? scan.segment(this.number).totalSegments(this.of) : scan;
		}

	}

	StoredPages(TableContext context, ReadRequestFactory requests, SelectionOptions selection, Segment segment) {
		this.context = context;
		this.requests = requests;
		this.selection = requests.stored(selection);
		this.prefixer = context.prefixer(selection);
		this.query = (this.selection instanceof QueryOptions asked) ? requests.queryRequest(asked, ReadProjection.WHOLE)
			.toBuilder()
			.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
			.build() : null;
		this.scan = (this.selection instanceof ScanOptions asked)
				? segment.of(requests.scanRequest(asked, ReadProjection.WHOLE).toBuilder())
					.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
					.build()
				: null;
	}

	/** The prefixes that are on the keys. */
	public KeyPrefixer prefixer() {
		return this.prefixer;
	}

	/**
	 * Reads a page.
	 * @param lastKey where, as the page before said; null for the beginning
	 */
	public StoredPage read(@Nullable Map<String, AttributeValue> lastKey) {
		if (this.query != null) {
			QueryResponse response = this.requests
				.send((lastKey != null) ? this.query.toBuilder().exclusiveStartKey(lastKey).build() : this.query);
			return page(response.items(), response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null,
					ReadPage.Cost.of(response.scannedCount(), response.consumedCapacity()));
		}
		ScanRequest asked = Objects.requireNonNull(this.scan);
		ScanResponse response = this.requests
			.send((lastKey != null) ? asked.toBuilder().exclusiveStartKey(lastKey).build() : asked);
		return page(response.items(), response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null,
				ReadPage.Cost.of(response.scannedCount(), response.consumedCapacity()));
	}

	private StoredPage page(List<Map<String, AttributeValue>> items, @Nullable Map<String, AttributeValue> lastKey,
			ReadPage.Cost cost) {
		List<Map<String, AttributeValue>> own = items.stream()
			.filter((item) -> isOwn(item) && this.context.visibility().visible(item) != null
					&& this.context.guard().isThere(item))
			.toList();
		return new StoredPage(own, lastKey, (lastKey != null) ? position(own, lastKey) : null, cost.units(),
				cost.lookedAt() - items.size());
	}

	/** A place at another tenant's item is told by the own item before it. */
	private @Nullable String position(List<Map<String, AttributeValue>> own, Map<String, AttributeValue> lastKey) {
		String position = this.requests.token(this.selection, lastKey);
		return (position != null || own.isEmpty()) ? position
				: this.requests.token(this.selection, own.get(own.size() - 1));
	}

	/** A hash key that is nothing but the prefix is nobody's, as none is empty. */
	private boolean isOwn(Map<String, AttributeValue> item) {
		return this.context.keys().names().stream().allMatch((name) -> {
			String prefix = this.prefixer.prefix(name);
			AttributeValue value = item.get(name);
			String text = (value != null) ? value.s() : null;
			return prefix.isEmpty() || text == null || (text.startsWith(prefix)
					&& !(name.equals(this.context.table().hashKey()) && text.equals(prefix)));
		});
	}

}
