package io.daplug.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.daplug.conformance.Verdict.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs cases of the table manager that are not in the corpus: the runner brings each to
 * an end, and tells what it cannot say.
 */
class ManagerRobustnessTests {

	private static final List<String> ARGUMENTS = List.of("record", "records", "condition", "partition_key",
			"partition_key_prefix", "index", "sort_key", "sort_key_prefix", "filter", "consistent_read",
			"scan_index_forward", "projection", "data", "limit", "set_if_not_exists_keys", "extra_data");

	private static final List<String> OPTIONS = List.of("partition_key_name", "sort_key_name", "sort_key_prefix",
			"indexes", "local_indexes", "read_capacity_units", "write_capacity_units", "keys", "lowercase", "record");

	/** How many values each argument of each operation has in turn. */
	private static final int TURNS = 5;

	/** Values that hardly anything expects, and some that something does. */
	private static final List<JsonNode> VALUES = Corpus.JSON
		.readTree("[null, true, 0, 7, -1.5, 1E400, \"\", \"pk\", [], [null, 1], [\"pk\"], [{\"pk\": \"a\"}], [{}], {},"
				+ " {\"a\": null}, {\"key\": \"v\", \"operator\": \"BETWEEN\", \"value\": [\"v\"]},"
				+ " {\"and\": [{\"key\": \"v\"}]}, {\"fields\": {\"v\": 5}}, {\"computed\": {\"pk\": 1}}]")
		.values()
		.stream()
		.toList();

	/** Names of exceptions that would be mistakes of the runner itself. */
	private static final Set<String> MISTAKES = Set.of("NullPointerException", "ClassCastException",
			"NoSuchElementException", "IndexOutOfBoundsException", "UnsupportedOperationException",
			"JsonNodeException");

	private static final String TABLE = "'table': {'hash': {'name': 'pk', 'type': 'S'}}, "
			+ "'given': [{'pk': 'a', 'v': 1}, {'pk': 'b', 'v': 2}, {'pk': 'c', 'v': 3}]";

	@Test
	void noArgumentBringsTheRunnerDown() {
		List<String> fallen = new ArrayList<>();
		int place = 0;
		for (String operation : new TreeSet<>(ManagerCalls.OPERATIONS)) {
			for (String argument : ARGUMENTS) {
				for (int turn = 0; turn < TURNS; turn++) {
					ObjectNode json = step(operation);
					JsonNode value = VALUES.get(place++ % VALUES.size());
					((ObjectNode) json.path("steps").path(0).path("args")).set(argument, value);
					run(json, fallen);
				}
			}
		}
		assertThat(fallen).isEmpty();
	}

	@Test
	void noOptionBringsTheRunnerDown() {
		List<String> fallen = new ArrayList<>();
		for (String option : OPTIONS) {
			for (JsonNode value : VALUES) {
				ObjectNode json = step("get_record");
				json.putObject("adapter").set(option, value);
				((ObjectNode) json.path("steps").path(0).path("args")).putObject("record")
					.put("pk", "a")
					.put("sk", "b");
				run(json, fallen);
			}
		}
		assertThat(fallen).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			query       | `'retries': 3`                                      | retries
			query       | `'limit': 'ten'`                                    | limit
			query       | `'projection': 'v'`                                 | projection
			query       | `'filter': 'v = 1'`                                 | filter
			query       | `'filter': {'not': {'key': 'v'}}`                   | filter
			query       | `'filter': {'key': 'v', 'value': 5}`                | filter
			query       | `'filter': {'key': 'v', 'operator': null}`          | filter
			scan        | `'data': [1]`                                       | data
			scan        | `'index': 'by_v'`                                   | index
			batch_get   | `'records': {'pk': 'a'}`                            | records
			transact    | `'records': []`                                     | transact
			clear_table | `'segments': 2`                                     | segments
			clear_table | `'limit': 'ten'`                                    | limit
			cached_get_record | `'key': 'a'`                                  | key
			""")
	void whatHasNoTypedFormCannotBeSaid(String operation, String arguments, String what) {
		Verdict verdict = verdict("'sort_key_name': null",
				"{'op': '%s', 'args': {'partition_key': 'a', %s}}".formatted(operation, arguments)
					.replace("'partition_key': 'a', ", operation.equals("query") ? "'partition_key': 'a', " : ""),
				"{}");
		assertThat(verdict.kind()).isEqualTo(Kind.NOT_EXPRESSIBLE);
		assertThat(verdict.details()).containsExactly(what);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			`'table_class': 'cold'`                                           | table_class
			`'indexes': {'name': 'by_v'}`                                     | indexes
			`'indexes': [{'name': 'by_v'}]`                                   | partition_key_name
			`'indexes': [{'name': 'v', 'partition_key_name': 'v', 'x': 1}]`   | x
			`'indexes': [{'partition_key_name': 'v', 'partition_key_type': 'X'}]` | partition_key_type
			`'record': {'strict': true}`                                      | strict
			`'record': {'fields': {'v': {'kind': 'int'}}}`                    | kind
			`'keys': {'hash': 'a'}`                                           | hash
			`'lowercase': [1]`                                                | lowercase
			`'read_capacity_units': 1.5`                                      | read_capacity_units
			""")
	void anOptionWithoutTypedFormCannotBeSaid(String options, String what) {
		Verdict verdict = verdict("'sort_key_name': null, " + options,
				"{'op': 'get_record', 'args': {'record': {'pk': 'a'}}}", "{}");
		assertThat(verdict.kind()).isEqualTo(Kind.NOT_EXPRESSIBLE);
		assertThat(verdict.details()).containsExactly(what);
	}

	@Test
	void aTimeThatIsNoneCannotBeSaid() {
		Verdict verdict = verdict("'sort_key_name': null", "{'op': 'scan', 'args': {}, 'now': 'noon'}", "{}");
		assertThat(verdict.kind()).isEqualTo(Kind.NOT_EXPRESSIBLE);
		assertThat(verdict.details()).containsExactly("now");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{'key': 'v'}                                                                | 2 | 2
			{'key': 'v', 'operator': '<>', 'value': 'x'}                                | 2 | `1, 3`
			{'key': 'v', 'operator': 'BETWEEN', 'value': ['v', 'w']}                    | 2 | `2, 3`
			{'key': 'v', 'operator': 'IN', 'value': 'list'}                             | 2 | `1, 3`
			{'key': 'v', 'operator': 'attribute_exists', 'value': false}                | 2 | ``
			{'key': 'v', 'operator': 'attribute_not_exists', 'value': 0}                | 2 | `1, 2, 3`
			{'and': [{'or': [{'key': 'v'}, {'key': 'v', 'value': 'w'}]}, {'key': 'v'}]} | 2 | 2
			{'or': [{'key': 'v', 'operator': '<'}, {'key': 'v', 'operator': '>'}]}      | 2 | `1, 3`
			""")
	void filtersOfEachFormSelect(String filter, int value, String expected) {
		String items = expected.isEmpty() ? "" : String.join(", ", List.of(expected.split(", "))
			.stream()
			.map((number) -> "{'pk': '%s', 'v': %s}".formatted("abc".charAt(Integer.parseInt(number) - 1), number))
			.toList());
		assertPassed("{'op': 'scan', 'args': {'filter': %s, 'data': {'v': %d, 'x': %d, 'w': 3, 'list': [1, 3]}}, "
			.formatted(filter, value, value) + "'unordered': true}", "{'result': [%s]}".formatted(items));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'key': 'v'}", "{'or': [{'key': 'v'}, {'key': 'v', 'value': 'there'}]}",
			"{'key': 'v', 'operator': 'BETWEEN', 'value': ['there', 'v']}" })
	void aValueThatIsMissingIsTold(String filter) {
		assertPassed("{'op': 'scan', 'args': {'filter': %s, 'data': {'there': 1}}}".formatted(filter),
				"{'error': {'kind': 'missing-input'}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "LIKE", "= :v0 OR #n0 =", "size", "BETWEEN", "" })
	void anOperatorThatIsNoneIsTold(String operator) {
		assertPassed("{'op': 'scan', 'args': {'filter': {'key': 'v', 'operator': '%s'}, 'data': {'v': 1}}}"
			.formatted(operator), "{'error': {'kind': 'invalid-expression'}}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{'op': 'delete_record', 'args': {'record': {'pk': 'z'}, 'condition': {'key': 'v', 'operator': 'attribute_exists'}}} | conditional-check-failed
					{'op': 'delete_record', 'args': {'record': {'pk': 'a'}, 'condition': {'key': 'v', 'operator': 'attribute_not_exists'}}} | conditional-check-failed
					{'op': 'upsert_record', 'args': {'record': {'pk': 'z'}, 'condition': {'key': 'v', 'operator': 'attribute_exists'}}} | conditional-check-failed
					{'op': 'upsert_record', 'args': {'record': {'pk': 'a', 'v': 5}, 'condition': {'key': 'v'}}} | conditional-check-failed
					{'op': 'upsert_record', 'args': {'record': {'pk': 'a'}, 'condition': {'key': 'v'}}} | missing-input
					{'op': 'upsert_record', 'args': {'record': {'pk': 'a'}, 'condition': {'key': 'v', 'operator': 'LIKE'}}} | invalid-expression
					{'op': 'upsert_record', 'args': {'record': {'pk': 5}}} | dynamodb-error
					{'op': 'upsert_record', 'args': {'record': {'pk': ''}}} | dynamodb-error
					{'op': 'upsert_record', 'args': {'record': {'v': 1}}} | missing-key-method
					{'op': 'upsert_record', 'args': {'record': {'pk': null, 'v': 1}}} | missing-key-method
					{'op': 'upsert_record', 'args': {'record': {'pk': 'a', 'v': 1234567890123456789012345678901234567890.5}}} | number-out-of-range
					{'op': 'upsert_record', 'args': {'record': {'pk': 'a', 'v': {'$set': []}}}} | param-validation
					{'op': 'get_record', 'args': {'record': {'pk': 5}}} | dynamodb-error
					{'op': 'batch_get', 'args': {'records': [{'pk': 5}]}} | dynamodb-error
					{'op': 'batch_get', 'args': {'records': [{'pk': 'a'}, {'v': 1}]}} | missing-key-method
					{'op': 'batch_delete', 'args': {'records': [{'pk': 5}]}} | dynamodb-error
					{'op': 'batch_delete', 'args': {'records': [{'pk': 'a'}, {'v': 1}]}} | missing-key-method
					{'op': 'batch_upsert', 'args': {'records': [{'pk': 'a', 'v': 7}, {'v': 1}]}} | missing-key-method
					{'op': 'query', 'args': {'partition_key': 5}} | dynamodb-error
					{'op': 'query', 'args': {'partition_key': 'a', 'filter': {'key': 'pk'}}} | dynamodb-error
					{'op': 'query', 'args': {'partition_key': 'a', 'filter': {'key': 'v', 'operator': 'begins_with'}, 'data': {'v': 1}}} | dynamodb-error
					""")
	void whatTheAncestorRefusesIsRefused(String step, String kind) {
		String code = switch (kind) {
			case "conditional-check-failed" -> ", 'code': 'ConditionalCheckFailedException'";
			case "dynamodb-error" -> ", 'code': 'ValidationException'";
			default -> "";
		};
		assertPassed(step, "{'error': {'kind': '%s'%s}}".formatted(kind, code),
				"'tableAfter': [{'pk': {'S': 'a'}, 'v': {'N': '1'}}, {'pk': {'S': 'b'}, 'v': {'N': '2'}}, "
						+ "{'pk': {'S': 'c'}, 'v': {'N': '3'}}]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'op': 'get_record', 'args': {'record': {'pk': 'a'}}}",
			"{'op': 'upsert_record', 'args': {'record': {'pk': 'a'}}}",
			"{'op': 'delete_record', 'args': {'record': {'pk': 'a'}}}",
			"{'op': 'batch_get', 'args': {'records': [{'pk': 'a'}]}}",
			"{'op': 'batch_upsert', 'args': {'records': [{'pk': 'a'}]}}",
			"{'op': 'batch_delete', 'args': {'records': [{'pk': 'a'}]}}",
			"{'op': 'query', 'args': {'partition_key': 'a'}}", "{'op': 'scan', 'args': {}}" })
	void aTableThatIsNotThereIsTold(String step) {
		Verdict verdict = Verdict
			.of(conformanceCase(("{'reference': 'dynamoquery', 'adapter': {'sort_key_name': null}, "
					+ "'steps': [%s], 'expect': {'steps': [{'error': {'kind': 'table-not-found', "
					+ "'code': 'ResourceNotFoundException'}}], 'tableAfter': null}}")
				.formatted(step)));
		assertThat(verdict.details()).isEmpty();
		assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			'site': 'x', 'meta': {'a': null, 'b': [null, {}]} | 'site': 'x', 'meta': {'a': null, 'b': [null, {}]}
			'site': 'x', 'state': null                        | 'site': 'x'
			'site': 'x', 'state': 5, 'meta': 'text'           | 'site': 'x', 'state': 5, 'meta': 'text'
			'site': '', 'color': 'red', 'pk': 'other'         | 'site': ''
			'site': 7, 'meta': {'$set': ['a']}                | 'site': 7, 'meta': {'$set': ['a']}
			'site': 1.5, 'meta': {'$binary': 'YQ=='}          | 'site': 1.5, 'meta': {'$binary': 'YQ=='}
			""")
	void recordsAreStoredAsTheirClassMakesThem(String given, String stored) {
		String adapter = "'sort_key_name': null, 'record': {'fields': {'site': {'type': 'str', 'required': true}, "
				+ "'meta': {'type': 'dict'}, 'state': {'type': 'str', 'default': 'new'}, "
				+ "'dt_created': {'type': 'str'}, 'dt_modified': {'type': 'str'}}, 'computed': {'pk': 'S#{site}'}}";
		String site = Corpus.JSON.readTree("{%s}".formatted(given).replace('\'', '"')).path("site").asString();
		String state = stored.contains("state") ? "" : ", 'state': 'new'";
		String result = "{'result': {'pk': 'S#%s', 'dt_created': '2024-03-01T09:00:00.25', 'dt_modified': '%s', %s%s}}"
			.formatted(site, "2024-03-01T09:00:00.25", stored, state);
		String upsert = "{'op': 'upsert_record', 'args': {'record': {%s}}}".formatted(given);
		String get = "{'op': 'get_record', 'args': {'record': {%s}}}".formatted(given);
		Verdict verdict = verdict(adapter, upsert + ", " + get, result + ", " + result);
		assertThat(verdict.details()).isEmpty();
		assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
	}

	@Test
	void tablesAreCreatedWithLocalIndexesAndProjections() {
		Verdict verdict = Verdict.of(conformanceCase("""
				{'reference': 'dynamoquery', 'adapter': {
				   'indexes': [{'name': 'by_v', 'partition_key_name': 'v', 'projection': ['w']}],
				   'local_indexes': [{'name': 'by_n', 'partition_key_name': 'pk', 'sort_key_name': 'n',
				                      'sort_key_type': 'N'}]},
				 'steps': [{'op': 'create_table', 'args': {}}, {'op': 'wait_until_exists', 'args': {}},
				           {'op': 'describe', 'args': {}},
				           {'op': 'query', 'args': {'partition_key': 'a', 'index': 'by_n', 'sort_key': 1,
				                                    'consistent_read': true}},
				           {'op': 'delete_table', 'args': {}}, {'op': 'wait_until_not_exists', 'args': {}},
				           {'op': 'delete_table', 'args': {}}],
				 'expect': {'steps': [{'result': 'created'}, {'result': null},
				   {'result': {'attributes': [{'AttributeName': 'n', 'AttributeType': 'N'},
				                              {'AttributeName': 'pk', 'AttributeType': 'S'},
				                              {'AttributeName': 'sk', 'AttributeType': 'S'},
				                              {'AttributeName': 'v', 'AttributeType': 'S'}],
				               'billing': 'PAY_PER_REQUEST',
				               'globalIndexes': [{'keySchema': [{'AttributeName': 'v', 'KeyType': 'HASH'}],
				                                  'name': 'by_v',
				                                  'projection': {'ProjectionType': 'INCLUDE',
				                                                 'NonKeyAttributes': ['w']},
				                                  'throughput': {'read': 0, 'write': 0}}],
				               'keySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'},
				                             {'AttributeName': 'sk', 'KeyType': 'RANGE'}],
				               'localIndexes': [{'keySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'},
				                                               {'AttributeName': 'n', 'KeyType': 'RANGE'}],
				                                 'name': 'by_n', 'projection': {'ProjectionType': 'ALL'}}],
				               'status': 'ACTIVE', 'throughput': {'read': 0, 'write': 0}}},
				   {'result': []}, {'result': null}, {'result': null}, {'result': null}], 'tableAfter': null}}
				"""));
		assertThat(verdict.details()).isEmpty();
		assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
	}

	@Test
	void aLimitOfZeroIsNothing() {
		assertPassed("{'op': 'query', 'args': {'partition_key': 'a', 'limit': 0}}", "{'result': []}");
	}

	@Test
	void aNegativeLimitIsRefused() {
		assertPassed("{'op': 'scan', 'args': {'limit': -1}}", "{'error': {'kind': 'param-validation'}}");
	}

	@Test
	void anIndexThatDoesNotExistIsRefused() {
		assertPassed("{'op': 'query', 'args': {'partition_key': 'a', 'index': 'by_v'}}",
				"{'error': {'kind': 'dynamodb-error', 'code': 'ValidationException'}}");
	}

	@Test
	void keysThatAreAskedForTwiceAreDecidedOtherwise() {
		Verdict verdict = verdict("'sort_key_name': null",
				"{'op': 'batch_get', 'args': {'records': [{'pk': 'a'}, {'pk': 'a'}]}}",
				"{'error': {'kind': 'dynamodb-error', 'code': 'ValidationException'}}");
		assertThat(verdict.kind()).isEqualTo(Kind.QUIRK_DIFFERENT);
		assertThat(verdict.decision()).isEqualTo(Decision.DUPLICATES);
	}

	@Test
	void aTableThatIsLeftBehindIsADifference() {
		Verdict verdict = verdict("", "{'op': 'raw_put', 'args': {'item': {'pk': 'd'}}}", "{'result': null}",
				"'tableAfter': null");
		assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
		assertThat(verdict.details()).singleElement().asString().contains("still there");
	}

	@Test
	void aTableThatIsGoneIsADifference() {
		Verdict verdict = verdict("'sort_key_name': null", "{'op': 'delete_table', 'args': {}}", "{'result': null}",
				"'tableAfter': []");
		assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
		assertThat(verdict.details()).singleElement().asString().contains("gone");
	}

	private static void assertPassed(String step, String expected, String... more) {
		Verdict verdict = verdict("'sort_key_name': null", step, expected, more);
		assertThat(verdict.details()).isEmpty();
		assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
	}

	private static Verdict verdict(String adapter, String steps, String expected, String... more) {
		String after = (more.length > 0) ? ", " + more[0] : "";
		return Verdict.of(conformanceCase(
				"{%s, 'reference': 'dynamoquery', 'adapter': {%s}, 'steps': [%s], 'expect': {'steps': [%s]%s}}"
					.formatted(TABLE, adapter, steps, expected, after)));
	}

	private static ConformanceCase conformanceCase(String json) {
		return new ConformanceCase(Corpus.JSON.readTree(json.replace('\'', '"')));
	}

	/** A step on a table that is not there, so that what is sent is refused. */
	private static ObjectNode step(String operation) {
		ObjectNode json = Corpus.JSON.createObjectNode().put("reference", ConformanceCase.TABLE_MANAGER);
		json.putArray("steps").addObject().put("op", operation).putObject("args");
		return json;
	}

	private static void run(ObjectNode json, List<String> fallen) {
		Verdict verdict = Verdict.of(new ConformanceCase(json));
		if (verdict.cause() != null
				|| verdict.details().stream().anyMatch((detail) -> MISTAKES.stream().anyMatch(detail::contains))) {
			fallen.add("%s: %s".formatted(json, verdict));
		}
	}

}
