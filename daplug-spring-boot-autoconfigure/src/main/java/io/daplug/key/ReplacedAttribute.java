package io.daplug.key;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attributes of which one is seen with another value, as its prefix is on or off. Nothing
 * is copied: most items are converted or sent soon, and then forgotten. Unmodifiable, as
 * the SDK's own maps are.
 */
final class ReplacedAttribute extends AbstractMap<String, AttributeValue> {

	private final Map<String, AttributeValue> attributes;

	private final String name;

	private final AttributeValue value;

	/**
	 * Creates the view.
	 * @param attributes the attributes, which are not changed any more
	 * @param name the attribute that is seen with another value; it is there
	 * @param value the other value
	 */
	ReplacedAttribute(Map<String, AttributeValue> attributes, String name, AttributeValue value) {
		this.attributes = attributes;
		this.name = name;
		this.value = value;
	}

	@Override
	public @Nullable AttributeValue get(@Nullable Object attribute) {
		return this.name.equals(attribute) ? this.value : this.attributes.get(attribute);
	}

	@Override
	public boolean containsKey(@Nullable Object attribute) {
		return this.attributes.containsKey(attribute);
	}

	@Override
	public int size() {
		return this.attributes.size();
	}

	@Override
	public void forEach(BiConsumer<? super String, ? super AttributeValue> action) {
		this.attributes.forEach((attribute, value) -> action.accept(attribute, seen(attribute, value)));
	}

	private AttributeValue seen(String attribute, AttributeValue own) {
		return this.name.equals(attribute) ? this.value : own;
	}

	@Override
	public Set<Entry<String, AttributeValue>> entrySet() {
		return new Entries();
	}

	private final class Entries extends AbstractSet<Entry<String, AttributeValue>> {

		@Override
		public int size() {
			return ReplacedAttribute.this.size();
		}

		@Override
		public Iterator<Entry<String, AttributeValue>> iterator() {
			Iterator<Entry<String, AttributeValue>> entries = ReplacedAttribute.this.attributes.entrySet().iterator();
			return new Iterator<>() {

				@Override
				public boolean hasNext() {
					return entries.hasNext();
				}

				@Override
				public Entry<String, AttributeValue> next() {
					Entry<String, AttributeValue> entry = entries.next();
					return Map.entry(entry.getKey(), seen(entry.getKey(), entry.getValue()));
				}

			};
		}

	}

}
