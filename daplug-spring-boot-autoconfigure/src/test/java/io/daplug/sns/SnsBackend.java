package io.daplug.sns;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.daplug.fixture.SnsStub;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

import static io.daplug.fixture.LongPatience.await;

/**
 * What the contract of publishing runs against.
 */
interface SnsBackend extends AutoCloseable {

	/**
	 * A message that came out at the other end.
	 *
	 * @param body its body
	 * @param attributes the texts of its attributes by name
	 * @param types the data types of its attributes by name
	 * @param group its message group id
	 */
	record Received(String body, Map<String, String> attributes, Map<String, String> types, @Nullable String group) {

	}

	/**
	 * Somebody who subscribed.
	 */
	interface Subscription {

		/** Waits until so many messages came, since the beginning. */
		List<Received> received(int count);

	}

	SnsClient client();

	String createTopic(String name);

	Subscription subscribe(String topicArn, @Nullable String filterPolicy);

	@Override
	void close();

	/** A topic's name that nobody has. */
	static String uniqueName() {
		return "orders-" + UUID.randomUUID();
	}

	/** The stub: proves what is asked, and delivers nothing. */
	static SnsBackend stub() {
		SnsStub stub = SnsStub.start();
		stub.refuse((request) -> request.getOrDefault("TopicArn", "").contains("missing")
				? new SnsStub.Refusal(404, "NotFound") : null);
		return new SnsBackend() {

			@Override
			public SnsClient client() {
				return stub.client();
			}

			@Override
			public String createTopic(String name) {
				String arn = "arn:aws:sns:us-east-1:000000000000:" + name;
				stub.topics(arn);
				return arn;
			}

			@Override
			public Subscription subscribe(String topicArn, @Nullable String filterPolicy) {
				return (count) -> await().until(() -> messages(topicArn), (messages) -> messages.size() >= count);
			}

			private List<Received> messages(String topicArn) {
				return stub.published()
					.stream()
					.filter((message) -> message.topicArn().equals(topicArn))
					.map((message) -> {
						Map<String, String> values = new LinkedHashMap<>();
						Map<String, String> types = new LinkedHashMap<>();
						message.attributes().forEach((name, attribute) -> {
							values.put(name, attribute.value());
							types.put(name, attribute.type());
						});
						return new Received(message.message(), values, types, message.group());
					})
					.toList();
			}

			@Override
			public void close() {
				stub.close();
			}

		};
	}

	/** An emulator, or the real thing: messages are delivered to queues. */
	static SnsBackend at(URI endpoint, String region, String accessKey, String secretKey) {
		AwsCredentialsProvider credentials = StaticCredentialsProvider
			.create(AwsBasicCredentials.create(accessKey, secretKey));
		SnsClient sns = SnsClient.builder()
			.endpointOverride(endpoint)
			.region(Region.of(region))
			.credentialsProvider(credentials)
			.build();
		SqsClient sqs = SqsClient.builder()
			.endpointOverride(endpoint)
			.region(Region.of(region))
			.credentialsProvider(credentials)
			.build();
		return new SnsBackend() {

			@Override
			public SnsClient client() {
				return sns;
			}

			@Override
			public String createTopic(String name) {
				return sns
					.createTopic((request) -> request.name(name)
						.attributes(name.endsWith(".fifo")
								? Map.of("FifoTopic", "true", "ContentBasedDeduplication", "false") : Map.of()))
					.topicArn();
			}

			@Override
			public Subscription subscribe(String topicArn, @Nullable String filterPolicy) {
				boolean fifo = topicArn.endsWith(".fifo");
				String name = uniqueName() + (fifo ? ".fifo" : "");
				String queue = sqs
					.createQueue((request) -> request.queueName(name)
						.attributes(fifo ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of()))
					.queueUrl();
				String queueArn = sqs
					.getQueueAttributes(
							(request) -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
					.attributes()
					.getOrDefault(QueueAttributeName.QUEUE_ARN, "");
				Map<String, String> attributes = new LinkedHashMap<>(Map.of("RawMessageDelivery", "true"));
				if (filterPolicy != null) {
					attributes.put("FilterPolicy", filterPolicy);
				}
				sns.subscribe((request) -> request.topicArn(topicArn)
					.protocol("sqs")
					.endpoint(queueArn)
					.attributes(attributes));
				List<Received> received = new ArrayList<>();
				return (count) -> {
					await().atMost(Duration.ofSeconds(30)).until(() -> {
						received.addAll(receive(queue));
						return received.size() >= count;
					});
					return received;
				};
			}

			private List<Received> receive(String queue) {
				ReceiveMessageResponse response = sqs.receiveMessage((request) -> request.queueUrl(queue)
					.maxNumberOfMessages(10)
					.waitTimeSeconds(1)
					.messageAttributeNames("All")
					.messageSystemAttributeNames(MessageSystemAttributeName.ALL));
				response.messages()
					.forEach((message) -> sqs
						.deleteMessage((request) -> request.queueUrl(queue).receiptHandle(message.receiptHandle())));
				return response.messages().stream().map(this::received).toList();
			}

			private Received received(Message message) {
				Map<String, String> values = new LinkedHashMap<>();
				Map<String, String> types = new LinkedHashMap<>();
				message.messageAttributes().forEach((name, attribute) -> {
					values.put(name, String.valueOf(attribute.stringValue()));
					types.put(name, attribute.dataType());
				});
				return new Received(message.body(), values, types,
						message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
			}

			@Override
			public void close() {
				sns.close();
				sqs.close();
			}

		};
	}

}
