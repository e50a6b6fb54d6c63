package io.daplug.expression;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.daplug.text.UnicodeText;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The path of an attribute: the name of a top-level attribute, followed by names of map
 * entries and indexes of list elements. Names are taken literally: {@code of("a.b")} is
 * an attribute whose name contains a dot, {@code of("a").child("b")} is the entry
 * {@code b} of the map {@code a}. Immutable.
 */
public final class AttributePath {

	/** The longest name that DynamoDB takes. */
	private static final int MAX_NAME_BYTES = 64 * 1024 - 1;

	/** Names are strings, indexes are integers; the first element is a name. */
	private final List<Object> elements;

	AttributePath(List<Object> elements) {
		this.elements = elements;
	}

	/**
	 * Returns the path of a top-level attribute.
	 * @param name the name, taken literally: it may contain dots, spaces or hashes, and
	 * it may be a reserved word
	 * @return the path
	 * @throws IllegalArgumentException if the name is empty, longer than 64 KB, or holds
	 * half a surrogate pair
	 */
	public static AttributePath of(String name) {
		return new AttributePath(List.of(checkedName(name)));
	}

	/**
	 * Parses a document path of DynamoDB, such as {@code trace.frames[1]}. Its names may
	 * consist of letters, digits and underscores, and they may be reserved words. Other
	 * names stand in double quotes, as {@link #toString} writes them; or use {@link #of}
	 * and {@link #child}.
	 * @param path the document path
	 * @return the path
	 * @throws InvalidExpressionException if the text is not a document path
	 */
	public static AttributePath parse(String path) {
		Assert.notNull(path, "'path' must not be null");
		if (Token.isName(path)) {
			return of(path);
		}
		if (path.indexOf('"') >= 0) {
			return new QuotedPathParser(path).path();
		}
		return new ExpressionParser(path, new ExpressionReader(Map.of(), Map.of())).singlePath();
	}

	/**
	 * Parses a plain projection expression, such as {@code msg, trace.frames[1], #l}. If
	 * other expressions use the same names, use an {@link ExpressionReader} instead.
	 * @param expression the projection expression
	 * @param names the attribute names by alias, such as {@code level} by {@code #l}
	 * @return the paths, in their order
	 * @throws InvalidExpressionException if the expression is not valid, if an alias is
	 * not defined or not used, or if one path contains another
	 */
	public static List<AttributePath> parseProjection(String expression, Map<String, String> names) {
		ExpressionReader reader = new ExpressionReader(names, Map.of());
		List<AttributePath> paths = reader.projection(expression);
		reader.requireAllUsed();
		return paths;
	}

	/**
	 * Returns the path of an entry of the map at this path.
	 * @param name the name of the entry, taken literally
	 * @return the path of the entry
	 * @throws IllegalArgumentException if the name is empty, longer than 64 KB, or holds
	 * half a surrogate pair
	 */
	public AttributePath child(String name) {
		return with(checkedName(name));
	}

	/**
	 * Returns the path of an element of the list at this path.
	 * @param index the index of the element, starting with 0
	 * @return the path of the element
	 * @throws IllegalArgumentException if the index is negative
	 */
	public AttributePath index(int index) {
		Assert.isTrue(index >= 0, () -> "'index' must not be negative, but is " + index + " after " + this);
		return with(index);
	}

	/**
	 * Returns the name of the top-level attribute that this path starts with.
	 * @return the name
	 */
	public String root() {
		return (String) this.elements.get(0);
	}

	/**
	 * Returns whether this is a top-level attribute.
	 * @return whether the path is a single name
	 */
	public boolean topLevel() {
		return this.elements.size() == 1;
	}

	/**
	 * Returns the parts of this path.
	 * @return names as strings and indexes as integers; the first one is a name. Cannot
	 * be changed
	 */
	public List<Object> elements() {
		return this.elements;
	}

	/**
	 * Returns the beginning of this path.
	 * @param length how many parts it has
	 * @return the path of what holds all that lies at this one
	 * @throws IllegalArgumentException if the length is not between 1 and the number of
	 * parts
	 */
	public AttributePath first(int length) {
		Assert.isTrue(length > 0 && length <= this.elements.size(),
				() -> "'length' must be between 1 and %d, but is %d".formatted(this.elements.size(), length));
		return new AttributePath(this.elements.subList(0, length));
	}

	/**
	 * Returns whether what lies at the other path is part of what lies at this one.
	 */
	boolean covers(AttributePath other) {
		return this.elements.size() <= other.elements.size()
				&& this.elements.equals(other.elements.subList(0, this.elements.size()));
	}

	private AttributePath with(Object element) {
		List<Object> longer = new ArrayList<>(this.elements);
		longer.add(element);
		return new AttributePath(List.copyOf(longer));
	}

	/** Says why no attribute can have a name; null if one can. */
	static @Nullable String nameProblem(String name) {
		if (name.length() > MAX_NAME_BYTES / 3 && name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
			return "must not have more than %d bytes".formatted(MAX_NAME_BYTES);
		}
		return UnicodeText.isWellFormed(name) ? null : UnicodeText.PROBLEM;
	}

	private static String checkedName(String name) {
		Assert.hasLength(name, "'name' of an attribute must not be empty");
		String problem = nameProblem(name);
		Assert.isTrue(problem == null, () -> "'name' of an attribute " + problem);
		return name;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof AttributePath path && this.elements.equals(path.elements);
	}

	@Override
	public int hashCode() {
		return this.elements.hashCode();
	}

	/**
	 * Returns the path as a document path. Names that a document path cannot contain are
	 * in double quotes. Different paths have different texts.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (Object element : this.elements) {
			if (element instanceof String name) {
				text.append(text.isEmpty() ? "" : ".").append(Token.isName(name) ? name : quoted(name));
			}
			else {
				text.append('[').append(element).append(']');
			}
		}
		return text.toString();
	}

	private static String quoted(String name) {
		return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

}
