package io.daplug.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.daplug.expression.AttributePath;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.guard.ItemVisibility;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemConversionException;
import io.daplug.item.ItemKey;
import io.daplug.schema.UnknownSchemaException;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.BatchGetResult;
import io.daplug.template.batch.IncompleteBatchException;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.model.BatchGetOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for reading the items of many keys.
 */
class BatchGetIntegrationTests {

	private static final StoredTable TABLE = StoredTable
		.of((table) -> table.hashPrefix("o#").rangeKey("line", ScalarAttributeType.N));

	private final DaplugTemplate orders = TABLE.template();

	record Line(String id, int line, String note) {
	}

	@BeforeAll
	static void store() {
		for (int line = 0; line < 250; line++) {
			TABLE.put(Map.of("id", text("o#a"), "line", number(line), "note", text("n" + line)));
		}
		TABLE.put(Map.of("id", text("o#b"), "line", number(1), "note", AttributeValue.fromL(List.of())));
	}

	private static ItemKey key(int line) {
		return ItemKey.of("a", line);
	}

	private static List<ItemKey> keys(int from, int to) {
		return IntStream.range(from, to).mapToObj(BatchGetIntegrationTests::key).toList();
	}

	@Test
	@DisplayName("(P9) (P17) any number of keys is read, 100 by one request, and comes back in the order of the keys")
	void readsAnyNumberInTheOrderOfTheKeys() {
		try (CountedRequests counted = new CountedRequests()) {
			List<ItemKey> keys = new ArrayList<>(keys(0, 250));
			Collections.reverse(keys);
			BatchGetResult<Line> result = TABLE.template(counted.client()).as(Line.class).batchGet(keys);
			assertThat(result.items()).extracting(Line::line)
				.containsExactlyElementsOf(IntStream.range(0, 250).mapToObj((line) -> 249 - line).toList());
			assertThat(result.items().get(0)).isEqualTo(new Line("a", 249, "n249"));
			assertThat(result.byKey().keySet()).containsExactlyElementsOf(keys);
			assertThat(result.get(key(7))).contains(new Line("a", 7, "n7"));
			assertThat(result.complete()).isTrue();
			assertThat(result.requireComplete()).isSameAs(result);
			assertThat(counted.operations()).containsExactly("BatchGetItem", "BatchGetItem", "BatchGetItem");
		}
	}

	@Test
	void readsNothingForNoKeys() {
		try (CountedRequests counted = new CountedRequests()) {
			BatchGetResult<Map<String, Object>> result = TABLE.template(counted.client()).batchGet(List.of());
			assertThat(result.items()).isEmpty();
			assertThat(result.complete()).isTrue();
			assertThat(counted.operations()).isEmpty();
		}
	}

	@Test
	void tellsMissingKeys() {
		BatchGetResult<Map<String, Object>> result = this.orders.batchGet(List.of(key(900), key(3), key(901)));
		assertThat(result.items()).hasSize(1);
		assertThat(result.missing()).containsExactly(key(900), key(901));
		assertThat(result.get(key(900))).isEmpty();
		assertThat(result.complete()).as("a missing item is an answer").isTrue();
	}

	@Test
	@DisplayName("(P10) a key that is given twice, in whatever form, is asked for once and answered each time")
	void answersEachDuplicate() {
		ItemKey named = ItemKey.of(Map.of("line", 5, "id", "a"));
		ItemKey decimal = ItemKey.of("a", AttributeValue.fromN("5.00"));
		BatchGetResult<Line> result = this.orders
			.batchGet(List.of(key(5), named, key(6), key(5), decimal, key(999), key(999)), Line.class);
		assertThat(result.items()).extracting(Line::line).containsExactly(5, 5, 6, 5, 5);
		assertThat(result.missing()).containsExactly(key(999), key(999));
		assertThat(result.byKey()).containsOnlyKeys(key(5), named, key(6));
		assertThat(result.get(named)).isEqualTo(result.get(key(5)));
	}

	@Test
	void asksForADuplicateOnce() {
		List<BatchGetItemRequest> sent = Collections.synchronizedList(new ArrayList<>());
		DaplugTemplate template = TABLE.template(FaultyClient.with((request, server) -> {
			sent.add((BatchGetItemRequest) request);
			return server.get();
		}));
		List<ItemKey> keys = new ArrayList<>(Collections.nCopies(300, key(1)));
		keys.add(key(2));
		assertThat(template.batchGet(keys).items()).hasSize(301);
		assertThat(sent).singleElement()
			.satisfies((request) -> assertThat(request.requestItems().values().iterator().next().keys()).hasSize(2));
	}

	@Test
	void readsWhatIsAskedForOnly() {
		BatchGetResult<Map<String, Object>> result = this.orders.batchGet(List.of(key(2), key(1)),
				(options) -> options.project("note"));
		assertThat(result.items()).containsExactly(Map.of("note", "n2"), Map.of("note", "n1"));
		assertThat(this.orders.batchGet(List.of(key(2)), (options) -> options.project("line", "note")).items())
			.singleElement()
			.satisfies((item) -> assertThat(item).containsOnlyKeys("line", "note"));
		assertThat(
				this.orders.batchGet(List.of(key(2)), (options) -> options.project(AttributePath.of("other"))).items())
			.as("an item without the attribute is an item")
			.containsExactly(Map.of());
	}

	@Test
	void takesPrefixesOffAndOtherOnes() {
		assertThat(this.orders.batchGet(List.of(key(2))).items()).extracting((item) -> item.get("id"))
			.containsExactly("a");
		assertThat(this.orders.batchGet(List.of(ItemKey.of("o#a", 2)), (options) -> options.prefix("id", "")).items())
			.extracting((item) -> item.get("id"))
			.containsExactly("o#a");
	}

	@Test
	void readsConsistentlyIfAsked() {
		List<@Nullable Boolean> consistent = Collections.synchronizedList(new ArrayList<>());
		DaplugTemplate template = TABLE.template(FaultyClient.with((request, server) -> {
			consistent.add(((BatchGetItemRequest) request).requestItems().values().iterator().next().consistentRead());
			return server.get();
		}));
		template.batchGet(keys(0, 2));
		template.batchGet(keys(0, 2), (options) -> options.consistentRead(true));
		assertThat(consistent).containsExactly(null, true);
	}

	@Test
	void hidesItemsThatNobodySees() {
		ItemVisibility evenLines = new ItemVisibility() {

			@Override
			public Set<String> attributes() {
				return Set.of("note");
			}

			@Override
			public @Nullable Map<String, AttributeValue> visible(Map<String, AttributeValue> stored) {
				String note = stored.getOrDefault("note", text("?")).s();
				return (note.charAt(note.length() - 1) % 2 == 0) ? stored : null;
			}

		};
		DaplugTemplate template = DaplugTemplate.builder(LocalDynamoDb.client(), TABLE.definition())
			.visibility(evenLines)
			.build();
		BatchGetResult<Map<String, Object>> result = template.batchGet(keys(0, 4),
				(options) -> options.project("line"));
		assertThat(result.items()).extracting((item) -> String.valueOf(item.get("line"))).containsExactly("0", "2");
		assertThat(result.items()).allSatisfy((item) -> assertThat(item).containsOnlyKeys("line"));
		assertThat(result.missing()).containsExactly(key(1), key(3));
	}

	@Test
	void tellsAnItemThatDoesNotFitItsTypeAndKeepsTheOthers() {
		ItemKey foreign = ItemKey.of("b", 1);
		BatchGetResult<Line> result = this.orders.batchGet(List.of(key(1), foreign, key(2)), Line.class);
		assertThat(result.items()).extracting(Line::line).containsExactly(1, 2);
		assertThat(result.failed()).singleElement().satisfies((failure) -> {
			assertThat(failure.entry()).isEqualTo(foreign);
			assertThat(failure.cause()).isInstanceOf(ItemConversionException.class);
		});
		assertThat(result.complete()).isFalse();
	}

	@Test
	void failsLikeAGetIfNoKeyCouldBeRead() {
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> this.orders.batchGet(List.of(ItemKey.of("b", 1)), Line.class));
	}

	@Test
	@DisplayName("(P17) answers are matched by key, in whatever order they come")
	void matchesAnswersByKey() {
		DaplugTemplate template = TABLE.template(FaultyClient.with((request, server) -> {
			BatchGetItemResponse response = (BatchGetItemResponse) server.get();
			Map<String, List<Map<String, AttributeValue>>> turned = new LinkedHashMap<>();
			response.responses().forEach((table, items) -> {
				List<Map<String, AttributeValue>> reversed = new ArrayList<>(items);
				Collections.reverse(reversed);
				turned.put(table, reversed);
			});
			return response.toBuilder().responses(turned).build();
		}));
		assertThat(template.batchGet(List.of(key(4), key(900), key(2), key(8)), Line.class).items())
			.extracting(Line::line)
			.containsExactly(4, 2, 8);
	}

	@Test
	void refusesUnusableKeysBeforeTheFirstRequest() {
		try (CountedRequests counted = new CountedRequests()) {
			DaplugTemplate template = TABLE.template(counted.client());
			List<ItemKey> wrong = new ArrayList<>(keys(0, 150));
			wrong.add(ItemKey.of("a"));
			assertThatExceptionOfType(InvalidBatchException.class).isThrownBy(() -> template.batchGet(wrong))
				.withMessageContaining("Key 150 of the batch is unusable and nothing was read")
				.withMessageContaining("'line' is missing")
				.withCauseInstanceOf(InvalidKeyException.class)
				.satisfies((ex) -> assertThat(ex.index()).isEqualTo(150));
			assertThatExceptionOfType(InvalidBatchException.class)
				.isThrownBy(() -> template.batchGet(List.of(key(1), ItemKey.of("a", "one"))))
				.withMessageContaining("Key 1 of the batch")
				.withMessageContaining("'line' is text, but the table's key is a number");
			List<@Nullable ItemKey> holes = Arrays.asList(key(1), null);
			assertThatExceptionOfType(InvalidBatchException.class).isThrownBy(() -> readHoles(template, holes))
				.withMessage("Key 1 of the batch is null and nothing was read");
			assertThatExceptionOfType(UnknownSchemaException.class)
				.isThrownBy(() -> template.batchGet(keys(0, 1), (options) -> options.schema("Odrer")));
			assertThat(counted.operations()).isEmpty();
		}
	}

	@SuppressWarnings({ "NullAway", "unchecked" }) // What callers without null checks do.
	private static void readHoles(DaplugTemplate template, List<?> holes) {
		template.batchGet((List<ItemKey>) holes);
	}

	@Test
	void refusesOptionsThatCannotWork() {
		assertThatIllegalArgumentException().isThrownBy(() -> BatchGetOptions.of((options) -> options.parallelism(0)))
			.withMessage("'parallelism' must be positive, not 0");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> BatchGetOptions.of((options) -> options.deadline(Duration.ofSeconds(-1))))
			.withMessageContaining("'deadline' must not be negative");
	}

	@Test
	void demandsThatAllKeysWereAnswered() {
		BatchFailure<ItemKey> failure = new BatchFailure<>(key(1), new IllegalStateException("x"));
		BatchGetResult<String> result = new BatchGetResult<>(List.of(), Map.of(), List.of(), List.of(failure),
				List.of(key(2)));
		assertThatExceptionOfType(IncompleteBatchException.class).isThrownBy(result::requireComplete)
			.withMessage("0 items were found, 0 are missing, 1 could not be read and 1 are unprocessed")
			.withCause(failure.cause());
	}

}
