package io.daplug.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.daplug.event.ChangePublisher;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;

import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@code @EventListener} methods hear of writes.
 */
@ExtendWith(OutputCaptureExtension.class)
class ChangeEventsIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("o#"));

	private final Listeners listeners = new Listeners();

	private final DaplugTemplate template = publishing(this.table.definition());

	record Order(String id, int total) {

	}

	record Receipt(String id, int total) {

	}

	@BeforeEach
	void start() {
		this.context.registerBean(Listeners.class, () -> this.listeners);
		this.context.refresh();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void reachListenersOfTheirKindAndOfAllKinds() {
		this.template.insert(new Order("a", 1));
		assertThat(this.listeners.heard).containsExactlyInAnyOrder("any", "any of orders table", "any of Order",
				"inserted Order", "inserted");
		this.listeners.heard.clear();
		this.template.update(KEY, Map.of("total", 2), Order.class);
		assertThat(this.listeners.heard).containsExactlyInAnyOrder("any", "any of orders table", "any of Order",
				"modified Order 1 to 2");
		this.listeners.heard.clear();
		this.template.delete(KEY, Order.class);
		assertThat(this.listeners.heard).containsExactlyInAnyOrder("any", "any of orders table", "any of Order",
				"removed Order");
	}

	@Test
	void reachOnlyListenersOfTheirItemType() {
		this.template.insert(new Receipt("a", 1));
		assertThat(this.listeners.heard).containsExactlyInAnyOrder("any", "any of orders table", "inserted",
				"inserted Receipt");
		this.listeners.heard.clear();
		this.template.insert(Map.of("id", "b"));
		assertThat(this.listeners.heard).containsExactlyInAnyOrder("any", "any of orders table", "inserted",
				"inserted Map", "inserted Map of anything");
		this.listeners.heard.clear();
		this.template.insert(JsonMapper.shared().readTree("{\"id\": \"c\"}"));
		assertThat(this.listeners.heard).containsExactlyInAnyOrder("any", "any of orders table", "inserted",
				"inserted JsonNode");
	}

	@Test
	void haveTheItemTypeOfTheTableIfItHasOne() {
		StoredTable typed = StoredTable.of((definition) -> definition.itemType(Order.class));
		DaplugTemplate template = publishing(typed.definition());
		template.insert(Map.of("id", "a", "total", 1));
		template.update(KEY, Map.of("total", 2));
		template.batchInsert(List.of(new Receipt("b", 3)));
		template.delete(KEY);
		template.batchDelete(List.of(ItemKey.of("b")));
		assertThat(this.listeners.heard).contains("modified Order 1 to 2")
			.doesNotContain("inserted Map", "inserted Receipt")
			.filteredOn((heard) -> heard.endsWith("ed Order"))
			.containsExactly("inserted Order", "inserted Order", "removed Order", "removed Order");
	}

	@Test
	void areFilteredByTable() {
		TableDefinition renamed = TableDefinition.named("archive")
			.tableName(this.table.definition().tableName())
			.hashKey("id")
			.build();
		publishing(renamed).insert(new Order("a", 1));
		assertThat(this.listeners.heard).contains("any").doesNotContain("any of orders table");
	}

	@Test
	@DisplayName("(P26) a listener that throws does not make a write look failed")
	void doNotLetAListenerThatThrowsFailAWrite(CapturedOutput output) {
		for (Throwable failure : List.of(new IllegalStateException("Mail server down"), new Exception("Checked"),
				new AssertionError("No order"))) {
			this.listeners.failure = failure;
			assertThat(this.template.overwrite(new Order("a", 1))).isEqualTo(new Order("a", 1));
			assertThat(this.template.update(KEY, Map.of("total", 2))).containsEntry("total", new BigDecimal("2"));
			assertThat(this.template.delete(KEY)).isPresent();
			assertThat(this.template.insert(new Order("a", 1))).isEqualTo(new Order("a", 1));
			assertThat(this.template.batchOverwrite(orders()).written()).isEqualTo(orders());
			assertThat(this.template.batchDelete(orders().stream().map((order) -> ItemKey.of(order.id())).toList())
				.written()).hasSize(3);
			assertThat(this.table.items()).singleElement()
				.satisfies((item) -> assertThat(item).containsEntry("id", text("o#a")));
			this.template.delete(KEY);
		}
		assertThat(output).contains("A listener failed on ItemInserted INSERT of table 'orders'")
			.contains("A listener failed on ItemModified UPDATE of table 'orders'")
			.contains("A listener failed on ItemRemoved BATCH_DELETE of table 'orders'")
			.contains("the write stands", "Mail server down", "Checked", "No order");
	}

	@Test
	@DisplayName("(P11) (P14) (P26) a listener that throws does not make entries of a guarded batch look failed")
	void doNotLetAListenerThatThrowsFailAGuardedBatch() {
		StoredTable counted = StoredTable.counted();
		this.listeners.failure = new IllegalStateException("Mail server down");
		DaplugTemplate template = publishing(counted.definition());
		assertThat(template.batchOverwrite(orders()).requireComplete().written()).hasSize(3);
		assertThat(template.batchDelete(orders().stream().map((order) -> ItemKey.of(order.id())).toList())
			.requireComplete()
			.written()).hasSize(3);
		assertThat(counted.items()).isEmpty();
	}

	@Test
	@DisplayName("(P26) a publisher that throws, against its contract, does not make a write look failed either")
	void doNotLetAPublisherThatThrowsFailAWrite(CapturedOutput output) {
		DaplugTemplate template = DaplugTemplate.builder(LocalDynamoDb.client(), this.table.definition())
			.publisher((change) -> {
				throw new IllegalStateException("Topic gone");
			})
			.build();
		assertThat(template.insert(new Order("a", 1))).isEqualTo(new Order("a", 1));
		assertThat(template.delete(KEY)).isPresent();
		assertThat(template.batchOverwrite(orders()).requireComplete().written()).isEqualTo(orders());
		assertThat(output).contains("Announcing 1 changes of table 'orders' failed", "Topic gone");
	}

	@Test
	void goOutOnTheCallersThreadAfterTheWrite() {
		List<Object> seen = new ArrayList<>();
		DaplugTemplate template = DaplugTemplate.builder(LocalDynamoDb.client(), this.table.definition())
			.publisher((change) -> {
				seen.add(Thread.currentThread());
				seen.add(this.table.items().size());
			})
			.build();
		template.insert(new Order("a", 1));
		template.delete(KEY);
		assertThat(seen).containsExactly(Thread.currentThread(), 1, Thread.currentThread(), 0);
	}

	private DaplugTemplate publishing(TableDefinition definition) {
		return DaplugTemplate.builder(LocalDynamoDb.client(), definition)
			.publisher(ChangePublisher.to(this.context))
			.build();
	}

	private static List<Order> orders() {
		return IntStream.range(0, 3).mapToObj((i) -> new Order("b" + i, i)).toList();
	}

	static class Listeners {

		private final List<String> heard = new ArrayList<>();

		private @Nullable Throwable failure;

		@EventListener
		void any(ItemChange<?> change) throws Throwable {
			if (this.failure != null) {
				throw this.failure;
			}
			this.heard.add("any");
		}

		@EventListener(condition = "#change.table() == 'orders'")
		void anyOfTable(ItemChange<?> change) {
			this.heard.add("any of orders table");
		}

		@EventListener
		void anyOfOrder(ItemChange<Order> change) {
			this.heard.add("any of Order");
		}

		@EventListener
		void inserted(ItemInserted<?> inserted) {
			this.heard.add("inserted");
		}

		@EventListener
		void insertedOrder(ItemInserted<Order> inserted) {
			this.heard.add("inserted " + inserted.newItem().value().getClass().getSimpleName());
		}

		@EventListener
		void insertedReceipt(ItemInserted<Receipt> inserted) {
			this.heard.add("inserted " + inserted.newItem().value().getClass().getSimpleName());
		}

		@EventListener
		void insertedMap(ItemInserted<Map<String, Object>> inserted) {
			this.heard.add("inserted Map");
		}

		@EventListener
		void insertedMapOfAnything(ItemInserted<? extends Map<String, ?>> inserted) {
			this.heard.add("inserted Map of anything");
		}

		@EventListener
		void insertedTree(ItemInserted<JsonNode> inserted) {
			this.heard.add("inserted JsonNode");
		}

		@EventListener
		void modifiedOrder(ItemModified<Order> modified) {
			this.heard.add("modified Order %d to %d".formatted(modified.oldItem().value().total(),
					modified.newItem().value().total()));
		}

		@EventListener
		void removedOrder(ItemRemoved<Order> removed) {
			this.heard.add("removed Order");
		}

	}

}
