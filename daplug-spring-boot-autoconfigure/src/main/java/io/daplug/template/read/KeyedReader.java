package io.daplug.template.read;

import java.util.Map;

import io.daplug.cache.CachedItem;
import io.daplug.expression.ExpressionWriter;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.cache.CachedItems;
import io.daplug.template.cache.TextKeys;
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

	private final TextKeys texts;

	KeyedReader(TableContext context) {
		this.context = context;
		this.texts = new TextKeys(context.keys(), context.converter());
		this.cached = context.cached();
	}

	/**
	 * Reads an item.
	 * @param key its key, in either form
	 * @param options how it is read
	 * @param view how it is seen
	 * @return the item as it is seen; null if readers see none
	 */
	@Nullable Map<String, AttributeValue> seen(ItemKey key, ReadOptions options, ItemView view) {
		CachedItem item = kept(key, options, view.projection());
		Map<String, AttributeValue> visible = (item != null) ? visible(item) : asked(key, options, view.projection());
		if (visible == null || item == null) {
			return (visible != null) ? view.of(visible) : null;
		}
		boolean whole = visible == item.attributes() && view.projection().paths().isEmpty();
		return whole ? view.ofPlain(item.known(view.plain(), view.plain()::of))
				: view.of(view.projection().cut(visible));
	}

	/**
	 * Says whether readers see an item.
	 * @param key its key, in either form
	 * @param options how it is read
	 * @param projection what is asked for
	 * @return whether there is one
	 */
	boolean sees(ItemKey key, ReadOptions options, ReadProjection projection) {
		CachedItem item = kept(key, options, projection);
		return ((item != null) ? visible(item) : asked(key, options, projection)) != null;
	}

	/** What DynamoDB brings of the item; null if readers see none. */
	private @Nullable Map<String, AttributeValue> asked(ItemKey key, ReadOptions options, ReadProjection projection) {
		Map<String, AttributeValue> stored = this.context.keys().stored(key, this.context.prefixer(options));
		return (this.cached != null && projection.paths().isEmpty())
				? visible(this.cached.refresh(this.context.keys().of(stored), () -> load(stored)))
				: visible(read(stored, options, projection));
	}

	/** What is kept of the item from now on; null if the read is not for that. */
	private @Nullable CachedItem kept(ItemKey key, ReadOptions options, ReadProjection projection) {
		if (this.cached == null || options.consistentRead()) {
			return null;
		}
		KeyPrefixer prefixer = this.context.prefixer(options);
		if (!projection.paths().isEmpty()) {
			// What DynamoDB would refuse is refused.
			expression(this.context.expressions(prefixer), projection);
		}
		ItemKey text = this.texts.stored(key, prefixer);
		if (text != null) {
			return this.cached.get(text, () -> load(this.context.keys().stored(key, prefixer)));
		}
		Map<String, AttributeValue> stored = this.context.keys().stored(key, prefixer);
		return this.cached.get(this.context.keys().of(stored), () -> load(stored));
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
