package io.daplug.schema.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.schema.document.DocumentTree.LineList;
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

	/** Depth, size and numbers are held against the budget, with words of our own. */
	private static final JsonFactory FACTORY = JsonFactory.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxStringLength(Integer.MAX_VALUE)
			.maxNumberLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.maxNestingDepth(2 * LoadBudget.DEPTH)
			.build())
		.build();

	private final String location;

	private final LoadBudget budget;

	private final DocumentTree tree = new DocumentTree();

	private final JsonParser parser;

	private long values;

	private JsonTreeReader(String location, LoadBudget budget, JsonParser parser) {
		this.location = location;
		this.budget = budget;
		this.parser = parser;
	}

	static DocumentTree read(String location, String text, LoadBudget budget) {
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			JsonTreeReader reader = new JsonTreeReader(location, budget, parser);
			JsonToken first = parser.nextToken();
			if (first == null) {
				return reader.tree;
			}
			reader.tree.root(reader.value(first, 1));
			if (parser.nextToken() != null) {
				throw new UnusableDocumentException(
						new Place(location, null, parser.currentTokenLocation().getLineNr()),
						"is not JSON: something follows after the end of the document", null);
			}
			budget.addValues(reader.values);
			return reader.tree;
		}
		catch (JacksonException ex) {
			int line = (ex.getLocation() != null) ? ex.getLocation().getLineNr() : 0;
			throw new UnusableDocumentException(new Place(location, null, line),
					"is not JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	private @Nullable Object value(JsonToken token, int depth) {
		this.budget.requireValues(this.location, line(), ++this.values);
		return switch (token) {
			case START_OBJECT -> object(depth);
			case START_ARRAY -> array(depth);
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> OutsizedNumber.orDecimal(this.parser.getString());
			case VALUE_TRUE -> Boolean.TRUE;
			case VALUE_FALSE -> Boolean.FALSE;
			case VALUE_NULL -> null;
			default -> this.parser.getString();
		};
	}

	private Map<String, @Nullable Object> object(int depth) {
		LoadBudget.requireDepth(this.location, line(), depth);
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		LineList lines = new LineList(line());
		while (this.parser.nextToken() != JsonToken.END_OBJECT) {
			String name = this.parser.currentName();
			lines.add(line());
			object.put(name, value(this.parser.nextToken(), depth + 1));
		}
		this.tree.lines(object, lines);
		return object;
	}

	private List<@Nullable Object> array(int depth) {
		LoadBudget.requireDepth(this.location, line(), depth);
		List<@Nullable Object> array = new ArrayList<>();
		LineList lines = new LineList(line());
		for (JsonToken token = this.parser.nextToken(); token != JsonToken.END_ARRAY; token = this.parser.nextToken()) {
			lines.add(line());
			array.add(value(token, depth + 1));
		}
		this.tree.lines(array, lines);
		return array;
	}

	private int line() {
		return this.parser.currentTokenLocation().getLineNr();
	}

}
