package io.daplug.template;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.daplug.event.ChangeOrigin;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.item.Item;
import io.daplug.item.ItemEquality;
import io.daplug.schema.ItemSchema;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Announces what was written. Images come without prefixes.
 */
final class Announcer {

	/**
	 * Grows from write to write of this process, and from process to process as long as
	 * none writes more than a million times a millisecond.
	 */
	private static final AtomicLong sequence = new AtomicLong(System.currentTimeMillis() << 20);

	private final TableContext context;

	private final TableKeys keys;

	Announcer(TableContext context, TableKeys keys) {
		this.context = context;
		this.keys = keys;
	}

	void written(Operation operation, CallOptions options, @Nullable Map<String, AttributeValue> before,
			Map<String, AttributeValue> after, Class<?> type) {
		if (before == null) {
			Item<?> item = item(after, type);
			publish(new ItemInserted<>(this.context.table().name(), this.keys.of(after), item,
					origin(operation, options, after)));
		}
		else if (!ItemEquality.same(before, after)) {
			publish(modified(operation, options, before, after, itemType(type)));
		}
	}

	void removed(Operation operation, CallOptions options, Map<String, AttributeValue> before, Class<?> type) {
		Item<?> item = item(before, type);
		publish(new ItemRemoved<>(this.context.table().name(), this.keys.of(before), item,
				origin(operation, options, before)));
	}

	private <T> ItemModified<T> modified(Operation operation, CallOptions options, Map<String, AttributeValue> before,
			Map<String, AttributeValue> after, Class<T> type) {
		return new ItemModified<>(this.context.table().name(), this.keys.of(after),
				new Item<>(before, type, this.context.converter()), new Item<>(after, type, this.context.converter()),
				origin(operation, options, after));
	}

	private Item<?> item(Map<String, AttributeValue> attributes, Class<?> type) {
		return new Item<>(attributes, itemType(type), this.context.converter());
	}

	private Class<?> itemType(Class<?> type) {
		Class<?> configured = this.context.table().itemType();
		return (configured != null) ? configured : type;
	}

	private ChangeOrigin origin(Operation operation, CallOptions options, Map<String, AttributeValue> item) {
		ItemSchema schema = this.context.writeSchema(options);
		String version = null;
		if (this.context.guard() != null) {
			AttributeValue value = item.get(this.context.guard().key());
			version = (value != null) ? ((value.n() != null) ? value.n() : value.s()) : null;
		}
		return new ChangeOrigin(operation, (schema != null) ? schema.name() : null, version,
				"%020d".formatted(sequence.incrementAndGet()), this.context.clock().instant());
	}

	private void publish(ItemChange<?> change) {
		this.context.publisher().publish(change);
	}

}
