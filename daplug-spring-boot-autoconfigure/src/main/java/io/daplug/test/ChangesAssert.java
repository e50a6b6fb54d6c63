package io.daplug.test;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.Operation;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Assertions about changes of one table. Each step narrows the changes to those that have
 * all that was asked for so far, and fails if none is left; so what is asked for in one
 * chain holds for one change.
 */
public final class ChangesAssert {

	private final RecordedEntries<ItemChange<?>> selection;

	private final ItemConverter converter;

	ChangesAssert(RecordedEntries<ItemChange<?>> selection, ItemConverter converter) {
		this.selection = selection;
		this.converter = converter;
	}

	/**
	 * Asserts that the change is that of one item, of a table without range key.
	 * @param hashValue the value of the hash key, without prefix
	 * @return assertions about that item's changes
	 */
	public ChangesAssert key(Object hashValue) {
		return key(ItemKey.of(hashValue));
	}

	/**
	 * Asserts that the change is that of one item.
	 * @param hashValue the value of the hash key, without prefix
	 * @param rangeValue the value of the range key, without prefix
	 * @return assertions about that item's changes
	 */
	public ChangesAssert key(Object hashValue, Object rangeValue) {
		return key(ItemKey.of(hashValue, rangeValue));
	}

	/**
	 * Asserts that the change is that of one item.
	 * @param key the item's key by position, with the values that are stored: also where
	 * keys are composed of other attributes, and changes have theirs by names
	 * @return assertions about that item's changes
	 * @throws IllegalArgumentException if the key is given by attribute names: use
	 * {@link #attribute}
	 */
	public ChangesAssert key(ItemKey key) {
		if (key.named()) {
			throw new IllegalArgumentException(
					"Give the key by position: write ItemKey.of(hash value, range value), not " + key);
		}
		ItemKey stored = stored(key);
		return narrow(" with key " + key, (change) -> byPosition(change.key()).equals(stored), null);
	}

	/** Changes have keys as they are stored. */
	private ItemKey stored(ItemKey key) {
		return byPosition(this.converter.toAttributes(key, List.of("hash", "range")).values());
	}

	/** Names of changes begin with the hash key. */
	private static ItemKey byPosition(ItemKey key) {
		return key.named() ? byPosition(key.attributes().values()) : key;
	}

	private static ItemKey byPosition(Collection<?> values) {
		Iterator<?> value = values.iterator();
		Object hash = value.next();
		return value.hasNext() ? ItemKey.of(hash, value.next()) : ItemKey.of(hash);
	}

	/**
	 * Asserts which call made the change.
	 * @param operation the call
	 * @return assertions about what such calls changed
	 */
	public ChangesAssert operation(Operation operation) {
		return narrow(" by " + operation, (change) -> change.origin().operation() == operation, null);
	}

	/**
	 * Asserts what made the change, by the name that it gave.
	 * @param name the name, such as {@code mirror:archive}; null for a write that gave
	 * none
	 * @return assertions about what that changed
	 */
	public ChangesAssert origin(@Nullable String name) {
		return narrow((name != null) ? " made by '%s'".formatted(name) : " made by nobody by name",
				(change) -> (name != null) ? name.equals(change.origin().name()) : change.origin().name() == null,
				(change) -> ", made by " + change.origin().name());
	}

	/**
	 * Asserts the value of an attribute of the item as it is, or as it was before it was
	 * removed. Values are compared as they are stored, so numbers by value.
	 * @param name the attribute's name
	 * @param value what it must be, as an item would hold it; null for DynamoDB's NULL
	 * @return assertions about the changes of such items
	 */
	public ChangesAssert attribute(String name, @Nullable Object value) {
		return attribute("", name, value, ItemChange::lastImage);
	}

	/**
	 * Asserts the value of an attribute of the item as it was before.
	 * @param name the attribute's name
	 * @param value what it must have been, as an item would hold it; null for DynamoDB's
	 * NULL
	 * @return assertions about the changes of such items
	 */
	public ChangesAssert oldAttribute(String name, @Nullable Object value) {
		return attribute("old ", name, value, ItemChange::oldImage);
	}

	/**
	 * Asserts whatever else about the item as it is, or as it was before it was removed.
	 * @param <T> the type to read the item as
	 * @param type that type
	 * @param assertions throws an {@link AssertionError} unless the item is as it must be
	 * @return assertions about the changes of such items
	 */
	public <T> ChangesAssert item(Class<T> type, Consumer<? super T> assertions) {
		return satisfying((change) -> assertions.accept(item(change).as(type)));
	}

	/**
	 * Asserts whatever else about the item as it is, or as it was before it was removed.
	 * @param assertions throws an {@link AssertionError} unless the item, a map of its
	 * attributes, is as it must be
	 * @return assertions about the changes of such items
	 */
	public ChangesAssert item(Consumer<? super Map<String, @Nullable Object>> assertions) {
		return satisfying((change) -> assertions.accept(item(change).toMap()));
	}

	/**
	 * Asserts whatever else.
	 * @param assertions throws an {@link AssertionError} unless the change is as it must
	 * be; called for changes until one is
	 * @return assertions about such changes
	 */
	public ChangesAssert satisfying(Consumer<? super ItemChange<?>> assertions) {
		return narrow(" that satisfies the assertions", (change) -> Attempt.of(assertions, change) == null,
				(change) -> ": " + Attempt.of(assertions, change));
	}

	/**
	 * Asserts that there is one such change, and no other so far.
	 * @return these assertions
	 */
	public ChangesAssert once() {
		return times(1);
	}

	/**
	 * Asserts how many such changes there are so far.
	 * @param count how many, at least 1; see {@link RecordedChangesAssert#unchanged}
	 * @return these assertions
	 */
	public ChangesAssert times(int count) {
		if (count < 1) {
			throw new IllegalArgumentException("'count' must be at least 1, not " + count);
		}
		this.selection.requireCount(count);
		return this;
	}

	/**
	 * Returns the changes that have all that was asked for.
	 * @return the changes, in their order, at least one
	 */
	public List<ItemChange<?>> changes() {
		return this.selection.entries();
	}

	static String line(ItemChange<?> change) {
		return "%s %s %s".formatted(change.getClass().getSimpleName(), change.table(), change.key());
	}

	private static Item<?> item(ItemChange<?> change) {
		ItemImage<?> image = change.lastImage();
		if (!image.isKnown()) {
			throw new AssertionError("The source of the change does not know the item");
		}
		return image.item();
	}

	private ChangesAssert attribute(String which, String name, @Nullable Object value,
			Function<ItemChange<?>, ItemImage<?>> image) {
		Item<?> expected = one(name, this.converter.toAttribute(value));
		return narrow(" with %s'%s' %s".formatted(which, name, value), (change) -> {
			AttributeValue found = value(image.apply(change), name);
			return found != null && one(name, found).equals(expected);
		}, (change) -> ", %s'%s' is %s".formatted(which, name, shown(value(image.apply(change), name))));
	}

	private static @Nullable AttributeValue value(ItemImage<?> image, String name) {
		return image.isKnown() ? image.item().attributes().get(name) : null;
	}

	/** An item of one attribute: items are equal as stored values are. */
	@SuppressWarnings("rawtypes")
	private Item<Map> one(String name, AttributeValue value) {
		return new Item<>(new LinkedHashMap<>(Map.of(name, value)), Map.class, this.converter);
	}

	private String shown(@Nullable AttributeValue value) {
		return (value != null) ? String.valueOf(this.converter.fromAttribute(value)) : "absent";
	}

	private ChangesAssert narrow(String words, Predicate<ItemChange<?>> condition,
			@Nullable Function<ItemChange<?>, String> found) {
		return new ChangesAssert(this.selection.narrow(words, condition, found), this.converter);
	}

}
