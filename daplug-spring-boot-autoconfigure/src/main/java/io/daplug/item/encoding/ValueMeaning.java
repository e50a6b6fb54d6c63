package io.daplug.item.encoding;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a value is meant to be, as a schema or a Java type says. Meanings form a graph,
 * with circles where schemas and types are recursive. It does not change once it is
 * complete, and is then safe for use by several threads.
 */
public final class ValueMeaning {

	/** Nothing is said of the value, so it is what is stored. */
	public static final ValueMeaning UNKNOWN = new ValueMeaning(Kind.UNKNOWN);

	/** True or false. */
	public static final ValueMeaning FLAG = new ValueMeaning(Kind.FLAG);

	/** A number. */
	public static final ValueMeaning NUMBER = new ValueMeaning(Kind.NUMBER);

	/** A text. */
	public static final ValueMeaning TEXT = new ValueMeaning(Kind.TEXT);

	/** A point in time. */
	public static final ValueMeaning TIME = new ValueMeaning(Kind.TIME);

	/** A UUID. */
	public static final ValueMeaning ID = new ValueMeaning(Kind.ID);

	/**
	 * What a value can be.
	 */
	enum Kind {

		UNKNOWN, FLAG, NUMBER, TEXT, TIME, ID, LIST, OBJECT

	}

	private static final Set<Kind> SCALARS = EnumSet.of(Kind.FLAG, Kind.NUMBER, Kind.TEXT, Kind.TIME, Kind.ID);

	private final Kind kind;

	private Map<String, ValueMeaning> named = Map.of();

	private @Nullable ValueMeaning others;

	private @Nullable ValueMeaning elements;

	private ValueMeaning(Kind kind) {
		this.kind = kind;
	}

	/**
	 * Returns the meaning of an object, until it is told what is in it.
	 * @return a new meaning
	 */
	public static ValueMeaning object() {
		return new ValueMeaning(Kind.OBJECT);
	}

	/**
	 * Returns the meaning of a list or set, until it is told what is in it.
	 * @return a new meaning
	 */
	public static ValueMeaning list() {
		return new ValueMeaning(Kind.LIST);
	}

	/**
	 * Returns the meaning of a value that may be of several kinds, until it is told what
	 * is in it if it is an object or a list.
	 * @return a new meaning
	 */
	public static ValueMeaning either() {
		return new ValueMeaning(Kind.UNKNOWN);
	}

	/**
	 * Says what is in the object. To be called before the meaning is used.
	 * @param named the meanings of the properties that have names of their own
	 * @param others the meaning of all others
	 */
	public void properties(Map<String, ValueMeaning> named, ValueMeaning others) {
		this.named = Map.copyOf(named);
		this.others = others;
	}

	/**
	 * Says what is in the list. To be called before the meaning is used.
	 * @param elements the meaning of all elements
	 */
	public void elements(ValueMeaning elements) {
		this.elements = elements;
	}

	/**
	 * Returns what a value inside of this one is meant to be.
	 * @param path the names of properties, as text, and the indexes of elements
	 * @return its meaning; this one's if nothing can be inside
	 */
	public ValueMeaning at(List<Object> path) {
		ValueMeaning meaning = this;
		for (Object element : path) {
			if (SCALARS.contains(meaning.kind)) {
				return meaning;
			}
			meaning = (element instanceof String name) ? meaning.property(name) : meaning.elements();
		}
		return meaning;
	}

	/**
	 * Returns whether the value is true or false.
	 * @return whether it is nothing else
	 */
	public boolean isFlag() {
		return this.kind == Kind.FLAG;
	}

	Kind kind() {
		return this.kind;
	}

	ValueMeaning property(String name) {
		ValueMeaning known = this.named.get(name);
		return (known != null) ? known : (this.others != null) ? this.others : UNKNOWN;
	}

	ValueMeaning elements() {
		return (this.elements != null) ? this.elements : UNKNOWN;
	}

	/** Whether anything is said of what is inside an object. */
	boolean speaksOfProperties() {
		return !this.named.isEmpty() || (this.others != null && this.others != UNKNOWN);
	}

	@Override
	public String toString() {
		return "ValueMeaning[%s]".formatted(this.kind);
	}

}
