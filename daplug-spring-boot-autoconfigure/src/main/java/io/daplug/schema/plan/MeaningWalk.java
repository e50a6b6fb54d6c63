package io.daplug.schema.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.item.encoding.ValueMeaning;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a compiled schema to say what values are meant to be. Each node is visited
 * once.
 */
public final class MeaningWalk {

	private static final int NUMBERS = Kind.NUMBER | Kind.INTEGER;

	private final Map<SchemaNode, ValueMeaning> known = new IdentityHashMap<>();

	private final Deque<Runnable> unfinished = new ArrayDeque<>();

	/**
	 * Returns what a value is meant to be.
	 * @param root what the schema says of the value
	 * @return the meaning, which does not change any more
	 */
	public ValueMeaning of(SchemaNode root) {
		ValueMeaning meaning = meaning(root);
		while (!this.unfinished.isEmpty()) {
			this.unfinished.remove().run();
		}
		return meaning;
	}

	private ValueMeaning meaning(@Nullable SchemaNode node) {
		if (node == null) {
			return ValueMeaning.UNKNOWN;
		}
		ValueMeaning known = this.known.get(node);
		if (known == null) {
			known = find(node);
			this.known.put(node, known);
		}
		return known;
	}

	private ValueMeaning find(SchemaNode node) {
		// Where only one alternative can be meant, it says what the value is.
		int kinds = node.describedKinds() & ~(Kind.NULL | Kind.BINARY);
		return switch (kinds) {
			case Kind.BOOLEAN -> ValueMeaning.FLAG;
			case Kind.INTEGER, NUMBERS -> ValueMeaning.NUMBER;
			case Kind.STRING -> text(picked(node, Kind.STRING).format());
			case Kind.OBJECT -> inside(ValueMeaning.object(), node);
			case Kind.ARRAY -> inside(ValueMeaning.list(), node);
			default -> inside(ValueMeaning.either(), node);
		};
	}

	/** What has any other format is text that nobody stores as a number. */
	private static ValueMeaning text(String format) {
		return switch (format) {
			case "" -> ValueMeaning.TEXT;
			case "date-time" -> ValueMeaning.TIME;
			case "uuid" -> ValueMeaning.ID;
			default -> ValueMeaning.UNKNOWN;
		};
	}

	private ValueMeaning inside(ValueMeaning meaning, SchemaNode node) {
		ObjectPlan object = picked(node, Kind.OBJECT).object();
		ArrayPlan array = picked(node, Kind.ARRAY).array();
		if (object == null && array == null) {
			return meaning;
		}
		this.unfinished.add(() -> {
			if (object != null) {
				Map<String, ValueMeaning> named = new LinkedHashMap<>();
				object.properties()
					.values()
					.stream()
					.filter(ObjectPlan.Property::described)
					.forEach((property) -> named.put(property.name(), meaning(property.node())));
				meaning.properties(named, meaning(object.rest()));
			}
			if (array != null && array.node(0) == array.node(Integer.MAX_VALUE)) {
				meaning.elements(meaning(array.node(0)));
			}
		});
		return meaning;
	}

	private static SchemaNode picked(SchemaNode node, int kind) {
		SchemaNode picked = node;
		for (Choice choice = node.choice(); choice != null; choice = picked.choice()) {
			SchemaNode chosen = choice.select(kind);
			if (chosen == null || chosen == picked) {
				return picked;
			}
			picked = chosen;
		}
		return picked;
	}

}
