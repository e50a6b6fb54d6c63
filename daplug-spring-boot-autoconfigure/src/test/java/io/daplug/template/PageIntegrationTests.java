package io.daplug.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.template.model.InvalidPageTokenException;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.QueryOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Select;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for pages and their tokens.
 */
class PageIntegrationTests {

	private static final StoredTable TABLE = StoredTable.of((definition) -> definition.rangeKey("line")
		.hashPrefix("o#")
		.rangePrefix("l#")
		.index(IndexDefinition.of("by-customer", "customer", "line")));

	@BeforeAll
	static void storeItems() {
		for (int line = 10; line < 40; line++) {
			TABLE
				.put(Map.of("id", text("o#a"), "line", text("l#" + line), "customer", text("c"), "size", number(line)));
		}
		TABLE.put(Map.of("id", text("o#b"), "line", text("l#1"), "customer", text("d"), "size", number(1)));
	}

	@Test
	@DisplayName("(P16) every page is full but the last, which has no token")
	void fillsPages() {
		assertThat(sizes((query) -> query.hashKey("a"), 12)).containsExactly(12, 12, 6);
	}

	@Test
	@DisplayName("(P16) an exact multiple ends with a full page")
	void endsWithAFullPage() {
		assertThat(sizes((query) -> query.hashKey("a"), 10)).containsExactly(10, 10, 10);
		assertThat(sizes((query) -> query.hashKey("a"), 30)).containsExactly(30);
		assertThat(sizes((query) -> query.hashKey("a"), 31)).containsExactly(30);
		assertThat(sizes((query) -> query.hashKey("a"), Integer.MAX_VALUE)).containsExactly(30);
		assertThat(sizes((query) -> query.hashKey("none"), 5)).containsExactly(0);
	}

	@Test
	@DisplayName("(P16) pages are full however few items a filter leaves, and go on after the last item returned")
	void fillsPagesThroughFilters() {
		StoredTable table = StoredTable.of((definition) -> definition.rangeKey("line"));
		List<Map<String, Object>> items = new ArrayList<>();
		for (int line = 1000; line < 1500; line++) {
			items.add(Map.of("id", "a", "line", "" + line, "size", line));
		}
		table.template().batchOverwrite(items);
		Consumer<QueryOptions.Builder> everyHundredth = (query) -> query.hashKey("a")
			.filter(Condition.attribute("size").isIn(1099, 1100, 1300, 1301, 1302, 1303, 1499));
		List<Page<Map<String, Object>>> pages = pages(table.template(), everyHundredth, 2);
		assertThat(pages).extracting((page) -> page.items().size()).containsExactly(2, 2, 2, 1);
		assertThat(pages.stream().flatMap((page) -> page.items().stream()).map((item) -> item.get("line")))
			.containsExactly("1099", "1100", "1300", "1301", "1302", "1303", "1499");
		assertThat(pages(table.template(), (query) -> query.hashKey("a").filter("size = :no", Map.of(":no", 1)), 5))
			.singleElement()
			.satisfies((page) -> assertThat(page.items()).isEmpty());
	}

	@Test
	void pagesThroughIndexesDescendingAndProjections() {
		assertThat(sizes((query) -> query.index("by-customer").hashKey("c").descending(), 12)).containsExactly(12, 12,
				6);
		Page<Map<String, Object>> page = TABLE.template()
			.query((query) -> query.hashKey("a").project("size"))
			.page(PageRequest.of(2));
		assertThat(page.items()).hasSize(2).allSatisfy((item) -> assertThat(item).containsOnlyKeys("size"));
		assertThat(pages(TABLE.template(), (query) -> query.hashKey("a").project("size", "line"), 20)).last()
			.satisfies((last) -> assertThat(last.items()).hasSize(10)
				.allSatisfy((item) -> assertThat(item).containsOnlyKeys("size", "line")));
		assertThat(sizes((query) -> query.hashKey("a").startAfter(ItemKey.of("a", "29")), 4)).containsExactly(4, 4, 2);
		assertThat(sizes((query) -> query.hashKey("a").rangeKey(RangeKeyCondition.beginsWith("2")), 4))
			.containsExactly(4, 4, 2);
	}

	@Test
	@DisplayName("(P16) pages of a scan bring every item once")
	void pagesThroughTheTable() {
		assertThat(pages(TABLE.template().scan(), 10)).extracting((page) -> page.items().size())
			.containsExactly(10, 10, 10, 1);
		assertThat(pages(TABLE.template().scan((scan) -> scan.filter(Condition.attribute("size").isAtMost(11))), 2))
			.extracting((page) -> page.items().size())
			.containsExactly(2, 1);
	}

	@Test
	@DisplayName("(P16) (P25) pages go on through items that others stored without prefix")
	void pagesThroughItemsWithoutPrefix() {
		StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("order#"));
		for (int i = 0; i < 20; i++) {
			table.put(Map.of("id", text(((i % 2 == 0) ? "order#" : "") + i)));
		}
		Set<Object> seen = new HashSet<>();
		pages(table.template().scan(), 3)
			.forEach((page) -> page.items().forEach((item) -> assertThat(seen.add(item.get("id"))).isTrue()));
		assertThat(seen).hasSize(20);
	}

	@Test
	void goesOnWithAnotherPageSizeOrProjection() {
		Page<Map<String, Object>> first = TABLE.template().query((query) -> query.hashKey("a")).page(PageRequest.of(5));
		assertThat(
				TABLE.template().query((query) -> query.hashKey("a")).page(PageRequest.of(7).after(first.nextToken())))
			.satisfies((page) -> assertThat(page.items()).hasSize(7)
				.first()
				.satisfies((item) -> assertThat(item).containsEntry("line", "15")));
		assertThat(TABLE.template()
			.query((query) -> query.hashKey("a").project("line"))
			.page(PageRequest.of(1).after(first.nextToken()))
			.items()).containsExactly(Map.of("line", "15"));
		assertThat(TABLE.template().query((query) -> query.hashKey("a")).page(PageRequest.of(1).after("")).items())
			.as("an empty token asks for the first page")
			.singleElement()
			.satisfies((item) -> assertThat(item).containsEntry("line", "10"));
	}

	@Test
	void refusesTheTokenOfAnotherQuery() {
		String token = token((query) -> query.hashKey("a"));
		refuses("another query", token, (query) -> query.hashKey("b"));
		refuses("another query", token, (query) -> query.hashKey("a").descending());
		refuses("another query", token, (query) -> query.hashKey("a").filter("size > :s", Map.of(":s", 3)));
		refuses("another query", token, (query) -> query.hashKey("a").rangeKey(RangeKeyCondition.atLeast("1")));
		refuses("another query", token, (query) -> query.index("by-customer").hashKey("a"));
		refuses("another query", token, (query) -> query.hashKey("a").prefix("id", "x#"));
		refusesFrom("another query or scan", token, DaplugTemplate::scan);
		String filtered = token((query) -> query.hashKey("a").filter("size > :s", Map.of(":s", 3)));
		refuses("another query", filtered, (query) -> query.hashKey("a").filter("size > :s", Map.of(":s", 4)));
	}

	@Test
	void refusesTheTokenOfAnotherScan() {
		String token = TABLE.template().scan().page(PageRequest.of(3)).nextToken();
		assertThat(token).isNotNull();
		refusesFrom("another query or scan", token,
				(template) -> template.scan((scan) -> scan.filter("size > :s", Map.of(":s", 3))));
		refusesFrom("another query or scan", token, (template) -> template.scan((scan) -> scan.index("by-customer")));
		refusesFrom("another query or scan", token, (template) -> template.query((query) -> query.hashKey("a")));
		assertThat(TABLE.template().scan((scan) -> scan.project("line")).page(PageRequest.of(3).after(token)).items())
			.hasSize(3);
	}

	@Test
	void tellsQueriesApartByThePrefixOfEachKey() {
		String token = token((query) -> query.hashKey("a").rangeKey(RangeKeyCondition.atLeast("1")));
		refuses("another query", token,
				(query) -> query.hashKey("a").rangeKey(RangeKeyCondition.atLeast("1")).prefix("line", "x#"));
		refuses("another query", token, (query) -> query.hashKey("a").rangeKey(RangeKeyCondition.atLeast("2")));
		refuses("another query", token, (query) -> query.hashKey("a").rangeKey(RangeKeyCondition.greaterThan("1")));
		refuses("another query", token((query) -> query.hashKey("a")),
				(query) -> query.hashKey("a").prefix("line", "x#"));
		refuses("another query", token((query) -> query.index("by-customer").hashKey("c")),
				(query) -> query.index("by-customer").hashKey("c").prefix("customer", "x#"));
		assertThat(TABLE.template()
			.query((query) -> query.keyCondition("id = :id AND line >= :line", Map.of(":id", "a", ":line", "1"))
				.prefix("line", "l#"))
			.page(PageRequest.of(3).after(token))
			.items()).as("the same query, put otherwise").hasSize(3);
	}

	@Test
	void refusesADamagedToken() {
		String token = token((query) -> query.hashKey("a"));
		byte[] bytes = Base64.getUrlDecoder().decode(token);
		for (int i = 0; i < bytes.length; i++) {
			byte[] damaged = bytes.clone();
			damaged[i] ^= 1;
			refuses("damaged", Base64.getUrlEncoder().withoutPadding().encodeToString(damaged),
					(query) -> query.hashKey("a"));
		}
		for (String garbage : List.of("x", "%%%", "AQ", token.substring(0, 20), token + "AAAA",
				Base64.getUrlEncoder().encodeToString("{\"id\":\"a\"}".getBytes(StandardCharsets.UTF_8)))) {
			refuses("damaged", garbage, (query) -> query.hashKey("a"));
		}
	}

	@Test
	void doesNotScanForAQueryWithoutHashKey() {
		try (CountedRequests requests = new CountedRequests()) {
			ItemQuery<?> query = TABLE.quiet(requests.client()).query((options) -> options.descending());
			for (ThrowingCallable call : List.<ThrowingCallable>of(() -> query.page(PageRequest.of(1)), query::list,
					query::first, query::count, query::response, () -> query.response(Select.COUNT))) {
				assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(call)
					.withMessageContaining("A query needs a value of the hash key 'id'")
					.withMessageContaining("or use scan");
			}
			assertThat(requests.operations()).isEmpty();
		}
	}

	private static String token(Consumer<QueryOptions.Builder> query) {
		String token = TABLE.template().query(query).page(PageRequest.of(3)).nextToken();
		assertThat(token).isNotNull().matches("[A-Za-z0-9_-]+");
		return token;
	}

	private static void refuses(String why, String token, Consumer<QueryOptions.Builder> query) {
		refusesFrom(why, token, (template) -> template.query(query));
	}

	private static void refusesFrom(String why, String token, Function<DaplugTemplate, ItemSelection<?>> selection) {
		try (CountedRequests requests = new CountedRequests()) {
			assertThatExceptionOfType(InvalidPageTokenException.class).as(token)
				.isThrownBy(() -> selection.apply(TABLE.quiet(requests.client())).page(PageRequest.of(3).after(token)))
				.withMessageContaining(why);
			assertThat(requests.operations()).isEmpty();
		}
	}

	private static List<Integer> sizes(Consumer<QueryOptions.Builder> query, int size) {
		return pages(TABLE.template(), query, size).stream().map((page) -> page.items().size()).toList();
	}

	private static List<Page<Map<String, Object>>> pages(DaplugTemplate template, Consumer<QueryOptions.Builder> query,
			int size) {
		return pages(template.query(query), size);
	}

	private static List<Page<Map<String, Object>>> pages(ItemSelection<Map<String, Object>> items, int size) {
		List<Page<Map<String, Object>>> pages = new ArrayList<>();
		PageRequest request = PageRequest.of(size);
		do {
			Page<Map<String, Object>> page = items.page(request);
			assertThat(page.hasNext()).isEqualTo(page.nextToken() != null);
			pages.add(page);
			request = request.after(page.nextToken());
		}
		while (request.token() != null && pages.size() < 100);
		return pages;
	}

}
