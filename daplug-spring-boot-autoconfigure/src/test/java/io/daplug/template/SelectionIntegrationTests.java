package io.daplug.template;

import java.util.Map;
import java.util.stream.IntStream;

import io.daplug.expression.Condition;
import io.daplug.item.ItemKey;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadOptions;
import io.daplug.template.model.ScanOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what can be done with the items of a query or scan.
 */
class SelectionIntegrationTests {

	private static final StoredTable TABLE = StoredTable.of((definition) -> definition.rangeKey("line"));

	private final CountedRequests requests = new CountedRequests();

	private final DaplugTemplate template = TABLE.quiet(this.requests.client());

	record Line(String id, String line, int size) {

	}

	@BeforeAll
	static void storeItems() {
		IntStream.range(10, 18)
			.forEach((line) -> TABLE.put(Map.of("id", text("a"), "line", text("" + line), "size", number(line), "text",
					text("x".repeat(300_000)))));
	}

	@AfterEach
	void closeClient() {
		this.requests.close();
	}

	@Test
	void sendsNothingBeforeItemsAreAskedFor() {
		this.template.query((query) -> query.hashKey("a"));
		this.template.scan((scan) -> scan.segments(2));
		assertThat(this.requests.operations()).isEmpty();
	}

	@Test
	void readsAnewEachTime() {
		ItemQuery<Line> query = this.template.query((options) -> options.hashKey("a").limit(1), Line.class);
		assertThat(query.list()).containsExactly(new Line("a", "10", 10));
		assertThat(query.list()).isEqualTo(query.list()).hasSize(1);
		assertThat(this.requests.operations()).containsExactly("Query", "Query", "Query");
	}

	@Test
	void takesOptionsThatAreBuiltOnce() {
		QueryOptions query = QueryOptions.of((options) -> options.hashKey("a").project("line"));
		ScanOptions scan = ScanOptions.of((options) -> options.limit(3));
		ReadOptions read = ReadOptions.of((options) -> options.project("size"));
		ItemOperations<Line> lines = this.template.as(Line.class);
		assertThat(this.template.query(query).list()).hasSize(8);
		assertThat(this.template.query(query, Map.class).count()).isEqualTo(8);
		assertThat(this.template.scan(scan).list()).hasSize(3);
		assertThat(lines.scan(scan).list()).hasSize(3);
		assertThat(lines.scan().count()).isEqualTo(8);
		assertThat(this.template.read(query)).hasSize(8);
		assertThat(this.template.get(ItemKey.of("a", "10"), read))
			.hasValueSatisfying((item) -> assertThat(item).containsOnlyKeys("size"));
	}

	@Test
	void findsTheFirstItemByLookingAtOne() {
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			assertThat(((QueryRequest) request).limit()).isEqualTo(1);
			return server.get();
		});
		ItemQuery<Line> query = TABLE.template(client)
			.query((options) -> options.hashKey("a").descending().limit(5), Line.class);
		assertThat(query.first()).contains(new Line("a", "17", 17));
		assertThat(this.template.query((options) -> options.hashKey("none")).first()).isEmpty();
	}

	@Test
	void findsTheFirstItemBehindAFilter() {
		assertThat(this.template
			.query((query) -> query.hashKey("a").filter(Condition.attribute("size").isEqualTo(17)), Line.class)
			.first()).contains(new Line("a", "17", 17));
	}

	@Test
	void countsOverAllPagesWithoutReadingItems() {
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			assertThat(((QueryRequest) request).select()).isEqualTo(Select.COUNT);
			return server.get();
		});
		assertThat(TABLE.template(client).query((query) -> query.hashKey("a").project("id")).count()).isEqualTo(8);
		assertThat(this.template.query((query) -> query.hashKey("a")).count()).isEqualTo(8);
		assertThat(this.requests.operations()).hasSizeGreaterThan(1).containsOnly("Query");
		assertThat(this.template.query((query) -> query.hashKey("a").limit(5)).count()).isEqualTo(5);
		assertThat(this.template.query((query) -> query.hashKey("a").limit(50)).count()).isEqualTo(8);
		assertThat(this.template.scan((scan) -> scan.filter("size > :s", Map.of(":s", 15))).count()).isEqualTo(2);
		assertThat(this.template.scan((scan) -> scan.segments(4)).count()).isEqualTo(8);
		assertThat(this.template.query((query) -> query.hashKey("none")).count()).isZero();
	}

	@Test
	void respondsWithWhatIsSelected() {
		ItemQuery<Line> query = this.template.query((options) -> options.hashKey("a").limit(2), Line.class);
		QueryResponse counted = query.response(Select.COUNT);
		assertThat(counted.count()).isEqualTo(2);
		assertThat(counted.hasItems()).isFalse();
		assertThat(query.response(Select.ALL_ATTRIBUTES).items()).hasSize(2);
		ItemQuery<?> projected = this.template.query((options) -> options.hashKey("a").project("line").limit(1));
		assertThat(projected.response(Select.SPECIFIC_ATTRIBUTES).items()).containsExactly(Map.of("line", text("10")));
		assertThat(projected.response(Select.COUNT).count()).isEqualTo(1);
		assertThat(this.template.query((options) -> options.hashKey("a").limit(1).schema("Receipt")).response().items())
			.containsExactly(Map.of("id", text("a"), "line", text("10")));
	}

	@Test
	void refusesWhatDoesNotGoTogether() {
		ItemQuery<?> projected = this.template.query((query) -> query.hashKey("a").project("line"));
		refuses("Select ALL_ATTRIBUTES must not be asked for together with 'project'",
				() -> projected.response(Select.ALL_ATTRIBUTES));
		refuses("Select SPECIFIC_ATTRIBUTES needs 'project'",
				() -> this.template.scan().response(Select.SPECIFIC_ATTRIBUTES));
		ItemScan<?> segments = this.template.scan((scan) -> scan.segments(2));
		refuses("'segments'", segments::response);
		refuses("'segments'", () -> segments.response(Select.COUNT));
		refuses("'segments'", () -> segments.page(PageRequest.of(1)));
		assertThat(this.requests.operations()).isEmpty();
	}

	@Test
	void scansFromAKeyWithAFilter() {
		ScanOptions options = ScanOptions.of((scan) -> scan.filter("size > :s", Map.of(":s", 12))
			.project("line")
			.limit(2)
			.consistentRead(true)
			.startAfter(ItemKey.of("a", "14")));
		assertThat(this.template.scan(options).list()).containsExactly(Map.of("line", "15"), Map.of("line", "16"));
		assertThat(this.requests.operations()).containsOnly("Scan");
	}

	private static void refuses(String message, ThrowingCallable call) {
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(call).withMessageContaining(message);
	}

}
