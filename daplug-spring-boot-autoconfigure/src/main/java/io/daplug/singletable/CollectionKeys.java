package io.daplug.singletable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemConverter;
import io.daplug.key.KeyComponent;
import io.daplug.key.KeyTemplate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * From values to the hash key of an item collection.
 */
final class CollectionKeys {

	private final String table;

	private final ItemConverter converter;

	/** The types by how their hash keys are composed, whatever the attributes' names. */
	private final Map<KeyTemplate, List<SingleTableType>> types = new LinkedHashMap<>();

	CollectionKeys(SingleTableDefinition definition, ItemConverter converter) {
		this.table = definition.table().name();
		this.converter = converter;
		definition.types()
			.forEach((type) -> this.types.merge(nameless(type.hashKey()), List.of(type), CollectionKeys::both));
	}

	private static List<SingleTableType> both(List<SingleTableType> left, List<SingleTableType> right) {
		return Stream.concat(left.stream(), right.stream()).toList();
	}

	/** The same for all keys that are composed alike. */
	private static KeyTemplate nameless(KeyTemplate template) {
		List<KeyComponent> components = template.components();
		return template.with((component) -> new KeyComponent("_" + components.indexOf(component), component.form(),
				component.digits()));
	}

	/** The hash key that several types share, or that all have. */
	AttributeValue hashKey(Object... values) {
		List<KeyTemplate> fitting = this.types.keySet()
			.stream()
			.filter((template) -> template.components().size() == values.length)
			.toList();
		List<KeyTemplate> shared = fitting.stream().filter((template) -> size(template) > 1).toList();
		List<KeyTemplate> found = (this.types.size() == 1) ? fitting : shared;
		if (found.size() != 1) {
			throw invalid("%d values do not tell which of the types %s is meant; name the type as well".formatted(
					values.length,
					this.types.values().stream().flatMap(List::stream).map(SingleTableType::name).toList()));
		}
		return hashKey(found.get(0), values);
	}

	private int size(KeyTemplate template) {
		return this.types.getOrDefault(template, List.of()).size();
	}

	/** The hash key of a type. */
	AttributeValue hashKey(SingleTableType type, Object... values) {
		if (values.length != type.hashKey().components().size()) {
			throw invalid("the hash key of '%s' is composed of %s, and %d values are given".formatted(type.name(),
					type.hashKey().attributes(), values.length));
		}
		return hashKey(type.hashKey(), values);
	}

	private AttributeValue hashKey(KeyTemplate template, Object... values) {
		List<String> attributes = template.attributes();
		Map<String, AttributeValue> item = new HashMap<>();
		IntStream.range(0, values.length)
			.forEach((i) -> item.put(attributes.get(i), this.converter.toAttribute(values[i])));
		AttributeValue key = template.of(item);
		if (key == null) {
			throw invalid("a value of its hash key is null");
		}
		return key;
	}

	private InvalidKeyException invalid(String problem) {
		return new InvalidKeyException(
				"Key of a collection in table '%s' is unusable: %s".formatted(this.table, problem));
	}

}
