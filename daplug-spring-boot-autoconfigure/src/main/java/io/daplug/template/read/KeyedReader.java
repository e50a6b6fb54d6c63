package io.daplug.template.read;

import java.util.Map;

import io.daplug.cache.CachedItem;
import io.daplug.expression.ExpressionWriter;
import io.daplug.template.cache.CachedItems;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.ReadOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * Reads single items for those who see them: from memory, where the table keeps items and
 * the reader does not ask for what is stored at this moment.
 */
final class KeyedReader {

	private final TableContext context;

	private final @Nullable CachedItems cached;

	KeyedReader(TableContext context) {
		this.context = context;
		this.cached = context.cached();
	}

	/**
	 * Reads an item.
	 * @param key the attributes of its key as they are stored
	 * @param options how it is read
	 * @param projection what is asked for
	 * @return the item with what the projection brings; null if readers see none
	 */
	@Nullable Map<String, AttributeValue> visible(Map<String, AttributeValue> key, ReadOptions options,
			ReadProjection projection) {
		if (this.cached == null) {
			return visible(read(key, options, projection));
		}
		boolean whole = projection.paths().isEmpty();
		if (options.consistentRead()) {
			return whole ? visible(this.cached.refresh(this.context.keys().of(key), () -> load(key)))
					: visible(read(key, options, projection));
		}
		if (!whole) {
			// What DynamoDB would refuse is refused.
			expression(this.context.expressions(this.context.prefixer(options)), projection);
		}
		Map<String, AttributeValue> visible = visible(this.cached.get(this.context.keys().of(key), () -> load(key)));
		return (visible != null) ? projection.cut(visible) : null;
	}

	/**
	 * Whether items that are read so are taken from memory, where they are kept whole.
	 */
	boolean keeps(ReadOptions options) {
		return this.cached != null && !options.consistentRead();
	}

	/**
	 * Forgets an item that a writer has looked at, and may have found to be another one.
	 */
	void forget(Map<String, AttributeValue> key) {
		if (this.cached != null) {
			this.cached.table().evict(this.context.keys().of(key));
		}
	}

	private @Nullable Map<String, AttributeValue> visible(CachedItem item) {
		return item.attributes().isEmpty() ? null : visible(item.attributes());
	}

	private @Nullable Map<String, AttributeValue> visible(@Nullable Map<String, AttributeValue> item) {
		return (item != null) ? this.context.visibility().visible(item) : null;
	}

	/** What is kept for a while must be true when it is read. */
	private CachedItem load(Map<String, AttributeValue> key) {
		GetItemRequest request = GetItemRequest.builder()
			.tableName(this.context.table().tableName())
			.key(key)
			.consistentRead(true)
			.build();
		Map<String, AttributeValue> item = send(request);
		return (item != null) ? new CachedItem(item, visible(item) == null) : CachedItem.MISSING;
	}

	private @Nullable Map<String, AttributeValue> read(Map<String, AttributeValue> key, ReadOptions options,
			ReadProjection projection) {
		GetItemRequest.Builder request = GetItemRequest.builder()
			.tableName(this.context.table().tableName())
			.key(key)
			.consistentRead(options.consistentRead());
		if (!projection.paths().isEmpty()) {
			ExpressionWriter expressions = this.context.expressions(this.context.prefixer(options));
			request.projectionExpression(expression(expressions, projection))
				.expressionAttributeNames(expressions.names());
		}
		return send(request.build());
	}

	private static String expression(ExpressionWriter expressions, ReadProjection projection) {
		return SelectionRules.asked(() -> expressions.projection(projection.paths()));
	}

	/** What is there of an item may be nothing at all; null if there is no item. */
	private @Nullable Map<String, AttributeValue> send(GetItemRequest request) {
		GetItemResponse response = this.context.requests().send("get", (client) -> client.getItem(request));
		return response.hasItem() ? response.item() : null;
	}

}
