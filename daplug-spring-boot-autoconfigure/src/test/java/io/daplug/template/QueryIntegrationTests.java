package io.daplug.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.capacity.ReadRules;
import io.daplug.capacity.ScanRule;
import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ScanOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for queries of tables and indexes, and for raw responses.
 */
class QueryIntegrationTests {

	private static final IndexDefinition BY_CUSTOMER = IndexDefinition.of("by-customer", "customer", "line");

	private static final StoredTable TABLE = StoredTable
		.of((definition) -> definition.rangeKey("line").hashPrefix("o#").rangePrefix("l#").index(BY_CUSTOMER));

	record Line(String id, String line, int size) {

	}

	@BeforeAll
	static void storeItems() {
		for (int line = 1; line <= 9; line++) {
			TABLE.put(item("a", line));
		}
		TABLE.put(item("b", 1));
	}

	private static Map<String, AttributeValue> item(String id, int line) {
		return new HashMap<>(Map.of("id", text("o#" + id), "line", text("l#" + line), "customer",
				text((line % 2 == 0) ? "even" : "odd"), "size", number(line), "name", text("n" + line)));
	}

	@Test
	void findsTheItemsOfAHashKeyInOrderOfTheirRangeKeys() {
		assertThat(lines((query) -> query.hashKey("a"))).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
		assertThat(lines((query) -> query.hashKey("a").descending().limit(2))).containsExactly("9", "8");
		assertThat(lines((query) -> query.hashKey("o#a"))).isEmpty();
	}

	@Test
	@DisplayName("(P25) prefixes apply to every form of key condition")
	void appliesPrefixesToRangeKeys() {
		assertThat(lines((query) -> query.hashKey("a").rangeKey(RangeKeyCondition.between("3", "5"))))
			.containsExactly("3", "4", "5");
		assertThat(lines((query) -> query.hashKey("a").rangeKey(RangeKeyCondition.beginsWith("7"))))
			.containsExactly("7");
		assertThat(lines((query) -> query.hashKey("a").rangeKey(RangeKeyCondition.greaterThan("8"))))
			.containsExactly("9");
		assertThat(lines((query) -> query.hashKey("a").startAfter(ItemKey.of("a", "7")))).containsExactly("8", "9");
		assertThat(lines((query) -> query.keyCondition("id = :id AND begins_with(line, :line)",
				Map.of(":id", "a", ":line", "2"))))
			.containsExactly("2");
		assertThat(lines((query) -> query.keyCondition("#i = :id AND #l BETWEEN :from AND :to",
				Map.of("#i", "id", "#l", "line"), Map.of(":id", "a", ":from", "8", ":to", "9"))))
			.containsExactly("8", "9");
	}

	@Test
	@DisplayName("(P1) filters take reserved words, as builders and as plain expressions")
	void filters() {
		assertThat(lines((query) -> query.hashKey("a")
			.filter(Condition.attribute("size").isGreaterThan(7).and(Condition.attribute("name").exists()))))
			.containsExactly("8", "9");
		assertThat(lines((query) -> query.hashKey("a").filter("size > :size", Map.of(":size", 8))))
			.containsExactly("9");
		assertThat(lines((query) -> query.hashKey("a").filter("#n = :n", Map.of("#n", "name"), Map.of(":n", "n4"))))
			.containsExactly("4");
		assertThat(lines((query) -> query.hashKey("a").filter(Condition.attribute("size").isGreaterThan(2)).limit(3)))
			.containsExactly("3", "4", "5");
	}

	@Test
	void readsIndexes() {
		assertThat(lines((query) -> query.index("by-customer").hashKey("even"))).containsExactly("2", "4", "6", "8");
		assertThat(lines((query) -> query.index("by-customer")
			.hashKey("even")
			.rangeKey(RangeKeyCondition.atLeast("6"))
			.descending())).containsExactly("8", "6");
	}

	@Test
	@DisplayName("(P25) a start key of an index takes the keys of the table too, with their prefixes")
	void startsAfterAnItemOfAnIndex() {
		QueryResponse response = TABLE.template()
			.query((query) -> query.index("by-customer").hashKey("even").limit(2))
			.response();
		assertThat(response.lastEvaluatedKey()).containsOnlyKeys("id", "line", "customer");
		assertThat(lines((query) -> query.index("by-customer").hashKey("even").startAfter(response.lastEvaluatedKey())))
			.containsExactly("6", "8");
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(
					() -> lines((query) -> query.index("by-customer").hashKey("even").startAfter(ItemKey.of("a", "4"))))
			.withMessageContaining("'customer' is missing");
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> lines((query) -> query.hashKey("a").startAfter(response.lastEvaluatedKey())))
			.withMessageContaining("'customer' is no key of it");
	}

	@Test
	void readsInTheTypeThatIsAskedFor() {
		assertThat(TABLE.template().query((query) -> query.hashKey("b"), Line.class).list())
			.containsExactly(new Line("b", "1", 1));
		assertThat(TABLE.template().as(Line.class).query((query) -> query.hashKey("b")).list())
			.containsExactly(new Line("b", "1", 1));
		assertThat(TABLE.template().query((query) -> query.hashKey("b").project("size", "name")).list()).singleElement()
			.satisfies((item) -> assertThat(item).containsOnlyKeys("size", "name"));
		assertThat(TABLE.template().query((query) -> query.hashKey("b").schema("Receipt")).list()).singleElement()
			.satisfies((item) -> assertThat(item).containsOnlyKeys("id", "line", "customer"));
	}

	@Test
	void readsByAQueryAndNeverByAScan() {
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate template = TABLE.quiet(requests.client());
			assertThat(template.read((query) -> query.hashKey("b"))).hasSize(1);
			assertThat(template.read((query) -> query.keyCondition("id = :id", Map.of(":id", "b")))).hasSize(1);
			assertThat(requests.operations()).containsExactly("Query", "Query");
			for (ThrowingCallable read : List.<ThrowingCallable>of(template::read,
					() -> template.read((query) -> query.filter(Condition.attribute("size").isEqualTo(1))),
					() -> template.read((query) -> query.descending()), () -> template.read((query) -> {
					}, Line.class), () -> template.as(Line.class).read((query) -> query.limit(1)))) {
				assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(read)
					.withMessage("A read of table 'orders' needs a hash key: set 'hashKey' or 'keyCondition', "
							+ "or ask for all items by 'scan'");
			}
			assertThat(requests.operations()).hasSize(2);
		}
	}

	@Test
	void scansNoTableThatMustNotBeScanned() {
		StoredTable table = StoredTable.of((definition) -> definition.reads(new ReadRules(ScanRule.REFUSE, null)));
		table.put(Map.of("id", text("a")));
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate template = table.quiet(requests.client());
			for (ThrowingCallable scan : List.<ThrowingCallable>of(template::scan,
					() -> template.scan((options) -> options.limit(1)),
					() -> template.scan(ScanOptions.DEFAULTS, Line.class),
					() -> template.as(Line.class).scan((options) -> options.segments(2)))) {
				assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(scan)
					.withMessage("Table 'orders' must not be scanned, as its 'reads.scan' says; "
							+ "query it by a hash key of the table or of an index");
			}
			assertThat(requests.operations()).isEmpty();
			assertThat(template.query((query) -> query.hashKey("a")).count()).isOne();
		}
	}

	@Test
	void readsPagesLazilyAndNoneAfterTheStreamIsClosed() {
		StoredTable table = StoredTable.of((definition) -> definition.rangeKey("line"));
		String large = "x".repeat(300_000);
		IntStream.range(0, 8)
			.forEach((line) -> table.put(Map.of("id", text("a"), "line", text("" + line), "text", text(large))));
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate template = table.quiet(requests.client());
			try (Stream<Map<String, Object>> items = template.query((query) -> query.hashKey("a")).stream()) {
				assertThat(requests.operations()).isEmpty();
				assertThat(items.iterator().next()).containsEntry("line", "0");
			}
			assertThat(requests.operations()).hasSize(1);
			assertThat(template.query((query) -> query.hashKey("a")).list()).hasSize(8);
			assertThat(requests.operations()).hasSize(3);
			int before = requests.operations().size();
			assertThat(template.query((query) -> query.hashKey("a").limit(2)).list()).hasSize(2);
			assertThat(requests.operations()).hasSize(before + 1);
		}
	}

	@Test
	void answersRawWithPrefixesOff() {
		QueryResponse response = TABLE.template().query((query) -> query.hashKey("a").limit(2)).response();
		assertThat(response.count()).isEqualTo(2);
		assertThat(response.items()).extracting((item) -> item.get("line")).containsExactly(text("1"), text("2"));
		assertThat(response.lastEvaluatedKey()).isEqualTo(Map.of("id", text("a"), "line", text("2")));
		QueryResponse next = TABLE.template()
			.query((query) -> query.hashKey("a").startAfter(ItemKey.of("a", "2")))
			.response();
		assertThat(next.count()).isEqualTo(7);
		assertThat(next.hasLastEvaluatedKey()).isFalse();
		ScanResponse scan = TABLE.template().scan((options) -> options.limit(3)).response();
		assertThat(scan.items()).hasSize(3)
			.allSatisfy((item) -> assertThat(item).hasEntrySatisfying("id",
					(id) -> assertThat(id.s()).doesNotStartWith("o#")));
		assertThat(scan.lastEvaluatedKey()).containsOnlyKeys("id", "line");
	}

	@Test
	void selectsACountInRawResponses() {
		assertThat(TABLE.template().query((query) -> query.hashKey("a")).response(Select.COUNT))
			.satisfies((response) -> assertThat(response.count()).isEqualTo(9))
			.satisfies((response) -> assertThat(response.hasItems()).isFalse());
		assertThat(TABLE.template().scan().response(Select.COUNT).count()).isEqualTo(10);
	}

	private static List<Object> lines(Consumer<QueryOptions.Builder> query) {
		return TABLE.template().query(query).stream().map((item) -> item.get("line")).toList();
	}

}
