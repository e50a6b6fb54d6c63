package io.daplug.sns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/**
 * Sends messages: one alone, several in batches of at most ten that are together no
 * larger than one may be. A batch that fails does not keep the others from being sent.
 */
final class MessageSender {

	private static final int LARGEST_BATCH = 10;

	private final SnsClient client;

	private final AwsRequestOverrideConfiguration configuration;

	/**
	 * Creates the sender.
	 * @param client what sends requests
	 * @param timeout how long one request may take, attempts and pauses included
	 */
	MessageSender(SnsClient client, Duration timeout) {
		this.client = client;
		this.configuration = AwsRequestOverrideConfiguration.builder().apiCallTimeout(timeout).build();
	}

	/**
	 * Sends messages.
	 * @param messages the messages, in their order
	 * @return those that were not sent
	 */
	List<UnsentMessage> send(List<Message> messages) {
		List<UnsentMessage> unsent = new ArrayList<>();
		List<Message> chunk = new ArrayList<>();
		int size = 0;
		for (Message message : messages) {
			if (message.size() > message.topic().maxMessageSize()) {
				unsent.add(new UnsentMessage(message,
						new InvalidMessageException(message.topic().table().name(),
								"has attributes that are too large: %d bytes, of %d".formatted(message.size(),
										message.topic().maxMessageSize()))));
				continue;
			}
			if (!chunk.isEmpty() && !fits(chunk, size, message)) {
				sendChunk(chunk, unsent);
				chunk.clear();
				size = 0;
			}
			chunk.add(message);
			size += message.size();
		}
		sendChunk(chunk, unsent);
		return unsent;
	}

	private static boolean fits(List<Message> chunk, int size, Message message) {
		return chunk.size() < LARGEST_BATCH && size + message.size() <= message.topic().maxMessageSize()
				&& chunk.get(0).topic().topicArn().equals(message.topic().topicArn());
	}

	private void sendChunk(List<Message> chunk, List<UnsentMessage> unsent) {
		try {
			if (chunk.size() == 1) {
				send(chunk.get(0));
			}
			else if (!chunk.isEmpty()) {
				sendBatch(chunk, unsent);
			}
		}
		catch (RuntimeException ex) {
			chunk.forEach((message) -> unsent.add(new UnsentMessage(message, ex)));
		}
	}

	private void send(Message message) {
		this.client.publish((request) -> request.topicArn(message.topic().topicArn())
			.message(message.body())
			.messageAttributes(message.attributes())
			.messageGroupId(message.group())
			.messageDeduplicationId(message.deduplication())
			.overrideConfiguration(this.configuration));
	}

	private void sendBatch(List<Message> chunk, List<UnsentMessage> unsent) {
		Map<String, Message> open = new LinkedHashMap<>();
		List<PublishBatchRequestEntry> entries = new ArrayList<>();
		for (Message message : chunk) {
			String id = String.valueOf(entries.size());
			open.put(id, message);
			entries.add(PublishBatchRequestEntry.builder()
				.id(id)
				.message(message.body())
				.messageAttributes(message.attributes())
				.messageGroupId(message.group())
				.messageDeduplicationId(message.deduplication())
				.build());
		}
		String topicArn = chunk.get(0).topic().topicArn();
		PublishBatchResponse response = this.client.publishBatch((request) -> request.topicArn(topicArn)
			.publishBatchRequestEntries(entries)
			.overrideConfiguration(this.configuration));
		response.successful().forEach((entry) -> open.remove(entry.id()));
		response.failed().forEach((entry) -> {
			Message message = open.remove(entry.id());
			if (message != null) {
				unsent.add(new UnsentMessage(message, new RefusedMessageException(topicArn, entry.code(),
						Boolean.TRUE.equals(entry.senderFault()), entry.message())));
			}
		});
		open.values()
			.forEach((message) -> unsent
				.add(new UnsentMessage(message, new RefusedMessageException(topicArn, null, false, null))));
	}

}
