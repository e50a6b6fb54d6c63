package io.daplug.table.stored;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.expression.AttributePath;
import io.daplug.expression.OtherForms;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemType;
import io.daplug.item.encoding.MapperEncodings;
import io.daplug.item.encoding.TypeMeanings;
import io.daplug.item.encoding.ValueMeaning;
import io.daplug.schema.ItemSchema;
import io.daplug.table.TableDefinition;
import io.daplug.version.StoredAs;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Decodes the items of a table that another mapper stored. What values are meant to be,
 * the table's schema and its item type say, and for those who read a type of their own
 * that type. What Daplug itself writes or compares stays as it is stored: keys, keys of
 * indexes, the idempotence key, timestamps, and when items expire.
 */
public final class StoredEncodings implements OtherForms {

	private final TypeMeanings types;

	private final List<ValueMeaning> meanings;

	private final Set<String> fixed;

	private StoredEncodings(TypeMeanings types, List<ValueMeaning> meanings, Set<String> fixed) {
		this.types = types;
		this.meanings = meanings;
		this.fixed = fixed;
	}

	/**
	 * Returns the encodings of a table.
	 * @param table the table
	 * @param schema its schema; null if it has none
	 * @param converter reads the types of items
	 * @return the encodings; null if items are stored as Daplug stores them
	 */
	public static @Nullable StoredEncodings of(TableDefinition table, @Nullable ItemSchema schema,
			ItemConverter converter) {
		if (table.storedAs() == StoredAs.DAPLUG) {
			return null;
		}
		TypeMeanings types = new TypeMeanings(converter.mapper());
		List<ValueMeaning> meanings = new ArrayList<>(2);
		if (schema != null) {
			meanings.add(schema.meaning());
		}
		if (table.itemType() != null) {
			meanings.add(types.of(ItemType.of(table.itemType())));
		}
		return new StoredEncodings(types, meanings, Set.copyOf(table.reservedAttributes()));
	}

	/**
	 * Decodes an item.
	 * @param item the item as it is stored, with prefixes or without; it is not changed
	 * @return the item as Daplug would have stored it; the very same map if it did
	 */
	public Map<String, AttributeValue> decoded(Map<String, AttributeValue> item) {
		Map<String, AttributeValue> decoded = item;
		for (ValueMeaning meaning : this.meanings) {
			decoded = MapperEncodings.decoded(decoded, meaning, this.fixed);
		}
		return decoded;
	}

	/**
	 * Returns in which other forms items may hold the values that conditions name: true
	 * and false, unless the attribute is said to be something else. A condition that
	 * names either says itself what it asks for.
	 */
	@Override
	public List<AttributeValue> of(AttributePath path, @Nullable Object value) {
		return (value instanceof Boolean flag && mayBeFlag(path)) ? MapperEncodings.others(flag) : List.of();
	}

	@Override
	public List<AttributeValue> inside(AttributePath path, @Nullable Object value) {
		AttributePath element = path.index(0);
		if (!(value instanceof Boolean flag) || !mayBeFlag(element)) {
			return List.of();
		}
		// A text may contain another text, and mean nothing by it.
		return isFlag(element) ? MapperEncodings.others(flag) : List.of(MapperEncodings.number(flag));
	}

	private boolean mayBeFlag(AttributePath path) {
		return isFlag(path) || (!this.fixed.contains(path.root())
				&& this.meanings.stream().allMatch((meaning) -> meaning.at(path.elements()) == ValueMeaning.UNKNOWN));
	}

	private boolean isFlag(AttributePath path) {
		return !this.fixed.contains(path.root())
				&& this.meanings.stream().anyMatch((meaning) -> meaning.at(path.elements()).isFlag());
	}

	/**
	 * Returns a converter that decodes what it reads as a type.
	 * @param converter converts otherwise
	 * @return the converter
	 */
	public ItemConverter reading(ItemConverter converter) {
		return converter.reading((item, type) -> MapperEncodings.decoded(item, this.types.of(type), this.fixed));
	}

}
