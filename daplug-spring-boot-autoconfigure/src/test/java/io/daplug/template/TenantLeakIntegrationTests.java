package io.daplug.template;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.event.ItemChange;
import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.template.TenantTable.Order;
import io.daplug.template.model.ChangeAnswer;
import io.daplug.template.model.CreateMode;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.tenant.TenantScope;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

import static io.daplug.template.TenantTable.BY_STATUS;
import static io.daplug.template.TenantTable.order;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no operation of a tenant shows or changes anything of another one, whose
 * items have the same keys and, but for what marks them, the same attributes.
 */
class TenantLeakIntegrationTests {

	private static final String MARK = "secret-of-b";

	/**
	 * What is no operation, or is asked for by name. A rewrite needs items of earlier
	 * versions: {@link RewriteIntegrationTests} shows what it does for a tenant.
	 */
	private static final Set<String> OTHERS = Set.of("table", "as", "forTenant", "acrossTenants", "rewrite");

	private static final ItemKey KEY = ItemKey.of("o1", "1");

	private static final ItemKey OTHER = ItemKey.of("o2", "1");

	private static final Map<String, Consumer<TableDefinitionBuilder>> TABLES = new LinkedHashMap<>();

	static {
		TABLES.put("plain", (table) -> {
		});
		TABLES.put("unique", (table) -> table.unique("email"));
		TABLES.put("counted", (table) -> table.idempotence(StoredTable.COUNTED));
	}

	/** What a tenant does, by the name of the operation. */
	private static final Map<String, Function<DaplugOperations, Object>> CALLS = new LinkedHashMap<>();

	static {
		calls();
		reads();
		batches();
	}

	private static void calls() {
		Order written = new Order("o3", "1", "open", "mine", 7);
		call("insert", (orders) -> orders.insert(new Order("o9", "1", "open", "mine", 7)));
		call("overwrite", (orders) -> orders.overwrite(written));
		call("create", (orders) -> orders.create(written, CreateMode.OVERWRITE));
		call("update", (orders) -> orders.update(KEY, Map.of("total", 9, "status", "open")));
		call("update by query",
				(orders) -> orders.update((query) -> query.index(BY_STATUS).hashKey("open"), Map.of("total", 9)));
		call("change", (orders) -> orders.change(KEY, (change) -> change.set("status", "done").add("total", 1)));
		call("changeAnswering",
				(orders) -> orders.changeAnswering(ChangeAnswer.OLD, KEY, (change) -> change.set("status", "done")));
		call("upsert", (orders) -> orders.upsert(ItemKey.of("o8", "1"), (change) -> change.set("email", "x")));
		call("upsertAnswering", (orders) -> orders.upsertAnswering(ChangeAnswer.OLD, KEY,
				(change) -> change.set("email", "x").remove("status")));
		call("upsert a record", (orders) -> orders.upsert(Map.of("id", "o3", "line", "1", "total", 12)));
		call("delete", (orders) -> orders.delete(KEY));
		call("delete if", (orders) -> orders.delete(KEY,
				(options) -> options.condition(Condition.attribute("status").isEqualTo("open"))));
	}

	private static void reads() {
		QueryOptions byStatus = QueryOptions.of((query) -> query.index(BY_STATUS).hashKey("open"));
		call("get", (orders) -> orders.get(KEY, Order.class));
		call("exists", (orders) -> orders.exists(ItemKey.of("only-b", "1")));
		call("batchGet", (orders) -> orders.batchGet(List.of(KEY, OTHER, ItemKey.of("only-b", "1"))).items());
		call("query", (orders) -> orders.query((query) -> query.hashKey("o1")).list());
		call("query an index", (orders) -> orders.query(byStatus).list());
		call("query pages", (orders) -> orders.query(byStatus).page(PageRequest.of(1)).items());
		call("query response", (orders) -> orders.query(byStatus).response());
		call("query count", (orders) -> orders.query(byStatus).response(Select.COUNT));
		call("query a range",
				(orders) -> orders
					.query((query) -> query.index(BY_STATUS).hashKey("open").rangeKey(RangeKeyCondition.atLeast("0")))
					.list());
		call("scan", (orders) -> orders.scan().list());
		call("scan in segments", (orders) -> orders.scan((scan) -> scan.segments(3)).list());
		call("scan an index", (orders) -> orders.scan((scan) -> scan.index(BY_STATUS)).list());
		call("scan with a filter",
				(orders) -> orders.scan((scan) -> scan.filter(
						Condition.attribute("email").contains("b").or(Condition.attribute("total").isGreaterThan(-1))))
					.list());
		call("scan pages", (orders) -> orders.scan().page(PageRequest.of(1)));
		call("read", (orders) -> orders.read((query) -> query.index(BY_STATUS).hashKey("open")).toList());
		call("first", (orders) -> orders.first(byStatus));
		call("count", (orders) -> {
			assertThat(orders.count(byStatus)).isEqualTo(2);
			return orders.count(ScanOptions.of((scan) -> scan.index(BY_STATUS)));
		});
	}

	private static void batches() {
		call("batchInsert", (orders) -> orders.batchInsert(List.of(new Order("o9", "1", "open", "x", 1))));
		call("batchOverwrite", (orders) -> orders.batchOverwrite(Stream.of(new Order("o1", "1", "open", "x", 1))));
		call("batchUpsert", (orders) -> orders.batchUpsert(List.of(Map.of("id", "o3", "line", "1", "total", 2))));
		call("batchDelete", (orders) -> orders.batchDelete(List.of(KEY, OTHER)));
		call("clear", (orders) -> orders.clear((clear) -> clear.everything()));
		call("clear a key", (orders) -> orders.clear((clear) -> clear.hashKey("o1")));
		call("clear by an index", (orders) -> orders.clear((clear) -> clear.index(BY_STATUS).hashKey("open")));
		call("clear what a filter finds", (orders) -> orders
			.clear((clear) -> clear.everything().filter(Condition.attribute("total").isGreaterThan(-1))));
		call("transaction", (orders) -> new ItemTransactionTemplate()
			.write((entries) -> entries.change(orders, KEY, (change) -> change.set("total", 3)).delete(orders, OTHER)));
		call("reading transaction",
				(orders) -> new ItemTransactionTemplate()
					.get((entries) -> entries.get(orders, KEY).get(orders, ItemKey.of("only-b", "1")))
					.get(1));
	}

	private static void call(String name, Function<DaplugOperations, Object> call) {
		CALLS.put(name, call);
	}

	@TestFactory
	Stream<DynamicTest> showsAndChangesNothingOfOthers() {
		return TABLES.entrySet()
			.stream()
			.flatMap((table) -> CALLS.entrySet()
				.stream()
				.map((call) -> DynamicTest.dynamicTest(call.getKey() + ", " + table.getKey(),
						() -> holds(table.getValue(), call.getValue()))));
	}

	private static void holds(Consumer<TableDefinitionBuilder> customizer, Function<DaplugOperations, Object> call) {
		TenantTable table = TenantTable.create(customizer);
		DaplugTemplate orders = table.template();
		orders.forTenant("a").batchInsert(List.of(order("a", 1), order("a", 2)));
		orders.forTenant("b").batchInsert(IntStream.range(0, 4).mapToObj(TenantLeakIntegrationTests::marked).toList());
		orders.forTenant("b").insert(new Order("only-b", "1", "open", MARK, 1));
		List<Map<String, AttributeValue>> before = table.of("b");
		int announced = table.changes().size();
		Object answer = TenantScope.get("a", () -> call.apply(orders));
		assertThat(String.valueOf(answer)).doesNotContain("secret", "only-b", "T#");
		assertThat(answer).isNotEqualTo(true);
		assertThat(table.of("b")).isEqualTo(before);
		assertThat(table.stored().items().size()).isEqualTo(table.of("a").size() + before.size());
		assertThat(new ArrayList<>(table.changes().subList(announced, table.changes().size())))
			.allSatisfy((change) -> assertThat(change.tenant()).isEqualTo("a"))
			.extracting(ItemChange::toString)
			.allSatisfy((change) -> assertThat(change).doesNotContain("T#b"));
	}

	private static Order marked(int number) {
		return new Order("o" + number, "1", "open", MARK + number, 100 + number);
	}

	@Test
	void knowsEveryOperation() {
		Set<String> operations = Stream.of(DaplugOperations.class, ItemOperations.class)
			.flatMap((type) -> Stream.of(type.getMethods()))
			.map(Method::getName)
			.collect(Collectors.toCollection(TreeSet::new));
		operations.removeAll(OTHERS);
		assertThat(CALLS.keySet()).containsAll(operations);
	}

}
