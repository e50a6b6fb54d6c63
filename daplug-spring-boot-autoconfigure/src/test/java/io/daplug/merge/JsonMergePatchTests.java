package io.daplug.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.item.ItemConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MergeStrategy#jsonMergePatch()}: the cases of RFC 7396's appendix A in
 * which both sides are objects, as items always are.
 */
class JsonMergePatchTests {

	private final ItemConverter converter = new ItemConverter(JsonMapper.shared());

	private final MergeStrategy patch = MergeStrategy.jsonMergePatch();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
			{"a":"b"}           | {"a":"c"}                  | {"a":"c"}
			{"a":"b"}           | {"b":"c"}                  | {"a":"b","b":"c"}
			{"a":"b"}           | {"a":null}                 | {}
			{"a":"b","b":"c"}   | {"a":null}                 | {"b":"c"}
			{"a":["b"]}         | {"a":"c"}                  | {"a":"c"}
			{"a":"c"}           | {"a":["b"]}                | {"a":["b"]}
			{"a":{"b":"c"}}     | {"a":{"b":"d","c":null}}   | {"a":{"b":"d"}}
			{"a":[{"b":"c"}]}   | {"a":[1]}                  | {"a":[1]}
			{"e":null}          | {"a":1}                    | {"e":null,"a":1}
			{}                  | {"a":{"bb":{"ccc":null}}}  | {"a":{"bb":{}}}
			{"a":"foo"}         | {"a":{"b":null,"c":1}}     | {"a":{"c":1}}
			{"a":1}             | {"a":[null,{"b":null}]}    | {"a":[null,{"b":null}]}
			{"a":1}             | {"z":null}                 | {"a":1}
			{"a":1}             | {}                         | {"a":1}
			""")
	void mergesAsTheRfcHasIt(String stored, String patch, String merged) {
		Map<String, AttributeValue> item = attributes(stored);
		Map<String, AttributeValue> before = new LinkedHashMap<>(item);
		assertThat(this.patch.merge(item, attributes(patch))).isEqualTo(attributes(merged));
		assertThat(item).isEqualTo(before);
	}

	@Test
	void replacesSetsWhole() {
		assertThat(this.patch.merge(Map.of("a", AttributeValue.fromSs(List.of("b"))),
				Map.of("a", AttributeValue.fromSs(List.of("c")))))
			.isEqualTo(Map.of("a", AttributeValue.fromSs(List.of("c"))));
	}

	private Map<String, AttributeValue> attributes(String json) {
		return this.converter.toAttributes(JsonMapper.shared().readValue(json, JsonNode.class));
	}

}
