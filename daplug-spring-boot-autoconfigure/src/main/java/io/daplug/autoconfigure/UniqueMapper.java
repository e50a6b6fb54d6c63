package io.daplug.autoconfigure;

import java.util.HashSet;
import java.util.Set;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.autoconfigure.property.SchemaCheck;
import io.daplug.schema.ItemSchema;
import io.daplug.table.ReservedKeys;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.StringUtils;

/**
 * Which attributes of one table are unique beside the key, held against its schema.
 */
final class UniqueMapper {

	private final String name;

	private final String property;

	private final DaplugProperties.Table table;

	private final @Nullable ItemSchema schema;

	UniqueMapper(String name, DaplugProperties.Table table, @Nullable ItemSchema schema) {
		this.name = name;
		this.property = PropertyPath.ofTable(name, "unique");
		this.table = table;
		this.schema = schema;
	}

	void define(TableDefinitionBuilder definition) {
		if (this.table.unique().isEmpty()) {
			return;
		}
		requireText(this.table.hashAttribute());
		Set<String> attributes = new HashSet<>();
		for (String attribute : this.table.unique()) {
			requireUsable(attribute);
			if (!attributes.add(attribute)) {
				throw new DaplugConfigurationException(this.property, "names '%s' twice".formatted(attribute),
						"Name each attribute in '%s' once.".formatted(this.property));
			}
		}
		requireOther("hash-prefix", this.table.hashPrefix());
		requireOther("range-prefix", this.table.rangePrefix());
		if (attributes.size() > TableDefinition.MOST_UNIQUE) {
			throw new DaplugConfigurationException(
					this.property, "names %d attributes, and a transaction can hold the claims of %d"
						.formatted(attributes.size(), TableDefinition.MOST_UNIQUE),
					"Remove attributes from '%s'.".formatted(this.property));
		}
		definition.unique(this.table.unique().toArray(String[]::new));
	}

	private void requireUsable(String attribute) {
		if (!StringUtils.hasText(attribute)) {
			throw new DaplugConfigurationException(this.property, "names an attribute without a name",
					"Set '%s' to the names of attributes.".formatted(this.property));
		}
		if (attribute.equals(this.table.hashAttribute()) || attribute.equals(this.table.rangeAttribute())) {
			throw new DaplugConfigurationException(this.property,
					"names '%s', which is a key of the table".formatted(attribute),
					"Remove '%s' from '%s': keys need no claims.".formatted(attribute, this.property));
		}
		if (this.schema == null) {
			return;
		}
		SchemaCheck.requireProperty(this.property, attribute, this.schema);
		if (this.schema.propertyTypes(attribute).filter(Set::isEmpty).isPresent()) {
			throw new DaplugConfigurationException(this.property,
					"schema '%s' in '%s' describes '%s' as neither text, nor a number, nor binary"
						.formatted(this.schema.name(), this.schema.location(), attribute),
					"Correct the schema, or remove '%s' from '%s'.".formatted(attribute, this.property));
		}
	}

	/** Claims are kept under hash keys that are text. */
	private void requireText(@Nullable String hashKey) {
		if (hashKey == null) {
			return;
		}
		DaplugProperties.KeyType declared = this.table.hashKeyType();
		Set<ScalarAttributeType> types = (declared != null) ? Set.of(declared.attributeType())
				: (this.schema != null) ? this.schema.propertyTypes(hashKey).orElse(Set.of()) : Set.of();
		if (!types.isEmpty() && !types.contains(ScalarAttributeType.S)) {
			throw new DaplugConfigurationException(this.property,
					"needs a hash key that is text, but '%s' is %s".formatted(hashKey,
							TableDefinitionMapper.words(types)),
					"Remove '%s', or make '%s' text.".formatted(this.property, hashKey));
		}
	}

	private void requireOther(String name, @Nullable String prefix) {
		if (prefix != null && prefix.startsWith(ReservedKeys.PREFIX)) {
			String other = PropertyPath.ofTable(this.name, name);
			throw new DaplugConfigurationException(other,
					"begins with '%s', which '%s' reserves".formatted(ReservedKeys.PREFIX, this.property),
					"Set '%s' to another prefix.".formatted(other));
		}
	}

}
