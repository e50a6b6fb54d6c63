package io.daplug.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import static io.daplug.expression.Condition.attribute;

/**
 * Makes one condition three times over: with the builder, as text that DynamoDB takes
 * with the placeholders beside it, and with those placeholders' names and values.
 */
final class RandomCondition {

	private static final List<AttributePath> PATHS = List.of(AttributePath.of("a.b"), AttributePath.of("x-y"),
			AttributePath.of("#z"), AttributePath.of("has space"), AttributePath.of("status"),
			AttributePath.of("map").child("a.b"), AttributePath.of("map").child("list").index(1),
			AttributePath.of("missing"));

	private static final List<String> COMPARATORS = List.of("=", "<>", "<", "<=", ">", ">=");

	private final Random random;

	private final Map<String, String> names = new LinkedHashMap<>();

	private final Map<String, Object> values = new LinkedHashMap<>();

	private final Made made;

	RandomCondition(Random random, int depth) {
		this.random = random;
		this.made = condition(depth);
	}

	Condition built() {
		return this.made.condition;
	}

	String text() {
		return this.made.text;
	}

	Map<String, String> names() {
		return this.names;
	}

	Map<String, Object> values() {
		return this.values;
	}

	/** Attributes for an item of which some of the conditions will hold. */
	static Map<String, Object> item(Random random) {
		Map<String, Object> item = new LinkedHashMap<>();
		for (AttributePath path : PATHS) {
			if (path.topLevel() && !path.root().equals("missing") && random.nextInt(4) > 0) {
				item.put(path.root(), value(random));
			}
		}
		if (random.nextBoolean()) {
			item.put("map", Map.of("a.b", value(random), "list", List.of(value(random), value(random))));
		}
		return item;
	}

	private static Object value(Random random) {
		return random.nextBoolean() ? (Object) random.nextInt(6) : "abcdef".substring(random.nextInt(6));
	}

	private Made condition(int depth) {
		if (depth == 0 || this.random.nextInt(4) == 0) {
			return leaf();
		}
		return switch (this.random.nextInt(3)) {
			case 0 -> negation(condition(depth - 1));
			case 1 -> junction(depth, true);
			default -> junction(depth, false);
		};
	}

	private Made negation(Made inner) {
		return new Made(inner.condition.not(), keyword("NOT") + " " + inner.textBelow(3), 3);
	}

	private Made junction(int depth, boolean and) {
		Made result = condition(depth - 1);
		int strength = and ? 2 : 1;
		String text = result.textBelow(strength);
		Condition joined = result.condition;
		for (int i = 1 + this.random.nextInt(2); i > 0; i--) {
			Made next = condition(depth - 1);
			joined = and ? joined.and(next.condition) : joined.or(next.condition);
			text += " " + keyword(and ? "AND" : "OR") + " " + next.textBelow(strength + 1);
		}
		return new Made(joined, text, strength);
	}

	private Made leaf() {
		AttributePath path = PATHS.get(this.random.nextInt(PATHS.size()));
		Attribute left = attribute(path);
		String text = text(path);
		return switch (this.random.nextInt(9)) {
			case 0 -> new Made(left.exists(), "attribute_exists(" + text + ")", 4);
			case 1 -> new Made(left.isMissing(), "attribute_not_exists (" + text + ")", 4);
			case 2 -> {
				String type = this.random.nextBoolean() ? "S" : "N";
				yield new Made(left.hasType(type), "attribute_type(" + text + ", " + placeholder(type) + ")", 4);
			}
			case 3 -> {
				String part = "abcdef".substring(this.random.nextInt(6));
				yield new Made(left.beginsWith(part), "begins_with(" + text + "," + placeholder(part) + ")", 4);
			}
			case 4 -> {
				Object part = value(this.random);
				yield new Made(left.contains(part), "contains(" + text + ", " + placeholder(part) + ")", 4);
			}
			case 5 -> {
				int lower = this.random.nextInt(4);
				int upper = lower + this.random.nextInt(3);
				yield new Made(left.isBetween(lower, upper), text + " " + keyword("BETWEEN") + " " + placeholder(lower)
						+ " " + keyword("AND") + " " + placeholder(upper), 4);
			}
			case 6 -> membership(left, text);
			case 7 -> comparison(left.size(), "size(" + text + ")", null);
			default -> comparison(left, text, path);
		};
	}

	private Made membership(Attribute left, String text) {
		List<Object> options = new ArrayList<>();
		List<String> placeholders = new ArrayList<>();
		for (int i = this.random.nextInt(4); i >= 0; i--) {
			Object option = value(this.random);
			options.add(option);
			placeholders.add(placeholder(option));
		}
		return new Made(left.isIn(options), text + " " + keyword("IN") + " (" + String.join(" ,", placeholders) + ")",
				4);
	}

	private Made comparison(ComparisonOperators left, String text, @Nullable AttributePath path) {
		Object value = value(this.random);
		AttributePath other = PATHS.get(this.random.nextInt(PATHS.size()));
		boolean withOther = this.random.nextInt(4) == 0 && !other.equals(path);
		String right = withOther ? text(other) : placeholder(value);
		boolean reversed = !withOther && this.random.nextInt(3) == 0;
		String comparator = COMPARATORS.get(this.random.nextInt(COMPARATORS.size()));
		String plain = reversed ? right + mirrored(comparator) + text : text + comparator + right;
		return new Made(compare(left, comparator, withOther ? other : value), plain, 4);
	}

	private static Condition compare(ComparisonOperators left, String comparator, Object right) {
		return switch (comparator) {
			case "=" -> left.isEqualTo(right);
			case "<>" -> left.isNotEqualTo(right);
			case "<" -> left.isLessThan(right);
			case "<=" -> left.isAtMost(right);
			case ">" -> left.isGreaterThan(right);
			default -> left.isAtLeast(right);
		};
	}

	private static String mirrored(String comparator) {
		return switch (comparator) {
			case "<" -> ">";
			case "<=" -> ">=";
			case ">" -> "<";
			case ">=" -> "<=";
			default -> comparator;
		};
	}

	private String keyword(String keyword) {
		return this.random.nextBoolean() ? keyword : keyword.toLowerCase(Locale.ROOT);
	}

	private String placeholder(Object value) {
		String placeholder = ":v" + this.values.size();
		this.values.put(placeholder, value);
		return placeholder;
	}

	private String text(AttributePath path) {
		StringBuilder text = new StringBuilder();
		for (Object element : path.elements()) {
			if (element instanceof String name) {
				String alias = "#n" + this.names.size();
				this.names.put(alias, name);
				text.append(text.isEmpty() ? "" : ".").append(alias);
			}
			else {
				text.append("[").append(element).append("]");
			}
		}
		return text.toString();
	}

	/** A condition, its text, and how strongly the outermost operator of that binds. */
	private record Made(Condition condition, String text, int strength) {

		String textBelow(int other) {
			return (this.strength < other) ? "(" + this.text + ")" : this.text;
		}

	}

}
