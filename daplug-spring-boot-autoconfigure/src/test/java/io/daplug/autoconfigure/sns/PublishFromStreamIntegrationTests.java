package io.daplug.autoconfigure.sns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.event.PublishFailed;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.LocalStream;
import io.daplug.fixture.SnsStub;
import io.daplug.fixture.SnsStub.Published;
import io.daplug.item.ItemKey;
import io.daplug.sns.InvalidMessageException;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.ChangeReceipt;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.record.StreamChangeReader;
import io.daplug.stream.record.StreamChangeReaderFactory;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemTransactionTemplate;
import io.daplug.template.model.InvalidTransactionException;
import io.daplug.template.model.WriteOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for messages that come from the table's stream.
 */
class PublishFromStreamIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a-1");

	private final SnsStub sns = SnsStub.start();

	private final String tableName = LocalDynamoDb.createTable("id", null);

	private final LocalStream stream = LocalStream.enable(this.tableName);

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final AtomicInteger requests = new AtomicInteger();

	/** The writer's side: its publisher has no way to SNS that it could use. */
	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugSnsAutoConfiguration.class,
				DaplugListenersAutoConfiguration.class, DaplugAutoConfiguration.class))
		.withBean("dynamoDb", DynamoDbClient.class, this::counted)
		.withBean("sns", SnsClient.class, this.sns::client, (definition) -> definition.setDestroyMethodName(""))
		.withInitializer((context) -> context.addApplicationListener(remembering()))
		.withPropertyValues("daplug.tables.orders.hash-key=id", "daplug.tables.orders.name=" + this.tableName,
				"daplug.tables.orders.stream.source=lambda", "daplug.tables.orders.change-id.attribute=_change",
				"daplug.tables.orders.sns.topic-arn=arn:aws:sns:us-east-1:000000000000:orders.fifo",
				"daplug.tables.orders.sns.publish-from=stream", "daplug.listeners.max-attempts=2",
				"daplug.listeners.backoff.initial=1ms");

	private ApplicationListener<PayloadApplicationEvent<?>> remembering() {
		return (event) -> this.events.add(event.getPayload());
	}

	private DynamoDbClient counted() {
		return LocalDynamoDb.client(new ExecutionInterceptor() {

			@Override
			public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
				PublishFromStreamIntegrationTests.this.requests.incrementAndGet();
			}

		});
	}

	@AfterEach
	void stop() {
		this.sns.close();
	}

	@Test
	@DisplayName("a process that dies after the write loses no message (D18)")
	void survivesACrashBetweenWriteAndPublish() {
		this.runner.run((context) -> {
			DaplugTemplate orders = context.getBean(DaplugTemplate.class);
			orders.insert(Map.of("id", "a-1", "n", 1));
			orders.change(KEY, (change) -> change.set("n", 2));
			orders.delete(KEY);
		});
		assertThat(this.sns.requests()).as("the writer sends nothing").isEmpty();
		List<String> ids = changeIds();
		this.runner.run((context) -> {
			assertThat(receipts(context, changes(context))).containsOnly(ChangeReceipt.HANDLED).hasSize(3);
			assertThat(this.sns.published()).extracting((message) -> message.attribute("operation"))
				.containsExactly("create", "update", "delete");
		});
		assertThat(this.sns.published()).extracting(Published::deduplication).isEqualTo(ids);
		assertThat(this.sns.published()).extracting((message) -> message.attribute("daplug.change-id")).isEqualTo(ids);
	}

	@Test
	@DisplayName("what SNS does not take is tried again, then parked and told of (P27)")
	void parksWhatSnsDoesNotTake() {
		this.runner.run((context) -> {
			context.getBean(DaplugTemplate.class).insert(Map.of("id", "a-1"));
			List<ItemChange<?>> changes = changes(context);
			this.sns.refuse(404, "NotFound");
			assertThat(receipts(context, changes)).containsExactly(ChangeReceipt.PARKED);
			assertThat(this.sns.requests()).hasSize(2);
			assertThat(events(ChangeParked.class)).singleElement().satisfies((parked) -> {
				assertThat(parked.listener()).isEqualTo("sns:orders");
				assertThat(parked.attempts()).isEqualTo(2);
			});
			assertThat(events(PublishFailed.class)).isEmpty();
			this.sns.refuse((request) -> null);
			assertThat(receipts(context, changes)).containsExactly(ChangeReceipt.HANDLED);
		});
		assertThat(this.sns.published()).singleElement();
	}

	@Test
	@DisplayName("a change that is handed over again has the ids by which SNS and subscribers drop it")
	void duplicatesHaveTheSameIds() {
		this.runner.run((context) -> {
			context.getBean(DaplugTemplate.class).insert(Map.of("id", "a-1"));
			receipts(context, changes(context));
			receipts(context, changes(context));
		});
		assertThat(this.sns.published()).hasSize(2);
		assertThat(this.sns.published()).extracting(Published::deduplication).containsOnly(stored());
		assertThat(this.sns.published()).extracting((message) -> message.attribute("daplug.change-id"))
			.containsOnly(stored());
	}

	@Test
	void aBatchOfLambdaIsToldWhichChangeFailed() {
		this.runner.run((context) -> {
			context.getBean(DaplugTemplate.class).batchOverwrite(List.of(Map.of("id", "a-1"), Map.of("id", "a-2")));
			List<ItemChange<?>> changes = changes(context);
			this.sns.refuseEntries((message) -> message.contains("a-2"));
			assertThat(context.getBean(StreamListenerRegistry.class).handleBatch(changes))
				.extracting(FailedChange::change)
				.extracting((change) -> change.key().hashValue())
				.containsExactly("a-2");
			assertThat(this.sns.published()).hasSize(1);
		});
	}

	@Test
	void otherProgramsWritesAreToldOfToo() {
		this.runner.run((context) -> {
			LocalDynamoDb.client()
				.putItem((put) -> put.tableName(this.tableName).item(Map.of("id", AttributeValue.fromS("a-1"))));
			receipts(context, changes(context));
		});
		assertThat(this.sns.published()).extracting(Published::message).containsExactly("{\"id\":\"a-1\"}");
	}

	@Test
	@DisplayName("what the stream cannot know is refused at the call, before any request")
	void refusesWhatTheStreamCannotKnow() {
		this.runner.run((context) -> {
			DaplugTemplate orders = context.getBean(DaplugTemplate.class);
			int before = this.requests.get();
			List<Consumer<WriteOptions.Builder>> unknown = List.of((options) -> options.publish(false),
					(options) -> options.message((message) -> message.attribute("priority", 1)),
					(options) -> options.message((message) -> message.data(Map.of("n", 1))),
					(options) -> options.message((message) -> message.group("g")),
					(options) -> options.message((message) -> message.deduplication("d")),
					(options) -> options.prefix("id", "order#"));
			unknown.forEach((options) -> {
				refused(() -> orders.insert(Map.of("id", "a-1"), options));
				refused(() -> orders.overwrite(Map.of("id", "a-1"), options));
			});
			assertThat(this.requests).hasValue(before);
			orders.insert(Map.of("id", "a-1"), (options) -> options.prefix("id", ""));
		});
	}

	@Test
	void refusesASchemaOfTheCall() {
		this.runner
			.withPropertyValues("daplug.schema=classpath:io/daplug/template/orders.yml",
					"daplug.tables.orders.schema=Order")
			.run((context) -> {
				DaplugTemplate orders = context.getBean(DaplugTemplate.class);
				refused(() -> orders.insert(Map.of("id", "a-1"), (options) -> options.schema("Receipt")));
				refused(() -> orders.insert(Map.of("id", "a-1"), (options) -> options.noSchema()));
				orders.insert(Map.of("id", "a-1"), (options) -> options.schema("Order"));
			});
	}

	@Test
	void refusesItInEveryOperation() {
		this.runner.run((context) -> {
			DaplugTemplate orders = context.getBean(DaplugTemplate.class);
			ItemTransactionTemplate transactions = new ItemTransactionTemplate();
			int before = this.requests.get();
			refused(() -> orders.update(KEY, Map.of("n", 1), (options) -> options.publish(false)));
			refused(() -> orders.update((query) -> query.hashKey("a-1"), Map.of("n", 1),
					(options) -> options.publish(false)));
			refused(() -> orders.delete(KEY, (options) -> options.publish(false)));
			refused(() -> orders.change(KEY, (change) -> change.set("n", 1), (options) -> options.publish(false)));
			refused(() -> orders.upsert(KEY, (change) -> change.set("n", 1), (options) -> options.publish(false)));
			refused(() -> orders.upsert(Map.of("id", "a-1"), (options) -> options.publish(false)));
			refused(() -> orders.batchInsert(List.of(Map.of("id", "a-1")), (options) -> options.publish(false)));
			refused(() -> orders.batchOverwrite(List.of(Map.of("id", "a-1")), (options) -> options.publish(false)));
			refused(() -> orders.batchDelete(List.of(KEY), (options) -> options.publish(false)));
			entryRefused(() -> transactions
				.write((tx) -> tx.insert(orders, Map.of("id", "a-1"), (options) -> options.publish(false))));
			entryRefused(() -> transactions
				.write((tx) -> tx.overwrite(orders, Map.of("id", "a-1"), (options) -> options.publish(false))));
			entryRefused(() -> transactions
				.write((tx) -> tx.update(orders, KEY, Map.of("n", 1), (options) -> options.publish(false))));
			entryRefused(() -> transactions.write((tx) -> tx.delete(orders, KEY, (options) -> options.publish(false))));
			entryRefused(() -> transactions.write((tx) -> tx.change(orders, KEY, (change) -> change.set("n", 1),
					(options) -> options.publish(false))));
			entryRefused(() -> transactions.write((tx) -> tx.upsert(orders, KEY, (change) -> change.set("n", 1),
					(options) -> options.publish(false))));
			assertThat(this.requests).hasValue(before);
		});
	}

	private static void entryRefused(ThrowingCallable call) {
		assertThatExceptionOfType(InvalidTransactionException.class).isThrownBy(call)
			.withCauseInstanceOf(InvalidMessageException.class);
	}

	private static void refused(ThrowingCallable call) {
		assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(call)
			.withMessageContaining("table 'orders' comes from the table's stream, which does not tell");
	}

	private String stored() {
		return Objects
			.requireNonNull(LocalDynamoDb.client()
				.getItem((get) -> get.tableName(this.tableName).key(Map.of("id", AttributeValue.fromS("a-1"))))
				.item()
				.get("_change"))
			.s();
	}

	private List<String> changeIds() {
		return this.events.stream()
			.filter(ItemChange.class::isInstance)
			.map((event) -> ((ItemChange<?>) event).changeId())
			.toList();
	}

	private <T> List<T> events(Class<T> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

	/** The changes as another process reads them off the stream. */
	private List<ItemChange<?>> changes(AssertableApplicationContext context) {
		StreamChangeReader reader = context.getBean(StreamChangeReaderFactory.class)
			.create(context.getBean(DaplugTemplate.class).table());
		List<ItemChange<?>> changes = new ArrayList<>();
		this.stream.records()
			.stream()
			.map((record) -> reader.read(record, this.stream.label()))
			.flatMap(Optional::stream)
			.forEach(changes::add);
		return changes;
	}

	private static List<ChangeReceipt> receipts(AssertableApplicationContext context, List<ItemChange<?>> changes) {
		List<ChangeReceipt> receipts = new CopyOnWriteArrayList<>();
		context.getBean(StreamListenerRegistry.class).accept(changes, (change, receipt) -> receipts.add(receipt));
		await().until(() -> receipts.size() == changes.size());
		return receipts;
	}

}
