package io.daplug.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.QueryOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.daplug.expression.RangeKeyCondition.atLeast;
import static io.daplug.expression.RangeKeyCondition.between;
import static io.daplug.expression.RangeKeyCondition.equalTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for queries of an index with several hash and range keys.
 */
class IndexKeysIntegrationTests {

	private static final String INDEX = "by-place";

	private static final StoredTable TABLE = StoredTable.of((definition) -> definition.hashPrefix("o#")
		.index(new IndexDefinition(INDEX, List.of(KeyAttribute.text("tenant"), KeyAttribute.number("region")),
				List.of(KeyAttribute.text("status"), KeyAttribute.number("total"), KeyAttribute.text("id")))));

	@BeforeAll
	static void storeItems() {
		for (int i = 0; i < 24; i++) {
			TABLE.template()
				.insert(Map.of("id", "" + (char) ('a' + i), "tenant", (i % 2 == 0) ? "even" : "odd", "region", i % 3,
						"status", (i < 12) ? "NEW" : "PAID", "total", i / 4));
		}
		TABLE.template().insert(Map.of("id", "z", "tenant", "even", "note", "in no index: keys are missing"));
	}

	@Test
	void findsTheItemsOfAllHashKeysInOrderOfTheRangeKeys() {
		assertThat(ids((query) -> query.hashKey("even", 0))).containsExactly("a", "g", "m", "s");
		assertThat(ids((query) -> query.hashKey("odd", 1).descending())).containsExactly("t", "n", "h", "b");
		assertThat(ids((query) -> query.hashKey("even", 7))).isEmpty();
	}

	@Test
	void narrowsByRangeKeysFromTheLeft() {
		assertThat(ids((query) -> query.hashKey("even", 0).rangeKey(equalTo("NEW")))).containsExactly("a", "g");
		assertThat(ids((query) -> query.hashKey("even", 0).rangeKey(atLeast("PAID")))).containsExactly("m", "s");
		assertThat(ids((query) -> query.hashKey("even", 0).rangeKey(equalTo("NEW"), between(1, 9))))
			.containsExactly("g");
		assertThat(ids((query) -> query.hashKey("even", 0).rangeKey(equalTo("NEW"), equalTo(1), equalTo("g"))))
			.as("the prefix of a key of the table is put on")
			.containsExactly("g");
		assertThat(ids((query) -> query.hashKey("even", 0)
			.rangeKey(equalTo("NEW"), equalTo(1), RangeKeyCondition.greaterThan("g")))).isEmpty();
	}

	@Test
	void takesTheSameAsOneKeyCondition() {
		assertThat(ids((query) -> query.keyCondition(
				"status = :s AND region = :r AND total BETWEEN :low AND :high AND tenant = :t",
				Map.of(":t", "even", ":r", 0, ":s", "NEW", ":low", 1, ":high", 9))))
			.containsExactly("g");
		assertThat(ids((query) -> query.keyCondition("tenant = :t AND region = :r AND begins_with(status, :s)",
				Map.of(":t", "even", ":r", 0, ":s", "P"))))
			.containsExactly("m", "s");
	}

	@Test
	void pagesThroughTheIndex() {
		ItemQuery<Map<String, Object>> query = TABLE.template()
			.query((options) -> options.index(INDEX).hashKey("even", 0).project("total"));
		List<Object> totals = new ArrayList<>();
		PageRequest request = PageRequest.of(1);
		do {
			Page<Map<String, Object>> page = query.page(request);
			assertThat(page.items()).singleElement()
				.satisfies((item) -> assertThat(item).containsOnlyKeys("total"))
				.satisfies((item) -> totals.add(String.valueOf(item.get("total"))));
			request = request.after(page.nextToken());
		}
		while (request.token() != null);
		assertThat(totals).containsExactly("0", "1", "3", "4");
		Map<String, Object> start = Map.of("id", "g", "tenant", "even", "region", 0, "status", "NEW", "total", 1);
		assertThat(ids((options) -> options.hashKey("even", 0).startAfter(start))).containsExactly("m", "s");
	}

	@Test
	void refusesAnotherNumberOfValues() {
		refuses("'hashKey' has 1 values, but index 'by-place' has the hash key 'tenant', 'region'",
				(query) -> query.hashKey("even"));
		refuses("'hashKey' has 3 values", (query) -> query.hashKey("even", 0, "NEW"));
		refuses("'rangeKey' has 4 conditions, but index 'by-place' has the range key 'status', 'total', 'id'",
				(query) -> query.hashKey("even", 0).rangeKey(equalTo("NEW"), equalTo(1), equalTo("a"), equalTo("b")));
		refuses("A query needs a value of the hash key 'tenant', 'region' of index 'by-place'", (query) -> {
		});
	}

	@Test
	void refusesARangeBeforeTheLastRangeKey() {
		refuses("must ask for one value of the range key 'status': only the last one may have a range",
				(query) -> query.hashKey("even", 0).rangeKey(atLeast("NEW"), equalTo(1)));
		refusesCondition("asks for the range key 'id' must ask for one value of the range key 'total'",
				"tenant = :v AND region = :v AND status = :v AND total < :v AND id = :v");
	}

	@Test
	void refusesKeyConditionsThatDynamoDbCannotCarryOut() {
		refusesCondition("must ask for one value of the hash key 'region'", "tenant = :v AND status = :v");
		refusesCondition("must ask for one value of the hash key 'region'", "tenant = :v AND region > :v");
		refusesCondition("asks for the range key 'total' must ask for the range key 'status' too",
				"tenant = :v AND region = :v AND total = :v");
		refusesCondition("must not name 'note', which is no key of index 'by-place'",
				"tenant = :v AND region = :v AND note = :v");
		refusesCondition("must not name 'status' twice", "tenant = :v AND region = :v AND status > :v AND status < :v");
		refusesCondition("cannot be part of the key condition",
				"tenant = :v AND region = :v AND (status = :v OR status = :v)");
		refusesCondition("cannot be part of the key condition", "tenant = :v AND region = :v AND NOT status = :v");
		refusesCondition("cannot be part of the key condition", "tenant = :v AND region = :v AND status <> :v");
		refusesCondition("cannot be part of the key condition", "tenant = :v AND region = :v AND status IN (:v)");
		refusesCondition("cannot be part of the key condition", "tenant = :v AND region = :v AND contains(status, :v)");
		refusesCondition("cannot be part of the key condition", "tenant = :v AND region = :v AND status = note");
		refusesCondition("cannot be part of the key condition", "tenant = :v AND region = :v AND status.x = :v");
	}

	@Test
	void refusesValuesOfOtherTypesAndIncompleteStartKeys() {
		refuses(InvalidKeyException.class, "'region' is text", (query) -> query.hashKey("even", "0"));
		refuses(InvalidKeyException.class, "'tenant' is empty", (query) -> query.hashKey("", 0));
		refuses(InvalidKeyException.class, "'total' is missing", (query) -> query.hashKey("even", 0)
			.startAfter(Map.of("id", "g", "tenant", "even", "region", 0, "status", "NEW")));
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> TABLE.template().insert(Map.of("id", "y", "tenant", "even", "total", "1")))
			.withMessageContaining("is text, but it is a key of index 'by-place' and must be a number or absent");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> QueryOptions.of((query) -> query.hashKey(Arrays.asList("even", null).toArray())));
		assertThatIllegalArgumentException().isThrownBy(() -> QueryOptions.of((query) -> query.hashKey()));
		assertThatIllegalArgumentException().isThrownBy(() -> QueryOptions.of((query) -> query.rangeKey()));
	}

	@Test
	void refusesKeysThatAreTooLarge() {
		DaplugTemplate template = TABLE.template();
		String id = "x".repeat(510);
		Map<String, Object> item = Map.of("id", id, "tenant", "t".repeat(2047), "region", 0, "status", "é".repeat(255),
				"total", 0);
		ItemKey key = ItemKey.of(id);
		template.insert(item);
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate counted = TABLE.quiet(requests.client());
			Map.of("tenant", "t".repeat(2049), "status", "é".repeat(512) + "e", "id", "x".repeat(513))
				.forEach((attribute, value) -> {
					Map<String, Object> large = new HashMap<>(item);
					large.put(attribute, value);
					refusesWrite(attribute, () -> counted.overwrite(large));
					refusesWrite(attribute, () -> counted.upsert(large));
				});
			refusesWrite("status", () -> counted.change(key, (change) -> change.set("status", "é".repeat(513))));
			assertThat(requests.operations()).isEmpty();
			refusesWrite("tenant", () -> counted.update(key, Map.of("tenant", "t".repeat(2049))));
			assertThat(requests.operations()).containsExactly("GetItem");
		}
		template.delete(key);
	}

	private static void refusesWrite(String attribute, ThrowingCallable write) {
		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(write)
			.withMessageMatching(
					".*'/%s' makes a key of index 'by-place' of (2049|1025|1026) bytes with its prefix, and (2048|1024) are allowed.*"
						.formatted(attribute));
	}

	private static void refusesCondition(String message, String expression) {
		refuses(message, (query) -> query.keyCondition(Condition.parse(expression, Map.of(":v", "x"))));
	}

	private static void refuses(String message, Consumer<QueryOptions.Builder> customizer) {
		refuses(InvalidQueryException.class, message, customizer);
	}

	private static void refuses(Class<? extends RuntimeException> type, String message,
			Consumer<QueryOptions.Builder> customizer) {
		try (CountedRequests requests = new CountedRequests()) {
			ItemQuery<?> query = TABLE.quiet(requests.client())
				.query((options) -> customizer.accept(options.index(INDEX)));
			assertThatExceptionOfType(type).isThrownBy(query::list).withMessageContaining(message);
			assertThatExceptionOfType(type).isThrownBy(() -> query.page(PageRequest.of(1)))
				.withMessageContaining(message);
			assertThat(requests.operations()).isEmpty();
		}
	}

	private static List<Object> ids(Consumer<QueryOptions.Builder> customizer) {
		return TABLE.template()
			.query((query) -> customizer.accept(query.index(INDEX)))
			.stream()
			.map((item) -> item.get("id"))
			.toList();
	}

}
