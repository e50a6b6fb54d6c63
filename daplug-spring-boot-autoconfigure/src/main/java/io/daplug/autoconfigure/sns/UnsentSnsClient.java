package io.daplug.autoconfigure.sns;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sns.paginators.ListTopicsIterable;

/**
 * Takes messages and sends them nowhere, so that they are composed and checked on the
 * embedded DynamoDB as they are elsewhere, and yet no real topic hears of made-up items.
 */
final class UnsentSnsClient implements SnsClient {

	private static final Log logger = LogFactory.getLog(UnsentSnsClient.class);

	private final List<Topic> topics;

	private final AtomicLong messages = new AtomicLong();

	/**
	 * Creates a client.
	 * @param topicNames the names of the topics that are there
	 */
	UnsentSnsClient(Collection<String> topicNames) {
		this.topics = topicNames.stream()
			.map((name) -> Topic.builder().topicArn("arn:aws:sns:local:000000000000:" + name).build())
			.toList();
	}

	@Override
	public PublishResponse publish(PublishRequest request) {
		logger.debug("Not sent: a message for topic '%s'".formatted(request.topicArn()));
		return PublishResponse.builder().messageId(id()).build();
	}

	@Override
	public PublishBatchResponse publishBatch(PublishBatchRequest request) {
		logger.debug("Not sent: %d messages for topic '%s'".formatted(request.publishBatchRequestEntries().size(),
				request.topicArn()));
		return PublishBatchResponse.builder()
			.successful(request.publishBatchRequestEntries()
				.stream()
				.map((entry) -> PublishBatchResultEntry.builder().id(entry.id()).messageId(id()).build())
				.toList())
			.build();
	}

	private String id() {
		return "unsent-" + this.messages.incrementAndGet();
	}

	@Override
	public ListTopicsResponse listTopics(ListTopicsRequest request) {
		return ListTopicsResponse.builder().topics(this.topics).build();
	}

	@Override
	public ListTopicsIterable listTopicsPaginator() {
		return new ListTopicsIterable(this, ListTopicsRequest.builder().build());
	}

	@Override
	public String serviceName() {
		return SnsClient.SERVICE_NAME;
	}

	@Override
	public void close() {
		// There is nothing to close.
	}

}
