package io.daplug.autoconfigure.sns;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.daplug.autoconfigure.property.PropertyBinder;
import io.daplug.sns.DerivedAttribute;
import io.daplug.sns.MessagePayload;
import io.daplug.sns.PublishFrom;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Topic of one table: what is set below {@code sns} of it. Bound apart from the other
 * settings of the table, which need no SNS.
 *
 * @param topicArn ARN of the topic.
 * @param topicName Name of the topic, to be found by ListTopics at start. Instead of the
 * ARN.
 * @param attributes Attributes of every message.
 * @param derivedAttributes Attributes that are made of the change. All by default.
 * @param payload What the body of a message holds.
 * @param requiredPayload What every item, or the data sent instead of it, must have.
 * @param requiredAttributes Attributes that every message must have.
 * @param maxMessageSize How large body and attributes may be together.
 * @param publishFrom What sends the messages.
 */
record TopicProperties(@Nullable String topicArn, @Nullable String topicName,
		@DefaultValue Map<String, Object> attributes, @Nullable Set<DerivedAttribute> derivedAttributes,
		@DefaultValue("item") MessagePayload payload, @DefaultValue Set<String> requiredPayload,
		@DefaultValue Set<String> requiredAttributes, @DefaultValue("256KB") DataSize maxMessageSize,
		@DefaultValue("write") PublishFrom publishFrom) {

	boolean named() {
		return StringUtils.hasText(this.topicArn) || StringUtils.hasText(this.topicName);
	}

	/**
	 * The topics of all tables, by the logical names of these.
	 * @param environment has the properties
	 */
	static Map<String, TopicProperties> ofTables(Environment environment) {
		Map<String, TopicProperties> topics = new LinkedHashMap<>();
		PropertyBinder.of(environment).bindEntries("daplug.tables", Table.class).forEach((name, table) -> {
			if (table.sns() != null) {
				topics.put(name, table.sns());
			}
		});
		return topics;
	}

	/**
	 * What this feature reads of a table.
	 *
	 * @param sns Where changes are announced on SNS.
	 */
	record Table(@Nullable TopicProperties sns) {

	}

}
