package io.daplug.schema.document;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.daplug.schema.document.DocumentTree.LineList;
import io.daplug.schema.document.UnusableDocumentException.Place;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML into a {@link DocumentTree}. Only the events are SnakeYAML's: plain scalars
 * are read as YAML 1.2 reads them, which is what OpenAPI asks for, so {@code yes} and
 * {@code on} and {@code 2024-01-01} are text and numbers are exact. No tag makes an
 * object of a Java class. An alias is the very object that its anchor names, and counts
 * as often as it occurs.
 */
final class YamlTreeReader {

	/**
	 * What an anchor names.
	 *
	 * @param value the value
	 * @param values how many values it holds, with itself
	 * @param height how many levels it has
	 * @param openSince the line on which it begins, if it has not ended
	 */
	private record Anchored(@Nullable Object value, long values, int height, int openSince) {

	}

	private static final Pattern RADIX = Pattern.compile("0o[0-7]+|0x[0-9a-fA-F]+");

	private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

	private final String location;

	private final LoadBudget budget;

	private final ParserImpl parser;

	private final DocumentTree tree = new DocumentTree();

	private final Map<String, Anchored> anchors = new HashMap<>();

	private long values;

	/** The deepest level of what is being read. */
	private int deepest;

	private YamlTreeReader(String location, LoadBudget budget, ParserImpl parser) {
		this.location = location;
		this.budget = budget;
		this.parser = parser;
	}

	static DocumentTree read(String location, String text, LoadBudget budget) {
		LoadBudget.requireLines(location, text);
		LoaderOptions options = new LoaderOptions();
		options.setCodePointLimit(Integer.MAX_VALUE);
		try {
			YamlTreeReader reader = new YamlTreeReader(location, budget,
					new ParserImpl(new StreamReader(new StringReader(text)), options));
			return reader.document();
		}
		catch (MarkedYAMLException ex) {
			throw new UnusableDocumentException(new Place(location, null, line(ex.getProblemMark())),
					"is not YAML: " + ex.getProblem(), ex);
		}
		catch (ReaderException ex) {
			int line = 1 + (int) text.codePoints().limit(ex.getPosition()).filter((each) -> each == '\n').count();
			throw new UnusableDocumentException(new Place(location, null, line),
					"is not YAML: it holds the character U+%04X".formatted(ex.getCodePoint()), ex);
		}
		catch (YAMLException ex) {
			throw new UnusableDocumentException(location, "is not YAML: " + ex.getMessage(), ex);
		}
	}

	private DocumentTree document() {
		this.parser.getEvent();
		if (this.parser.checkEvent(Event.ID.StreamEnd)) {
			return this.tree;
		}
		this.parser.getEvent();
		this.tree.root(value(this.parser.getEvent(), 1));
		this.parser.getEvent();
		Event end = this.parser.getEvent();
		if (!end.is(Event.ID.StreamEnd)) {
			throw fault(end, "a second document begins");
		}
		this.budget.addValues(this.values);
		return this.tree;
	}

	private @Nullable Object value(Event event, int depth) {
		if (event instanceof AliasEvent alias) {
			return alias(alias, depth);
		}
		this.budget.requireValues(this.location, line(event), ++this.values);
		String anchor = ((NodeEvent) event).getAnchor();
		if (event instanceof ScalarEvent scalar) {
			Object value = scalar(scalar);
			if (anchor != null) {
				this.anchors.put(anchor, new Anchored(value, 1, 0, 0));
			}
			return value;
		}
		LoadBudget.requireDepth(this.location, line(event), depth);
		if (anchor != null) {
			this.anchors.put(anchor, new Anchored(null, 0, 0, line(event)));
		}
		long before = this.values - 1;
		int outside = this.deepest;
		this.deepest = depth;
		Object value = event.is(Event.ID.MappingStart) ? mapping(event, depth) : sequence(event, depth);
		if (anchor != null) {
			this.anchors.put(anchor, new Anchored(value, this.values - before, this.deepest - depth + 1, 0));
		}
		this.deepest = Math.max(this.deepest, outside);
		return value;
	}

	private @Nullable Object alias(AliasEvent event, int depth) {
		Anchored anchored = this.anchors.get(event.getAnchor());
		if (anchored == null) {
			throw fault(event, "there is no anchor '" + event.getAnchor() + "' before its alias");
		}
		if (anchored.openSince() > 0) {
			throw fault(anchored.openSince(), "an anchor is used inside itself");
		}
		this.values += anchored.values();
		this.budget.requireValues(this.location, line(event), this.values);
		int deepest = depth + anchored.height() - 1;
		LoadBudget.requireDepth(this.location, line(event), deepest);
		this.deepest = Math.max(this.deepest, deepest);
		return anchored.value();
	}

	private Map<String, @Nullable Object> mapping(Event start, int depth) {
		Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
		Map<String, @Nullable Object> merged = new LinkedHashMap<>();
		LineList lines = new LineList(line(start));
		while (!this.parser.checkEvent(Event.ID.MappingEnd)) {
			Event event = this.parser.getEvent();
			String key = key(event);
			Object value = value(this.parser.getEvent(), depth + 1);
			if (key.equals("<<") && isPlain(event)) {
				merge(event, value, merged);
				continue;
			}
			if (mapping.containsKey(key)) {
				throw fault(event, "the key '" + key + "' occurs twice");
			}
			mapping.put(key, value);
			lines.add(line(event));
		}
		this.parser.getEvent();
		merged.forEach((key, value) -> {
			if (!mapping.containsKey(key)) {
				mapping.put(key, value);
				lines.add(line(start));
			}
		});
		this.tree.lines(mapping, lines);
		return mapping;
	}

	private String key(Event event) {
		if (event instanceof ScalarEvent scalar) {
			return scalar.getValue();
		}
		if (event instanceof AliasEvent alias && alias(alias, 1) instanceof String text) {
			return text;
		}
		throw fault(event, "a key must be text");
	}

	private void merge(Event event, @Nullable Object source, Map<String, @Nullable Object> merged) {
		if (source instanceof Map) {
			this.values += DocumentTree.map(source).size();
			this.budget.requireValues(this.location, line(event), this.values);
			DocumentTree.map(source).forEach(merged::putIfAbsent);
		}
		else if (source instanceof List<?> sources) {
			sources.forEach((each) -> merge(event, each, merged));
		}
		else {
			throw fault(event, "'<<' must name a mapping");
		}
	}

	private List<@Nullable Object> sequence(Event start, int depth) {
		List<@Nullable Object> sequence = new ArrayList<>();
		LineList lines = new LineList(line(start));
		while (!this.parser.checkEvent(Event.ID.SequenceEnd)) {
			Event element = this.parser.getEvent();
			lines.add(line(element));
			sequence.add(value(element, depth + 1));
		}
		this.parser.getEvent();
		this.tree.lines(sequence, lines);
		return sequence;
	}

	private static boolean isPlain(Event event) {
		return event instanceof ScalarEvent scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN;
	}

	private static @Nullable Object scalar(ScalarEvent event) {
		String text = event.getValue();
		if (event.getTag() != null || !isPlain(event)) {
			return text;
		}
		return switch (text) {
			case "", "~", "null", "Null", "NULL" -> null;
			case "true", "True", "TRUE" -> Boolean.TRUE;
			case "false", "False", "FALSE" -> Boolean.FALSE;
			default -> number(text);
		};
	}

	private static Object number(String text) {
		char first = text.charAt(0);
		if (first > '9') {
			return text;
		}
		if (DECIMAL.matcher(text).matches()) {
			return OutsizedNumber.orDecimal(text);
		}
		if (RADIX.matcher(text).matches()) {
			return OutsizedNumber.orInteger(text.substring(2), (text.charAt(1) == 'x') ? 16 : 8);
		}
		return text;
	}

	private UnusableDocumentException fault(Event event, String problem) {
		return fault(line(event), problem);
	}

	private UnusableDocumentException fault(int line, String problem) {
		return new UnusableDocumentException(new Place(this.location, null, line), "is not usable YAML: " + problem,
				null);
	}

	private static int line(Event event) {
		return line(event.getStartMark());
	}

	private static int line(@Nullable Mark mark) {
		return (mark != null) ? mark.getLine() + 1 : 0;
	}

}
