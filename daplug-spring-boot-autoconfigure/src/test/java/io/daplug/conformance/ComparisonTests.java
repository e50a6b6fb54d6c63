package io.daplug.conformance;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.conformance.ConformanceCase.Step;
import io.daplug.conformance.Outcome.Failed;
import io.daplug.conformance.Outcome.Returned;
import io.daplug.item.InvalidKeyException;
import io.daplug.template.model.ItemNotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Comparison}: a comparison that cannot fail would pass every case.
 */
class ComparisonTests {

	@Test
	void numbersAreEqualByValue() {
		assertThat(compare("{}", "{'result': {'n': 19.90}}", Map.of("n", new BigDecimal("19.9")))).isNull();
		assertThat(compare("{}", "{'result': {'n': 0.00}}", Map.of("n", 0))).isNull();
	}

	@Test
	void numbersBeyondADoubleDiffer() {
		assertThat(compare("{}", "{'result': {'n': 9007199254740993.1}}",
				Map.of("n", new BigDecimal("9007199254740993.2"))))
			.contains("9007199254740993.1", "9007199254740993.2");
	}

	@Test
	void aNumberIsNoText() {
		assertThat(compare("{}", "{'result': {'n': 1}}", Map.of("n", "1"))).isNotNull();
	}

	@Test
	void aMissingAttributeIsNoNull() {
		Map<String, @Nullable Object> withNull = new HashMap<>();
		withNull.put("n", null);
		assertThat(compare("{}", "{'result': {'n': null}}", withNull)).isNull();
		assertThat(compare("{}", "{'result': {'n': null}}", Map.of())).isNotNull();
	}

	@Test
	void setsHaveNoOrderAndListsHaveOne() {
		assertThat(compare("{}", "{'result': {'$set': ['a', 'b']}}", new LinkedHashSet<>(List.of("b", "a")))).isNull();
		assertThat(compare("{}", "{'result': ['a', 'b']}", List.of("b", "a"))).isNotNull();
		assertThat(compare("{}", "{'result': {'$set': ['a']}}", List.of("a"))).isNotNull();
	}

	@Test
	void binaryIsEqualByContent() {
		assertThat(compare("{}", "{'result': {'$binary': 'AAE='}}", new byte[] { 0, 1 })).isNull();
		assertThat(compare("{}", "{'result': {'$binary': 'AAE='}}", new byte[] { 0, 2 })).isNotNull();
	}

	@Test
	void unorderedResultsAreCountedElementByElement() {
		String result = "{'result': [{'a': 1}, {'a': 2}, {'a': 2}]}";
		assertThat(compare("{'unordered': true}", result, List.of(Map.of("a", 2), Map.of("a", 1), Map.of("a", 2))))
			.isNull();
		assertThat(compare("{'unordered': true}", result, List.of(Map.of("a", 2), Map.of("a", 1), Map.of("a", 1))))
			.isNotNull();
	}

	@Test
	void onlyTheNumberOfResultsIsComparedWhereOnlyItWasRecorded() {
		assertThat(compare("{'count': true}", "{'result': {'count': 2}}", List.of("a", "b"))).isNull();
		assertThat(compare("{'count': true}", "{'result': {'count': 2}}", List.of("a"))).isNotNull();
	}

	@Test
	void errorsAreComparedByKindAndCode() {
		Failed notFound = failed(new ItemNotFoundException("gone", "orders", null));
		assertThat(compare("{'error': {'kind': 'not-found'}}", notFound)).isNull();
		assertThat(compare("{'error': {'kind': 'invalid-date'}}", notFound)).contains("invalid-date", "gone");
		assertThat(compare("{'result': null}", notFound)).isNotNull();
		assertThat(compare("{'error': {'kind': 'not-found'}}", new Returned(null))).isNotNull();
	}

	@Test
	void aRefusalOfOursCountsOnlyBeforeTheWrite() {
		String expected = "{'error': {'kind': 'dynamodb-error', 'code': 'ValidationException'}}";
		InvalidKeyException refusal = new InvalidKeyException("no key");
		assertThat(compare(expected, new Failed(ErrorKind.of(refusal, false, false), refusal))).isNull();
		assertThat(compare(expected, new Failed(ErrorKind.of(refusal, false, true), refusal))).isNotNull();
		NullPointerException crash = new NullPointerException();
		assertThat(compare(expected, new Failed(ErrorKind.of(crash, false, false), crash))).isNotNull();
	}

	@Test
	void aCallWithoutDataIsRefusedAsSuch() {
		IllegalArgumentException refusal = new IllegalArgumentException("'item' must not be null");
		Failed failed = new Failed(ErrorKind.of(refusal, true, false), refusal);
		assertThat(compare("{'error': {'kind': 'missing-argument'}}", failed)).isNull();
		assertThat(compare("{'error': {'kind': 'param-validation'}}", failed)).isNotNull();
	}

	@Test
	void whatStopsTheStartIsNoFailedCondition() {
		IllegalStateException unset = new IllegalStateException("'hash-key' must be set");
		Failed failed = new Failed(ErrorKind.atStart(unset), unset);
		assertThat(compare("{'error': {'kind': 'missing-hash-key'}}", failed)).isNull();
		assertThat(compare("{'error': {'kind': 'conditional-check-failed'}}", failed)).isNotNull();
	}

	@Test
	void tablesAreComparedAsSetsOfItems() {
		String expected = "[{'id': {'N': '1.0'}}, {'id': {'S': 'b'}, 'tags': {'SS': ['x', 'y']}}]";
		Map<String, AttributeValue> number = Map.of("id", AttributeValue.fromN("1"));
		Map<String, AttributeValue> text = Map.of("id", AttributeValue.fromS("b"), "tags",
				AttributeValue.fromSs(List.of("y", "x")));
		assertThat(compareTable(expected, List.of(text, number))).isNull();
		assertThat(compareTable(expected, List.of(number))).isNotNull();
		assertThat(compareTable(expected, List.of(text, number, number))).isNotNull();
		assertThat(compareTable(expected, List.of(text, Map.of("id", AttributeValue.fromS("1"))))).isNotNull();
	}

	private static Failed failed(RuntimeException ex) {
		Set<ErrorKind> kinds = ErrorKind.of(ex, false, false);
		return new Failed(kinds, ex);
	}

	private static @Nullable String compare(String step, String expected, Object actual) {
		return Comparison.ofStep(new Step(Corpus.JSON.readTree(json(step)), Corpus.JSON.readTree(json(expected))),
				new Returned(actual));
	}

	private static @Nullable String compare(String expected, Outcome actual) {
		return Comparison.ofStep(new Step(Corpus.JSON.readTree("{}"), Corpus.JSON.readTree(json(expected))), actual);
	}

	private static @Nullable String compareTable(String expected, List<Map<String, AttributeValue>> items) {
		return Comparison.ofTable(Corpus.JSON.readTree(json(expected)),
				items.stream().map(CorpusValues::item).toList());
	}

	private static String json(String text) {
		return text.replace('\'', '"');
	}

}
