package io.daplug.sns;

import java.util.Map;

import io.daplug.event.ItemChange;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * A message as it is sent.
 *
 * @param change the change it is about
 * @param topic where it goes
 * @param content its text and attributes
 * @param group its group; null if it has none
 * @param deduplication what tells it from others; null if it has none
 */
record Message(ItemChange<?> change, TopicDefinition topic, Content content, @Nullable String group,
		@Nullable String deduplication) {

	/**
	 * What a subscriber sees of a message.
	 *
	 * @param body its text
	 * @param attributes its attributes
	 * @param size the bytes that SNS counts
	 */
	record Content(String body, Map<String, MessageAttributeValue> attributes, int size) {

		static Content of(String body, Map<String, MessageAttributeValue> attributes) {
			return new Content(body, attributes,
					MessageAttributesFactory.bytes(body) + MessageAttributesFactory.size(attributes));
		}

	}

	String body() {
		return this.content.body();
	}

	Map<String, MessageAttributeValue> attributes() {
		return this.content.attributes();
	}

	int size() {
		return this.content.size();
	}

	/** Nothing of the contents. */
	@Override
	public String toString() {
		return "Message[%s, %d bytes]".formatted(this.topic.topicArn(), size());
	}

}
