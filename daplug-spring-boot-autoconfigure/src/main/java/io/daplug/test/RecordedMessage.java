package io.daplug.test;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

import org.springframework.util.Assert;

/**
 * A message as it was handed to SNS.
 *
 * @param topicArn the ARN of the topic, or what the message was sent to in its place
 * @param body the message itself
 * @param attributes its attributes, by name
 * @param subject its subject, if it has one
 * @param fifo what only messages to FIFO topics have
 */
public record RecordedMessage(String topicArn, String body, Map<String, MessageAttributeValue> attributes,
		@Nullable String subject, Fifo fifo) {

	/**
	 * What only messages to FIFO topics have.
	 *
	 * @param group the message group id
	 * @param deduplication the message deduplication id
	 */
	public record Fifo(@Nullable String group, @Nullable String deduplication) {

	}

	/**
	 * Creates a message.
	 * @param topicArn the ARN of the topic, or what the message was sent to in its place
	 * @param body the message itself
	 * @param attributes its attributes, by name
	 * @param subject its subject, if it has one
	 * @param fifo what only messages to FIFO topics have
	 */
	public RecordedMessage {
		Assert.notNull(topicArn, "'topicArn' must not be null");
		Assert.notNull(body, "'body' must not be null");
		attributes = Map.copyOf(attributes);
	}

	/**
	 * Returns the message group id.
	 * @return the id; null if the topic is no FIFO topic
	 */
	public @Nullable String group() {
		return this.fifo.group();
	}

	/**
	 * Returns the message deduplication id.
	 * @return the id; null if the message has none
	 */
	public @Nullable String deduplication() {
		return this.fifo.deduplication();
	}

	/**
	 * Returns the name of the topic.
	 * @return the last part of its ARN
	 */
	public String topic() {
		return this.topicArn.substring(this.topicArn.lastIndexOf(':') + 1);
	}

	/**
	 * Returns the value of an attribute.
	 * @param name the attribute's name
	 * @return the value as text; null if there is no such attribute, or if it is binary
	 */
	public @Nullable String attribute(String name) {
		MessageAttributeValue value = this.attributes.get(name);
		return (value != null) ? value.stringValue() : null;
	}

}
