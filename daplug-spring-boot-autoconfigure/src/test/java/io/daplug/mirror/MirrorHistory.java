package io.daplug.mirror;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What happened to the items of a source: the changes in their order, as its stream has
 * them, and what belongs in the destination at the end.
 *
 * @param changes the changes
 * @param keying how copies get their keys
 * @param projection the values of the copies, by their keys
 */
record MirrorHistory(List<ItemChange<?>> changes, Keying keying, Map<String, Integer> projection) {

	/**
	 * What is done to an item.
	 */
	enum Deed {

		PUT, HIDE, REMOVE

	}

	/**
	 * How copies get their keys.
	 */
	enum Keying {

		/** Of the item's key and an attribute, so that copies move. */
		MOVING,

		/** Of the item's key alone. */
		FIXED,

		/** Of an attribute alone, which no two items have at one time. */
		SHARED

	}

	/**
	 * One write of the source.
	 *
	 * @param id which item
	 * @param deed what becomes of it
	 * @param group the attribute of which keys are made
	 */
	record Step(int id, Deed deed, int group) {

	}

	/**
	 * Makes what belongs in the destination.
	 *
	 * @param keying how copies get their keys
	 * @param run tells the histories in one table apart
	 */
	record Transform(Keying keying, String run) implements MirrorTransform {

		@Override
		public @Nullable Object newItem(ItemChange<?> change) {
			Map<String, AttributeValue> item = change.newImage().item().attributes();
			if (!item.containsKey("shown")) {
				return null;
			}
			return Map.of("run", this.run, "place", place(this.keying, item), "value",
					item.getOrDefault("value", AttributeValue.fromNul(true)));
		}

		@Override
		public Map<String, AttributeValue> knownByKey(Map<String, AttributeValue> sourceKey) {
			Map<String, AttributeValue> known = new LinkedHashMap<>();
			known.put("run", AttributeValue.fromS(this.run));
			if (this.keying == Keying.FIXED) {
				known.put("place", sourceKey.getOrDefault("order_id", AttributeValue.fromNul(true)));
			}
			return known;
		}

	}

	private static String place(Keying keying, Map<String, AttributeValue> item) {
		String id = item.getOrDefault("order_id", AttributeValue.fromS("")).s();
		String group = item.getOrDefault("group", AttributeValue.fromS("")).s();
		return switch (keying) {
			case MOVING -> group + "/" + id;
			case FIXED -> id;
			case SHARED -> group;
		};
	}

	static MirrorHistory of(List<Step> steps, Keying keying) {
		Map<Integer, Map<String, AttributeValue>> items = new TreeMap<>();
		List<ItemChange<?>> changes = new ArrayList<>();
		for (Step step : steps) {
			Map<String, AttributeValue> before = items.get(step.id());
			Map<String, AttributeValue> after = after(step, changes.size(), keying, items);
			if (before == null && after == null) {
				continue;
			}
			changes.add(change(step.id(), before, after, changes.size(), keying));
			if (after != null) {
				items.put(step.id(), after);
			}
			else {
				items.remove(step.id());
			}
		}
		Map<String, Integer> projection = new TreeMap<>();
		items.values()
			.stream()
			.filter((item) -> item.containsKey("shown"))
			.forEach((item) -> projection.put(place(keying, item),
					Integer.valueOf(item.getOrDefault("value", AttributeValue.fromN("0")).n())));
		return new MirrorHistory(List.copyOf(changes), keying, projection);
	}

	private static @Nullable Map<String, AttributeValue> after(Step step, int value, Keying keying,
			Map<Integer, Map<String, AttributeValue>> items) {
		if (step.deed() == Deed.REMOVE) {
			return null;
		}
		Map<String, AttributeValue> item = new LinkedHashMap<>();
		item.put("order_id", AttributeValue.fromS("o" + step.id()));
		item.put("group", AttributeValue.fromS("g" + step.group()));
		item.put("value", AttributeValue.fromN(String.valueOf(value)));
		boolean taken = keying == Keying.SHARED && items.entrySet()
			.stream()
			.anyMatch((other) -> other.getKey() != step.id() && other.getValue().containsKey("shown")
					&& other.getValue().getOrDefault("group", AttributeValue.fromS("")).equals(item.get("group")));
		if (step.deed() == Deed.PUT && !taken) {
			item.put("shown", AttributeValue.fromBool(true));
		}
		return item;
	}

	/** The change of an item that is inserted, with another number. */
	ItemChange<?> numbered(int index, int number) {
		ItemInserted<?> change = (ItemInserted<?>) this.changes.get(index);
		return numbered(change,
				new ChangePosition(change.origin().position().source(), "%040d".formatted(number), Instant.EPOCH));
	}

	/** The change of an item that is inserted, from elsewhere than a stream. */
	ItemChange<?> unnumbered(int index) {
		return numbered((ItemInserted<?>) this.changes.get(index), new ChangePosition("elsewhere", "x", Instant.EPOCH));
	}

	private static <T> ItemInserted<T> numbered(ItemInserted<T> change, ChangePosition position) {
		return new ItemInserted<>(change.identity(), change.key(), change.newImage(),
				new ChangeOrigin(Operation.INSERT, null, null, null, position));
	}

	/** Where keys are fixed, the stream does not show old images. */
	private static ItemChange<?> change(int id, @Nullable Map<String, AttributeValue> before,
			@Nullable Map<String, AttributeValue> after, int number, Keying keying) {
		ItemKey key = ItemKey.of("o" + id);
		ItemIdentity identity = new ItemIdentity("orders", key);
		ChangeOrigin origin = new ChangeOrigin((after == null) ? Operation.DELETE : Operation.UPDATE, null, null, null,
				new ChangePosition("2026-11-27T00:00:00.000", "%040d".formatted(number), Instant.EPOCH));
		if (before == null) {
			return new ItemInserted<>(identity, key, image(after), origin);
		}
		ItemImage<Map<?, ?>> old = (keying == Keying.FIXED) ? ItemImage.unknown() : image(before);
		return (after == null) ? new ItemRemoved<>(identity, key, old, origin)
				: new ItemModified<>(identity, key, old, image(after), origin);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static ItemImage<Map<?, ?>> image(@Nullable Map<String, AttributeValue> item) {
		return (ItemImage) ItemImage.of(new Item<>((item != null) ? item : Map.of(), Map.class, Destination.CONVERTER));
	}

	/** What readers see, the values of the copies by their keys. */
	static Map<String, Integer> seen(List<Map<String, Object>> items) {
		Map<String, Integer> seen = new TreeMap<>();
		items.forEach((item) -> seen.put(String.valueOf(item.get("place")),
				Integer.valueOf(String.valueOf(item.get("value")))));
		return seen;
	}

	/** What readers of a table see that holds nothing else. */
	static Map<String, Integer> seen(DaplugTemplate template) {
		return seen(template.scan().list());
	}

}
