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
 * @param body its text
 * @param attributes its attributes
 * @param group its group; null if it has none
 * @param deduplication what tells it from others; null if it has none
 * @param size the bytes that SNS counts
 */
record Message(ItemChange<?> change, TopicDefinition topic, String body, Map<String, MessageAttributeValue> attributes,
		@Nullable String group, @Nullable String deduplication, int size) {

	/** Nothing of the contents. */
	@Override
	public String toString() {
		return "Message[%s, %d bytes]".formatted(this.topic.topicArn(), this.size);
	}

}
