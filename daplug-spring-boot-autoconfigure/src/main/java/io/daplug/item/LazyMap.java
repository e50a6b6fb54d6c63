package io.daplug.item;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as map that is read from its attributes when somebody looks at it first. Most
 * callers of a write never look at what it answers.
 */
final class LazyMap extends AbstractMap<String, @Nullable Object> implements Serializable {

	private static final long serialVersionUID = 1L;

	private final transient Map<String, AttributeValue> attributes;

	private transient volatile @Nullable Map<String, @Nullable Object> map;

	LazyMap(Map<String, AttributeValue> attributes) {
		this.attributes = attributes;
	}

	private Map<String, @Nullable Object> map() {
		Map<String, @Nullable Object> read = this.map;
		if (read == null) {
			synchronized (this) {
				read = this.map;
				if (read == null) {
					read = AttributeReader.map(this.attributes);
					this.map = read;
				}
			}
		}
		return read;
	}

	@Override
	public int size() {
		return map().size();
	}

	@Override
	public boolean containsKey(@Nullable Object key) {
		return map().containsKey(key);
	}

	@Override
	public @Nullable Object get(@Nullable Object key) {
		return map().get(key);
	}

	@Override
	public @Nullable Object put(String key, @Nullable Object value) {
		return map().put(key, value);
	}

	@Override
	public @Nullable Object remove(@Nullable Object key) {
		return map().remove(key);
	}

	@Override
	public Set<String> keySet() {
		return map().keySet();
	}

	@Override
	public Set<Entry<String, @Nullable Object>> entrySet() {
		return map().entrySet();
	}

	@Override
	public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
		map().forEach(action);
	}

	private Object writeReplace() {
		return new LinkedHashMap<>(map());
	}

}
