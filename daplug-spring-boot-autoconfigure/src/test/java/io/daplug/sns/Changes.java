package io.daplug.sns;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.daplug.event.Announcement;
import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.MessageOptions;
import io.daplug.event.Operation;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.MissingValue;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes of a table of orders, as templates announce them.
 */
final class Changes {

	static final TableDefinition ORDERS = TableDefinition.named("orders")
		.hashKey("orderId")
		.idempotence(new IdempotenceDefinition("version", IdempotenceStrategy.CONDITIONAL, MissingValue.FAIL,
				GeneratedValue.COUNTER))
		.build();

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private static final AtomicLong SEQUENCE = new AtomicLong();

	private Changes() {
	}

	static Announcement inserted(String id) {
		return inserted(Map.of("orderId", id, "total", 12.5, "version", 1));
	}

	static Announcement inserted(Map<String, ?> item) {
		return inserted(item, (message) -> {
		});
	}

	static Announcement inserted(Map<String, ?> item, Consumer<MessageOptions.Builder> message) {
		return new Announcement(change(item), MessageOptions.of(message));
	}

	static ItemChange<?> change(Map<String, ?> item) {
		return new ItemInserted<>(identity(item), key(item), image(item), origin(Operation.INSERT, item));
	}

	/** A change of the item of a tenant, where tenants share the table. */
	static Announcement insertedOf(String tenant, Map<String, ?> item) {
		ItemIdentity identity = new ItemIdentity("orders", key(item), tenant);
		return new Announcement(new ItemInserted<>(identity, key(item), image(item), origin(Operation.INSERT, item)),
				MessageOptions.DEFAULTS);
	}

	static Announcement modified(@Nullable Map<String, ?> before, Map<String, ?> after) {
		return new Announcement(new ItemModified<>(identity(after), key(after),
				(before != null) ? image(before) : ItemImage.unknown(), image(after), origin(Operation.UPDATE, after)),
				MessageOptions.DEFAULTS);
	}

	static Announcement removed(Map<String, ?> item, boolean known) {
		return new Announcement(new ItemRemoved<>(identity(item), key(item), known ? image(item) : ItemImage.unknown(),
				origin(Operation.DELETE, item)), MessageOptions.DEFAULTS);
	}

	static Map<String, AttributeValue> attributes(Map<String, ?> item) {
		return CONVERTER.toAttributes(item);
	}

	private static ItemIdentity identity(Map<String, ?> item) {
		return new ItemIdentity("orders", key(item));
	}

	private static ItemKey key(Map<String, ?> item) {
		return ItemKey.of(String.valueOf(item.get("orderId")));
	}

	private static ItemImage<Object> image(Map<String, ?> item) {
		return ItemImage.of(new Item<>(attributes(item), Object.class, CONVERTER));
	}

	private static ChangeOrigin origin(Operation operation, Map<String, ?> item) {
		Object version = item.get("version");
		return new ChangeOrigin(operation, "Order", (version != null) ? version.toString() : null, null,
				new ChangePosition("p1", "%020d".formatted(SEQUENCE.incrementAndGet()),
						Instant.parse("2026-11-21T12:00:00Z")));
	}

}
