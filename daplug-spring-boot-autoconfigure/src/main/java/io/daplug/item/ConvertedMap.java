package io.daplug.item;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * View of a map whose values are converted on the way out.
 */
final class ConvertedMap extends AbstractMap<String, AttributeValue> {

	private final AttributeWriter writer;

	private final Map<?, ?> source;

	private final int level;

	ConvertedMap(AttributeWriter writer, Map<?, ?> source, int level) {
		this.writer = writer;
		this.source = source;
		this.level = level;
	}

	@Override
	public int size() {
		return this.source.size();
	}

	@Override
	public void forEach(BiConsumer<? super String, ? super AttributeValue> action) {
		this.source.forEach((key, value) -> {
			String name = this.writer.name(key);
			action.accept(name, convert(name, value));
		});
	}

	/** Two keys that are written as one name would be one entry, and nobody told. */
	void requireNames(Map<String, AttributeValue> converted) {
		if (converted.size() < this.source.size()) {
			throw new InvalidItemException(
					"is a Map of which two keys are written as the same attribute name; make the names differ");
		}
	}

	private AttributeValue convert(String name, @Nullable Object value) {
		try {
			return this.writer.value(value, this.level);
		}
		catch (InvalidItemException ex) {
			throw ex.within(name);
		}
	}

	@Override
	public Set<Entry<String, AttributeValue>> entrySet() {
		Map<String, AttributeValue> converted = new LinkedHashMap<>();
		forEach(converted::put);
		return converted.entrySet();
	}

}
