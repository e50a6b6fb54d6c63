package io.daplug.test;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsRequest;
import software.amazon.awssdk.services.sns.model.Topic;

/**
 * An SNS client that keeps what it is to send. A proxy, because a class would inherit
 * some forty operations that refuse without a word.
 */
final class RecordingSnsClient implements InvocationHandler {

	private static final String ARN = "arn:aws:sns:us-east-1:000000000000:";

	private final RecordedMessages messages;

	private final Set<String> topicNames;

	private RecordingSnsClient(RecordedMessages messages, Set<String> topicNames) {
		this.messages = messages;
		this.topicNames = topicNames;
	}

	/**
	 * Creates a client.
	 * @param messages where messages are kept
	 * @param topicNames the topics that it lists
	 * @return the client
	 */
	static SnsClient create(RecordedMessages messages, Set<String> topicNames) {
		return (SnsClient) Proxy.newProxyInstance(SnsClient.class.getClassLoader(), new Class<?>[] { SnsClient.class },
				new RecordingSnsClient(messages, topicNames));
	}

	@Override
	@SuppressWarnings("NullAway") // null is what a void method returns to a proxy
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		Object argument = (arguments != null && arguments.length > 0) ? arguments[0] : null;
		if (argument instanceof PublishRequest request) {
			return publish(request);
		}
		if (argument instanceof PublishBatchRequest request) {
			return publish(request);
		}
		if (argument instanceof SnsRequest && method.getName().equals("listTopics")) {
			return topics();
		}
		if (argument instanceof SnsRequest && !method.getName().endsWith("Paginator")) {
			throw new UnsupportedOperationException(("The SnsClient of this test records what is published, and does "
					+ "not know '%s'. Define a bean for it in the test, or leave the call out of it")
				.formatted(method.getName()));
		}
		return switch (method.getName()) {
			case "serviceName" -> SnsClient.SERVICE_NAME;
			case "close" -> null;
			case "toString" -> "Recording SnsClient";
			case "hashCode" -> System.identityHashCode(proxy);
			case "equals" -> proxy == argument;
			default -> InvocationHandler.invokeDefault(proxy, method, arguments);
		};
	}

	private PublishResponse publish(PublishRequest request) {
		String destination = Stream.of(request.topicArn(), request.targetArn(), request.phoneNumber())
			.filter((candidate) -> candidate != null)
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("A message was published without a topic"));
		this.messages.record(List
			.of(new RecordedMessage(destination, request.message(), request.messageAttributes(), request.subject(),
					new RecordedMessage.Fifo(request.messageGroupId(), request.messageDeduplicationId()))));
		return PublishResponse.builder().messageId(UUID.randomUUID().toString()).build();
	}

	private PublishBatchResponse publish(PublishBatchRequest request) {
		this.messages.record(request.publishBatchRequestEntries()
			.stream()
			.map((entry) -> new RecordedMessage(request.topicArn(), entry.message(), entry.messageAttributes(),
					entry.subject(), new RecordedMessage.Fifo(entry.messageGroupId(), entry.messageDeduplicationId())))
			.toList());
		List<PublishBatchResultEntry> successful = request.publishBatchRequestEntries()
			.stream()
			.map((entry) -> PublishBatchResultEntry.builder()
				.id(entry.id())
				.messageId(UUID.randomUUID().toString())
				.build())
			.toList();
		return PublishBatchResponse.builder().successful(successful).build();
	}

	private ListTopicsResponse topics() {
		return ListTopicsResponse.builder()
			.topics(this.topicNames.stream().map((name) -> Topic.builder().topicArn(ARN + name).build()).toList())
			.build();
	}

}
