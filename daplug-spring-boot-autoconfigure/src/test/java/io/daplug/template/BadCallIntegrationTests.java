package io.daplug.template;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.daplug.expression.AttributePath;
import io.daplug.expression.Condition;
import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.template.batch.DuplicateKeys;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.PageRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests that bad queries, options and batches end in the documented exception before any
 * request, and that odd names are none of them.
 */
class BadCallIntegrationTests {

	private static final StoredTable TABLE = StoredTable
		.of((definition) -> definition.index(IndexDefinition.of("by-customer", "customer", null)));

	private final CountedRequests requests = new CountedRequests();

	private final DaplugTemplate template = TABLE.template(this.requests.client());

	@AfterEach
	void sendsNothing() {
		assertThat(this.requests.operations()).isEmpty();
		assertThat(TABLE.items()).isEmpty();
		this.requests.close();
	}

	@Test
	void refusesQueriesWithoutHashKey() {
		refusesQuery("A query needs a value of the hash key 'id'", () -> this.template.query((query) -> {
		}).list());
		refusesQuery("hash key 'customer'", () -> this.template.query((query) -> query.index("by-customer")).list());
		refusesQuery("must ask for one value of the hash key 'id'",
				() -> this.template.query((query) -> query.keyCondition(Condition.attribute("id").isGreaterThan("a")))
					.list());
		refusesQuery("hash key 'customer'",
				() -> this.template
					.query((query) -> query.index("by-customer").keyCondition("id = :id", Map.of(":id", "a")))
					.list());
		assertThatIllegalStateException()
			.isThrownBy(() -> this.template.query((query) -> query.rangeKey(RangeKeyCondition.atLeast(1))).list())
			.withMessageContaining("'rangeKey' needs a 'hashKey'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.template.query((query) -> query.hashKey(nothing())).list())
			.withMessageContaining("'hashKey'");
	}

	@Test
	void refusesQueriesThatContradictTheTableOrThemselves() {
		refusesQuery("Table 'orders' has no index 'by-custmer'; its configured indexes are [by-customer]",
				() -> this.template.query((query) -> query.index("by-custmer").hashKey("a")).list());
		refusesQuery("by-custmer", () -> this.template.scan((scan) -> scan.index("by-custmer")).list());
		refusesQuery("by-custmer", () -> this.template.scan((scan) -> scan.index("by-custmer").segments(2)).list());
		refusesQuery("by-custmer",
				() -> this.template.query((query) -> query.index("by-custmer")).page(PageRequest.of(1)));
		refusesQuery("'rangeKey' is set, but table 'orders' has no range key",
				() -> this.template.query((query) -> query.hashKey("a").rangeKey(RangeKeyCondition.atLeast("1")))
					.list());
		refusesQuery("'rangeKey' is set, but index 'by-customer' has no range key",
				() -> this.template
					.query((query) -> query.index("by-customer").hashKey("a").rangeKey(RangeKeyCondition.atLeast("1")))
					.list());
		assertThatIllegalStateException()
			.isThrownBy(() -> this.template
				.query((query) -> query.hashKey("a").keyCondition(Condition.attribute("id").isEqualTo("a")))
				.list())
			.withMessageContaining("'keyCondition' must not be set together with 'hashKey'");
	}

	@Test
	void refusesBrokenExpressions() {
		for (String expression : List.of("", "status =", "status = :missing", "(status = :s", "status = :s AND")) {
			assertThatExceptionOfType(InvalidExpressionException.class).as(expression)
				.isThrownBy(() -> this.template.query((query) -> query.hashKey("a").filter(expression, Map.of(":s", 1)))
					.list());
		}
		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(
				() -> this.template.scan((scan) -> scan.filter(Condition.attribute("status").isEqualTo(Double.NaN)))
					.list());
	}

	@Test
	void refusesLimitsThatAreNotPositive() {
		for (int number : new int[] { 0, -1, Integer.MIN_VALUE }) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.template.query((query) -> query.hashKey("a").limit(number)).list())
				.withMessage("'limit' must be positive, not " + number);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.template.scan((scan) -> scan.limit(number)).list())
				.withMessage("'limit' must be positive, not " + number);
			assertThatIllegalArgumentException().isThrownBy(() -> PageRequest.of(number))
				.withMessage("'size' of a page must be positive, not " + number);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.template.scan((scan) -> scan.segments(number)).list())
				.withMessage("'segments' must be 1 to 1000000, not " + number);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.template.scan((scan) -> scan.segments(2).parallelism(number)))
				.withMessage("'parallelism' must be 1 to 1000, not " + number);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.template.batchOverwrite(List.of(), (options) -> options.parallelism(number)))
				.withMessage("'parallelism' must be positive, not " + number);
		}
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> this.template.batchOverwrite(List.of(), (options) -> options.deadline(Duration.ofMillis(-1))))
			.withMessageContaining("'deadline' must not be negative");
	}

	@Test
	void namesThePlaceOfABadEntryAndWritesNothing() {
		List<@Nullable Map<String, Object>> items = Arrays.asList(Map.of("id", "a"), null);
		assertThatExceptionOfType(InvalidBatchException.class)
			.isThrownBy(() -> this.template.batchOverwrite(unsafe(items)))
			.withMessage("Entry 1 of the batch is null and nothing was written")
			.satisfies((ex) -> assertThat(ex.index()).isEqualTo(1));
		assertThatExceptionOfType(InvalidBatchException.class)
			.isThrownBy(() -> this.template.batchDelete(unsafe(Arrays.asList(ItemKey.of("a"), null))))
			.satisfies((ex) -> assertThat(ex.index()).isEqualTo(1));
		assertThatExceptionOfType(InvalidBatchException.class)
			.isThrownBy(() -> this.template
				.batchOverwrite(List.of(Map.of("id", "a"), Map.of("id", "b"), Map.of("id", "c", "n", Double.NaN))))
			.withMessageStartingWith("Entry 2 of the batch is unusable and nothing was written: ")
			.withMessageContaining("'/n'")
			.withCauseInstanceOf(InvalidItemException.class);
		assertThatExceptionOfType(InvalidBatchException.class)
			.isThrownBy(() -> this.template.batchDelete(List.of(ItemKey.of("a", "b"))))
			.withCauseInstanceOf(InvalidKeyException.class);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.template.batchOverwrite(BadCallIntegrationTests.<List<Object>>nothing()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.template.batchDelete(BadCallIntegrationTests.<List<ItemKey>>nothing()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.template.batchUpsert(BadCallIntegrationTests.<Stream<Object>>nothing()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.template.batchInsert(BadCallIntegrationTests.<Iterable<Object>>nothing()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.template.batchGet(BadCallIntegrationTests.<Stream<ItemKey>>nothing()));
	}

	@Test
	@DisplayName("(P10) duplicates are refused on request, compared after prefixing")
	void refusesDuplicatesOnRequest() {
		assertThatExceptionOfType(InvalidBatchException.class)
			.isThrownBy(
					() -> this.template.batchOverwrite(List.of(Map.of("id", "a"), Map.of("id", "b"), Map.of("id", "a")),
							(options) -> options.duplicates(DuplicateKeys.REFUSE)))
			.withMessageContaining("ItemKey[a]")
			.satisfies((ex) -> assertThat(ex.index()).isEqualTo(2));
		assertThatExceptionOfType(InvalidBatchException.class)
			.isThrownBy(() -> this.template.batchDelete(List.of(ItemKey.of("a"), ItemKey.of(Map.of("id", "a"))),
					(options) -> options.duplicates(DuplicateKeys.REFUSE)));
	}

	@Test
	void refusesPrefixesOfNothing() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.template.get(ItemKey.of("a"), (options) -> options.prefix("", "p")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.template.get(ItemKey.of("a"), (options) -> options.schema(" ")));
	}

	@Test
	@DisplayName("(P1) any name works in items, conditions, filters, projections and updates")
	void takesOddNames() {
		StoredTable table = StoredTable.plain();
		DaplugTemplate odd = table.template();
		List<String> names = List.of("name", "a.b", "x-y", "#z", "size", "with space", ":colon", "list[0]", "ümläut",
				"select", "\"quoted\"");
		for (String name : names) {
			odd.overwrite(Map.of("id", "a", name, Map.of(name, 1)));
			assertThat(odd.get(ItemKey.of("a"), (options) -> options.project(AttributePath.of(name).child(name))))
				.hasValueSatisfying((item) -> assertThat(item).containsOnlyKeys(name));
			Condition exists = Condition.attribute(AttributePath.of(name).child(name)).isEqualTo(1);
			assertThat(odd.query((query) -> query.hashKey("a").filter(exists)).list()).hasSize(1);
			assertThat(odd.scan((scan) -> scan.filter(exists).project(AttributePath.of(name))).list()).hasSize(1);
			odd.update(ItemKey.of("a"), Map.of(name, Map.of("more", 2)), (options) -> options.condition(exists));
			assertThat(table.stored("a")).hasEntrySatisfying(name,
					(value) -> assertThat(value.m()).containsOnlyKeys(name, "more"));
			odd.delete(ItemKey.of("a"), (options) -> options.condition(exists));
		}
		StoredTable keyed = StoredTable.of((definition) -> definition.hashKey("#a.b c").hashPrefix("p#"));
		keyed.template().insert(Map.of("#a.b c", "1", "size", 1));
		keyed.template().update(ItemKey.of("1"), Map.of("size", 2));
		assertThat(keyed.template().query((query) -> query.hashKey("1")).list()).hasSize(1);
		assertThat(keyed.stored(Map.of("#a.b c", text("p#1")))).containsEntry("size", StoredTable.number(2));
	}

	private static void refusesQuery(String message, ThrowingCallable call) {
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(call).withMessageContaining(message);
	}

	@SuppressWarnings("NullAway")
	private static <T> List<T> unsafe(List<@Nullable T> entries) {
		return entries;
	}

	@SuppressWarnings({ "NullAway", "unchecked" })
	private static <T> T nothing() {
		return (T) null;
	}

}
