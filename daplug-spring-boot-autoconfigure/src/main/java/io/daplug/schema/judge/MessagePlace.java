package io.daplug.schema.judge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;

/**
 * Where a message of swagger-parser belongs. It writes places with dots, names of paths
 * in quotes, methods in parentheses, parameters by name, and the schemas inside of a
 * schema not at all.
 *
 * @param pointer the place of what it speaks of
 * @param value what is there, or {@code null}
 * @param name the last name, if that does not exist in the document
 */
record MessagePlace(String pointer, @Nullable Object value, @Nullable String name) {

	/** What holds data, or words of others, and no schemas. */
	private static final Set<String> DATA = Set.of("example", "examples", "default", "enum", "const");

	/** What holds schemas by names that are no keywords. */
	private static final Set<String> NAMED = Set.of("properties", "patternProperties", "dependentSchemas", "$defs");

	/** More are not looked for. */
	private static final int MOST = 20;

	/**
	 * Finds places.
	 * @param root the document
	 * @param path the place as swagger-parser writes it
	 * @return the places that may be meant, as near as can be told, at least one
	 */
	static List<MessagePlace> of(@Nullable Object root, String path) {
		String rest = path;
		MessagePlace place = new MessagePlace("", root, null);
		while (!rest.isEmpty()) {
			String name = next(place.value(), rest);
			if (name == null) {
				return place.below(rest);
			}
			place = place.child(name);
			rest = rest(rest, name);
		}
		return List.of(place);
	}

	private MessagePlace child(Object name) {
		Object child = (this.value instanceof Map<?, ?> map) ? map.get(name)
				: ((this.value instanceof List<?> list) ? list.get((Integer) name) : null);
		return new MessagePlace(JsonPointer.child(this.pointer, name), child, null);
	}

	/** The longest name in an object that a path begins with: names may have dots. */
	private static @Nullable String next(@Nullable Object value, String path) {
		String longest = null;
		if (value instanceof Map<?, ?> map) {
			for (Object key : map.keySet()) {
				String name = key.toString();
				if ((longest == null || name.length() > longest.length()) && !rest(path, name).equals(path)) {
					longest = name;
				}
			}
		}
		return longest;
	}

	/** What follows after a name in a path, or the same path if it does not begin so. */
	private static String rest(String path, String name) {
		for (String written : List.of(name, "'" + name + "'", "(" + name + ")")) {
			if (path.startsWith(written)) {
				String rest = path.substring(written.length());
				if (rest.isEmpty() || rest.startsWith("(")) {
					return rest;
				}
				if (rest.startsWith(".")) {
					return rest.substring(1);
				}
			}
		}
		return path;
	}

	/** Places somewhere below this one, of which only the end is told. */
	private List<MessagePlace> below(String rest) {
		if (rest.startsWith("[") && rest.contains("].") && this.value instanceof List<?> list) {
			return List
				.of(element(list, rest.substring(1, rest.indexOf("].")), rest.substring(rest.indexOf("].") + 2)));
		}
		List<MessagePlace> found = new ArrayList<>();
		Deque<MessagePlace> waiting = new ArrayDeque<>(List.of(this));
		for (MessagePlace next = waiting.poll(); next != null && found.size() < MOST; next = waiting.poll()) {
			if (next.value() instanceof Map<?, ?> map) {
				if (map.containsKey(rest)) {
					found.add(next.child(rest));
				}
				next.schemas(map).forEach(waiting::add);
			}
			else if (next.value() instanceof List<?> list) {
				for (int i = 0; i < list.size(); i++) {
					waiting.add(next.child(i));
				}
			}
		}
		return found.isEmpty() ? List.of(new MessagePlace(this.pointer, this.value, rest)) : found;
	}

	/** The places in an object where schemas are. */
	private List<MessagePlace> schemas(Map<?, ?> map) {
		List<MessagePlace> schemas = new ArrayList<>();
		for (Object key : map.keySet()) {
			String name = key.toString();
			MessagePlace child = child(name);
			if (NAMED.contains(name) && child.value() instanceof Map<?, ?> named) {
				named.keySet().forEach((each) -> schemas.add(child.child(each)));
			}
			else if (!DATA.contains(name) && !name.startsWith("x-")) {
				schemas.add(child);
			}
		}
		return schemas;
	}

	private MessagePlace element(List<?> list, String name, String rest) {
		for (int i = 0; i < list.size(); i++) {
			if (list.get(i) instanceof Map<?, ?> map && name.equals(map.get("name"))) {
				return child(i).attribute(rest);
			}
		}
		return new MessagePlace(this.pointer, this.value, rest);
	}

	private MessagePlace attribute(String name) {
		return (this.value instanceof Map<?, ?> map && map.containsKey(name)) ? child(name)
				: new MessagePlace(this.pointer, this.value, name);
	}

}
