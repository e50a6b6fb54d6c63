package io.daplug.readme;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.merge.ListMerge;
import io.daplug.merge.MapMerge;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.schema.SchemaViolation;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.TableAdministrator;
import io.daplug.table.TableDefinition;
import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplates;
import io.daplug.template.ItemOperations;
import io.daplug.template.ItemQuery;
import io.daplug.template.model.BatchResult;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.CreateMode;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The README's examples between tags, each run on the embedded server. That they are the
 * ones of the README, {@link ReadmeTests} holds. They are written as users write, whose
 * code nobody checks for nullness.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = ReadmeApplication.class,
		properties = { "spring.config.location=classpath:readme/application.yml",
				"daplug.schema=classpath:readme/openapi.yml", "daplug.local.enabled=true" })
class ReadmeExamplesTests {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	@Autowired
	private DaplugTemplate orders;

	@Autowired
	@Qualifier("order-lines")
	private DaplugTemplate lines;

	@Autowired
	private DaplugTemplate prices;

	@Autowired
	private DaplugTemplates templates;

	@Autowired
	private EmbeddedDynamoDb server;

	@Test
	void insertsARecord() {
		DaplugTemplate orders = this.orders;
		// tag::insert
		Order order = new Order("a-1", "c-7", Instant.now(), null, new BigDecimal("12.50"), List.of("gift"), null);
		Order stored = orders.insert(order);
		// end::insert
		assertThat(stored.status()).isEqualTo("NEW");
		assertThat(stored.version()).isEqualTo(1);
		assertThatExceptionOfType(DuplicateItemException.class).isThrownBy(() -> orders.insert(order));
	}

	@Test
	void insertsAMap() {
		DaplugTemplate orders = this.orders;
		// tag::insert-map
		Map<String, Object> stored = orders.insert(Map.of("orderId", "a-2", "customerId", "c-7", "total", 12));
		// end::insert-map
		assertThat(stored).containsEntry("total", new BigDecimal(12)).containsEntry("status", "NEW");
	}

	@Test
	void overwritesAndCreates() {
		DaplugTemplate orders = this.orders;
		place("b-1");
		// tag::overwrite
		Order read = orders.get(ItemKey.of("b-1"), Order.class).orElseThrow();
		Order changed = new Order(read.orderId(), read.customerId(), read.placedAt(), "PAID", read.total(), null,
				read.version());
		Order stored = orders.overwrite(changed);
		// end::overwrite
		assertThat(stored.status()).isEqualTo("PAID");
		assertThat(stored.version()).isEqualTo(2);
		assertThat(stored.tags()).isNull();
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(() -> orders.overwrite(changed));
		// tag::create
		orders.create(order("b-2")); // inserts
		orders.create(order("b-1"), CreateMode.OVERWRITE, (options) -> options.expected(2));
		// end::create
		assertThat(orders.get(ItemKey.of("b-1"), Order.class))
			.hasValueSatisfying((overwritten) -> assertThat(overwritten.version()).isEqualTo(3));
	}

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
	void updates() {
		DaplugTemplate orders = this.orders;
		place("d-1");
		// tag::update
		Order paid = orders.update(ItemKey.of("d-1"), Map.of("status", "PAID"), Order.class);
		// end::update
		assertThat(paid.status()).isEqualTo("PAID");
		assertThat(paid.tags()).containsExactly("gift");
		// tag::update-options
		orders.update(ItemKey.of("d-1"), Map.of("tags", List.of("late")),
				(options) -> options.lists(ListMerge.REPLACE)
					.condition(attribute("status").isEqualTo("PAID"))
					.expected(paid.version()));
		// end::update-options
		assertThat(orders.get(ItemKey.of("d-1"), Order.class).orElseThrow().tags()).containsExactly("late");
		assertThatExceptionOfType(ConditionNotMetException.class).isThrownBy(() -> orders.update(ItemKey.of("d-1"),
				Map.of(), (options) -> options.condition(attribute("status").isEqualTo("SENT"))));
		// tag::update-query
		orders.update((query) -> query.index("by-customer").hashKey("c-d-1").descending(), Map.of("status", "SENT"));
		// end::update-query
		assertThat(orders.get(ItemKey.of("d-1"), Order.class).orElseThrow().status()).isEqualTo("SENT");
	}

	@Test
	void merges() {
		DaplugTemplate orders = this.orders;
		orders.insert(Map.of("orderId", "e-1", "customerId", "c", "total", 1, "tags", List.of("gift"), "address",
				Map.of("street", "Main Street 1", "city", "Ulm")));
		// tag::merge
		ItemKey key = ItemKey.of("e-1");
		// tags [gift] become [gift, late], the address keeps its street
		orders.update(key, Map.of("tags", List.of("late", "gift"), "address", Map.of("city", "Bonn")));
		// [gift] again
		orders.update(key, Map.of("tags", List.of("late")), (options) -> options.lists(ListMerge.REMOVE));
		// removes the city; the value does not matter
		orders.update(key, Map.of("address", Map.of("city", "")), (options) -> options.maps(MapMerge.REMOVE));
		// end::merge
		assertThat(orders.get(key))
			.hasValueSatisfying((order) -> assertThat(order).containsEntry("tags", List.of("gift"))
				.containsEntry("address", Map.of("street", "Main Street 1")));
	}

	@Test
	void deletes() {
		DaplugTemplate orders = this.orders;
		Order order = place("f-1");
		// tag::delete
		Optional<Order> removed = orders.delete(ItemKey.of("f-1"), Order.class);
		Optional<Map<String, Object>> nothing = orders.delete(ItemKey.of("f-1"));
		// end::delete
		assertThat(removed).hasValueSatisfying((found) -> assertThat(found.orderId()).isEqualTo(order.orderId()));
		assertThat(nothing).isEmpty();
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
		Stream<Map<String, Object>> all = lines.read(); // Scan
		Stream<Map<String, Object>> some = lines.read((query) -> query.hashKey("i-1")); // Query
		// end::read
		assertThat(all.count()).isGreaterThanOrEqualTo(5);
		assertThat(some).hasSize(5);
		// tag::raw
		QueryResponse response = lines.query((query) -> query.hashKey("i-1")).response(Select.COUNT);
		int scanned = response.scannedCount();
		// end::raw
		assertThat(scanned).isEqualTo(5);
	}

	@Test
	void writesBatches() {
		DaplugTemplate orders = this.orders;
		List<Order> newOrders = IntStream.range(0, 60).mapToObj((number) -> order("j-" + number)).toList();
		// tag::batch
		BatchResult<Order> result = orders.batchInsert(newOrders);
		result.written(); // as they are stored
		result.failed(); // refused, each with its exception
		result.unprocessed(); // out of time; send them again
		result.superseded(); // a later entry has the same key

		orders.batchOverwrite(newOrders, (options) -> options.guarded(false).deadline(Duration.ofMinutes(2)))
			.requireComplete();

		orders.batchDelete(List.of(ItemKey.of("j-1"), ItemKey.of("j-2"))).requireComplete();
		// end::batch
		assertThat(result.written()).hasSize(60);
		assertThat(orders.get(ItemKey.of("j-1"))).isEmpty();
		assertThat(orders.get(ItemKey.of("j-3"), Order.class).orElseThrow().version()).isEqualTo(1);
	}

	@Test
	void worksWithOneType() {
		DaplugTemplate orders = this.orders;
		// tag::typed
		ItemOperations<Order> typed = orders.as(Order.class);
		Order placed = typed.insert(order("k-1"));
		Order paid = typed.update(ItemKey.of("k-1"), Map.of("status", "PAID"));
		Optional<Order> found = typed.get(ItemKey.of("k-1"));
		// end::typed
		assertThat(placed.status()).isEqualTo("NEW");
		assertThat(found).contains(paid);
	}

	@Test
	void choosesSchemaAndPrefixPerCall() {
		DaplugTemplate orders = this.orders;
		Map<String, ?> item = Map.of("orderId", "l-1", "customerId", "c", "total", 1, "weight", 7);
		// tag::per-call-schema
		orders.insert(item, (options) -> options.schema("ArchivedOrder"));
		orders.overwrite(item, (options) -> options.validation(Validation.NONE).expected(1));
		orders.overwrite(item, (options) -> options.noSchema().expected(2)); // as it is
		Optional<Map<String, Object>> cut = orders.get(ItemKey.of("l-1"), (options) -> options.schema("ArchivedOrder"));
		// end::per-call-schema
		assertThat(orders.get(ItemKey.of("l-1")).orElseThrow()).containsKey("weight");
		assertThat(cut.orElseThrow()).containsOnlyKeys("orderId", "total", "customerId", "version");
		// tag::per-call-prefix
		orders.insert(order("l-2"), (options) -> options.prefix("orderId", "draft#"));
		Optional<Order> draft = orders.get(ItemKey.of("l-2"), Order.class,
				(options) -> options.prefix("orderId", "draft#"));
		// end::per-call-prefix
		assertThat(draft).hasValueSatisfying((found) -> assertThat(found.orderId()).isEqualTo("l-2"));
		assertThat(orders.get(ItemKey.of("l-2"))).isEmpty();
	}

	@Test
	void listsViolations() {
		DaplugTemplate orders = this.orders;
		List<String> pointers = List.of();
		// tag::violations
		try {
			orders.insert(Map.of("orderId", "m-1", "total", -1));
		}
		catch (SchemaViolationException ex) {
			pointers = ex.violations().stream().map(SchemaViolation::pointer).toList();
		}
		// end::violations
		assertThat(pointers).containsExactlyInAnyOrder("/customerId", "/total");
	}

	@Test
	void guardsAgainstLostUpdates() {
		DaplugTemplate orders = this.orders;
		Order seen = place("n-1");
		orders.update(ItemKey.of("n-1"), Map.of("status", "PAID"));
		Order now = null;
		// tag::guard
		try {
			orders.update(ItemKey.of("n-1"), Map.of("status", "SENT"), (options) -> options.expected(seen.version()));
		}
		catch (StaleItemException ex) {
			now = ex.stored().map((item) -> item.as(Order.class)).orElse(null); // null:
																				// deleted
		}
		// end::guard
		assertThat(Objects.requireNonNull(now).status()).isEqualTo("PAID");
		// tag::retry
		for (int attempt = 1;; attempt++) {
			Order read = orders.get(ItemKey.of("n-1"), Order.class, (options) -> options.consistentRead(true))
				.orElseThrow();
			try {
				orders.update(ItemKey.of("n-1"), Map.of("total", read.total().add(BigDecimal.ONE)),
						(options) -> options.expected(read.version()));
				break;
			}
			catch (StaleItemException ex) {
				if (attempt == 10) {
					throw ex;
				}
			}
		}
		// end::retry
		assertThat(orders.get(ItemKey.of("n-1"), Order.class).orElseThrow().total()).isEqualByComparingTo("13.5");
	}

	@Test
	void ignoresStaleWrites() {
		DaplugTemplate prices = this.prices;
		// tag::use-latest
		prices.overwrite(Map.of("article", "tea", "price", 4, "modified", "2026-11-21T12:00:00Z"));
		// a message that arrives late
		Map<String, Object> stored = prices
			.overwrite(Map.of("article", "tea", "price", 3, "modified", "2026-11-21T13:30:00+02:00"));
		// end::use-latest
		assertThat(stored).containsEntry("price", new BigDecimal(4));
	}

	@Test
	void announcesChanges() {
		place("o-1");
		this.orders.as(Order.class).update(ItemKey.of("o-1"), Map.of("status", "PAID"));
		this.lines.insert(Map.of("orderId", "o-1", "line", 1));
		assertThat(ReadmeApplication.heard).contains("placed o-1", "any INSERT", "modified o-1 PAID", "any UPDATE");
		int before = ReadmeApplication.heard.size();
		// tag::quiet
		orders().insert(order("o-2"), (options) -> options.publish(false));
		// end::quiet
		assertThat(ReadmeApplication.heard).hasSize(before);
	}

	private DaplugTemplate orders() {
		return this.orders;
	}

	@Test
	void looksTemplatesUp() {
		DaplugTemplates templates = this.templates;
		// tag::look-up
		DaplugTemplate orders = templates.get("orders");
		// end::look-up
		assertThat(orders).isSameAs(this.orders);
	}

	@Test
	void pointsAClientAtTheEmbeddedServer() {
		// tag::own-client
		DynamoDbClientBuilder builder = DynamoDbClient.builder().region(Region.EU_CENTRAL_1);
		this.server.configure(builder); // the bean of type EmbeddedDynamoDb
		DynamoDbClient client = builder.build();
		// end::own-client
		assertThat(client.listTables().tableNames()).contains("orders-eu");
		client.close();
	}

	@Test
	void runsWithoutSpringBoot() {
		DynamoDbClientBuilder builder = DynamoDbClient.builder().region(Region.EU_CENTRAL_1);
		this.server.configure(builder);
		DynamoDbClient client = builder.build();
		// tag::without-boot
		TableDefinition table = TableDefinition.named("archive").hashKey("orderId").schema("ArchivedOrder").build();
		new TableAdministrator(client).createIfMissing(table);
		DaplugTemplate archive = DaplugTemplate.builder(client, table)
			.schemas(SchemaRegistry.load(List.of("classpath:readme/openapi.yml"), SchemaLoading.defaults()))
			.build();
		// end::without-boot
		archive.insert(Map.of("orderId", "p-1", "total", 1, "status", "PAID"));
		assertThat(archive.get(ItemKey.of("p-1")).orElseThrow()).containsOnlyKeys("orderId", "total");
		client.close();
	}

	private String shipped = "";

	private void ship(Order order) {
		this.shipped += order.orderId();
	}

	private Order place(String orderId) {
		return this.orders.insert(order(orderId));
	}

	private static Order order(String orderId) {
		return new Order(orderId, "c-" + orderId, NOON.plusSeconds(60), null, new BigDecimal("12.5"), List.of("gift"),
				null);
	}

}
