package io.daplug.autoconfigure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.StringUtils;

/**
 * From the properties of the indexes of one table to their definitions.
 */
final class IndexMapper {

	private final String table;

	private final DaplugProperties.Table properties;

	private final TableSettingsMapper settings;

	private final ComputedKeyMapper computed;

	IndexMapper(String table, DaplugProperties.Table properties, TableSettingsMapper settings,
			ComputedKeyMapper computed) {
		this.table = table;
		this.properties = properties;
		this.settings = settings;
		this.computed = computed;
	}

	List<IndexDefinition> indexes() {
		List<IndexDefinition> indexes = new ArrayList<>();
		this.properties.indexes().forEach((name, index) -> indexes.add(index(name, index)));
		IndexSettingsMapper.requireLimits(this.table, indexes);
		return indexes;
	}

	private IndexDefinition index(String name, IndexProperties index) {
		IndexSettingsMapper mapper = new IndexSettingsMapper(this.table, name, index);
		DynamoDbNameCheck.requireIndexName(mapper.path(), name);
		String hashKey = mapper.property("hash-key");
		if (mapper.isLocal()) {
			mapper.requireLocal(this.table, this.properties);
		}
		else if (index.hashKey().isEmpty()
				|| index.hashKey().stream().anyMatch((key) -> !key.isSet() && key.from() == null)) {
			throw new DaplugConfigurationException(hashKey, "must be set",
					"Set '%s' to the attribute that holds the hash key of the index.".formatted(hashKey));
		}
		Set<String> names = new HashSet<>();
		List<KeyAttribute> hashKeys = mapper.isLocal() ? List.of()
				: keys(hashKey, index.hashKey(), index.hashKeyType());
		requireUsable(hashKey, hashKeys, names);
		String rangeKey = mapper.property("range-key");
		List<KeyAttribute> rangeKeys = keys(rangeKey,
				index.rangeKey().stream().filter((key) -> key.isSet() || key.from() != null).toList(),
				index.rangeKeyType());
		requireUsable(rangeKey, rangeKeys, names);
		if (mapper.isLocal()) {
			mapper.requireOneRangeKey(rangeKeys, this.properties.hashAttribute());
		}
		IndexDefinition definition = new IndexDefinition(name, hashKeys, rangeKeys, mapper.settings(this.settings));
		mapper.requireHolds(this.table, this.properties, definition);
		return definition;
	}

	private List<KeyAttribute> keys(String property, List<KeyProperties> attributes,
			List<DaplugProperties.KeyType> types) {
		if (!types.isEmpty() && types.size() != attributes.size()) {
			throw new DaplugConfigurationException(property + "-type",
					"has %d types for %d attributes".formatted(types.size(), attributes.size()),
					"Set '%s-type' to one type for each attribute of '%s', or remove it.".formatted(property,
							property));
		}
		List<KeyAttribute> keys = new ArrayList<>();
		for (KeyProperties key : attributes) {
			DaplugProperties.KeyType declared = types.isEmpty() ? null : types.get(keys.size());
			String place = (attributes.size() > 1 && key.from() != null) ? property + "[" + keys.size() + "]"
					: property;
			String attribute = key.attribute();
			if (!StringUtils.hasText(attribute)) {
				throw new DaplugConfigurationException(place + ".attribute", "must be set",
						"Set '%s.attribute' to the attribute that holds the key of the index.".formatted(place));
			}
			keys.add(new KeyAttribute(attribute, typeOf(place, attribute, key.from(), declared)));
		}
		return keys;
	}

	private static void requireUsable(String property, List<KeyAttribute> keys, Set<String> names) {
		if (keys.size() > IndexDefinition.MAX_KEYS) {
			throw new DaplugConfigurationException(property,
					"must have at most %d attributes, but has %d".formatted(IndexDefinition.MAX_KEYS, keys.size()),
					"Remove attributes from '%s'.".formatted(property));
		}
		for (KeyAttribute key : keys) {
			if (!names.add(key.name())) {
				throw new DaplugConfigurationException(property,
						"names '%s', which is a key of the index already".formatted(key.name()),
						"Remove '%s' from '%s'.".formatted(key.name(), property));
			}
		}
	}

	private ScalarAttributeType typeOf(String property, String attribute, @Nullable String from,
			DaplugProperties.@Nullable KeyType declared) {
		ScalarAttributeType type = this.computed.type(property, attribute, from, declared);
		return (type != null) ? type : ScalarAttributeType.S;
	}

}
