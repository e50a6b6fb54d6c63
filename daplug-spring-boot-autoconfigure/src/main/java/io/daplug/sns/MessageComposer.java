package io.daplug.sns;

import java.util.Map;

import io.daplug.event.Announcement;
import io.daplug.event.ItemChange;
import io.daplug.event.MessageOptions;
import io.daplug.event.PlannedChange;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Composes the messages about one table's changes.
 */
final class MessageComposer {

	private final TopicDefinition topic;

	private final MessageBodies bodies;

	private final MessageAttributes attributes;

	MessageComposer(TopicDefinition topic, MessageBodies bodies) {
		this.topic = topic;
		this.bodies = bodies;
		this.attributes = new MessageAttributes(topic);
	}

	TopicDefinition topic() {
		return this.topic;
	}

	/** Refuses what could not be announced as the table demands. */
	void check(PlannedChange planned) {
		this.attributes.check(planned.message());
		Object data = planned.message().data();
		if (data != null) {
			requirePayload(tree(data));
		}
		else if (planned.item() != null) {
			requirePayload(planned.item());
		}
	}

	private JsonNode tree(Object data) {
		try {
			return this.bodies.tree(data);
		}
		catch (JacksonException ex) {
			// Its own message may hold values.
			InvalidMessageException invalid = new InvalidMessageException(this.topic.table().name(),
					"cannot hold data of %s: Jackson cannot write it".formatted(data.getClass()));
			invalid.initCause(ex);
			throw invalid;
		}
	}

	private void requirePayload(JsonNode data) {
		this.topic.requiredPayload().forEach((name) -> require(name, data.hasNonNull(name)));
	}

	private void requirePayload(Map<String, AttributeValue> item) {
		this.topic.requiredPayload().forEach((name) -> {
			AttributeValue value = item.get(name);
			require(name, value != null && !Boolean.TRUE.equals(value.nul()));
		});
	}

	private void require(String name, boolean there) {
		if (!there) {
			throw new InvalidMessageException(this.topic.table().name(),
					"must have '%s' in its payload: set it in the item, or in the data sent instead of it"
						.formatted(name));
		}
	}

	/** Composes a message; a thin one if it would be too large. */
	Message compose(Announcement announcement) {
		ItemChange<?> change = announcement.change();
		MessageOptions options = announcement.message();
		Message message = message(change, options, body(change, options.data()),
				this.attributes.of(change, options, false));
		return (message.size() <= this.topic.maxMessageSize()) ? message : message(change, options,
				this.bodies.thin(this.topic.table(), change), this.attributes.of(change, options, true));
	}

	private String body(ItemChange<?> change, @Nullable Object data) {
		if (this.topic.payload() == MessagePayload.ENVELOPE) {
			return this.bodies.envelope(this.topic.table(), change, data);
		}
		return (data != null) ? this.bodies.data(data) : this.bodies.item(this.topic.table(), change);
	}

	private Message message(ItemChange<?> change, MessageOptions options, String body,
			Map<String, MessageAttributeValue> attributes) {
		int size = MessageAttributes.bytes(body) + MessageAttributes.size(attributes);
		String group = options.group();
		String deduplication = options.deduplication();
		if (!this.topic.fifo()) {
			// Other topics hand the group to SQS, for fair queues, and refuse the id.
			return new Message(change, this.topic, body, attributes, (group != null) ? FifoId.of(group) : null, null,
					size);
		}
		return new Message(change, this.topic, body, attributes,
				(group != null) ? FifoId.of(group) : FifoId.of(change.key()),
				FifoId.of((deduplication != null) ? deduplication : change.changeId()), size);
	}

}
