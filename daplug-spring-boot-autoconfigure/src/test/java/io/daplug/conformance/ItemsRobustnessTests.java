package io.daplug.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.daplug.conformance.Verdict.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs cases of typed items that are not in the corpus: other names, types, prefixes,
 * separators and orders come to what the ancestor makes of them, the runner brings each
 * case to an end, and it tells what it cannot say.
 */
class ItemsRobustnessTests {

	private static final int CASES = 30;

	private static final long SEED = 11;

	/** Values that hardly anything expects, and some that something does. */
	private static final List<JsonNode> VALUES = Corpus.JSON
		.readTree("[null, true, 0, -1.5, 1E400, \"\", \"n\", \"str\", \"notes.pk\", [], [null, 1], {}, {\"a\": null},"
				+ " {\"attr\": \"n\"}, {\"attr\": null}, {\"fields\": {\"v\": 5}}, {\"$set\": []}]")
		.values()
		.stream()
		.toList();

	/** Names of exceptions that would be mistakes of the runner itself. */
	private static final Set<String> MISTAKES = Set.of("NullPointerException", "ClassCastException",
			"NoSuchElementException", "IndexOutOfBoundsException", "UnsupportedOperationException",
			"JsonNodeException");

	private static final String NOTES = """
			{'reference': 'dynamo-items', 'area': 'items-keys',
			 'table': {'hash': {'name': 'pk', 'type': 'S'}, 'range': {'name': 'sk', 'type': 'S'}},
			 'adapter': {'table': {'partition_key': 'str', 'sort_key': 'str'},
			   'models': {'Note': {'fields': {'id': {'type': 'str'}, 'n': {'type': 'int', 'default': 1},
			                                  'kind': {'enum': ['a', 'b'], 'optional': true}}}},
			   'items': {'notes': {'model': 'Note', 'pk': {'attr': 'id'}, 'sk': {'attr': 'n'}}}},
			 'steps': [{'op': 'define', 'args': {'item': 'notes'}},
			           {'op': 'put_item', 'args': {'item': 'notes', 'data': {'id': 'x', 'n': 7}}},
			           {'op': 'get_item', 'args': {'item': 'notes', 'pk': 'x', 'sk': 7}}],
			 'expect': {'steps': [{'result': {'pk': {'attr': 'id', 'prefix': true, 'prefix_value': 'NI',
			                                         'seperator': '#'},
			                                  'sk': {'attr': 'n', 'prefix': true, 'prefix_value': 'NN',
			                                         'seperator': '#'}}},
			                      {'result': null}, {'result': {'id': 'x', 'n': 7, 'kind': null}}],
			            'tableAfter': [{'pk': {'S': 'NI#x'}, 'sk': {'S': 'NN#7'}, 'id': {'S': 'x'}, 'n': {'N': '7'},
			                            'kind': {'NULL': true}}]}}
			""";

	@Test
	void otherNamesPrefixesAndOrdersComeToWhatTheAncestorMakesOfThem() {
		Random random = new Random(SEED);
		List<String> differences = new ArrayList<>();
		for (int run = 0; run < CASES; run++) {
			ConformanceCase generated = GeneratedItems.next(random);
			Verdict verdict = (generated != null) ? Verdict.of(generated) : null;
			if (generated != null && verdict != null && verdict.kind() != Kind.PASSED) {
				differences.add("%s%n%s".formatted(generated.json(), verdict));
			}
		}
		assertThat(differences).isEmpty();
	}

	@Test
	void theCaseThatTheOthersAreMadeOfPasses() {
		assertThat(Verdict.of(notes())).extracting(Verdict::kind, Verdict::details)
			.containsExactly(Kind.PASSED, List.of());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/adapter                      | table models items other
			/adapter/table                | partition_key sort_key other
			/adapter/models               | Note Other
			/adapter/models/Note          | fields other
			/adapter/models/Note/fields   | id n kind other
			/adapter/models/Note/fields/n | type enum optional default ge le min_length max_length other
			/adapter/items                | notes other
			/adapter/items/notes          | model pk sk other
			/adapter/items/notes/pk       | attr prefix prefix_value seperator prefix_from other
			/adapter/items/notes/sk       | attr prefix prefix_value seperator prefix_from
			/steps/0/args                 | item other
			/steps/1/args                 | item data
			/steps/1/args/data            | id n kind other
			/steps/2/args                 | item pk sk other
			""")
	void nothingInACaseBringsTheRunnerDown(String place, String names) {
		List<String> fallen = new ArrayList<>();
		for (String name : names.split(" ")) {
			for (JsonNode value : VALUES) {
				ConformanceCase changed = notes();
				((ObjectNode) changed.json().at(place)).set(name, value);
				Verdict verdict = Verdict.of(changed);
				if (verdict.cause() != null || verdict.details()
					.stream()
					.anyMatch((detail) -> MISTAKES.stream().anyMatch(detail::contains))) {
					fallen.add("%s/%s %s: %s".formatted(place, name, value, verdict));
				}
			}
		}
		assertThat(fallen).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/adapter/table                | sort_key     | 'list'             | sort_key
			/adapter/models/Note          | base         | 'Other'            | base
			/adapter/models/Note/fields/n | type         | 'complex'          | type
			/adapter/models/Note/fields/n | gt           | 0                  | gt
			/adapter/items/notes          | gsi          | []                 | gsi
			/adapter/items/notes          | model        | 'Unknown'          | model
			/adapter/items/notes/pk       | attr         | ''                 | attr
			/adapter/items/notes/pk       | prefix       | 'yes'              | prefix
			/adapter/items/notes/pk       | prefix_from  | 'others.pk'        | prefix_from
			/adapter/items/notes/sk       | padded       | true               | padded
			/steps/0                      | op           | 'scan'             | scan
			/steps/2/args                 | consistent   | true               | consistent
			""")
	void whatHasNoTypedFormCannotBeSaid(String place, String name, String value, String what) {
		ConformanceCase changed = notes();
		((ObjectNode) changed.json().at(place)).set(name, Corpus.JSON.readTree(value.replace('\'', '"')));
		Verdict verdict = Verdict.of(changed);
		assertThat(verdict.kind()).isEqualTo(Kind.NOT_EXPRESSIBLE);
		assertThat(verdict.details()).containsExactly(what);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{'pk': {'attr': 'nope'}}                                         | unknown-attribute
			{'pk': {'attr': 'id'}, 'sk': {'attr': 'Id'}}                     | unknown-attribute
			{'pk': {'attr': 'kind'}}                                         | optional-key
			{'pk': {'attr': 'id'}, 'sk': {'attr': 'kind', 'prefix': false}}  | optional-key
			{'sk': {'attr': 'kind', 'prefix_value': 'K'}}                    | optional-key
			{'pk': {'attr': 'n'}}                                            | prefix-needs-string-key
			{'pk': {'attr': 'n', 'prefix_value': ''}}                        | prefix-needs-string-key
			{'pk': {'attr': 'n', 'prefix': false}, 'sk': {'attr': 'id'}}     | prefix-needs-string-key
			""")
	void whatTheAncestorRefusesToDefineIsRefused(String keys, String kind) {
		ConformanceCase changed = notes();
		ObjectNode table = (ObjectNode) changed.json().at("/adapter/table");
		if (kind.equals("prefix-needs-string-key")) {
			table.put("partition_key", "int").putNull("sort_key");
		}
		ObjectNode item = (ObjectNode) changed.json().at("/adapter/items");
		item.set("notes", ((ObjectNode) Corpus.JSON.readTree(keys.replace('\'', '"'))).put("model", "Note"));
		((ObjectNode) changed.json()).putNull("table")
			.set("steps", Corpus.JSON.createArrayNode().add(changed.json().at("/steps/0")));
		ObjectNode expect = (ObjectNode) changed.json().path("expect");
		expect.remove("tableAfter");
		expect.putArray("steps").addObject().putObject("error").put("kind", kind);
		Verdict verdict = Verdict.of(changed);
		assertThat(verdict.details()).isEmpty();
		assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{'n': 7}
			{'id': null, 'n': 7}
			{'id': 'x', 'n': 'seven'}
			{'id': 'x', 'n': null}
			{'id': 'x', 'n': []}
			{'id': {}, 'n': 7}
			{'id': 'x', 'kind': 'c'}
			{'id': 'x', 'kind': 5}
			""")
	void whatNoModelCanBeMadeOfIsRefused(String data) {
		ConformanceCase changed = notes();
		((ObjectNode) changed.json().at("/steps/1/args")).set("data", Corpus.JSON.readTree(data.replace('\'', '"')));
		ObjectNode expect = (ObjectNode) changed.json().path("expect");
		expect.putArray("tableAfter");
		for (int step = 1; step < 3; step++) {
			ObjectNode outcome = (ObjectNode) expect.path("steps").path(step);
			outcome.removeAll().putObject("error").put("kind", "validation");
		}
		Verdict verdict = Verdict.of(changed);
		assertThat(verdict.details()).isEmpty();
		assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{'attr': 'id'}                                         | PASSED
			{'attr': 'id', 'prefix_value': 'N'}                    | PASSED
			{'attr': 'id', 'prefix_value': 'A'}                    | PASSED
			{'attr': 'id', 'prefix': false}                        | QUIRK_DIFFERENT
			{'attr': 'id', 'prefix_value': '', 'seperator': ''}    | QUIRK_DIFFERENT
			{'attr': 'id', 'prefix_value': 'A', 'seperator': ''}   | QUIRK_DIFFERENT
			null                                                   | QUIRK_DIFFERENT
			""")
	void typesThatCouldHaveTheSameKeysAreRefused(String range, Kind kind) {
		ConformanceCase changed = notes();
		((ObjectNode) changed.json().at("/adapter/models")).putObject("Line")
			.putObject("fields")
			.putObject("id")
			.put("type", "str");
		ObjectNode items = (ObjectNode) changed.json().at("/adapter/items");
		((ObjectNode) items.path("notes")).remove("sk");
		JsonNode key = Corpus.JSON.readTree(range.replace('\'', '"'));
		ObjectNode line = items.putObject("lines").put("model", "Line");
		line.putObject("pk").put("attr", "id").put("prefix_from", "notes.pk");
		line.set("sk", key);
		ArrayNode steps = ((ObjectNode) changed.json()).putArray("steps");
		ObjectNode expect = ((ObjectNode) changed.json()).putObject("expect");
		ArrayNode expected = expect.putArray("steps");
		ItemsAncestor ancestor = new ItemsAncestor(true);
		ObjectNode id = Corpus.JSON.createObjectNode().put("attr", "id");
		steps.addObject().put("op", "define").putObject("args").put("item", "notes");
		expected.addObject().set("result", ancestor.define("Note", id, null));
		steps.addObject().put("op", "define").putObject("args").put("item", "lines");
		expected.addObject()
			.set("result", ancestor.define("Line", id.deepCopy().put("prefix_value", "NI"), key.isNull() ? null : key));
		Verdict verdict = Verdict.of(changed);
		assertThat(verdict.kind()).as(verdict.toString()).isEqualTo(kind);
		assertThat(verdict.decision()).isEqualTo((kind == Kind.PASSED) ? null : Decision.SHARED_KEYS);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			'id': 'x', 'n': 7, 'junk': [1]     | {'result': {'id': 'x', 'n': 7, 'kind': null}}
			'id': 'x'                          | {'result': {'id': 'x', 'n': 1, 'kind': null}}
			'id': 'x', 'kind': 'b', 'n': 7.0   | {'result': {'id': 'x', 'n': 7, 'kind': 'b'}}
			'n': 7                             | {'error': {'kind': 'validation'}}
			'id': 'x', 'n': 'seven'            | {'error': {'kind': 'validation'}}
			""")
	void itemsThatOthersStoredAreReadAsTheModel(String stored, String outcome) {
		ObjectNode json = (ObjectNode) notes().json();
		ObjectNode item = (ObjectNode) Corpus.JSON.readTree("{%s}".formatted(stored).replace('\'', '"'));
		json.putArray("given").add(item.put("pk", "NI#x").put("sk", "NN#7"));
		((ArrayNode) json.path("steps")).remove(1);
		ArrayNode expected = (ArrayNode) json.at("/expect/steps");
		expected.remove(1);
		expected.set(1, Corpus.JSON.readTree(outcome.replace('\'', '"')));
		((ObjectNode) json.path("expect")).remove("tableAfter");
		Verdict verdict = Verdict.of(new ConformanceCase(json));
		assertThat(verdict.details()).isEmpty();
		assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
	}

	private static ConformanceCase notes() {
		return new ConformanceCase(Corpus.JSON.readTree(NOTES.replace('\'', '"')));
	}

}
