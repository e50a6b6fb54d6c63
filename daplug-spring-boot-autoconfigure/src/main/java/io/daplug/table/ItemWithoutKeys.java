package io.daplug.table;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item of which some attributes are not seen. Nothing is copied: most items are
 * converted at once and then forgotten. Unmodifiable, as the SDK's own maps are.
 */
final class ItemWithoutKeys extends AbstractMap<String, AttributeValue> {

	private final Map<String, AttributeValue> item;

	private final Set<String> hidden;

	private int size = -1;

	/**
	 * Creates the view.
	 * @param item the attributes, which are not changed
	 * @param hidden the names of those that are not seen
	 */
	ItemWithoutKeys(Map<String, AttributeValue> item, Set<String> hidden) {
		this.item = item;
		this.hidden = hidden;
	}

	@Override
	public @Nullable AttributeValue get(@Nullable Object attribute) {
		return (attribute == null || this.hidden.contains(attribute)) ? null : this.item.get(attribute);
	}

	@Override
	public boolean containsKey(@Nullable Object attribute) {
		return attribute != null && !this.hidden.contains(attribute) && this.item.containsKey(attribute);
	}

	@Override
	public int size() {
		if (this.size < 0) {
			int seen = this.item.size();
			for (String name : this.hidden) {
				seen -= this.item.containsKey(name) ? 1 : 0;
			}
			this.size = seen;
		}
		return this.size;
	}

	@Override
	public void forEach(BiConsumer<? super String, ? super AttributeValue> action) {
		this.item.forEach((attribute, value) -> {
			if (!this.hidden.contains(attribute)) {
				action.accept(attribute, value);
			}
		});
	}

	@Override
	public Set<Entry<String, AttributeValue>> entrySet() {
		return new Entries();
	}

	private final class Entries extends AbstractSet<Entry<String, AttributeValue>> {

		@Override
		public int size() {
			return ItemWithoutKeys.this.size();
		}

		@Override
		public Iterator<Entry<String, AttributeValue>> iterator() {
			return new SeenEntries(ItemWithoutKeys.this.item.entrySet().iterator());
		}

	}

	private final class SeenEntries implements Iterator<Map.Entry<String, AttributeValue>> {

		private final Iterator<Map.Entry<String, AttributeValue>> entries;

		private Map.@Nullable Entry<String, AttributeValue> next;

		SeenEntries(Iterator<Map.Entry<String, AttributeValue>> entries) {
			this.entries = entries;
		}

		@Override
		public boolean hasNext() {
			while (this.next == null && this.entries.hasNext()) {
				Map.Entry<String, AttributeValue> entry = this.entries.next();
				if (!ItemWithoutKeys.this.hidden.contains(entry.getKey())) {
					this.next = Map.entry(entry.getKey(), entry.getValue());
				}
			}
			return this.next != null;
		}

		@Override
		public Map.Entry<String, AttributeValue> next() {
			Map.Entry<String, AttributeValue> entry = hasNext() ? this.next : null;
			if (entry == null) {
				throw new NoSuchElementException();
			}
			this.next = null;
			return entry;
		}

	}

}
