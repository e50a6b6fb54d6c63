package io.daplug.mirror;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.item.ItemConverter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * Copies items attribute by attribute: some under another name, some with a value of its
 * own, and only those items that a filter lets through. Attributes it does not name keep
 * their names and values, to the last digit; what the destination's schema does not
 * describe is left out when the copy is written. Immutable.
 */
public final class FieldMapping implements MirrorTransform {

	private final Map<String, String> fields;

	private final Map<String, AttributeValue> constants;

	/** Attributes that others replace. */
	private final Set<String> replaced;

	private final @Nullable ItemFilter filter;

	private FieldMapping(Builder builder) {
		this.fields = Map.copyOf(builder.fields);
		this.constants = new LinkedHashMap<>(builder.constants);
		this.replaced = new HashSet<>(this.constants.keySet());
		for (String target : this.fields.values()) {
			Assert.state(this.replaced.add(target), () -> "'%s' would have two values".formatted(target));
		}
		this.filter = builder.filter;
	}

	/**
	 * Begins a mapping that copies items as they are.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Returns the attributes of the source's items that the filter looks at.
	 * @return their names; none without a filter
	 */
	public Set<String> filteredBy() {
		return (this.filter != null) ? this.filter.attributes() : Set.of();
	}

	@Override
	public @Nullable Map<String, AttributeValue> newItem(ItemChange<?> change) {
		ItemImage<?> image = change.newImage();
		if (!image.isKnown() || (this.filter != null && !this.filter.test(change.table(), image.item()))) {
			return null;
		}
		return copy(image.item().attributes());
	}

	@Override
	public Map<String, AttributeValue> knownByKey(Map<String, AttributeValue> sourceKey) {
		return copy(sourceKey);
	}

	private Map<String, AttributeValue> copy(Map<String, AttributeValue> attributes) {
		Map<String, AttributeValue> copy = new LinkedHashMap<>();
		attributes.forEach((name, value) -> {
			String target = this.fields.get(name);
			if (target != null) {
				copy.put(target, value);
			}
			else if (!this.replaced.contains(name)) {
				copy.put(name, value);
			}
		});
		copy.putAll(this.constants);
		return copy;
	}

	/**
	 * Collects what a mapping does.
	 */
	public static final class Builder {

		private final Map<String, String> fields = new LinkedHashMap<>();

		private final Map<String, AttributeValue> constants = new LinkedHashMap<>();

		private @Nullable ItemFilter filter;

		private Builder() {
		}

		/**
		 * Copies an attribute under another name. An attribute of the source that has
		 * that name already is not copied.
		 * @param name its name in the source
		 * @param newName its name in the destination
		 * @return this builder
		 */
		public Builder field(String name, String newName) {
			Assert.hasText(name, "'name' of a field must not be empty");
			Assert.hasText(newName, "'newName' of a field must not be empty");
			this.fields.put(name, newName);
			return this;
		}

		/**
		 * Gives every copy an attribute with this value, whatever the source has under
		 * that name.
		 * @param name the attribute's name in the destination
		 * @param value the value
		 * @param converter what converts the value
		 * @return this builder
		 * @throws io.daplug.item.InvalidItemException if the value has no form in
		 * DynamoDB
		 */
		public Builder constant(String name, Object value, ItemConverter converter) {
			Assert.hasText(name, "'name' of a constant must not be empty");
			this.constants.put(name, converter.toAttribute(value));
			return this;
		}

		/**
		 * Copies only items for which an expression is true. Of others nothing belongs in
		 * the destination: a copy that was made before is removed.
		 * @param expression a SpEL expression that names attributes, as in
		 * {@code status == 'PAID' and total > 100}, or the item as a map, as in
		 * {@code #item['ship-to'] != null}. An attribute that the item lacks is null
		 * @return this builder
		 * @throws org.springframework.expression.ParseException if it is no expression
		 * @throws IllegalArgumentException if it asks for more than the item
		 */
		public Builder filter(String expression) {
			this.filter = new ItemFilter(expression);
			return this;
		}

		/**
		 * Builds the mapping.
		 * @return the mapping
		 * @throws IllegalStateException if two attributes would get the same name
		 */
		public FieldMapping build() {
			return new FieldMapping(this);
		}

	}

}
