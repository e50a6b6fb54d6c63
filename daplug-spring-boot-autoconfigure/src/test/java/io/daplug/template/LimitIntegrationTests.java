package io.daplug.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemTooLargeException;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.IndexDefinition;
import io.daplug.table.Validation;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.WriteOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.daplug.template.StoredTable.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests that what is just within a limit is stored, and that what is beyond one is not,
 * also where it only shows in the middle of a call.
 */
class LimitIntegrationTests {

	private static final int LARGEST = 400 * 1024;

	private final CountedRequests requests = new CountedRequests();

	record Tagged(String id, Set<String> tags) {

	}

	@AfterEach
	void close() {
		this.requests.close();
	}

	@Test
	@DisplayName("(P7) an item of 400 KB to the byte is stored, and its growth by one byte is refused after the read")
	void storesTheLargestItem() {
		StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("o#"));
		DaplugTemplate template = table.template(this.requests.client());
		String text = "x".repeat(LARGEST - "id".length() - "o#a".length() - "text".length());
		template.insert(Map.of("id", "a", "text", text));
		assertThat(template.get(ItemKey.of("a"))).contains(Map.of("id", "a", "text", text));
		this.requests.operations().clear();
		assertThatExceptionOfType(ItemTooLargeException.class)
			.isThrownBy(() -> template.update(ItemKey.of("a"), Map.of("text", text + "y")))
			.withMessageContaining("409601");
		assertThat(this.requests.operations()).containsExactly("GetItem");
		assertThat(table.changes()).hasSize(1);
	}

	@Test
	@DisplayName("a key of 2048 and one of 1024 bytes is stored, read and removed")
	void storesTheLongestKeys() {
		StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("o#").rangeKey("line"));
		ItemKey key = ItemKey.of("ü".repeat(1023), "x".repeat(1024));
		table.template().insert(Map.of("id", key.hashValue(), "line", "x".repeat(1024)));
		assertThat(table.template().get(key)).isPresent();
		assertThat(table.template().query((query) -> query.hashKey(key.hashValue())).list()).hasSize(1);
		assertThat(table.template().delete(key)).isPresent();
	}

	@Test
	void storesTheDeepestItem() {
		StoredTable table = StoredTable.plain();
		Map<String, Object> item = Map.of("id", "a", "deep", nested(31));
		table.template().insert(item);
		assertThat(table.template().get(ItemKey.of("a"))).contains(item);
	}

	@Test
	@DisplayName("(P5) 38 digits are stored, as large and as small as DynamoDB takes them")
	void storesTheLongestNumbers() {
		StoredTable table = StoredTable.plain();
		for (String number : List.of("12345678901234567890123456789012345678",
				"9.9999999999999999999999999999999999999E+125", "-1E-130", "1E+125")) {
			table.template().overwrite(Map.of("id", "a", "n", new BigDecimal(number)));
			assertThat(table.template().get(ItemKey.of("a")))
				.hasValueSatisfying((item) -> assertThat((BigDecimal) item.get("n")).isEqualByComparingTo(number));
		}
	}

	@Test
	@DisplayName("(P4) an empty set of a record is left out, one of a map refused")
	void leavesOutEmptySetsOfRecords() {
		StoredTable table = StoredTable.plain();
		table.template().insert(new Tagged("a", Set.of()));
		assertThat(table.stored("a")).containsOnlyKeys("id");
		assertThat(table.template().batchOverwrite(List.of(new Tagged("b", Set.of()))).requireComplete().written())
			.hasSize(1);
		assertThat(table.stored("b")).containsOnlyKeys("id");
	}

	@Test
	void refusesValuesOfConditionsThatDynamoDbCannotHold() {
		DaplugTemplate template = StoredTable.plain().template(this.requests.client());
		List<Object> loop = new ArrayList<>();
		loop.add(loop);
		for (Object value : List.of(loop, nested(33), Double.NaN, Set.of(),
				new BigDecimal("123456789012345678901234567890123456789"))) {
			Condition condition = Condition.attribute("n").isEqualTo(value);
			refusesItem(() -> template.query((query) -> query.hashKey("a").filter(condition)).list());
			refusesItem(
					() -> template.query((query) -> query.hashKey("a").filter("n = :v", Map.of(":v", value))).list());
			refusesItem(() -> template.scan((scan) -> scan.filter(condition)).list());
			refusesItem(() -> template.scan((scan) -> scan.filter(condition)).page(PageRequest.of(1)));
			refusesItem(() -> template.insert(Map.of("id", "a"), (options) -> options.condition(condition)));
			refusesItem(() -> template.delete(ItemKey.of("a"), (options) -> options.condition(condition)));
		}
		assertThat(this.requests.operations()).isEmpty();
	}

	@Test
	void refusesQueriesForValuesThatNoKeyCanHave() {
		StoredTable table = StoredTable.of((definition) -> definition.rangeKey("line", ScalarAttributeType.N)
			.hashPrefix("o#")
			.index(IndexDefinition.of("by-customer", "customer", "at")));
		DaplugTemplate template = table.template(this.requests.client());
		for (Object key : List.of("", true, new byte[0], Map.of())) {
			refusesKey("'id'", template, (query) -> query.hashKey(key));
			refusesKey("'id'", template, (query) -> query.keyCondition("id = :id", Map.of(":id", key)));
			refusesKey("'customer'", template, (query) -> query.index("by-customer").hashKey(key));
		}
		refusesKey("'line' is text, but the table's key is a number", template,
				(query) -> query.hashKey("a").rangeKey(RangeKeyCondition.between(1, "2")));
		refusesKey("'at' is a number, but the table's key is text", template,
				(query) -> query.index("by-customer").hashKey("c").rangeKey(RangeKeyCondition.atLeast(1)));
		refusesKey("'line' is a boolean", template,
				(query) -> query.keyCondition("id = :id and line = :line", Map.of(":id", "a", ":line", true)));
		assertThat(this.requests.operations()).isEmpty();
	}

	@Test
	@DisplayName("(P25) a range key that begins with nothing is asked for as its prefix")
	void takesAnEmptyBeginning() {
		StoredTable table = StoredTable.of((definition) -> definition.rangeKey("line").rangePrefix("l#"));
		table.template().insert(Map.of("id", "a", "line", "1"));
		assertThat(
				table.template().query((query) -> query.hashKey("a").rangeKey(RangeKeyCondition.beginsWith(""))).list())
			.hasSize(1);
	}

	@Test
	@DisplayName("one bad item among 10,000 is named, and none is written")
	void refusesALargeBatchWithOneBadItem() {
		StoredTable table = StoredTable.of((definition) -> definition.schema("Order"));
		DaplugTemplate template = table.template(this.requests.client());
		List<Map<String, Object>> items = new ArrayList<>();
		IntStream.range(0, 9_999).forEach((i) -> items.add(Map.of("id", "" + i)));
		for (Map.Entry<Map<String, Object>, Class<? extends Exception>> bad : List.<Map.Entry<Map<String, Object>, Class<? extends Exception>>>of(
				Map.entry(Map.of("id", ""), InvalidKeyException.class),
				Map.entry(Map.of("id", "x", "status", "LOST"), SchemaViolationException.class),
				Map.entry(Map.of("id", "x", "total", Double.NaN), InvalidItemException.class),
				Map.entry(Map.of("id", "x", "note", "x".repeat(LARGEST)), ItemTooLargeException.class))) {
			items.add(bad.getKey());
			assertThatExceptionOfType(InvalidBatchException.class).isThrownBy(() -> template.batchOverwrite(items))
				.withMessageStartingWith("Entry 9999 of the batch")
				.withCauseInstanceOf(bad.getValue());
			items.remove(9_999);
		}
		assertThat(this.requests.operations()).isEmpty();
		assertThat(table.changes()).isEmpty();
	}

	@Test
	@DisplayName("a violation that only shows in the merged item is refused after the read")
	void refusesMergedItemsThatViolateTheSchema() {
		StoredTable table = StoredTable.of((definition) -> definition.schema("Order"));
		table.put(Map.of("id", StoredTable.text("a"), "total", number(-1)));
		DaplugTemplate template = table.template(this.requests.client());
		assertThatExceptionOfType(SchemaViolationException.class)
			.isThrownBy(() -> template.update(ItemKey.of("a"), Map.of("note", "n"),
					(options) -> options.validation(Validation.WHOLE)))
			.withMessageContaining("/total");
		assertThat(this.requests.operations()).containsExactly("GetItem");
		assertThat(table.stored("a")).doesNotContainKey("note");
	}

	@Test
	void refusesMissingArguments() {
		DaplugTemplate template = StoredTable.plain().template(this.requests.client());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> template.insert(Map.of("id", "a"),
					LimitIntegrationTests.<Consumer<WriteOptions.Builder>>nothing()))
			.withMessageContaining("'options'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> template.update(ItemKey.of("a"), LimitIntegrationTests.<Object>nothing()))
			.withMessageContaining("'patch'");
		assertThatIllegalArgumentException().isThrownBy(
				() -> template.query((query) -> query.hashKey("a")).page(LimitIntegrationTests.<PageRequest>nothing()))
			.withMessageContaining("'page'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> template.as(LimitIntegrationTests.<Class<Tagged>>nothing()))
			.withMessageContaining("'type'");
		assertThat(this.requests.operations()).isEmpty();
	}

	private static void refusesKey(String problem, DaplugTemplate template, Consumer<QueryOptions.Builder> query) {
		for (ThrowingCallable call : List.<ThrowingCallable>of(() -> template.query(query).list(),
				() -> template.query(query).page(PageRequest.of(1)), () -> template.read(query).toList(),
				() -> template.query(query).response(), () -> template.update(query, Map.of("n", 1)))) {
			assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(call)
				.withMessageContaining("Key of table 'orders' is unusable: " + problem);
		}
	}

	private static void refusesItem(ThrowingCallable call) {
		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(call);
	}

	/** A text below so many lists and maps. */
	private static Object nested(int levels) {
		Object value = "x";
		for (int level = 0; level < levels; level++) {
			value = (level % 2 == 0) ? List.of(value) : Map.of("k", value);
		}
		return value;
	}

	@SuppressWarnings({ "NullAway", "unchecked" })
	private static <T> T nothing() {
		return (T) null;
	}

}
