package io.daplug.schema.document;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A document as maps, lists, texts, exact numbers, booleans and nulls, and the lines on
 * which its maps and lists begin. Read by us and not through the model of an OpenAPI
 * parser: such a model keeps bounds as doubles, turns text that looks like a date into
 * one, cannot hold several schema files that refer to each other inside a nested jar, and
 * does not know lines.
 */
final class DocumentTree {

	private final IdentityHashMap<Object, Integer> lines = new IdentityHashMap<>();

	private @Nullable Object root;

	@Nullable Object root() {
		return this.root;
	}

	DocumentTree root(@Nullable Object root) {
		this.root = root;
		return this;
	}

	void line(Object container, int line) {
		this.lines.putIfAbsent(container, line);
	}

	/**
	 * The line on which a map or list of this tree begins.
	 * @param container the map or list
	 * @return the line, counted from one, or zero if it is not known
	 */
	int line(@Nullable Object container) {
		return (container != null) ? this.lines.getOrDefault(container, 0) : 0;
	}

	/**
	 * Reads a document. JSON is read as JSON, for the rules of YAML differ from it in
	 * small things, and a file named as YAML may hold it all the same.
	 * @param location the place to name in messages
	 * @param text the document
	 * @return the tree
	 */
	static DocumentTree read(String location, String text) {
		String content = (!text.isEmpty() && text.charAt(0) == '\uFEFF') ? text.substring(1) : text;
		String start = content.stripLeading();
		boolean json = location.toLowerCase(Locale.ROOT).endsWith(".json");
		if (json) {
			return JsonTreeReader.read(location, content);
		}
		if (start.startsWith("{")) {
			try {
				return JsonTreeReader.read(location, content);
			}
			catch (UnusableDocumentException ex) {
				return YamlTreeReader.read(location, content);
			}
		}
		return YamlTreeReader.read(location, content);
	}

	@SuppressWarnings("unchecked")
	static Map<String, Object> map(Object map) {
		return (Map<String, Object>) map;
	}

	@SuppressWarnings("unchecked")
	static List<Object> list(Object list) {
		return (List<Object>) list;
	}

}
