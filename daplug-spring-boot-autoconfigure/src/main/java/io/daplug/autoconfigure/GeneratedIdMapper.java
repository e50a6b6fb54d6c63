package io.daplug.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.autoconfigure.property.SchemaCheck;
import io.daplug.id.GeneratedId;
import io.daplug.schema.ItemSchema;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableDefinitionBuilder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The ids that inserts into one table make, held against its schema, its keys and its
 * indexes.
 */
final class GeneratedIdMapper {

	private final String table;

	private final DaplugProperties.Table properties;

	private final @Nullable ItemSchema schema;

	private final List<WrittenAttribute> written = new ArrayList<>();

	GeneratedIdMapper(String table, DaplugProperties.Table properties, @Nullable ItemSchema schema) {
		this.table = table;
		this.properties = properties;
		this.schema = schema;
	}

	/** Has inserts make the ids that the table's properties name. */
	void define(TableDefinitionBuilder definition) {
		this.properties.generated().forEach((attribute, form) -> {
			String property = PropertyPath.append("generated", attribute);
			requireFit(PropertyPath.ofTable(this.table, property), attribute, form);
			this.written.add(new WrittenAttribute(this.table, property, attribute, ScalarAttributeType.S));
			definition.generated(attribute, form);
		});
	}

	/** Requires that an id is what an index has for a key. */
	void requireFit(IndexDefinition index) {
		this.written.forEach((attribute) -> attribute.requireFit(index));
	}

	private void requireFit(String property, String attribute, GeneratedId form) {
		requireText(property, attribute, "hash-key", this.properties.hashAttribute(), this.properties.hashKeyType());
		requireText(property, attribute, "range-key", this.properties.rangeAttribute(), this.properties.rangeKeyType());
		String other = other(attribute);
		if (other != null) {
			throw new DaplugConfigurationException(property,
					"'%s' is the '%s' of the table already".formatted(attribute, other),
					"Remove '%s', or generate the id in an attribute of its own.".formatted(property));
		}
		if (this.schema == null) {
			return;
		}
		SchemaCheck.requireProperty(property, attribute, this.schema);
		String violation = new SchemaFit(this.schema, attribute).violation(AttributeValue.fromS(sample(form)));
		if (violation != null) {
			throw new DaplugConfigurationException(property,
					"writes text such as '%s' to '%s', but schema '%s' in '%s' says that it %s".formatted(sample(form),
							attribute, this.schema.name(), this.schema.location(), violation),
					"Make '%s' text that may be such an id in the schema, or set '%s' to another form."
						.formatted(attribute, property));
		}
	}

	private void requireText(String property, String attribute, String key, @Nullable String name,
			DaplugProperties.@Nullable KeyType type) {
		if (attribute.equals(name) && type != null && type != DaplugProperties.KeyType.TEXT) {
			throw new DaplugConfigurationException(property,
					"ids are text, but '%s' says that '%s' is %s".formatted(
							PropertyPath.ofTable(this.table, key + "-type"), attribute,
							TableDefinitionMapper.word(type.attributeType())),
					"Set '%s' to text, or remove '%s'.".formatted(PropertyPath.ofTable(this.table, key + "-type"),
							property));
		}
	}

	/** What else Daplug writes to the attribute. */
	private @Nullable String other(String attribute) {
		DaplugProperties.Idempotence idempotence = this.properties.idempotence();
		if (idempotence != null && attribute.equals(idempotence.key())) {
			return "idempotence.key";
		}
		DaplugProperties.Timestamps timestamps = this.properties.timestamps();
		if (timestamps != null && attribute.equals(timestamps.created())) {
			return "timestamps.created";
		}
		if (timestamps != null && attribute.equals(timestamps.modified())) {
			return "timestamps.modified";
		}
		DaplugProperties.TimeToLive timeToLive = this.properties.timeToLive();
		return (timeToLive != null && attribute.equals(timeToLive.attribute())) ? "time-to-live.attribute" : null;
	}

	private static String sample(GeneratedId form) {
		return switch (form) {
			case UUID -> "8a1a2f6e-6c1c-4f0e-9d8b-2f7a5b1c3d4e";
			case UUID_V7 -> "019ac4d2-7d3a-7b1e-8c2f-5a4e3d2c1b0a";
			case ULID -> "01KB2D4ZGT5N8Q7V3X6W9Y2R1M";
		};
	}

}
