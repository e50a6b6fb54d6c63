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
 * Stored attributes of which one is seen without its prefix. Nothing is copied: most
 * items are converted at once and then forgotten. Unmodifiable, as the SDK's own maps
 * are.
 */
final class StrippedAttributes extends AbstractMap<String, AttributeValue> {

	private final Map<String, AttributeValue> stored;

	private final String name;

	private final AttributeValue bare;

	/**
	 * Creates the view.
	 * @param stored the attributes, which are not changed
	 * @param name the attribute that has a prefix; it is there
	 * @param bare its value without the prefix
	 */
	StrippedAttributes(Map<String, AttributeValue> stored, String name, AttributeValue bare) {
		this.stored = stored;
		this.name = name;
		this.bare = bare;
	}

	@Override
	public @Nullable AttributeValue get(@Nullable Object attribute) {
		return this.name.equals(attribute) ? this.bare : this.stored.get(attribute);
	}

	@Override
	public boolean containsKey(@Nullable Object attribute) {
		return this.stored.containsKey(attribute);
	}

	@Override
	public int size() {
		return this.stored.size();
	}

	@Override
	public void forEach(BiConsumer<? super String, ? super AttributeValue> action) {
		this.stored.forEach((attribute, value) -> action.accept(attribute, seen(attribute, value)));
	}

	private AttributeValue seen(String attribute, AttributeValue value) {
		return this.name.equals(attribute) ? this.bare : value;
	}

	@Override
	public Set<Entry<String, AttributeValue>> entrySet() {
		return new Entries();
	}

	private final class Entries extends AbstractSet<Entry<String, AttributeValue>> {

		@Override
		public int size() {
			return StrippedAttributes.this.size();
		}

		@Override
		public Iterator<Entry<String, AttributeValue>> iterator() {
			Iterator<Entry<String, AttributeValue>> entries = StrippedAttributes.this.stored.entrySet().iterator();
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
