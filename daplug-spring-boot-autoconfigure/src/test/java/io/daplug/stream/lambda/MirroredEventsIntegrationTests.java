package io.daplug.stream.lambda;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a function mirrors the records of its events.
 */
class MirroredEventsIntegrationTests {

	private final AtomicInteger requests = new AtomicInteger();

	private final DynamoDbClient client = LocalDynamoDb.client(new ExecutionInterceptor() {

		@Override
		public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
			MirroredEventsIntegrationTests.this.requests.incrementAndGet();
		}

	});

	private final String copiesName = LocalDynamoDb.createTable("orderId", null);

	@SuppressWarnings("NullAway.Init")
	private ConfigurableApplicationContext context;

	@SuppressWarnings("NullAway.Init")
	private StreamEventHandler handler;

	@SuppressWarnings("NullAway.Init")
	private DaplugTemplate copies;

	@BeforeEach
	void start() {
		SpringApplicationBuilder application = DynamoDbStreamHandler.application(FunctionApplication.class)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean(DynamoDbClient.class,
					() -> this.client, (bean) -> bean.setDestroyMethodName("")));
		this.context = application.run("--daplug.tables.orders.name=orders-eu",
				"--daplug.tables.orders.hash-key=orderId", "--daplug.tables.orders.stream.source=lambda",
				"--daplug.tables.copies.name=" + this.copiesName, "--daplug.tables.copies.hash-key=orderId",
				"--daplug.mirrors.copies.source=orders", "--daplug.mirrors.copies.destination=copies");
		this.handler = this.context.getBean(StreamEventHandler.class);
		this.copies = this.context.getBean(DaplugTemplates.class).get("copies");
		this.requests.set(0);
	}

	@AfterEach
	void stop() {
		this.context.close();
		this.client.close();
	}

	@Test
	void writesTheLastStateOfEachItemOfAnEventAlone() {
		String[] records = IntStream.rangeClosed(1, 100)
			.mapToObj((sequence) -> LambdaEvents.inserted(sequence, "key-" + sequence % 5))
			.toArray(String[]::new);
		assertThat(failures(records)).isEmpty();
		assertThat(this.requests).hasValueLessThanOrEqualTo(5);
		assertThat(this.copies.scan().list()).extracting((item) -> String.valueOf(item.get("n")))
			.containsExactlyInAnyOrder("96", "97", "98", "99", "100");
	}

	@Test
	@DisplayName("P36: records that come again after a removal leave the destination equal to the source")
	void endsWhereTheSourceDoesWhenRecordsComeAgain() {
		String first = LambdaEvents.inserted(1, "a");
		String second = LambdaEvents.inserted(2, "b");
		String removed = LambdaEvents.record(3, """
				"Keys": {"orderId": {"S": "a"}},
				"OldImage": {"orderId": {"S": "a"}, "n": {"N": "1"}},
				""").replace("INSERT", "REMOVE");
		assertThat(failures(first, second, removed)).isEmpty();
		assertThat(failures(first, second)).isEmpty();
		assertThat(this.copies.scan().list()).extracting((item) -> item.get("orderId")).containsExactly("b");
	}

	@Test
	void mirrorsWhatComesBeforeAndBesideTheRecordThatFails() {
		String bad = LambdaEvents.record(2, """
				"Keys": {"orderId": {"S": "b"}},
				"NewImage": {"orderId": {"S": "b"}, "status": {"S": "BAD"}, "n": {"N": "2"}},
				""");
		assertThat(failures(LambdaEvents.inserted(1, "a"), bad, LambdaEvents.inserted(3, "c"))).containsExactly("2");
		assertThat(this.copies.scan().list()).extracting((item) -> item.get("orderId")).contains("a", "c");
	}

	private List<String> failures(String... records) {
		DynamodbEvent event = LambdaEvents.of(List.of(records));
		return this.handler.handle(event, null)
			.getBatchItemFailures()
			.stream()
			.map(BatchItemFailure::getItemIdentifier)
			.toList();
	}

}
