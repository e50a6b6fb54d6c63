package io.daplug.template.write;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemSize;
import io.daplug.key.KeyPrefixer;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.MappingOptions;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableKeys;
import io.daplug.table.UnknownAttributes;
import io.daplug.table.Validation;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.CallOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * From the caller's value to the attributes to write: converted once, brought into the
 * schema's shape and checked in one walk, keys and size checked, prefixes on.
 */
public final class ItemShaper {

	private final TableContext context;

	private final Shapes maps;

	private final Shapes objects;

	/**
	 * Mapping options, built once per table: for whole items, for an update's patch,
	 * whose values are not checked before they are merged, and for an update's result;
	 * each with validation and without.
	 */
	private record Shapes(Shape whole, Shape patch, Shape merged) {

		static Shapes of(TableContext context, boolean nullsAreAbsent) {
			Set<String> kept = context.table().reservedAttributes();
			boolean drop = context.table().updateUnknown() == UnknownAttributes.DROP;
			MappingOptions whole = MappingOptions.of((mapping) -> mapping.project(true)
				.validate(true)
				.defaults(true)
				.nullsAreAbsent(nullsAreAbsent)
				.kept(kept));
			MappingOptions patch = whole.with((mapping) -> mapping.validate(false).defaults(false));
			MappingOptions merged = patch.with((mapping) -> mapping.project(drop).validate(true).nullsAreAbsent(false));
			return new Shapes(Shape.of(whole), Shape.of(patch), Shape.of(merged));
		}

	}

	/** The same shape with validation and without. */
	private record Shape(MappingOptions strict, MappingOptions unchecked) {

		static Shape of(MappingOptions options) {
			return new Shape(options, options.with((mapping) -> mapping.validate(false).nestedArraysWhole(true)));
		}

	}

	ItemShaper(TableContext context) {
		this.context = context;
		this.maps = Shapes.of(context, false);
		this.objects = Shapes.of(context, true);
	}

	/** A whole item, as it is to be written but for its prefixes. */
	ShapedItem whole(Object item, CallOptions options, @Nullable Validation validation) {
		boolean typed = this.context.converter().isTyped(item);
		ItemSchema schema = this.context.writeSchema(options);
		Map<String, AttributeValue> attributes = this.context.converter().toAttributes(item, typed && schema == null);
		boolean changed = false;
		if (schema != null) {
			Shapes shapes = typed ? this.objects : this.maps;
			changed = schema.apply(attributes, options(shapes.whole(), validation));
		}
		this.context.keys().check(attributes);
		checkIndexKeys(attributes, options, typed);
		return new ShapedItem(item, attributes, !changed);
	}

	/** The patch of an update. Its values are checked when they are merged. */
	Map<String, AttributeValue> patch(Object patch, CallOptions options, @Nullable Validation validation) {
		boolean typed = this.context.converter().isTyped(patch);
		ItemSchema schema = this.context.writeSchema(options);
		Map<String, AttributeValue> attributes = this.context.converter().toAttributes(patch, typed);
		return (schema != null) ? schema.map(attributes, options(this.maps.patch(), validation)) : attributes;
	}

	/** What an update makes of the stored item. */
	Map<String, AttributeValue> merged(Map<String, AttributeValue> item, CallOptions options,
			@Nullable Validation validation) {
		ItemSchema schema = this.context.writeSchema(options);
		Map<String, AttributeValue> attributes = item;
		if (schema != null) {
			attributes = schema.map(attributes, options(this.maps.merged(), validation));
		}
		this.context.keys().check(attributes);
		checkIndexKeys(attributes, options, false);
		return attributes;
	}

	/** With the prefixes on, and checked for what only the stored form can tell. */
	Map<String, AttributeValue> stored(Map<String, AttributeValue> attributes, KeyPrefixer prefixer) {
		Map<String, AttributeValue> stored = new LinkedHashMap<>(attributes);
		prefixer.addTo(stored);
		this.context.keys().checkStored(stored);
		ItemSize.requireWithinLimit(stored);
		return stored;
	}

	private MappingOptions options(Shape shape, @Nullable Validation validation) {
		Validation chosen = (validation != null) ? validation : this.context.table().validation();
		return (chosen == Validation.STRICT) ? shape.strict() : shape.unchecked();
	}

	private void checkIndexKeys(Map<String, AttributeValue> attributes, CallOptions options, boolean nullsAreAbsent) {
		for (IndexDefinition index : this.context.table().indexes().values()) {
			for (KeyAttribute key : index.hashKeys()) {
				checkIndexKey(attributes, index, key, options, nullsAreAbsent);
			}
			for (KeyAttribute key : index.rangeKeys()) {
				checkIndexKey(attributes, index, key, options, nullsAreAbsent);
			}
		}
	}

	private void checkIndexKey(Map<String, AttributeValue> attributes, IndexDefinition index, KeyAttribute key,
			CallOptions options, boolean nullsAreAbsent) {
		AttributeValue value = attributes.get(key.name());
		if (value == null) {
			return;
		}
		if (nullsAreAbsent && Boolean.TRUE.equals(value.nul())) {
			attributes.remove(key.name());
			return;
		}
		if (TableKeys.type(value) != key.type()) {
			throw new InvalidItemException("/" + key.name(),
					"is %s, but it is a key of index '%s' and must be %s or absent".formatted(value.type(),
							index.name(), key.type()),
					null);
		}
		// A prefix makes a key of an empty text.
		if (value.s() != null && value.s().isEmpty()
				&& this.context.prefixer(options).add(key.name(), value).s().isEmpty()) {
			throw new InvalidItemException("/" + key.name(),
					"is empty, but it is a key of index '%s' and must have text or be absent".formatted(index.name()),
					null);
		}
	}

}
