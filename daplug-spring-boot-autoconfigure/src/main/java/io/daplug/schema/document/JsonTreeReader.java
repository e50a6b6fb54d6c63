package io.daplug.schema.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.schema.document.UnusableDocumentException.Place;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON into a {@link DocumentTree}. A name that occurs twice in one object is a
 * fault, numbers are exact.
 */
final class JsonTreeReader {

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.streamReadConstraints(
				StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).maxNestingDepth(500).build())
		.build();

	private final DocumentTree tree = new DocumentTree();

	private final JsonParser parser;

	private JsonTreeReader(JsonParser parser) {
		this.parser = parser;
	}

	static DocumentTree read(String location, String text) {
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			JsonTreeReader reader = new JsonTreeReader(parser);
			JsonToken first = parser.nextToken();
			if (first == null) {
				return reader.tree;
			}
			reader.tree.root(reader.value(first));
			if (parser.nextToken() != null) {
				throw new UnusableDocumentException(
						new Place(location, null, parser.currentTokenLocation().getLineNr()),
						"is not JSON: something follows after the end of the document", null);
			}
			return reader.tree;
		}
		catch (JacksonException ex) {
			int line = (ex.getLocation() != null) ? ex.getLocation().getLineNr() : 0;
			throw new UnusableDocumentException(new Place(location, null, line),
					"is not JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	private @Nullable Object value(JsonToken token) {
		return switch (token) {
			case START_OBJECT -> object();
			case START_ARRAY -> array();
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> this.parser.getDecimalValue();
			case VALUE_TRUE -> Boolean.TRUE;
			case VALUE_FALSE -> Boolean.FALSE;
			case VALUE_NULL -> null;
			default -> this.parser.getString();
		};
	}

	private Map<String, @Nullable Object> object() {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		this.tree.line(object, this.parser.currentTokenLocation().getLineNr());
		while (this.parser.nextToken() != JsonToken.END_OBJECT) {
			String name = this.parser.currentName();
			object.put(name, value(this.parser.nextToken()));
		}
		return object;
	}

	private List<@Nullable Object> array() {
		List<@Nullable Object> array = new ArrayList<>();
		this.tree.line(array, this.parser.currentTokenLocation().getLineNr());
		for (JsonToken token = this.parser.nextToken(); token != JsonToken.END_ARRAY; token = this.parser.nextToken()) {
			array.add(value(token));
		}
		return array;
	}

}
