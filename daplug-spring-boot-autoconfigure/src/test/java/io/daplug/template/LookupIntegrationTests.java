package io.daplug.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.guard.ItemVisibility;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadOptions;
import io.daplug.template.model.ScanOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for reads that answer whether, how many, and which is the first; and for range
 * keys that are asked for by their beginning.
 */
class LookupIntegrationTests {

	private static final StoredTable TABLE = StoredTable
		.of((table) -> table.hashPrefix("o#").rangeKey("kind").rangePrefix("k#"));

	/** Hides what is gone. */
	private static final ItemVisibility VISIBILITY = new ItemVisibility() {

		@Override
		public Set<String> attributes() {
			return Set.of("gone");
		}

		@Override
		public @Nullable Map<String, AttributeValue> visible(Map<String, AttributeValue> stored) {
			return stored.containsKey("gone") ? null : stored;
		}

	};

	private final CountedRequests requests = new CountedRequests();

	private final DaplugTemplate template = TABLE.template(this.requests.client());

	private final DaplugTemplate hiding = DaplugTemplate.builder(this.requests.client(), TABLE.definition())
		.visibility(VISIBILITY)
		.build();

	record Kind(String id, String kind, int n) {
	}

	@BeforeAll
	static void store() {
		for (int n = 0; n < 20; n++) {
			Map<String, AttributeValue> item = new LinkedHashMap<>(
					Map.of("id", text("o#a"), "kind", text("k#%s#%02d".formatted((n < 12) ? "doc" : "img", n)), "n",
							number(n), "note", text("x".repeat(100))));
			if (n == 0 || n == 19) {
				item.put("gone", AttributeValue.fromBool(true));
			}
			TABLE.put(item);
		}
		byte[] large = new byte[350_000];
		for (int n = 0; n < 12; n++) {
			TABLE.put(Map.of("id", text("o#large"), "kind", text("k#%02d".formatted(n)), "n", number(n), "data",
					AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(large))));
		}
	}

	@AfterEach
	void close() {
		this.requests.close();
	}

	@Test
	void knowsWhetherAnItemExistsByOneGetOfTheKey() {
		ItemKey key = ItemKey.of("a", "doc#01");
		assertThat(this.template.exists(key)).isTrue();
		assertThat(this.template.exists(ItemKey.of(Map.of("id", "a", "kind", "doc#01")))).isTrue();
		assertThat(this.template.exists(ItemKey.of("a", "doc#99"))).isFalse();
		assertThat(this.template.as(Kind.class).exists(key, (options) -> options.consistentRead(true))).isTrue();
		assertThat(this.template.exists(ItemKey.of("o#a", "doc#01"), (options) -> options.prefix("id", ""))).isTrue();
		assertThat(this.requests.operations()).containsOnly("GetItem").hasSize(5);
	}

	@Test
	void bringsNothingButTheKeyToKnowThatAnItemExists() {
		List<Map<String, AttributeValue>> brought = new ArrayList<>();
		DaplugTemplate watched = DaplugTemplate.builder(FaultyClient.with((request, server) -> {
			GetItemResponse response = (GetItemResponse) server.get();
			brought.add(response.item());
			assertThat(((GetItemRequest) request).consistentRead()).isFalse();
			return response;
		}), TABLE.definition()).visibility(VISIBILITY).build();
		assertThat(watched.exists(ItemKey.of("a", "doc#01"))).isTrue();
		assertThat(watched.exists(ItemKey.of("a", "doc#00"))).as("hidden").isFalse();
		assertThat(brought.get(0)).containsOnlyKeys("id", "kind");
		assertThat(brought.get(1)).containsOnlyKeys("id", "kind", "gone");
	}

	@Test
	void refusesToLookForWhatAnItemHolds() {
		ItemKey key = ItemKey.of("a", "doc#01");
		for (Consumer<ReadOptions.Builder> options : List.<Consumer<ReadOptions.Builder>>of((read) -> read.project("n"),
				(read) -> read.projectType(), (read) -> read.schema("Order"))) {
			assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.template.exists(key, options))
				.withMessageContaining("must not be set for 'exists'");
		}
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> this.template.exists(ItemKey.of("a")));
		assertThat(this.requests.operations()).isEmpty();
	}

	@Test
	@DisplayName("the first item takes a request that looks at one; at some more where items are hidden")
	void readsTheFirst() {
		assertThat(this.template.first((query) -> query.hashKey("a")))
			.hasValueSatisfying((item) -> assertThat(item).containsEntry("kind", "doc#00"));
		assertThat(this.hiding.first((query) -> query.hashKey("a")))
			.hasValueSatisfying((item) -> assertThat(item).containsEntry("kind", "doc#01"));
		assertThat(this.hiding.first((query) -> query.hashKey("a").descending(), Kind.class))
			.contains(new Kind("a", "img#18", 18));
		assertThat(this.template.as(Kind.class).first((query) -> query.hashKey("nobody"))).isEmpty();
		assertThat(this.template.first(QueryOptions.of((query) -> query.hashKey("a").limit(1)), Kind.class))
			.contains(new Kind("a", "doc#00", 0));
		assertThat(this.requests.operations()).containsOnly("Query").hasSize(5);
	}

	@Test
	@DisplayName("(P16) the first item behind a filter is found over pages that have none")
	void readsTheFirstOverEmptyPages() {
		List<Integer> pages = new ArrayList<>();
		DaplugTemplate small = TABLE.template(FaultyClient.with((request, server) -> {
			QueryResponse page = LocalDynamoDb.client().query(((QueryRequest) request).toBuilder().limit(5).build());
			pages.add(page.count());
			return page;
		}));
		assertThat(small.first((query) -> query.hashKey("a").filter(Condition.attribute("n").isEqualTo(11))))
			.hasValueSatisfying((item) -> assertThat(item).containsEntry("kind", "doc#11"));
		assertThat(pages).containsExactly(0, 0, 1);
	}

	@Test
	void countsQueriesAndScansOverAllPages() {
		assertThat(this.template.count((query) -> query.hashKey("large"))).isEqualTo(12);
		assertThat(this.requests.operations()).hasSizeGreaterThan(3).containsOnly("Query");
		assertThat(this.template.count((query) -> query.hashKey("a").rangePrefix("img#"))).isEqualTo(8);
		assertThat(this.template.as(Kind.class).count((query) -> query.hashKey("a").limit(5))).isEqualTo(5);
		assertThat(this.template.count(ScanOptions.DEFAULTS)).isEqualTo(32);
		assertThat(this.template.count(ScanOptions.of((scan) -> scan.segments(3)))).isEqualTo(32);
		assertThat(this.template.as(Kind.class)
			.count(ScanOptions.of((scan) -> scan.segments(3).filter(Condition.attribute("n").isLessThan(3)))))
			.isEqualTo(6);
	}

	@Test
	void countsWhatIsVisible() {
		assertThat(this.hiding.count((query) -> query.hashKey("a"))).isEqualTo(18);
		assertThat(this.hiding.count(ScanOptions.of((scan) -> scan.segments(4)))).isEqualTo(30);
		assertThat(this.hiding.count((query) -> query.hashKey("a").filter(Condition.attribute("n").isLessThan(3))))
			.isEqualTo(2);
	}

	@Test
	void doesNotScanForACountOrFirstWithoutHashKey() {
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.template.count((query) -> {
		})).withMessageContaining("needs a value of the hash key");
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.template.first((query) -> {
		})).withMessageContaining("needs a value of the hash key");
		assertThat(this.requests.operations()).isEmpty();
	}

	@Test
	@DisplayName("(P25) items are found by the beginning of their range key, behind the table's prefix")
	void findsItemsByTheBeginningOfTheirRangeKey() {
		assertThat(this.template.query((query) -> query.hashKey("a").rangePrefix("doc#1")).list())
			.extracting((item) -> item.get("kind"))
			.containsExactly("doc#10", "doc#11");
		assertThat(this.template.query((query) -> query.hashKey("a").rangePrefix("")).list())
			.as("all that have the table's prefix")
			.hasSize(20);
		assertThat(
				this.template.query((query) -> query.hashKey("a").rangePrefix("k#img").prefix("kind", "").descending())
					.first())
			.hasValueSatisfying((item) -> assertThat(item).containsEntry("kind", "k#img#19"));
	}

	@Test
	@DisplayName("(quirk) a beginning and a condition of the range key are refused together")
	void refusesTwoConditionsOfTheRangeKey() {
		assertThatIllegalStateException()
			.isThrownBy(() -> QueryOptions
				.of((query) -> query.hashKey("a").rangePrefix("doc").rangeKey(RangeKeyCondition.equalTo("img"))))
			.withMessage(
					"'rangePrefix' must not be set together with 'rangeKey' or 'keyCondition': a range key has one condition");
		assertThatIllegalStateException().isThrownBy(() -> QueryOptions.of((query) -> query.rangePrefix("doc")))
			.withMessage("'rangePrefix' needs a 'hashKey'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> QueryOptions.of((query) -> query.hashKey("a").rangePrefix(nothing())))
			.withMessage("'rangePrefix' must not be null");
	}

	@Test
	void refusesAnEmptyBeginningWithoutPrefix() {
		StoredTable bare = StoredTable.of((table) -> table.rangeKey("kind"));
		for (RangeKeyCondition empty : List.of(RangeKeyCondition.beginsWith(""), RangeKeyCondition.equalTo(""),
				RangeKeyCondition.between("", "z"), RangeKeyCondition.atLeast(""))) {
			assertThatExceptionOfType(InvalidKeyException.class)
				.isThrownBy(() -> bare.template(this.requests.client())
					.query((query) -> query.hashKey("a").rangeKey(empty))
					.list())
				.withMessageContaining("'kind' is empty");
		}
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(
				() -> this.template.query((query) -> query.hashKey("a").rangePrefix("").prefix("kind", "")).list());
		assertThat(this.requests.operations()).isEmpty();
	}

	@SuppressWarnings({ "NullAway", "unchecked" })
	private static <T> T nothing() {
		return (T) null;
	}

}
