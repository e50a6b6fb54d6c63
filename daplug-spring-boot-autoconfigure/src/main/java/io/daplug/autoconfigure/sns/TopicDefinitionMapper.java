package io.daplug.autoconfigure.sns;

import java.util.Map;
import java.util.Set;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.autoconfigure.property.SchemaCheck;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.SchemaRegistry;
import io.daplug.sns.PublishFrom;
import io.daplug.sns.TopicDefinition;
import io.daplug.table.TableDefinition;

import org.springframework.util.unit.DataSize;

/**
 * From the properties of a topic to its definition, held against the table and its
 * schema: what cannot work fails here, at start, with the property that is wrong.
 */
final class TopicDefinitionMapper {

	private final SchemaRegistry schemas;

	private final TopicArnResolver arns;

	TopicDefinitionMapper(SchemaRegistry schemas, TopicArnResolver arns) {
		this.schemas = schemas;
		this.arns = arns;
	}

	TopicDefinition map(TableDefinition table, TopicProperties properties) {
		String name = table.name();
		if (properties.publishFrom() == PublishFrom.STREAM) {
			StreamedTopicCheck.check(table, properties);
		}
		TopicDefinition.Builder topic = TopicDefinition.of(table, this.arns.resolve(name, properties))
			.payload(properties.payload())
			.requiredPayload(requiredPayload(table, properties))
			.requiredAttributes(properties.requiredAttributes())
			.maxMessageSize(maxMessageSize(name, properties.maxMessageSize()))
			.publishFrom(properties.publishFrom());
		attributes(topic, name, properties.attributes());
		if (properties.derivedAttributes() != null) {
			topic.derivedAttributes(properties.derivedAttributes());
		}
		return topic.build();
	}

	private static void attributes(TopicDefinition.Builder topic, String table, Map<String, Object> attributes) {
		attributes.forEach((name, value) -> {
			if (value instanceof Map) {
				throw new DaplugConfigurationException(property(table, "attributes." + name),
						"holds others, and attributes do not",
						"Write names with dots in brackets: '\"[%s.…]\"'.".formatted(name));
			}
		});
		try {
			topic.attributes(attributes);
		}
		catch (IllegalArgumentException ex) {
			throw new DaplugConfigurationException(property(table, "attributes"), String.valueOf(ex.getMessage()),
					"Correct '%s'.".formatted(property(table, "attributes")));
		}
	}

	private Set<String> requiredPayload(TableDefinition table, TopicProperties properties) {
		if (table.schema() != null) {
			ItemSchema schema = this.schemas.get(table.schema());
			properties.requiredPayload().forEach((name) -> {
				if (!table.reservedAttributes().contains(name)) {
					SchemaCheck.requireProperty(property(table.name(), "required-payload"), name, schema);
				}
			});
		}
		return properties.requiredPayload();
	}

	private static int maxMessageSize(String table, DataSize size) {
		if (size.toBytes() < 1024 || size.toBytes() > TopicDefinition.LARGEST_MESSAGE_SIZE) {
			throw new DaplugConfigurationException(property(table, "max-message-size"),
					"%s is not between 1KB and 1MB".formatted(size),
					"Set '%s' to what the topic's MaximumMessageSize says, or remove it."
						.formatted(property(table, "max-message-size")));
		}
		return (int) size.toBytes();
	}

	private static String property(String table, String property) {
		return PropertyPath.ofTable(table, "sns." + property);
	}

}
