package io.daplug.customize;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.daplug.item.ItemConversionException;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemEquality;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DataAccessException;

/**
 * The customizers of one table, in their order.
 */
public final class ItemCustomizers {

	/** No customizers. */
	public static final ItemCustomizers NONE = new ItemCustomizers("", List::of);

	private final String table;

	private final Supplier<List<NamedCustomizer<?>>> customizers;

	private ItemCustomizers(String table, Supplier<List<NamedCustomizer<?>>> customizers) {
		this.table = table;
		this.customizers = customizers;
	}

	/**
	 * Creates the customizers of a table.
	 * @param table the logical name of the table
	 * @param customizers the customizers, asked for with each item: beans may need the
	 * template that they are for
	 * @return the customizers
	 */
	public static ItemCustomizers of(String table, Supplier<List<NamedCustomizer<?>>> customizers) {
		return new ItemCustomizers(table, customizers);
	}

	/**
	 * Creates the customizers of a table.
	 * @param table the logical name of the table
	 * @param customizers the customizers, in their order
	 * @return the customizers
	 */
	public static ItemCustomizers of(String table, NamedCustomizer<?>... customizers) {
		List<NamedCustomizer<?>> all = List.of(customizers);
		return of(table, () -> all);
	}

	/**
	 * Says whether there are any.
	 * @return whether there are
	 */
	public boolean any() {
		return !this.customizers.get().isEmpty();
	}

	/**
	 * Customizes an item.
	 * @param item the item, which is not changed
	 * @param given the object that says the same as the attributes; null if there is none
	 * @param converter converts items
	 * @return what is to be written
	 * @throws RefusedItemException if a customizer refuses the item
	 * @throws ItemCustomizerException if a customizer fails
	 */
	public CustomizedItem customize(Map<String, AttributeValue> item, @Nullable Object given, ItemConverter converter) {
		CustomizedItem customized = new CustomizedItem(item, Set.of());
		for (NamedCustomizer<?> customizer : this.customizers.get()) {
			customized = customize(customizer, customized, customized.changed().isEmpty() ? given : null, converter);
		}
		return customized;
	}

	private <T> CustomizedItem customize(NamedCustomizer<T> customizer, CustomizedItem item, @Nullable Object given,
			ItemConverter converter) {
		boolean record = given != null && customizer.takes(given);
		T read = (given != null && record) ? customizer.cast(given) : read(customizer, item, converter);
		// A map says all of the item, another type what it knows of it. What it is read
		// as
		// may be changed in place, so it is looked at before.
		Map<String, AttributeValue> before = customizer.takesMaps() ? item.attributes()
				: converter.toAttributes(read, true);
		T made = call(customizer, read);
		return (record && made == read) ? item
				: item.with(differences(before, converter.toAttributes(made, !customizer.takesMaps())));
	}

	/** What comes to be written is no stored item, and may be a part of one. */
	private <T> T read(NamedCustomizer<T> customizer, CustomizedItem item, ItemConverter converter) {
		try {
			return converter.fromAttributes(item.attributes(), customizer.type());
		}
		catch (ItemConversionException ex) {
			throw new ItemCustomizerException(
					"Customizer '%s' of table '%s' takes items as %s, which cannot hold what is at '%s', and the item was not written; have it take a type that all items fit, also those of which an upsert gives a part, or maps"
						.formatted(customizer.name(), this.table, customizer.type(), ex.pointer()),
					ex);
		}
	}

	private <T> T call(NamedCustomizer<T> customizer, T item) {
		T made;
		try {
			made = customizer.customizer().customize(item);
		}
		catch (DataAccessException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new ItemCustomizerException(
					"Customizer '%s' of table '%s' failed, and the item was not written: it threw %s; have it throw a RefusedItemException to refuse items"
						.formatted(customizer.name(), this.table, ex.getClass().getName()),
					ex);
		}
		if (made == null) {
			throw new ItemCustomizerException(
					"Customizer '%s' of table '%s' returned null, and the item was not written; have it return the item to write"
						.formatted(customizer.name(), this.table),
					null);
		}
		return made;
	}

	/** What became of attributes: null where one is gone. */
	private static Map<String, @Nullable AttributeValue> differences(Map<String, AttributeValue> before,
			Map<String, AttributeValue> after) {
		Map<String, @Nullable AttributeValue> differences = new LinkedHashMap<>();
		after.forEach((name, value) -> {
			AttributeValue known = before.get(name);
			if (known == null || !ItemEquality.same(known, value)) {
				differences.put(name, value);
			}
		});
		Set<String> gone = new HashSet<>(before.keySet());
		gone.removeAll(after.keySet());
		gone.forEach((name) -> differences.put(name, null));
		return differences;
	}

	@Override
	public String toString() {
		return "ItemCustomizers[%s]".formatted(this.table);
	}

}
