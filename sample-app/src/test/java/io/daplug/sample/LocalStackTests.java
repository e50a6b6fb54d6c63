package io.daplug.sample;

import java.time.Duration;
import java.util.List;

import io.daplug.template.ItemOperations;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the whole service on LocalStack, where there is Docker: tables, mirrors, and
 * messages that arrive in a queue.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "daplug.create-tables=if-missing")
@AutoConfigureRestTestClient
@ActiveProfiles("aws")
@Testcontainers(disabledWithoutDocker = true)
@DirtiesContext
class LocalStackTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	/** Later versions need an account. */
	@Container
	@ServiceConnection
	static final LocalStackContainer localstack = new LocalStackContainer("localstack/localstack:4.14.0")
		.withServices("dynamodb", "sns", "sqs");

	@DynamicPropertySource
	static void topic(DynamicPropertyRegistry properties) {
		properties.add("ORDERS_TOPIC", () -> {
			try (SnsClient sns = at(SnsClient.builder()); SqsClient sqs = at(SqsClient.builder())) {
				String queue = sqs.createQueue((create) -> create.queueName("orders")).queueUrl();
				String arn = sqs
					.getQueueAttributes((get) -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
					.attributes()
					.get(QueueAttributeName.QUEUE_ARN);
				String topic = sns.createTopic((create) -> create.name("orders")).topicArn();
				sns.subscribe((subscribe) -> subscribe.topicArn(topic).protocol("sqs").endpoint(arn));
				return topic;
			}
		});
	}

	private static <C> C at(AwsClientBuilder<?, C> builder) {
		builder.endpointOverride(localstack.getEndpoint())
			.region(Region.of(localstack.getRegion()))
			.credentialsProvider(StaticCredentialsProvider
				.create(AwsBasicCredentials.create(localstack.getAccessKey(), localstack.getSecretKey())));
		return builder.build();
	}

	@Test
	void storesMirrorsAndAnnouncesAnOrder(@Autowired RestTestClient client, @Autowired ItemOperations<Stock> stock) {
		stock.insert(new Stock("TEA-1001", 10));
		OrderRequests requests = new OrderRequests(client);
		requests.post(OrderRequests.withId("cloud-1")).expectStatus().isCreated();
		requests.patch("cloud-1", "{\"status\": \"PAID\"}", "\"1\"").expectStatus().isOk();
		Awaitility.await()
			.atMost(SOON)
			.untilAsserted(() -> client.get()
				.uri("/archive/cloud-1")
				.exchange()
				.expectBody()
				.jsonPath("$.status")
				.isEqualTo("PAID"));
		try (SqsClient sqs = at(SqsClient.builder())) {
			String queue = sqs.getQueueUrl((get) -> get.queueName("orders")).queueUrl();
			List<Message> messages = Awaitility.await()
				.atMost(SOON)
				.until(() -> sqs
					.receiveMessage((receive) -> receive.queueUrl(queue)
						.maxNumberOfMessages(10)
						.visibilityTimeout(0)
						.waitTimeSeconds(1))
					.messages(), (received) -> received.size() >= 2);
			assertThat(messages).extracting(Message::body)
				.anyMatch((body) -> body.contains("cloud-1") && body.contains("update"));
		}
	}

}
