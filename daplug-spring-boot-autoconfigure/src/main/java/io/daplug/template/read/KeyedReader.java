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
		if (item != null) {
			return view.of(item, this.context.visibility());
		}
		Map<String, AttributeValue> visible = visible(key, options, view.projection());
		return (visible != null) ? view.of(visible) : null;
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
		return (item != null) ? KnownForm.isSeen(item, this.context.visibility())
				: visible(key, options, projection) != null;
	}

	/** What DynamoDB brings of the item; null if readers see none. */
	private @Nullable Map<String, AttributeValue> visible(ItemKey key, ReadOptions options, ReadProjection projection) {
		Map<String, AttributeValue> stored = this.context.keys().stored(key, this.context.prefixer(options));
		Map<String, AttributeValue> item = read(stored, options, projection);
		return (item != null) ? this.context.visibility().visible(item) : null;
	}

	/** What is kept of the item from now on; null if the read is not for that. */
	private @Nullable CachedItem kept(ItemKey key, ReadOptions options, ReadProjection projection) {
		if (this.cached == null || (options.consistentRead() && !projection.paths().isEmpty())) {
			return null;
		}
		KeyPrefixer prefixer = this.context.prefixer(options);
		if (options.consistentRead()) {
			Map<String, AttributeValue> stored = this.context.keys().stored(key, prefixer);
			return this.cached.refresh(this.context.keys().of(stored), () -> load(stored));
		}
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

	/** What is kept for a while must be true when it is read. */
	private CachedItem load(Map<String, AttributeValue> key) {
		GetItemRequest request = GetItemRequest.builder()
			.tableName(this.context.table().tableName())
			.key(key)
			.consistentRead(true)
			.build();
		Map<String, AttributeValue> item = send(request);
		return (item != null) ? new CachedItem(item, this.context.visibility().hides(item)) : CachedItem.MISSING;
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
