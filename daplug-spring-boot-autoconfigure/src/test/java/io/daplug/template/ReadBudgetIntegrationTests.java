package io.daplug.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.capacity.ReadRules;
import io.daplug.capacity.ScanRule;
import io.daplug.expression.Condition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.template.model.InvalidPageTokenException;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadBudgetExceededException;
import io.daplug.template.model.ScanOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

import static io.daplug.fixture.LongPatience.await;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for what reads may use of a table's capacity.
 */
class ReadBudgetIntegrationTests {

	/** An item is half a unit, a bit more than that, or a bit less. */
	private static final String HALF_A_UNIT = "x".repeat(4_000);

	private static final int ITEMS = 60;

	private static final StoredTable TABLE = StoredTable.of((definition) -> definition.rangeKey("line"));

	private final DaplugTemplate template = TABLE.template();

	@BeforeAll
	static void fill() {
		IntStream.range(0, ITEMS)
			.forEach((line) -> TABLE.put(Map.of("id", text("a"), "line", text("%02d".formatted(line)), "kind",
					text((line % 10 == 0) ? "rare" : "common"), "text", text(HALF_A_UNIT))));
	}

	@Test
	void handsOverAllThatItReadAndTellsWhereItGoesOn() {
		Consumer<QueryOptions.Builder> query = (options) -> options.hashKey("a").maxUnits(10);
		List<String> lines = new ArrayList<>();
		ReadBudgetExceededException ex = exceeded(
				() -> this.template.query(query).stream().forEach((item) -> lines.add(line(item))));
		assertThat(ex.table()).isEqualTo("orders");
		assertThat(ex.units()).isBetween(10.0, 12.0);
		assertThat(ex.count()).isEqualTo(lines.size()).isBetween(15L, 25L);
		assertThat(ex.items()).isEmpty();
		assertThat(ex).hasMessageContaining("A read of table 'orders' ended after")
			.hasMessageContaining("may use 10")
			.hasMessageContaining("'nextToken'")
			.hasMessageContaining("'reads.max-units-per-call'");
		List<String> rest = this.template.query(query.andThen((more) -> more.startAfter(token(ex)).maxUnits(1000)))
			.stream()
			.map(ReadBudgetIntegrationTests::line)
			.toList();
		lines.addAll(rest);
		assertThat(lines).containsExactlyElementsOf(all());
		Page<Map<String, Object>> page = this.template.query(query).page(PageRequest.of(3).after(token(ex)));
		assertThat(page.items()).extracting(ReadBudgetIntegrationTests::line).isEqualTo(rest.subList(0, 3));
	}

	@Test
	void readsTheWholeInCallsThatGoOn() {
		List<Object> lines = new ArrayList<>();
		Optional<String> token = Optional.of("");
		while (token.isPresent()) {
			String start = token.get();
			ItemQuery<Map<String, Object>> query = this.template.query((options) -> {
				options.hashKey("a").maxUnits(7);
				if (!start.isEmpty()) {
					options.startAfter(start);
				}
			});
			try {
				lines.addAll(query.list());
				token = Optional.empty();
			}
			catch (ReadBudgetExceededException ex) {
				assertThat(ex.items()).hasSize((int) ex.count()).isNotEmpty();
				lines.addAll(ex.items());
				token = Optional.ofNullable(ex.nextToken());
			}
		}
		assertThat(lines).extracting(ReadBudgetIntegrationTests::line).containsExactlyElementsOf(all());
	}

	@Test
	void countsAsFarAsItMay() {
		ReadBudgetExceededException ex = exceeded(
				() -> this.template.query((query) -> query.hashKey("a").maxUnits(10)).count());
		long rest = this.template.query((query) -> query.hashKey("a").startAfter(token(ex))).count();
		assertThat(ex.count()).isBetween(15L, 25L);
		assertThat(ex.count() + rest).isEqualTo(ITEMS);
	}

	@Test
	void hasWhatItFoundOfAPageThatIsNotFull() {
		ItemScan<Line> scan = this.template.as(Line.class)
			.scan((options) -> options.filter(Condition.attribute("kind").isEqualTo("rare")).maxUnits(10));
		PageRequest five = PageRequest.of(5);
		ReadBudgetExceededException ex = exceeded(() -> scan.page(five));
		List<Object> found = new ArrayList<>(ex.items());
		assertThat(found).isNotEmpty().allSatisfy((line) -> assertThat(line).isInstanceOf(Line.class));
		while (found.size() < ITEMS / 10) {
			String token = token(ex);
			try {
				Page<Line> page = scan.page(five.after(token));
				found.addAll(page.items());
				break;
			}
			catch (ReadBudgetExceededException more) {
				found.addAll(more.items());
				ex = more;
			}
		}
		assertThat(found).extracting((line) -> ((Line) line).line())
			.containsExactly("00", "10", "20", "30", "40", "50");
	}

	@Test
	void endsAFullPageAsAnyOtherAtTheEdgeOfTheBudget() {
		ItemQuery<Map<String, Object>> query = this.template.query((options) -> options.hashKey("a").maxUnits(10));
		List<String> lines = new ArrayList<>();
		PageRequest twenty = PageRequest.of(20);
		Page<Map<String, Object>> page = query.page(twenty);
		while (page.nextToken() != null) {
			assertThat(page.items()).hasSize(20);
			page.items().forEach((item) -> lines.add(line(item)));
			page = query.page(twenty.after(page.nextToken()));
		}
		assertThat(page.items()).isEmpty();
		assertThat(lines).containsExactlyElementsOf(all());
	}

	@Test
	void refusesARateForASingleResponse() {
		for (ThrowingCallable read : List.<ThrowingCallable>of(
				() -> this.template.query((query) -> query.hashKey("a").unitsPerSecond(5)).response(),
				() -> this.template.query((query) -> query.hashKey("a").unitsPerSecond(5)).response(Select.COUNT),
				() -> this.template.scan((scan) -> scan.unitsPerSecond(5)).response(),
				() -> this.template.scan((scan) -> scan.unitsPerSecond(5)).response(Select.COUNT))) {
			assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(read)
				.withMessageContaining("must not be asked for with 'unitsPerSecond'");
		}
	}

	@Test
	void endsTheSearchForAFirstItem() {
		Consumer<QueryOptions.Builder> query = (
				options) -> options.hashKey("a").filter(Condition.attribute("kind").isEqualTo("none")).maxUnits(10);
		assertThat(exceeded(() -> this.template.query(query).first()).count()).isZero();
		assertThat(exceeded(() -> this.template.update(query, Map.of("kind", "some"))).nextToken()).isNotEmpty();
		assertThat(this.template.query((first) -> first.hashKey("a").maxUnits(1)).first()).isPresent();
	}

	@Test
	void sharesTheBudgetAmongSegments() {
		List<String> lines = new CopyOnWriteArrayList<>();
		ItemScan<Map<String, Object>> scan = this.template
			.scan((options) -> options.segments(16).parallelism(4).maxUnits(10));
		ReadBudgetExceededException ex = exceeded(() -> scan.stream().forEach((item) -> lines.add(line(item))));
		assertThat(ex.count()).isEqualTo(lines.size());
		assertThat(ex.units()).isBetween(10.0, 25.0);
		assertThat(ex.nextToken()).isNull();
		assertThat(ex).hasMessageContaining("without 'segments'");
		assertThat(lines).doesNotHaveDuplicates().hasSizeLessThan(ITEMS);
		assertThat(exceeded(scan::count).count()).isBetween(1L, ITEMS - 1L);
		assertThat(exceeded(scan::list).items()).isNotEmpty();
	}

	@Test
	void keepsTheBudgetOfTheTableUnlessACallHasItsOwn() {
		DaplugTemplate limited = TABLE.template(rules(10));
		assertThat(exceeded(() -> limited.scan().list())).hasMessageContaining("may use 10");
		assertThat(limited.scan((scan) -> scan.maxUnits(Integer.MAX_VALUE)).list()).hasSize(ITEMS);
		assertThat(limited.query((query) -> query.hashKey("a").maxUnits(31)).count()).isEqualTo(ITEMS);
		assertThat(exceeded(() -> this.template.scan((scan) -> scan.maxUnits(5)).list()))
			.hasMessageContaining("may use 5");
	}

	@Test
	void leavesReadsAloneThatComeToTheirEndWithinTheBudget() {
		assertThat(this.template.query((query) -> query.hashKey("a").maxUnits(100)).list()).hasSize(ITEMS);
		assertThat(this.template.query((query) -> query.hashKey("a").limit(5).maxUnits(3)).list()).hasSize(5);
	}

	@Test
	void clearsWhatABudgetWouldNotLetAReadSee() {
		StoredTable table = StoredTable.plain();
		IntStream.range(0, 30).forEach((i) -> table.put(Map.of("id", text("i" + i), "text", text(HALF_A_UNIT))));
		DaplugTemplate limited = table.template(rules(1));
		exceeded(() -> limited.scan().list());
		limited.clear((clear) -> clear.everything());
		assertThat(table.items()).isEmpty();
	}

	@Test
	void asksForNoCostsWithoutALimit() {
		Set<String> asked = new TreeSet<>();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			ReturnConsumedCapacity capacity = (request instanceof QueryRequest query) ? query.returnConsumedCapacity()
					: ((ScanRequest) request).returnConsumedCapacity();
			asked.add(String.valueOf(capacity));
			return server.get();
		});
		DaplugTemplate counted = TABLE.quiet(client);
		counted.query((query) -> query.hashKey("a")).list();
		counted.scan((scan) -> scan.segments(2)).count();
		assertThat(asked).containsExactly("null");
		counted.scan((scan) -> scan.maxUnits(1000)).list();
		assertThat(asked).containsExactly("TOTAL", "null");
	}

	@Test
	void goesOnWithTokensOfTheSameReadAlone() {
		String token = token(exceeded(() -> this.template.query((query) -> query.hashKey("a").maxUnits(5)).list()));
		for (ThrowingCallable read : List.<ThrowingCallable>of(
				() -> this.template.query((query) -> query.hashKey("b").startAfter(token)).list(),
				() -> this.template.query((query) -> query.hashKey("a").descending().startAfter(token)).count(),
				() -> this.template.scan((scan) -> scan.startAfter(token)).list(),
				() -> this.template.query((query) -> query.hashKey("a").startAfter("token")).list())) {
			assertThatExceptionOfType(InvalidPageTokenException.class).isThrownBy(read);
		}
		assertThat(this.template.query((query) -> query.hashKey("a").startAfter(token)).response().count())
			.isEqualTo(50);
		assertThatIllegalStateException().isThrownBy(() -> ScanOptions.of((scan) -> scan.segments(2).startAfter(token)))
			.withMessageContaining("'startAfter'");
	}

	@Test
	void readsNoFasterThanItMay() {
		long begin = System.nanoTime();
		this.template.query((query) -> query.hashKey("a").unitsPerSecond(20)).stream().count();
		Duration time = Duration.ofNanos(System.nanoTime() - begin);
		// 30 units, of which the last request's need not be waited for.
		assertThat(time).isGreaterThan(Duration.ofMillis(900));
	}

	@Test
	void sharesTheRateAmongSegments() {
		List<Integer> limits = new CopyOnWriteArrayList<>();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			limits.add(Optional.ofNullable(((ScanRequest) request).limit()).orElse(Integer.MAX_VALUE));
			return server.get();
		});
		assertThat(TABLE.quiet(client).scan((scan) -> scan.segments(8).parallelism(8).unitsPerSecond(400)).count())
			.isEqualTo(ITEMS);
		assertThat(limits).allSatisfy((limit) -> assertThat(limit).isBetween(1, 50_000));
	}

	@Test
	void endsThreadsThatWaitWhenAStreamIsClosed() {
		Stream<Map<String, Object>> items = this.template
			.scan((scan) -> scan.segments(4).parallelism(4).unitsPerSecond(0.01))
			.stream();
		Iterator<Map<String, Object>> iterator = items.iterator();
		assertThat(iterator.next()).isNotEmpty();
		items.close();
		await().atMost(Duration.ofSeconds(30))
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().startsWith("daplug-scan-")));
	}

	@Test
	void endsAWaitThatIsInterrupted() {
		Iterator<Map<String, Object>> items = this.template.query((query) -> query.hashKey("a").unitsPerSecond(0.01))
			.stream()
			.iterator();
		items.next();
		Thread.currentThread().interrupt();
		assertThatIllegalStateException().isThrownBy(() -> items.forEachRemaining((item) -> {
		})).withMessageContaining("interrupted");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void refusesLimitsThatAreNone() {
		assertThatIllegalArgumentException().isThrownBy(() -> QueryOptions.of((query) -> query.maxUnits(0)))
			.withMessage("'maxUnits' must be positive, not 0");
		assertThatIllegalArgumentException().isThrownBy(() -> ScanOptions.of((scan) -> scan.unitsPerSecond(-1)))
			.withMessage("'unitsPerSecond' must be a positive number, not -1.0");
		assertThatIllegalArgumentException().isThrownBy(() -> ScanOptions.of((scan) -> scan.startAfter("")))
			.withMessageContaining("'token'");
		assertThatIllegalArgumentException().isThrownBy(() -> new ReadRules(ScanRule.BY_NAME, 0))
			.withMessage("'maxUnitsPerCall' must be positive, not 0");
	}

	record Line(String line) {
	}

	private static Consumer<TableDefinitionBuilder> rules(int maxUnits) {
		return (table) -> {
			table.reads(new ReadRules(ScanRule.BY_NAME, maxUnits));
			if (maxUnits > 1) {
				table.rangeKey("line");
			}
		};
	}

	private static List<String> all() {
		return IntStream.range(0, ITEMS).mapToObj("%02d"::formatted).collect(Collectors.toList());
	}

	private static String line(Object item) {
		return String.valueOf(((Map<?, ?>) item).get("line"));
	}

	private static String token(ReadBudgetExceededException ex) {
		return Optional.ofNullable(ex.nextToken()).orElseThrow();
	}

	private static ReadBudgetExceededException exceeded(ThrowingCallable read) {
		ReadBudgetExceededException ex = catchThrowableOfType(ReadBudgetExceededException.class, read);
		assertThat(ex).isNotNull();
		return ex;
	}

}
