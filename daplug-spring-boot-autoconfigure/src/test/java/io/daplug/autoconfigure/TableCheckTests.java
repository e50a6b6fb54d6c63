package io.daplug.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.daplug.fixture.FaultyWire;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.table.admin.TableMismatchException;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests what {@code daplug.check-tables} holds against DynamoDB at start.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class TableCheckTests {

	private final String orders = "t-" + UUID.randomUUID();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@Test
	void tellsOfAllTablesInOneFailureAnalysis(CapturedOutput output) {
		create(TableDefinition.named("orders").tableName(this.orders).hashKey("id").build());
		assertThat(new FailedStart(this.directory, output).of(Application.class, """
				daplug:
				  check-tables: shape
				  tables:
				    orders:
				      name: %s
				      hash-key: id
				      time-to-live: {attribute: expires}
				      stream: {view-type: new-image}
				    lines: {name: no-such-table, hash-key: id}
				    prices: {name: nor-this-one, hash-key: id}
				""".formatted(this.orders))).contains(
				"Table 'orders' (%s in DynamoDB) is not as declared:".formatted(this.orders),
				"- stream: declared is new-image, found is off",
				"- time to live: declared is by 'expires', found is off",
				"Table 'lines' (no-such-table in DynamoDB) is not as declared:",
				"- table: declared is 'no-such-table', found is none of this name in region 'us-east-1' at http",
				"- table: declared is 'nor-this-one', found is none",
				"Enable time to live by 'expires' (UpdateTimeToLive), or correct 'daplug.tables.orders.time-to-live.attribute'.",
				"Create table 'no-such-table', correct 'daplug.tables.lines.name'");
	}

	@Test
	void asksOncePerTableAndNeverWhileItemsAreRead() {
		create(TableDefinition.named("orders").tableName(this.orders).hashKey("id").build());
		runner("shape").withPropertyValues("daplug.tables.orders.name=" + this.orders).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.requests).containsExactly("DescribeTable");
			this.requests.clear();
			DaplugTemplate template = context.getBean(DaplugTemplate.class);
			template.insert(Map.of("id", "a"));
			assertThat(template.get(ItemKey.of("a"))).isPresent();
			assertThat(template.query((query) -> query.hashKey("a")).list()).hasSize(1);
			assertThat(this.requests).containsExactly("PutItem", "GetItem", "Query");
		});
	}

	@Test
	void asksForTheTimeToLiveWhereOneIsDeclared() {
		runner("shape")
			.withPropertyValues("daplug.tables.orders.name=" + this.orders, "daplug.create-tables=if-missing",
					"daplug.tables.orders.time-to-live.attribute=expires")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(this.requests).containsExactly("DescribeTable", "CreateTable", "DescribeTable",
						"UpdateTimeToLive", "DescribeTable", "DescribeTimeToLive");
			});
	}

	@Test
	void comparesNothingIfOnlyTheExistenceIsAskedFor() {
		create(TableDefinition.named("orders").tableName(this.orders).hashKey("other").build());
		runner("exists").withPropertyValues("daplug.tables.orders.name=" + this.orders)
			.run((context) -> assertThat(context).hasNotFailed());
		runner("shape").withPropertyValues("daplug.tables.orders.name=" + this.orders)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(TableMismatchException.class)
				.hasMessageContaining("keys: declared is [id], found is [other]"));
	}

	@Test
	void servesNothingBeforeTheTablesAreChecked() {
		AtomicBoolean served = new AtomicBoolean();
		runner("exists").withPropertyValues("daplug.tables.orders.name=" + this.orders)
			.withBean("server", Server.class, () -> new Server(served))
			.run((context) -> assertThat(context).hasFailed());
		assertThat(served).isFalse();
	}

	@Test
	void checksEightTablesAtOnce() {
		CyclicBarrier eight = new CyclicBarrier(8);
		AtomicInteger active = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		ExecutionInterceptor waiting = new ExecutionInterceptor() {

			@Override
			public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
				most.accumulateAndGet(active.incrementAndGet(), Math::max);
				await(eight);
			}

			@Override
			public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
				active.decrementAndGet();
			}

		};
		String[] tables = IntStream.range(0, 24)
			.mapToObj((i) -> "daplug.tables.table-%d.hash-key=id".formatted(i))
			.toArray(String[]::new);
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, JacksonAutoConfiguration.class))
			.withBean(DynamoDbClient.class, () -> LocalDynamoDb.client(waiting))
			.withPropertyValues("daplug.check-tables=exists")
			.withPropertyValues(tables)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOfSatisfying(TableMismatchException.class,
						(ex) -> assertThat(ex.differences()).hasSize(24).containsKeys("table-0", "table-23")));
		assertThat(most).hasValue(8);
	}

	@Test
	void checksTheTableOfALazyTemplateWhenItIsMade() {
		runner("exists").withPropertyValues("daplug.tables.orders.name=" + this.orders)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThatException().isThrownBy(() -> context.getBean("orders"))
					.havingRootCause()
					.isInstanceOf(TableMismatchException.class);
				assertThat(this.requests).containsExactly("DescribeTable");
			});
	}

	@Test
	void saysWhichPermissionIsMissing(CapturedOutput output) {
		for (String action : List.of("DescribeTable", "DescribeTimeToLive")) {
			Forbidden.action = action;
			create(TableDefinition.named("orders").tableName(this.orders).hashKey("id").build());
			assertThat(new FailedStart(this.directory, output).of(Forbidden.class, """
					daplug:
					  check-tables: shape
					  tables:
					    orders: {name: %s, hash-key: id, time-to-live: {attribute: expires}}
					""".formatted(this.orders))).contains(
					"Property 'daplug.check-tables': table 'orders' must not be looked at: ", "AccessDeniedException",
					"Allow the actions dynamodb:DescribeTable and, for 'daplug.tables.orders.time-to-live', "
							+ "dynamodb:DescribeTimeToLive on table '%s', or set 'daplug.check-tables' to none."
								.formatted(this.orders));
		}
	}

	private static void create(TableDefinition table) {
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(table);
	}

	private ApplicationContextRunner runner(String check) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, JacksonAutoConfiguration.class))
			.withBean(DynamoDbClient.class, () -> LocalDynamoDb.client(new ExecutionInterceptor() {

				@Override
				public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
					TableCheckTests.this.requests
						.add(String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
				}

			}))
			.withPropertyValues("daplug.tables.orders.hash-key=id", "daplug.check-tables=" + check);
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (InterruptedException | BrokenBarrierException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What begins to serve when the context is ready. */
	private record Server(AtomicBoolean served) implements SmartLifecycle {

		@Override
		public void start() {
			this.served.set(true);
		}

		@Override
		public void stop() {
			this.served.set(false);
		}

		@Override
		public boolean isRunning() {
			return this.served.get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(DaplugAutoConfiguration.class)
	static class Application {

		@Bean(destroyMethod = "")
		DynamoDbClient client() {
			return LocalDynamoDb.client();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(DaplugAutoConfiguration.class)
	static class Forbidden {

		/** What the role must not do. */
		private static volatile String action = "";

		@Bean
		FaultyWire wire() {
			return FaultyWire.with(
					(operation, body) -> operation.equals(action) ? FaultyWire.Fault.FORBIDDEN : FaultyWire.Fault.NONE);
		}

		@Bean(destroyMethod = "")
		DynamoDbClient client(FaultyWire wire) {
			return wire.client();
		}

	}

}
