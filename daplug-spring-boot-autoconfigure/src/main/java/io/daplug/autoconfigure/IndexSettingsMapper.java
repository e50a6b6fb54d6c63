package io.daplug.autoconfigure;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.table.IndexDefinition;
import io.daplug.table.IndexKind;
import io.daplug.table.IndexProjection;
import io.daplug.table.IndexSettings;
import io.daplug.table.KeyAttribute;
import io.daplug.table.Throughput;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * From the properties of one index to what it is beside its keys, and what its keys must
 * be if it is a local one.
 */
final class IndexSettingsMapper {

	private final String path;

	private final IndexProperties index;

	/**
	 * Creates a mapper.
	 * @param table the logical name of the table
	 * @param name the name of the index
	 * @param index its properties
	 */
	IndexSettingsMapper(String table, String name, IndexProperties index) {
		this.path = PropertyPath.ofTable(table, PropertyPath.append("indexes", name));
		this.index = index;
	}

	String path() {
		return this.path;
	}

	String property(String name) {
		return this.path + "." + name;
	}

	boolean isLocal() {
		return this.index.type() == IndexKind.LOCAL;
	}

	/** Refuses a local index that the table cannot have. */
	void requireLocal(String table, DaplugProperties.Table properties) {
		if (!StringUtils.hasText(properties.rangeAttribute())) {
			throw new DaplugConfigurationException(property("type"),
					"is local, which needs a range key of the table, and '%s' is not set"
						.formatted(PropertyPath.ofTable(table, "range-key")),
					"Set '%s' to global, or give the table a range key.".formatted(property("type")));
		}
		List<String> hashKeys = this.index.hashAttributes();
		if (!hashKeys.isEmpty() && !hashKeys.equals(List.of(String.valueOf(properties.hashAttribute())))) {
			throw new DaplugConfigurationException(property("hash-key"),
					"is %s, but the hash key of a local index is its table's, '%s'".formatted(hashKeys,
							properties.hashAttribute()),
					"Remove '%s', or set '%s' to global.".formatted(property("hash-key"), property("type")));
		}
		if (this.index.throughput() != null) {
			throw new DaplugConfigurationException(property("throughput"),
					"is set, but '%s' is local, and a local index uses the throughput of its table"
						.formatted(property("type")),
					"Remove '%s'.".formatted(property("throughput")));
		}
	}

	/** Refuses keys that no local index has. */
	void requireOneRangeKey(List<KeyAttribute> rangeKeys, @Nullable String hashKey) {
		List<String> names = rangeKeys.stream().map(KeyAttribute::name).toList();
		if (names.size() != 1 || names.contains(hashKey)) {
			throw new DaplugConfigurationException(property("range-key"),
					"must be one attribute other than the hash key, as '%s' is local, but is %s"
						.formatted(property("type"), names),
					"Set '%s' to the attribute by which the index sorts the items of a hash key."
						.formatted(property("range-key")));
		}
	}

	/** Refuses an index that does not tell which of its items have expired. */
	void requireHolds(String table, DaplugProperties.Table properties, IndexDefinition definition) {
		DaplugProperties.TimeToLive timeToLive = properties.timeToLive();
		String attribute = (timeToLive != null && timeToLive.hideExpired()) ? timeToLive.attribute() : null;
		if (attribute != null && !attribute.equals(properties.hashAttribute())
				&& !attribute.equals(properties.rangeAttribute()) && !definition.isKey(attribute)
				&& !definition.projection().holds(attribute)) {
			throw new DaplugConfigurationException(property("projection"),
					"leaves out '%s', by which '%s' hides items".formatted(attribute,
							PropertyPath.ofTable(table, "time-to-live.hide-expired")),
					"Add '%s' to '%s' with '%s' set to include, or set '%3$s' to all.".formatted(attribute,
							property("attributes"), property("projection")));
		}
	}

	IndexSettings settings(TableSettingsMapper table) {
		Throughput throughput = isLocal() ? Throughput.UNDECLARED
				: new ThroughputMapper(property("throughput"), this.index.throughput()).ofIndex(table.throughput(),
						table.throughputProperty());
		return new IndexSettings(this.index.type(), projection(), throughput);
	}

	private IndexProjection projection() {
		List<String> attributes = this.index.attributes();
		boolean include = this.index.projection() == IndexProperties.Projection.INCLUDE;
		if (include && attributes.isEmpty()) {
			throw new DaplugConfigurationException(property("projection"),
					"is include, but '%s' is not set".formatted(property("attributes")),
					"Set '%s' to what the index holds beside the keys, or '%s' to keys-only."
						.formatted(property("attributes"), property("projection")));
		}
		if (!include && !attributes.isEmpty()) {
			throw new DaplugConfigurationException(property("attributes"),
					"is set, but '%s' is not include".formatted(property("projection")),
					"Set '%s' to include, or remove '%s'.".formatted(property("projection"), property("attributes")));
		}
		Set<String> names = new HashSet<>();
		for (String attribute : attributes) {
			if (!StringUtils.hasText(attribute) || !names.add(attribute)) {
				throw new DaplugConfigurationException(property("attributes"), StringUtils.hasText(attribute)
						? "names '%s' twice".formatted(attribute) : "holds an empty name",
						"Remove it from '%s'.".formatted(property("attributes")));
			}
		}
		return new IndexProjection(this.index.projection().type(), attributes);
	}

	/** Refuses more than DynamoDB takes of all indexes of a table. */
	static void requireLimits(String table, List<IndexDefinition> indexes) {
		int locals = 0;
		int attributes = 0;
		for (IndexDefinition index : indexes) {
			locals += index.isLocal() ? 1 : 0;
			attributes += index.projection().attributes().size();
		}
		String property = PropertyPath.ofTable(table, "indexes");
		if (locals > IndexDefinition.MAX_LOCAL_INDEXES) {
			throw new DaplugConfigurationException(property, "has %d local indexes, and DynamoDB takes %d at most"
				.formatted(locals, IndexDefinition.MAX_LOCAL_INDEXES), "Make some of them global, or remove them.");
		}
		if (attributes > IndexDefinition.MAX_INCLUDED_ATTRIBUTES) {
			throw new DaplugConfigurationException(property,
					"includes %d attributes in all indexes together, and DynamoDB takes %d at most"
						.formatted(attributes, IndexDefinition.MAX_INCLUDED_ATTRIBUTES),
					"Set 'projection' of an index to all, or include less.");
		}
	}

}
