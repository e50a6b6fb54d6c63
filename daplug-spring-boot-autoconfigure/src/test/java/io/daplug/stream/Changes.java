package io.daplug.stream;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes of no stored item, each with a greater sequence than the one before.
 */
public final class Changes {

	public static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private static final AtomicLong sequence = new AtomicLong();

	private Changes() {
	}

	public static ItemChange<?> inserted(String key) {
		return inserted("orders", key);
	}

	public static ItemChange<?> inserted(String table, String key) {
		return new ItemInserted<>(identity(table, key), ItemKey.of(key), image(key, Map.of("n", 1)),
				origin(Operation.INSERT));
	}

	public static ItemChange<?> modified(String key, int before, int now) {
		return new ItemModified<>(identity("orders", key), ItemKey.of(key), image(key, Map.of("n", before)),
				image(key, Map.of("n", now)), origin(Operation.UPDATE));
	}

	/** The source does not know what was there before. */
	public static ItemChange<?> modified(String key, int now) {
		return new ItemModified<>(identity("orders", key), ItemKey.of(key), ItemImage.unknown(),
				image(key, Map.of("n", now)), origin(Operation.OVERWRITE));
	}

	public static ItemChange<?> removed(String key) {
		return new ItemRemoved<>(identity("orders", key), ItemKey.of(key), image(key, Map.of("n", 1)),
				origin(Operation.DELETE));
	}

	@SuppressWarnings("rawtypes")
	private static ItemImage<Map> image(String key, Map<String, ?> attributes) {
		Map<String, Object> item = new LinkedHashMap<>(attributes);
		item.put("id", key);
		return ItemImage.of(new Item<>(CONVERTER.toAttributes(item), Map.class, CONVERTER));
	}

	public static ItemIdentity identity(String table, String key) {
		return new ItemIdentity(table, ItemKey.of(key));
	}

	private static ChangeOrigin origin(Operation operation) {
		return new ChangeOrigin(operation, null, null, null,
				new ChangePosition("test", "%020d".formatted(sequence.incrementAndGet()), Instant.EPOCH));
	}

}
