package io.daplug.schema.document;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;

/**
 * A document as maps, lists, texts, exact numbers, booleans and nulls, and the lines on
 * which they begin. Read by us and not through the model of an OpenAPI parser: such a
 * model keeps bounds as doubles, turns text that looks like a date into one, cannot hold
 * several schema files that refer to each other inside a nested jar, and does not know
 * lines.
 */
final class DocumentTree {

	/** The lines of each map or list: its own, and those of its entries in order. */
	private final IdentityHashMap<Object, int[]> lines = new IdentityHashMap<>();

	private @Nullable Object root;

	@Nullable Object root() {
		return this.root;
	}

	DocumentTree root(@Nullable Object root) {
		this.root = root;
		return this;
	}

	void lines(Object container, LineList lines) {
		this.lines.put(container, lines.toArray());
	}

	/**
	 * The line of what a JSON pointer leads to, or of the innermost object around it if
	 * there is nothing.
	 * @param pointer the pointer, as written
	 * @return the line, counted from one, or zero if it is not known
	 */
	int line(String pointer) {
		Object value = this.root;
		int line = line(value, -1);
		if (pointer.isEmpty()) {
			return line;
		}
		for (String segment : pointer.substring(1).split("/", -1)) {
			String name = JsonPointer.unescape(segment);
			int index = index(value, name);
			if (index < 0) {
				return line;
			}
			int inner = line(value, index);
			line = (inner > 0) ? inner : line;
			value = child(value, name);
		}
		return line;
	}

	private int line(@Nullable Object container, int index) {
		int[] known = (container != null) ? this.lines.get(container) : null;
		return (known != null && index + 1 < known.length) ? known[index + 1] : 0;
	}

	private static int index(@Nullable Object container, String name) {
		if (container instanceof Map<?, ?> map) {
			int index = 0;
			for (Object key : map.keySet()) {
				if (key.equals(name)) {
					return index;
				}
				index++;
			}
			return -1;
		}
		return (container instanceof List<?> list) ? index(list, name) : -1;
	}

	private static int index(List<?> list, String name) {
		return (name.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(name) < list.size()) ? Integer.parseInt(name)
				: -1;
	}

	/**
	 * What a map or a list holds under a name.
	 * @param container the map or list, or something else
	 * @param name the key, or the index
	 * @return the value, or {@code null} if there is none
	 */
	static @Nullable Object child(@Nullable Object container, String name) {
		if (container instanceof Map<?, ?> map) {
			return map.get(name);
		}
		if (container instanceof List<?> list) {
			int index = index(list, name);
			return (index >= 0) ? list.get(index) : null;
		}
		return null;
	}

	/**
	 * Reads a document. JSON is read as JSON, for the rules of YAML differ from it in
	 * small things, and a file named as YAML may hold it all the same.
	 * @param location the place to name in messages
	 * @param text the document
	 * @param budget what reading may cost
	 * @return the tree
	 */
	static DocumentTree read(String location, String text, LoadBudget budget) {
		String content = (!text.isEmpty() && text.charAt(0) == '\uFEFF') ? text.substring(1) : text;
		String start = content.stripLeading();
		boolean json = location.toLowerCase(Locale.ROOT).endsWith(".json");
		if (json) {
			return JsonTreeReader.read(location, content, budget);
		}
		if (start.startsWith("{")) {
			try {
				return JsonTreeReader.read(location, content, budget);
			}
			catch (TooLargeException ex) {
				throw ex;
			}
			catch (UnusableDocumentException ex) {
				return YamlTreeReader.read(location, content, budget);
			}
		}
		return YamlTreeReader.read(location, content, budget);
	}

	@SuppressWarnings("unchecked")
	static Map<String, Object> map(Object map) {
		return (Map<String, Object>) map;
	}

	@SuppressWarnings("unchecked")
	static List<Object> list(Object list) {
		return (List<Object>) list;
	}

	/**
	 * Collects the lines of one map or list.
	 */
	static final class LineList {

		private int[] lines = new int[8];

		private int size = 1;

		LineList(int own) {
			this.lines[0] = own;
		}

		void add(int line) {
			if (this.size == this.lines.length) {
				this.lines = Arrays.copyOf(this.lines, this.size * 2);
			}
			this.lines[this.size++] = line;
		}

		private int[] toArray() {
			return Arrays.copyOf(this.lines, this.size);
		}

	}

}
