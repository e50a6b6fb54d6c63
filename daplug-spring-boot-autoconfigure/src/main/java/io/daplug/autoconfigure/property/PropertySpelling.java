package io.daplug.autoconfigure.property;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Spells the names of tables, indexes and mirrors in one way. Spring Boot takes names
 * that differ in dashes and case for one wherever it looks a property up, but not where
 * it lists the entries of a map: there {@code order-lines} of a file and
 * {@code DAPLUG_TABLES_ORDERLINES_NAME} of the environment are two. The first spelling
 * counts.
 */
final class PropertySpelling {

	/** The one place of a list, where it is written without the dash. */
	private static final String FIRST = "[0]";

	/** What is made of a property by its own name and by those above it. */
	private final Map<String, Map<String, String>> spellings = new LinkedHashMap<>();

	/**
	 * Spells a name as it was spelt first.
	 * @param name a name below {@code daplug}
	 * @return the name
	 */
	String spell(ConfigurationPropertyName name) {
		StringBuilder path = new StringBuilder(PropertyBinder.ROOT);
		PropertyNode node = PropertyNode.root();
		for (int i = 1; i < name.getNumberOfElements(); i++) {
			String element = name.getElement(i, Form.ORIGINAL);
			boolean indexed = name.chop(i + 1).isLastElementIndexed();
			String text = indexed ? "[" + element + "]" : "." + element;
			if (node != null && isMap(node) && !name.isNumericIndex(i)) {
				text = spell(path.toString(),
						(indexed && node.kind() == PropertyNode.Kind.FREE) ? text : PropertyNode.uniform(element),
						text);
			}
			if (node != null && node.kind() == PropertyNode.Kind.LIST && node.element() != null
					&& !name.isNumericIndex(i)) {
				path.append(FIRST);
				node = node.element();
			}
			path.append(text);
			node = (node != null) ? next(node, element) : null;
		}
		return path.toString();
	}

	private String spell(String path, String identity, String text) {
		return this.spellings.computeIfAbsent(path, (added) -> new LinkedHashMap<>())
			.computeIfAbsent(identity, (added) -> text);
	}

	private static boolean isMap(PropertyNode node) {
		return node.kind() == PropertyNode.Kind.ENTRIES || node.kind() == PropertyNode.Kind.FREE;
	}

	private static @Nullable PropertyNode next(PropertyNode node, String element) {
		return switch (node.kind()) {
			case GROUP, EITHER -> node.find(element);
			case ENTRIES -> node.entry();
			case LIST -> node.element();
			case FREE, VALUE, SWITCH -> null;
		};
	}

	/**
	 * Spells the name of an environment variable, which lacks dashes or has underscores
	 * in the place of dashes and dots alike. Of the ways to read it, one that names a
	 * property counts, and one that names a known entry of a map before others.
	 * @param name a name below {@code daplug}
	 * @return the name; null if it can be read as the name of no property
	 */
	@Nullable String spellVariable(ConfigurationPropertyName name) {
		return read(PropertyNode.root(), PropertyBinder.ROOT, words(name));
	}

	/**
	 * Spells the name of an environment variable that can be read as the name of no
	 * property, as far as it goes: what is left is taken for one misspelt name.
	 * @param name a name below {@code daplug}
	 * @return the name
	 */
	String guessVariable(ConfigurationPropertyName name) {
		String path = PropertyBinder.ROOT;
		PropertyNode node = PropertyNode.root();
		List<String> words = words(name);
		while (!words.isEmpty() && node != null) {
			int count = (node.kind() == PropertyNode.Kind.GROUP || node.kind() == PropertyNode.Kind.EITHER)
					? countOfChild(node, words) : countOfEntry(path, words);
			String text = String.join("-", words.subList(0, count));
			node = next(node, text);
			path += "." + text;
			words = rest(words, count);
		}
		return path;
	}

	private static int countOfChild(PropertyNode node, List<String> words) {
		for (int count = words.size(); count > 0; count--) {
			if (node.find(String.join("", words.subList(0, count))) != null) {
				return count;
			}
		}
		return words.size();
	}

	private int countOfEntry(String path, List<String> words) {
		return known(path).stream()
			.map((known) -> count(known.getKey(), words))
			.filter((count) -> count > 0)
			.findFirst()
			.orElse(1);
	}

	private static List<String> words(ConfigurationPropertyName name) {
		List<String> words = new ArrayList<>();
		for (int i = 1; i < name.getNumberOfElements(); i++) {
			words.add(name.isNumericIndex(i) ? "[" + name.getElement(i, Form.ORIGINAL) + "]"
					: name.getElement(i, Form.ORIGINAL));
		}
		return words;
	}

	private @Nullable String read(PropertyNode node, String path, List<String> words) {
		if (words.isEmpty()) {
			return path;
		}
		return switch (node.kind()) {
			case GROUP, EITHER -> readGroup(node, path, words);
			case ENTRIES -> readEntries(node.entry(), path, words);
			case FREE -> readFree(path, words);
			case LIST -> (node.element() != null) ? readElement(node.element(), path, words) : readIndexes(path, words);
			case VALUE, SWITCH -> readIndexes(path, words);
		};
	}

	private static @Nullable String readIndexes(String path, List<String> words) {
		return words.stream().allMatch((word) -> word.startsWith("[")) ? path + String.join("", words) : null;
	}

	private @Nullable String readElement(PropertyNode element, String path, List<String> words) {
		return words.get(0).startsWith("[") ? read(element, path + words.get(0), rest(words, 1))
				: read(element, path + FIRST, words);
	}

	private @Nullable String readGroup(PropertyNode node, String path, List<String> words) {
		for (int count = words.size(); count > 0; count--) {
			PropertyNode child = node.find(String.join("", words.subList(0, count)));
			String read = (child != null)
					? read(child, path + "." + String.join("-", words.subList(0, count)), rest(words, count)) : null;
			if (read != null) {
				return read;
			}
		}
		return null;
	}

	private @Nullable String readEntries(PropertyNode entry, String path, List<String> words) {
		for (Map.Entry<String, String> known : known(path)) {
			int count = count(known.getKey(), words);
			String read = (count > 0) ? read(entry, path + known.getValue(), rest(words, count)) : null;
			if (read != null) {
				return read;
			}
		}
		for (int count = 1; count < words.size(); count++) {
			String added = String.join("-", words.subList(0, count));
			String read = read(entry, path + "." + added, rest(words, count));
			if (read != null) {
				spell(path, PropertyNode.uniform(added), "." + added);
				return read;
			}
		}
		return null;
	}

	private String readFree(String path, List<String> words) {
		for (Map.Entry<String, String> known : known(path)) {
			int count = count(PropertyNode.uniform(known.getValue().replaceAll("[\\[\\].]", "")), words);
			if (count > 0) {
				return path + known.getValue()
						+ rest(words, count).stream().map(PropertySpelling::dotted).reduce("", String::concat);
			}
		}
		return path + words.stream().map(PropertySpelling::dotted).reduce("", String::concat);
	}

	private static String dotted(String word) {
		return word.startsWith("[") ? word : "." + word;
	}

	/** The entries that are known already, the longest name first. */
	private List<Map.Entry<String, String>> known(String path) {
		return this.spellings.getOrDefault(path, Map.of())
			.entrySet()
			.stream()
			.sorted(Comparator.comparing((Map.Entry<String, String> entry) -> entry.getKey().length()).reversed())
			.toList();
	}

	/** How many words make a name; none if they do not. */
	private static int count(String uniform, List<String> words) {
		StringBuilder name = new StringBuilder();
		for (int count = 1; count <= words.size() && name.length() < uniform.length(); count++) {
			name.append(words.get(count - 1));
			if (uniform.contentEquals(name)) {
				return count;
			}
		}
		return 0;
	}

	private static List<String> rest(List<String> words, int count) {
		return words.subList(count, words.size());
	}

}
