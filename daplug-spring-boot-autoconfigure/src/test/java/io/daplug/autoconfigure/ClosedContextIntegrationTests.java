package io.daplug.autoconfigure;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.daplug.dynamodb.ApplicationClosedException;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.batch.BatchResult;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what reads and writes become when the application is closed.
 */
@Timeout(60)
class ClosedContextIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
		.withBean(DynamoDbClient.class, () -> LocalDynamoDb.client(new ExecutionInterceptor[0]))
		.withPropertyValues("daplug.create-tables=if-missing", "daplug.tables.orders.hash-key=id",
				"daplug.tables.orders.name=t-" + UUID.randomUUID());

	/** Writes a last time when it is destroyed. */
	static class LastWriter implements DisposableBean {

		private final DaplugTemplate orders;

		private final List<String> written = new ArrayList<>();

		LastWriter(DaplugTemplate orders) {
			this.orders = orders;
		}

		@Override
		public void destroy() {
			this.orders.insert(Map.of("id", "last"));
			this.written.add("last");
		}

	}

	@Test
	void refusesReadsAndWritesInWordsOfItsOwn() {
		List<DaplugTemplate> left = new ArrayList<>();
		this.runner.run((context) -> left.add(context.getBean("orders", DaplugTemplate.class)));
		DaplugTemplate orders = left.get(0);
		refused(() -> orders.insert(Map.of("id", "a")), "insert");
		refused(() -> orders.update(ItemKey.of("a"), Map.of("n", 1)), "get");
		refused(() -> orders.delete(ItemKey.of("a")), "delete");
		refused(() -> orders.get(ItemKey.of("a")), "get");
		refused(() -> orders.query((query) -> query.hashKey("a")).list(), "query");
		refused(() -> orders.scan((scan) -> scan.segments(4)).list(), "scan");
		for (BatchResult<?> result : List.of(orders.batchOverwrite(List.of(Map.of("id", "a"))),
				orders.batchInsert(List.of(Map.of("id", "a"))), orders.batchDelete(List.of(ItemKey.of("a"))))) {
			assertThat(result.failed()).singleElement()
				.satisfies((failure) -> assertThat(failure.cause()).isInstanceOf(ApplicationClosedException.class));
		}
	}

	private static void refused(ThrowingCallable call, String operation) {
		assertThatExceptionOfType(ApplicationClosedException.class).isThrownBy(call)
			.withMessageStartingWith(operation + " on table 'orders' was not sent: the application is closed");
	}

	@Test
	void endsStreamsThatAreReadOnWithAFailureAndNotInSilence() {
		List<Iterator<Map<String, Object>>> left = new ArrayList<>();
		this.runner.run((context) -> {
			DaplugTemplate orders = context.getBean("orders", DaplugTemplate.class);
			for (int n = 0; n < 400; n++) {
				orders.insert(Map.of("id", "k" + n, "text", "x".repeat(30_000)));
			}
			Iterator<Map<String, Object>> items = orders.scan((scan) -> scan.segments(2).parallelism(2))
				.stream()
				.iterator();
			items.next();
			left.add(items);
		});
		assertThatExceptionOfType(ApplicationClosedException.class)
			.isThrownBy(() -> left.get(0).forEachRemaining((item) -> assertThat(item).isNotEmpty()));
	}

	@Test
	void letsBeansWriteUntilTheyAreDestroyed() {
		List<LastWriter> left = new ArrayList<>();
		this.runner.withBean(LastWriter.class).run((context) -> left.add(context.getBean(LastWriter.class)));
		assertThat(left.get(0).written).containsExactly("last");
	}

	@Test
	void saysThatTheClientIsClosedWithoutAContext() {
		DynamoDbClient client = LocalDynamoDb.client(new ExecutionInterceptor[0]);
		DaplugTemplate template = DaplugTemplate.builder(client,
				TableDefinition.named("orders").tableName(LocalDynamoDb.createTable("id", null)).hashKey("id").build())
			.build();
		template.insert(Map.of("id", "a"));
		client.close();
		for (ThrowingCallable call : List.<ThrowingCallable>of(() -> template.insert(Map.of("id", "b")),
				() -> template.get(ItemKey.of("a")))) {
			assertThatExceptionOfType(ApplicationClosedException.class).isThrownBy(call)
				.withMessageContaining("the DynamoDB client is closed");
		}
	}

}
