package io.daplug.mirror;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.table.ComputedKeys;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import io.daplug.template.DaplugOperations;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the keys of copies. A typed copy that is to be written is converted here, and not
 * once more by the template.
 */
final class CopyKeys {

	private final MirrorDefinition mirror;

	private final TableDefinition destination;

	private final ItemConverter converter;

	private final TableKeys keys;

	private final ComputedKeys computed;

	private final UnaryOperator<Object> toWrite;

	/** As the template converts copies, so that it need not. */
	private final boolean dropNulls;

	CopyKeys(MirrorDefinition mirror, TableDefinition destination, ItemConverter converter, DaplugOperations writer) {
		this.mirror = mirror;
		this.destination = destination;
		this.converter = converter;
		this.keys = new TableKeys(destination, converter);
		this.computed = this.keys.computed();
		// Operations of the application may look at the object that was made.
		this.toWrite = (writer instanceof DaplugTemplate) ? converter::convertedOnce : UnaryOperator.identity();
		this.dropNulls = mirror.schema() == null && destination.schema() == null;
	}

	/** A copy in the form in which it is written. */
	Object toWrite(Object item) {
		return this.toWrite.apply(item);
	}

	/**
	 * A key that is composed takes the whole item. Of maps and trees only the key is
	 * converted: the writer converts the rest.
	 */
	ItemKey of(Object item) {
		if (this.computed.any()) {
			Map<String, AttributeValue> attributes = new LinkedHashMap<>(
					this.converter.toAttributes(item, this.dropNulls));
			this.computed.addTo(attributes);
			return named(attributes);
		}
		if (item instanceof Map<?, ?> map) {
			return key(converted(map::get));
		}
		return key((item instanceof ObjectNode tree) ? converted(tree::get)
				: this.converter.toAttributes(item, this.dropNulls));
	}

	/** A copy's key, as far as attributes tell it. */
	@Nullable ItemKey known(Map<String, AttributeValue> attributes) {
		if (this.computed.any()) {
			Map<String, AttributeValue> known = new LinkedHashMap<>(attributes);
			if (!known.keySet().containsAll(this.computed.components())) {
				return null;
			}
			this.computed.addTo(known);
			return named(known);
		}
		String range = this.destination.rangeKey();
		return (attributes.containsKey(this.destination.hashKey()) && (range == null || attributes.containsKey(range)))
				? key(attributes) : null;
	}

	/** As it is stored, by names: values by position are those that it is composed of. */
	private ItemKey named(Map<String, AttributeValue> item) {
		return ItemKey.of(this.keys.only(item));
	}

	private Map<String, AttributeValue> converted(Function<String, @Nullable Object> values) {
		Map<String, AttributeValue> key = new LinkedHashMap<>();
		putConverted(key, this.destination.hashKey(), values);
		if (this.destination.rangeKey() != null) {
			putConverted(key, this.destination.rangeKey(), values);
		}
		return key;
	}

	private void putConverted(Map<String, AttributeValue> key, String name, Function<String, @Nullable Object> values) {
		Object value = values.apply(name);
		if (value != null) {
			key.put(name, this.converter.toAttribute(value));
		}
	}

	private ItemKey key(Map<String, AttributeValue> item) {
		AttributeValue hash = keyAttribute(item, this.destination.hashKey());
		return (this.destination.rangeKey() != null) ? ItemKey.of(hash, keyAttribute(item, this.destination.rangeKey()))
				: ItemKey.of(hash);
	}

	private AttributeValue keyAttribute(Map<String, AttributeValue> item, String name) {
		AttributeValue value = item.get(name);
		if (value == null || Boolean.TRUE.equals(value.nul())) {
			throw new InvalidKeyException("Mirror '%s' makes an item without key: '%s' of table '%s' is missing"
				.formatted(this.mirror.name(), name, this.destination.name()));
		}
		return value;
	}

}
