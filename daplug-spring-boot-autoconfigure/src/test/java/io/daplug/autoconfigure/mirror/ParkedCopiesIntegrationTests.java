package io.daplug.autoconfigure.mirror;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.mirror.MirrorTo;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.parking.ParkedChange;
import io.daplug.stream.parking.ParkedChangeOperations;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A change that cannot be handled, from the write to the copy, over the end of the
 * application.
 */
@Timeout(60)
class ParkedCopiesIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugMirrorsAutoConfiguration.class))
		.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
		.withPropertyValues("daplug.tables.orders.hash-key=id",
				"daplug.tables.orders.name=" + LocalDynamoDb.createTable("id", null),
				"daplug.tables.copies.hash-key=id",
				"daplug.tables.copies.name=" + LocalDynamoDb.createTable("id", null),
				"daplug.tables.parked.hash-key=id", "daplug.tables.parked.range-key=entry",
				"daplug.tables.parked.name=" + LocalDynamoDb.createTable("id", "entry"),
				"daplug.listeners.parking-table=parked", "daplug.listeners.max-attempts=3",
				"daplug.listeners.backoff.initial=1ms", "daplug.listeners.backoff.max=2ms");

	@Test
	void aPoisonChangeIsParkedTheRestFlowsAndARedriveBringsItIn() {
		this.runner.withBean(Broken.class).run((context) -> {
			DaplugTemplate orders = table(context, "orders");
			orders.insert(Map.of("id", "poison", "n", 1));
			IntStream.range(0, 30).forEach((n) -> orders.insert(Map.of("id", "o" + n, "n", n)));
			await().until(() -> copies(context).size() == 30);
			await().until(() -> parked(context).size() == 1);
			assertThat(parked(context)).singleElement().satisfies((parked) -> {
				assertThat(parked.failure().attempts()).isEqualTo(3);
				assertThat(parked.item().storedKey()).isEqualTo(ItemKey.of("poison"));
			});
			// The item goes on meanwhile, and nobody mirrors it.
			orders.overwrite(Map.of("id", "poison", "n", 2), (options) -> options.publish(false));
		});
		this.runner.withBean(Mended.class).run((context) -> {
			assertThat(copies(context)).hasSize(30);
			assertThat(context.getBean(ParkedChangeOperations.class).redriveAll().redriven()).hasSize(1);
			assertThat(table(context, "copies").get(ItemKey.of("poison")).orElseThrow().get("n")).hasToString("2");
			assertThat(parked(context)).isEmpty();
		});
	}

	@Test
	void aRedriveOfAnItemThatIsGoneBringsNoCopyBack() {
		this.runner.withBean(Broken.class).run((context) -> {
			DaplugTemplate orders = table(context, "orders");
			orders.insert(Map.of("id", "poison", "n", 1));
			await().until(() -> parked(context).size() == 1);
			orders.delete(ItemKey.of("poison"), (options) -> options.publish(false));
		});
		this.runner.withBean(Mended.class).run((context) -> {
			assertThat(context.getBean(ParkedChangeOperations.class).redriveAll().redriven()).hasSize(1);
			assertThat(copies(context)).isEmpty();
		});
	}

	@Test
	void aChangeThatNoLongerFitsTheTypeIsReportedAndKept() {
		this.runner.withBean(Broken.class).run((context) -> {
			table(context, "orders").insert(Map.of("id", "poison", "n", "not a number"));
			await().until(() -> parked(context).size() == 1);
		});
		this.runner.withBean(Typed.class).run((context) -> {
			assertThat(context.getBean(ParkedChangeOperations.class).redriveAll().failed()).hasSize(1);
			assertThat(parked(context)).singleElement()
				.satisfies((parked) -> assertThat(parked.failure().attempts()).isEqualTo(4));
			assertThat(context.getBean(Typed.class).handled).isEmpty();
		});
	}

	private static DaplugTemplate table(ApplicationContext context, String table) {
		return context.getBean(DaplugTemplates.class).get(table);
	}

	private static List<Map<String, Object>> copies(ApplicationContext context) {
		return table(context, "copies").scan((scan) -> scan.consistentRead(true)).stream().toList();
	}

	private static List<ParkedChange> parked(ApplicationContext context) {
		return context.getBean(ParkedChangeOperations.class).list().toList();
	}

	static class Broken {

		@DaplugStreamListener(tables = "orders", id = "copying")
		@MirrorTo("copies")
		Map<String, Object> copy(Map<String, Object> order) {
			if ("poison".equals(order.get("id"))) {
				throw new IllegalStateException("poison");
			}
			return order;
		}

	}

	static class Mended {

		@DaplugStreamListener(tables = "orders", id = "copying")
		@MirrorTo("copies")
		Map<String, Object> copy(Map<String, Object> order) {
			return order;
		}

	}

	static class Typed {

		record Order(String id, int n) {

		}

		private final List<Order> handled = new CopyOnWriteArrayList<>();

		@DaplugStreamListener(tables = "orders", id = "copying")
		void on(Order order) {
			this.handled.add(order);
		}

	}

}
