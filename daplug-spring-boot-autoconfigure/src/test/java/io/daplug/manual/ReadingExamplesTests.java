package io.daplug.manual;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import io.daplug.template.ItemQuery;
import io.daplug.template.batch.BatchGetResult;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.ScanOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import tools.jackson.databind.JsonNode;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of reading, run on the embedded server.
 */
@SuppressWarnings("NullAway")
class ReadingExamplesTests extends ManualExamples {

	// tag::summary
	record OrderSummary(String orderId, String status, BigDecimal total) {

	}
	// end::summary

	@Test
	void gets() {
		DaplugTemplate orders = this.orders;
		DaplugTemplate lines = this.lines;
		place("c-1");
		lines.insert(Map.of("orderId", "c-1", "line", 1, "article", "tea", "quantity", 2));
		// tag::get
		Optional<Map<String, Object>> map = orders.get(ItemKey.of("c-1"));
		Optional<Order> order = orders.get(ItemKey.of("c-1"), Order.class);
		Optional<JsonNode> tree = orders.get(ItemKey.of("c-1"), JsonNode.class);

		Optional<Map<String, Object>> line = lines.get(ItemKey.of("c-1", 1),
				(options) -> options.consistentRead(true).project("article", "quantity"));
		// end::get
		assertThat(map).isPresent();
		assertThat(order).hasValueSatisfying((found) -> assertThat(found.orderId()).isEqualTo("c-1"));
		assertThat(tree).hasValueSatisfying((found) -> assertThat(found.path("status").asString()).isEqualTo("NEW"));
		assertThat(line).hasValue(Map.of("article", "tea", "quantity", new BigDecimal(2)));
		// tag::keys
		ItemKey byPosition = ItemKey.of("c-1", 1);
		ItemKey byName = ItemKey.of(Map.of("orderId", "c-1", "line", 1));
		// end::keys
		assertThat(lines.get(byPosition)).isEqualTo(lines.get(byName)).isPresent();
	}

	@Test
	void readsWhatATypeHas() {
		DaplugTemplate orders = this.orders;
		place("s-1");
		// tag::project-type
		ItemOperations<OrderSummary> summaries = orders.as(OrderSummary.class);
		Optional<OrderSummary> summary = summaries.get(ItemKey.of("s-1"), (options) -> options.projectType());
		List<OrderSummary> of = summaries.query((query) -> query.index("by-customer").hashKey("c-s-1").projectType())
			.list();
		// end::project-type
		OrderSummary expected = new OrderSummary("s-1", "NEW", new BigDecimal("12.5"));
		assertThat(summary).contains(expected);
		assertThat(of).containsExactly(expected);
		// tag::exists
		boolean known = orders.exists(ItemKey.of("s-1"));
		// end::exists
		assertThat(known).isTrue();
	}

	@Test
	void readsManyKeys() {
		DaplugTemplate orders = this.orders;
		Order one = place("v-1");
		Order two = place("v-2");
		List<ItemKey> keys = List.of(ItemKey.of("v-1"), ItemKey.of("v-2"));
		// tag::batch-get
		BatchGetResult<Order> result = orders.batchGet(List.of(ItemKey.of("v-2"), ItemKey.of("v-9"), ItemKey.of("v-1")),
				Order.class);
		List<Order> inTheOrderOfTheKeys = result.items();
		List<ItemKey> missing = result.missing();
		Optional<Order> second = result.get(ItemKey.of("v-2"));

		List<Map<String, Object>> all = orders
			.batchGet(keys, (options) -> options.consistentRead(true).project("status", "total"))
			.requireComplete()
			.items();
		// end::batch-get
		assertThat(inTheOrderOfTheKeys).containsExactly(two, one);
		assertThat(missing).containsExactly(ItemKey.of("v-9"));
		assertThat(second).contains(two);
		assertThat(all).containsExactly(Map.of("status", "NEW", "total", new BigDecimal("12.5")),
				Map.of("status", "NEW", "total", new BigDecimal("12.5")));
	}

	@Test
	void queries() {
		DaplugTemplate orders = this.orders;
		DaplugTemplate lines = this.lines;
		place("g-1");
		IntStream.rangeClosed(1, 5)
			.forEach((line) -> lines
				.insert(Map.of("orderId", "g-1", "line", line, "article", "tea", "quantity", line * 10)));
		// tag::query
		ItemQuery<Order> open = orders.query((query) -> query.index("by-customer")
			.hashKey("c-g-1")
			.rangeKey(RangeKeyCondition.greaterThan(NOON))
			.filter(attribute("status").isIn("NEW", "PAID"))
			.descending(), Order.class);
		Optional<Order> newest = open.first();
		long howMany = open.count();
		try (Stream<Order> found = open.stream()) {
			found.limit(10).forEach((order) -> ship(order));
		}
		// end::query
		assertThat(this.shipped).isEqualTo("g-1");
		assertThat(newest).hasValueSatisfying((order) -> assertThat(order.orderId()).isEqualTo("g-1"));
		assertThat(howMany).isEqualTo(1);
		// tag::first-and-count
		Optional<Order> latest = orders.first((query) -> query.index("by-customer").hashKey("c-g-1").descending(),
				Order.class);
		long inNovember = orders.count((query) -> query.index("by-customer").hashKey("c-g-1").rangePrefix("2026-11"));
		long everything = orders.count(ScanOptions.of((scan) -> scan.segments(4)));
		// end::first-and-count
		assertThat(latest).isEqualTo(newest);
		assertThat(inNovember).isEqualTo(1);
		assertThat(everything).isPositive();
		// tag::query-expression
		List<Map<String, Object>> found = lines
			.query((query) -> query
				.keyCondition("orderId = :order AND line BETWEEN :from AND :to",
						Map.of(":order", "g-1", ":from", 2, ":to", 4))
				.filter("#q > :least", Map.of("#q", "quantity"), Map.of(":least", 20)))
			.list();
		// end::query-expression
		assertThat(found).extracting((line) -> line.get("line")).containsExactly(new BigDecimal(3), new BigDecimal(4));
		// tag::condition
		Condition condition = attribute("status").isIn("NEW", "PAID")
			.and(attribute("tags").contains("gift"))
			.and(Condition.not(attribute("address").exists()));
		// end::condition
		assertThat(orders.query((query) -> query.hashKey("g-1").filter(condition)).list()).hasSize(1);
	}

	@Test
	void pages() {
		IntStream.rangeClosed(1, 5).forEach((line) -> this.lines.insert(Map.of("orderId", "h-1", "line", line)));
		Page<Map<String, Object>> first = page("h-1", null);
		assertThat(first.items()).hasSize(3);
		Page<Map<String, Object>> second = page("h-1", first.nextToken());
		assertThat(second.items()).hasSize(2);
		assertThat(second.hasNext()).isFalse();
	}

	private Page<Map<String, Object>> page(String orderId, @Nullable String token) {
		DaplugTemplate lines = this.lines;
		// tag::page
		Page<Map<String, Object>> page = lines.query((query) -> query.hashKey(orderId))
			.page(PageRequest.of(3).after(token));
		String next = page.nextToken(); // null on the last page
		// end::page
		assertThat(page.hasNext()).isEqualTo(next != null);
		return page;
	}

	@Test
	void scansAndReads() {
		DaplugTemplate lines = this.lines;
		IntStream.rangeClosed(1, 5)
			.forEach((line) -> lines.insert(Map.of("orderId", "i-1", "line", line, "article", "i-1")));
		// tag::scan
		long count = lines
			.scan((scan) -> scan.filter(attribute("article").isEqualTo("i-1")).segments(100).parallelism(4))
			.count();
		// end::scan
		assertThat(count).isEqualTo(5);
		// tag::read
		Stream<Map<String, Object>> some = lines.read((query) -> query.hashKey("i-1")); // Query
		Stream<Map<String, Object>> all = lines.scan().stream(); // Scan
		// end::read
		assertThat(all.count()).isGreaterThanOrEqualTo(5);
		assertThat(some).hasSize(5);
		// tag::raw
		QueryResponse response = lines.query((query) -> query.hashKey("i-1")).response(Select.COUNT);
		int scanned = response.scannedCount();
		// end::raw
		assertThat(scanned).isEqualTo(5);
	}

	private String shipped = "";

	private void ship(Order order) {
		this.shipped += order.orderId();
	}

}
