package io.daplug.conformance;

import java.util.Map;

import io.daplug.conformance.Verdict.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Verdict}: cases that are not in the corpus end by rules.
 */
class VerdictTests {

	private static final String TABLE = "'table': {'hash': {'name': 'id', 'type': 'S'}}, "
			+ "'given': [{'id': 'p#a', 'at': '2024-05-10'}]";

	/** A request of each operation that has one. */
	private static final Map<String, String> REQUESTS = Map.of("get", "'Key': {'id': 'a'}", "delete",
			"'Key': {'id': 'a'}", "query",
			"'KeyConditionExpression': 'id = :id', 'ExpressionAttributeValues': {':id': 'a'}", "scan", "'Limit': 5",
			"update", "'Key': {'id': 'a'}");

	@Test
	void aDifferenceThatNothingExplainsIsAFailure() {
		Verdict verdict = verdict("", "{'op': 'get', 'args': {'query': {'Key': {'id': 'p#a'}}}}",
				"{'result': {'id': 'other'}}");
		assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
		assertThat(verdict.details()).singleElement().asString().contains("other", "p#a");
	}

	@Test
	void whatNobodyExpectedIsAFailureOfItsCase() {
		Verdict verdict = Verdict.of(conformanceCase("{'table': {'hash': {'name': 'id', 'type': 'X'}}}"));
		assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
		assertThat(verdict.cause()).isNotNull();
	}

	@Test
	void anOperationThatWeDoNotHaveCannotBeSaid() {
		Verdict verdict = verdict("", "{'op': 'transact', 'args': {}}", "{'result': null}");
		assertThat(verdict.kind()).isEqualTo(Kind.NOT_EXPRESSIBLE);
		assertThat(verdict.details()).containsExactly("transact");
	}

	@Test
	void argumentsThatTheAncestorDoesNotKnowAreIgnored() {
		assertPassed("'identifier': 'id', 'engine': null",
				"{'op': 'get', 'args': {'query': {'Key': {'id': 'p#a'}}, 'retries': 3, 'Limit': 1, 'data': 7}}",
				"{'result': {'id': 'p#a', 'at': '2024-05-10'}}");
	}

	@Test
	void theFlagOfAnotherReadIsIgnored() {
		assertPassed("", "{'op': 'scan', 'args': {'raw_query': true}}",
				"{'result': [{'id': 'p#a', 'at': '2024-05-10'}]}");
	}

	@Test
	void aReadWithoutOperationGets() {
		assertPassed("", "{'op': 'read', 'args': {'query': {'Key': {'id': 'p#a'}}}}",
				"{'result': {'id': 'p#a', 'at': '2024-05-10'}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "'all'", "[1]" })
	void whatIsNoRequestIsNone(String query) {
		assertPassed("", "{'op': 'scan', 'args': {'query': %s}}".formatted(query),
				"{'result': [{'id': 'p#a', 'at': '2024-05-10'}]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Key", "KeyConditions", "QueryFilter", "ScanFilter", "AttributesToGet",
			"ConditionalOperator", "Expected", "ReturnConsumedCapacity", "ReturnItemCollectionMetrics", "ReturnValues",
			"ReturnValuesOnConditionCheckFailure", "Segment", "TotalSegments", "TableName", "limit", "AddedLater" })
	void aMemberOfARequestWithoutTypedFormCannotBeSaid(String member) {
		REQUESTS.forEach((operation, request) -> {
			if (!request.contains("'" + member + "'")) {
				assertNotExpressible(operation, request + ", '%s': 'x'".formatted(member), member);
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "IndexName", "FilterExpression", "ProjectionExpression", "ExpressionAttributeNames",
			"ConsistentRead", "ScanIndexForward", "ExclusiveStartKey", "Select", "ConditionExpression" })
	void aNullInARequestCannotBeSaid(String member) {
		REQUESTS.forEach((operation, request) -> assertNotExpressible(operation,
				request + ", '%s': null".formatted(member), member));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Limit                     | 'ten'
			Limit                     | 1.5
			Limit                     | 99999999999
			Select                    | 'ALL_ATTRIBUTES'
			ConsistentRead            | 'yes'
			ExclusiveStartKey         | 'a'
			IndexName                 | 5
			ProjectionExpression      | ['id']
			ExpressionAttributeNames  | {}
			ExpressionAttributeNames  | {'#i': 5}
			""", quoteCharacter = '`')
	void aValueOfAnotherTypeCannotBeSaid(String member, String value) {
		assertNotExpressible("query", REQUESTS.get("query") + ", '%s': %s".formatted(member, value), member);
	}

	@Test
	void bothIdempotenceModesLetTheLatestWin() {
		String modes = "'hash_key': 'id', 'idempotence_key': 'at', "
				+ "'raise_idempotence_error': true, 'idempotence_use_latest': true";
		String step = "{'op': 'update', 'args': {'operation': 'get', 'query': {'Key': {'id': 'p#a'}}, "
				+ "'data': {'at': '%s'}}}";
		assertPassed(modes, step.formatted("2024-05-11"), "{'result': {'id': 'p#a', 'at': '2024-05-11'}}");
		assertPassed(modes, step.formatted("2024-05-09"), "{'result': {'id': 'p#a', 'at': '2024-05-10'}}");
		assertDecided(Decision.BOTH_MODES, modes, step.formatted("2024-05-11"),
				"{'error': {'kind': 'idempotence-changed'}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ", 'hash_prefix': null", ", 'hash_key': null, 'hash_prefix': null" })
	void aNullPrefixLeavesTheTables(String prefix) {
		assertPassed("'hash_key': 'id', 'hash_prefix': 'p#'",
				"{'op': 'get', 'args': {'query': {'Key': {'id': 'a'}}%s}}".formatted(prefix),
				"{'result': {'id': 'a', 'at': '2024-05-10'}}");
	}

	@Test
	void anEmptyPrefixTakesTheTablesOff() {
		assertPassed("'hash_key': 'id', 'hash_prefix': 'q#'",
				"{'op': 'get', 'args': {'query': {'Key': {'id': 'p#a'}}, 'hash_prefix': ''}}",
				"{'result': {'id': 'p#a', 'at': '2024-05-10'}}");
	}

	@Test
	void aPrefixGoesWithTheAttributeThatTheCallNames() {
		assertPassed("'hash_key': 'id', 'hash_prefix': '2024-'",
				"{'op': 'get', 'args': {'query': {'Key': {'id': 'p#a'}}, 'hash_key': 'at'}}",
				"{'result': {'id': 'p#a', 'at': '05-10'}}");
	}

	@Test
	void aHashKeyOfTheCallIsNoneOfTheAdapter() {
		assertPassed("", "{'op': 'insert', 'args': {'data': {'id': 'b'}, 'hash_key': 'id'}}",
				"{'error': {'kind': 'missing-hash-key'}}");
	}

	@Test
	void theLastOfSeveralEntriesOfOneKeyWins() {
		String batch = "{'op': 'batch_insert', 'args': {'data': [{'id': 'b', 'v': 1}, {'id': 'b', 'v': 2}]}}";
		assertPassed("", batch, "{'result': null}", "'tableAfter': [{'id': {'S': 'p#a'}, 'at': {'S': '2024-05-10'}},"
				+ " {'id': {'S': 'b'}, 'v': {'N': '2'}}]");
		assertDecided(Decision.DUPLICATES, "", batch,
				"{'error': {'kind': 'dynamodb-error', 'code': 'ValidationException'}}");
	}

	@Test
	void aRefusedBatchWithoutDuplicatesIsNotDecided() {
		Verdict verdict = verdict("",
				"{'op': 'batch_insert', 'args': {'data': [{'id': 'b', 'v': 1}, {'id': 'c', 'v': 1}]}}",
				"{'error': {'kind': 'dynamodb-error', 'code': 'ValidationException'}}");
		assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "'append'", "'ADD'" })
	void aMergeWithoutNameIsDecidedOtherwise(String operation) {
		assertDecided(Decision.UNKNOWN_MERGE, "",
				"{'op': 'update', 'args': {'operation': 'get', 'query': {'Key': {'id': 'p#a'}}, 'data': {'v': 1}, "
						+ "'update_list_operation': %s}}".formatted(operation),
				"{'result': 'as it was'}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "''", "{}" })
	void nothingIsSentWhereThereIsNothingToSend(String data) {
		assertPassed("'hash_key': 'id', 'sns_arn': 'arn:aws:sns:us-east-2:000000000000:orders'",
				"{'op': 'insert', 'args': {'data': {'id': 'b'}, 'publish_data': %s}}".formatted(data),
				"{'result': {'id': 'b'}}", "'published': []");
	}

	@Test
	void writesPastTheLibraryAreSteps() {
		assertPassed("",
				"{'op': 'raw_put', 'args': {'item': {'id': 'b'}}},"
						+ " {'op': 'raw_delete', 'args': {'key': {'id': 'p#a'}}}",
				"{'result': null}, {'result': null}", "'tableAfter': [{'id': {'S': 'b'}}]");
	}

	private static void assertNotExpressible(String operation, String request, String member) {
		String more = operation.equals("update") ? ", 'operation': 'get', 'data': {'v': 1}" : "";
		Verdict verdict = Verdict
			.of(conformanceCase("{'adapter': {'hash_key': 'id'}, 'steps': [{'op': '%s', 'args': {'query': {%s}%s}}]}"
				.formatted(operation, request, more)));
		assertThat(verdict.kind()).as("%s of %s", operation, request).isEqualTo(Kind.NOT_EXPRESSIBLE);
		assertThat(verdict.details()).containsExactly(member);
	}

	private static void assertPassed(String adapter, String steps, String expected, String... more) {
		Verdict verdict = verdict(adapter, steps, expected, more);
		assertThat(verdict.details()).isEmpty();
		assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
	}

	private static void assertDecided(Decision decision, String adapter, String steps, String expected) {
		Verdict verdict = verdict(adapter, steps, expected);
		assertThat(verdict.kind()).isEqualTo(Kind.QUIRK_DIFFERENT);
		assertThat(verdict.decision()).isEqualTo(decision);
	}

	private static Verdict verdict(String adapter, String steps, String expected, String... more) {
		String after = (more.length > 0) ? ", " + more[0] : "";
		return Verdict.of(conformanceCase("{%s, 'adapter': {%s}, 'steps': [%s], 'expect': {'steps': [%s]%s}}"
			.formatted(TABLE, adapter, steps, expected, after)));
	}

	private static ConformanceCase conformanceCase(String json) {
		return new ConformanceCase(Corpus.JSON.readTree(json.replace('\'', '"')));
	}

}
