package io.daplug.autoconfigure.stream.kcl;

import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import com.amazonaws.services.dynamodbv2.streamsadapter.StreamsSchedulerFactory;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.LoggedLines;
import io.daplug.item.ItemKey;
import io.daplug.stream.ChangeSource;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.OldItem;
import io.daplug.stream.SourceProgress.State;
import io.daplug.stream.application.ApplicationChangeSource;
import io.daplug.stream.kcl.KclChangeSource;
import io.daplug.stream.kcl.StreamUnavailableException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.kinesis.coordinator.Scheduler;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaplugKclAutoConfiguration}, and for what says that it cannot work.
 */
class DaplugKclAutoConfigurationTests {

	private final String table = "t-" + UUID.randomUUID();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugKclAutoConfiguration.class))
		.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
		.withPropertyValues("spring.application.name=shop", "daplug.tables.orders.hash-key=id",
				"daplug.tables.orders.stream.source=kcl", "daplug.tables.orders.name=" + this.table,
				"daplug.stream.kcl.failover-time=1s");

	static class Listener {

		@DaplugStreamListener("orders")
		void on(ItemKey key) {
		}

	}

	@Test
	void isNoSourceWithoutTablesThatAreRead() {
		this.runner.withPropertyValues("daplug.tables.orders.stream.source=application").run((context) -> {
			ChangeSourceRegistry sources = context.getBean(ChangeSourceRegistry.class);
			assertThat(sources.sources()).singleElement().isInstanceOf(ApplicationChangeSource.class);
		});
	}

	@Test
	void readsNoTableThatNobodyListensTo() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			ChangeSource source = context.getBean(ChangeSourceRegistry.class).source("orders").orElseThrow();
			assertThat(source).isInstanceOf(KclChangeSource.class);
			assertThat(source.isRunning()).isTrue();
			assertThat(source.progress()).extracting("table", "state")
				.containsExactly(org.assertj.core.groups.Tuple.tuple("orders", State.STOPPED));
		});
	}

	@Test
	void staysAwayWithoutTheLibrary() {
		this.runner.withClassLoader(new FilteredClassLoader(Scheduler.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DaplugKclAutoConfiguration.class));
	}

	@Test
	void saysWhichLibrariesAreMissing() {
		this.runner.withBean(Listener.class)
			.withClassLoader(new FilteredClassLoader(Scheduler.class, StreamsSchedulerFactory.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DaplugConfigurationException.class)
				.hasMessage(
						"Property 'daplug.tables.orders.stream.source': is kcl, but the class path lacks what reads "
								+ "streams: com.amazonaws:dynamodb-streams-kinesis-adapter and "
								+ "software.amazon.kinesis:amazon-kinesis-client"));
		this.runner.withBean(Listener.class)
			.withClassLoader(new FilteredClassLoader(StreamsSchedulerFactory.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageEndingWith("lacks what reads streams: com.amazonaws:dynamodb-streams-kinesis-adapter"));
	}

	@Test
	void saysOnceThatListenersAreFedByLambda() {
		try (LoggedLines log = LoggedLines.open()) {
			this.runner.withBean(Listener.class)
				.withPropertyValues("daplug.tables.orders.stream.source=lambda")
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.lines()).filteredOn((line) -> line.contains("hear nothing here"))
				.singleElement()
				.asString()
				.contains("[orders]");
		}
	}

	@Test
	void saysNothingOfLambdaInAFunction() {
		try (LoggedLines log = LoggedLines.open()) {
			this.runner.withBean(Listener.class)
				.withPropertyValues("daplug.tables.orders.stream.source=lambda", "AWS_LAMBDA_FUNCTION_NAME=orders")
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.lines()).noneMatch((line) -> line.contains("hear nothing here"));
		}
	}

	@Test
	void needsANameThatAllInstancesShare() {
		this.runner.withPropertyValues("spring.application.name=")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Property 'daplug.stream.kcl.application-name': must be set, since the stream of table "
						+ "'orders' is read and the application has no name"));
	}

	@Test
	void refusesANameThatCanBeNoTable() {
		this.runner.withPropertyValues("daplug.stream.kcl.application-name=my shop")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageStartingWith("Property 'daplug.stream.kcl.application-name': 'my shop' makes 'my shop-"));
	}

	@Test
	void refusesValuesThatCannotWork() {
		refuses("failover-time=10ms", "failover-time': must be 500 ms or more, but is 10 ms");
		refuses("poll-interval=0s", "poll-interval': must be 10 ms or more, but is 0 ms");
		refuses("checkpoint-interval=1ms", "checkpoint-interval': must be 10 ms or more, but is 1 ms");
		refuses("max-records=1001", "max-records': must be 1 to 1000, but is 1001");
		refuses("max-pending=0", "max-pending': must be 1 or more, but is 0");
	}

	private void refuses(String setting, String message) {
		this.runner.withPropertyValues("daplug.stream.kcl." + setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Property 'daplug.stream.kcl." + message));
	}

	@Test
	void saysThatThereIsNoTable() {
		assertUnavailable("there is no table '%s' in DynamoDB".formatted(this.table),
				(action) -> assertThat(action).contains("'daplug.create-tables' to if-missing"));
	}

	@Test
	void saysWhatToEnableForATableWithoutStream() {
		LocalDynamoDb.client().createTable((request) -> {
			LocalDynamoDb.textKeys("id", null).accept(request);
			request.tableName(this.table).billingMode("PAY_PER_REQUEST");
		});
		assertUnavailable("the table '%s' has no stream".formatted(this.table),
				(action) -> assertThat(action).contains("aws dynamodb update-table --table-name " + this.table
						+ " --stream-specification StreamEnabled=true,StreamViewType="
						+ StreamViewType.NEW_AND_OLD_IMAGES));
	}

	static class ItemListener {

		@DaplugStreamListener(tables = "orders", id = "items")
		void on(Map<String, Object> item) {
		}

	}

	static class OldItemListener {

		@DaplugStreamListener(tables = "orders", id = "old-items")
		void on(@OldItem Map<String, Object> item) {
		}

	}

	@Test
	void saysWhichListenerAViewTypeIsTooLittleFor() {
		createTable(StreamViewType.KEYS_ONLY);
		assertUnavailable(ItemListener.class,
				"listener 'items' needs the new items, and the stream of '%s' has the view type KEYS_ONLY"
					.formatted(this.table),
				(action) -> assertThat(action).startsWith("A stream's view type cannot be changed.")
					.contains("aws dynamodb update-table"));
		assertUnavailable(OldItemListener.class,
				"listener 'old-items' needs the old items, and the stream of '%s' has the view type KEYS_ONLY"
					.formatted(this.table),
				(action) -> assertThat(action).contains("aws dynamodb update-table"));
	}

	@Test
	void refusesAStreamThatDoesNotShowWhatAMirrorCopies() {
		createTable(StreamViewType.OLD_IMAGE);
		this.runner.withConfiguration(AutoConfigurations.of(DaplugMirrorsAutoConfiguration.class))
			.withPropertyValues("daplug.tables.archive.hash-key=id", "daplug.mirrors.copies.source=orders",
					"daplug.mirrors.copies.destination=archive")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("needs the new items, and the stream of '%s' has the view type OLD_IMAGE"
					.formatted(this.table)));
	}

	@Test
	void refusesAStreamThatDoesNotShowWhereAMirrorsCopyIs() {
		createTable(StreamViewType.NEW_IMAGE);
		this.runner.withConfiguration(AutoConfigurations.of(DaplugMirrorsAutoConfiguration.class))
			.withPropertyValues("daplug.tables.by-customer.hash-key=customer", "daplug.mirrors.copies.source=orders",
					"daplug.mirrors.copies.destination=by-customer")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("needs the old items, and the stream of '%s' has the view type NEW_IMAGE"
					.formatted(this.table)));
	}

	private void createTable(StreamViewType view) {
		LocalDynamoDb.client().createTable((request) -> {
			LocalDynamoDb.textKeys("id", null).accept(request);
			request.tableName(this.table)
				.billingMode("PAY_PER_REQUEST")
				.streamSpecification((stream) -> stream.streamEnabled(true).streamViewType(view));
		});
	}

	private void assertUnavailable(String problem, Consumer<String> action) {
		assertUnavailable(Listener.class, problem, action);
	}

	private void assertUnavailable(Class<?> listener, String problem, Consumer<String> action) {
		this.runner.withBean(listener)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(StreamUnavailableException.class, (ex) -> {
					FailureAnalysis analysis = new StreamUnavailableFailureAnalyzer().analyze(ex, ex);
					assertThat(analysis.getDescription())
						.isEqualTo("The stream of table 'orders' cannot be read: " + problem);
					action.accept(analysis.getAction());
				}));
	}

}
