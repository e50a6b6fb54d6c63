package io.daplug.template;

import java.util.List;
import java.util.Map;

import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.table.IndexDefinition;
import io.daplug.table.IndexProjection;
import io.daplug.table.KeyAttribute;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.PageRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Select;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for reads of local and global indexes, which may not hold all attributes.
 */
class IndexReadIntegrationTests {

	private static final StoredTable TABLE = StoredTable.of((table) -> table.hashPrefix("o#")
		.rangeKey("line")
		.index(IndexDefinition.local("by-time", KeyAttribute.text("at")))
		.index(IndexDefinition.local("by-rank", KeyAttribute.number("rank")).with(IndexProjection.KEYS_ONLY))
		.index(IndexDefinition.of("by-customer", "customer", null).with(IndexProjection.include("status"))));

	private final CountedRequests requests = new CountedRequests();

	private final DaplugTemplate template = TABLE.template(this.requests.client());

	record Ranked(String id, int rank, @Nullable String status, @Nullable String note) {
	}

	record Noted(@Nullable String note) {
	}

	@BeforeAll
	static void store() {
		for (int line = 0; line < 4; line++) {
			TABLE.put(Map.of("id", text("o#a"), "line", text("" + line), "at", text("2026-0" + (9 - line)), "rank",
					number(line), "customer", text("c"), "status", text("PAID"), "note", text("n" + line)));
		}
	}

	@AfterEach
	void close() {
		this.requests.close();
	}

	@Test
	void queriesALocalIndexInTheOrderOfItsRangeKeyConsistently() {
		assertThat(this.template.query((query) -> query.index("by-time").hashKey("a").consistentRead(true)).list())
			.extracting((item) -> item.get("line"))
			.containsExactly("3", "2", "1", "0");
		assertThat(this.template
			.query((query) -> query.index("by-time").hashKey("a").rangeKey(RangeKeyCondition.atLeast("2026-08")))
			.list()).extracting((item) -> item.get("line")).containsExactly("1", "0");
		assertThat(this.template.count((query) -> query.index("by-time").hashKey("a").rangePrefix("2026-0")))
			.isEqualTo(4);
		assertThat(this.template.scan((scan) -> scan.index("by-time").consistentRead(true)).list()).hasSize(4);
	}

	@Test
	@DisplayName("(P16) (P25) pages of a local index go on behind the keys of table and index")
	void pagesThroughALocalIndex() {
		ItemQuery<Map<String, Object>> query = this.template
			.query((options) -> options.index("by-rank").hashKey("a").descending());
		var first = query.page(PageRequest.of(3));
		var second = query.page(PageRequest.of(3).after(first.nextToken()));
		assertThat(first.items()).extracting((item) -> item.get("line")).containsExactly("3", "2", "1");
		assertThat(second.items()).extracting((item) -> item.get("line")).containsExactly("0");
		assertThat(second.hasNext()).isFalse();
	}

	@Test
	void readsOfAnIndexWhatItHoldsAndFetchesNamedAttributesForALocalOne() {
		assertThat(this.template.query((query) -> query.index("by-rank").hashKey("a")).first())
			.hasValueSatisfying((item) -> assertThat(item).containsOnlyKeys("id", "line", "rank"));
		assertThat(this.template.query((query) -> query.index("by-rank").hashKey("a").project("note")).first())
			.contains(Map.of("note", "n0"));
		assertThat(this.template.query((query) -> query.index("by-customer").hashKey("c").project("status", "line"))
			.first()).hasValueSatisfying((item) -> assertThat(item).containsOnlyKeys("status", "line"));
	}

	@Test
	void projectsOfATypeWhatTheIndexHolds() {
		assertThat(this.template.as(Ranked.class)
			.query((query) -> query.index("by-rank").hashKey("a").projectType())
			.first()).contains(new Ranked("a", 0, null, null));
		assertThat(this.template.as(Noted.class)
			.query((query) -> query.index("by-customer").hashKey("c").projectType())
			.list()).hasSize(4).containsOnly(new Noted(null));
	}

	@Test
	void refusesAttributesThatAGlobalIndexDoesNotHold() {
		refuses("'project' must not name 'note', which index 'by-customer' does not hold",
				() -> this.template.query((query) -> query.index("by-customer").hashKey("c").project("id", "note.a"))
					.list());
		refuses("'project' must not name 'note'",
				() -> this.template.scan((scan) -> scan.index("by-customer").project("note")).page(PageRequest.of(1)));
		refuses("Select ALL_ATTRIBUTES must not be asked for of index 'by-customer'",
				() -> this.template.query((query) -> query.index("by-customer").hashKey("c"))
					.response(Select.ALL_ATTRIBUTES));
		assertThat(this.requests.operations()).isEmpty();
	}

	@Test
	void refusesFiltersOfAttributesThatNoIndexOfTheTableHolds() {
		Condition filter = Condition.attribute("note").isEqualTo("n0");
		refuses("The filter must not name 'note', which index 'by-customer' does not hold",
				() -> this.template.query((query) -> query.index("by-customer").hashKey("c").filter(filter)).list());
		refuses("The filter must not name 'note', which index 'by-rank' does not hold",
				() -> this.template.count((query) -> query.index("by-rank").hashKey("a").filter(filter)));
		assertThat(this.requests.operations()).isEmpty();
		assertThat(this.template.query((query) -> query.index("by-customer")
			.hashKey("c")
			.filter(Condition.attribute("status").isEqualTo("PAID").and(Condition.attribute("line").isLessThan("2"))))
			.list()).hasSize(2);
	}

	@Test
	void refusesConsistentReadsOfGlobalIndexesAlone() {
		refuses("'consistentRead' must not be set for index 'by-customer', which is a global one",
				() -> this.template.query((query) -> query.index("by-customer").hashKey("c").consistentRead(true))
					.list());
		assertThat(this.requests.operations()).isEmpty();
	}

	@Test
	@DisplayName("(quirk) a range key that is asked of an index without one is refused")
	void refusesRangeKeysOfIndexesWithoutOne() {
		refuses("'rangeKey' is set, but index 'by-customer' has no range key",
				() -> this.template.query((query) -> query.index("by-customer").hashKey("c").rangePrefix("x")).list());
		refuses("'rangeKey' is set, but index 'by-customer' has no range key", () -> this.template
			.first((query) -> query.index("by-customer").hashKey("c").rangeKey(RangeKeyCondition.equalTo("anything"))));
	}

	@Test
	void offersTheNearestNameOfAnIndexThatIsNotThere() {
		for (ThrowingCallable call : List.<ThrowingCallable>of(
				() -> this.template.query((query) -> query.index("by-custmer").hashKey("c")).list(),
				() -> this.template.scan((scan) -> scan.index("by-custmer")).count(),
				() -> this.template.first((query) -> query.index("by-custmer").hashKey("c")))) {
			refuses("Table 'orders' has no index 'by-custmer'; its configured indexes are [by-time, by-rank, by-customer]; did you mean 'by-customer'?",
					call);
		}
		assertThat(this.requests.operations()).isEmpty();
	}

	private static void refuses(String message, ThrowingCallable call) {
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(call).withMessageContaining(message);
	}

}
