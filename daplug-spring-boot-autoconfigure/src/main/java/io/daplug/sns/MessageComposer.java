package io.daplug.sns;

import java.util.Map;

import io.daplug.event.AnnouncedCall;
import io.daplug.event.Announcement;
import io.daplug.event.ItemChange;
import io.daplug.event.MessageOptions;
import io.daplug.event.PlannedChange;
import io.daplug.item.ItemConverter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Composes the messages about one table's changes.
 */
final class MessageComposer {

	private final TopicDefinition topic;

	private final MessageBodyWriter bodies;

	private final MessageAttributesFactory attributes;

	MessageComposer(TopicDefinition topic, MessageBodyWriter bodies, ItemConverter converter) {
		this.topic = topic;
		this.bodies = bodies;
		this.attributes = new MessageAttributesFactory(topic, converter);
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

	/** Refuses what a call says that the table's stream does not know. */
	void checkStreamed(AnnouncedCall call) {
		String unknown = StreamedCall.unknown(call);
		if (unknown != null) {
			throw new InvalidMessageException(this.topic.table().name(), unknown);
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
		Message.Content whole = Message.Content.of(body(announcement, options.data()),
				this.attributes.whole(change, options));
		if (whole.size() <= this.topic.maxMessageSize()) {
			return message(change, options, whole);
		}
		return message(change, options, Message.Content.of(this.bodies.thin(this.topic.table(), change),
				this.attributes.thin(change, options)));
	}

	private String body(Announcement announcement, @Nullable Object data) {
		if (this.topic.payload() == MessagePayload.ENVELOPE) {
			return this.bodies.envelope(this.topic.table(), announcement, data);
		}
		return (data != null) ? this.bodies.data(data) : this.bodies.item(this.topic.table(), announcement);
	}

	private Message message(ItemChange<?> change, MessageOptions options, Message.Content content) {
		String group = options.group();
		String deduplication = options.deduplication();
		if (!this.topic.fifo()) {
			// Other topics hand the group to SQS, for fair queues, and refuse the id.
			return new Message(change, this.topic, content, (group != null) ? FifoId.of(group) : null, null);
		}
		return new Message(change, this.topic, content, (group != null) ? FifoId.of(group) : FifoId.of(change.key()),
				FifoId.of((deduplication != null) ? deduplication : change.changeId()));
	}

}
