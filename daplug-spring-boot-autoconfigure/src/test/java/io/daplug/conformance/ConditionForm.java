package io.daplug.conformance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

import io.daplug.expression.Condition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Conditions and filters of the table manager. A condition there is an object that names
 * attribute, operator and where its value stands; here it is parsed from an expression,
 * so that what the expression cannot say is refused by the template's own rules.
 */
final class ConditionForm {

	private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");

	/** No operator of an expression. */
	private static final String UNKNOWN = "UNKNOWN";

	private final Map<String, @Nullable Object> values;

	private final boolean spread;

	private final Map<String, String> aliases = new LinkedHashMap<>();

	private final Map<String, @Nullable Object> placeholders = new LinkedHashMap<>();

	private int used;

	private ConditionForm(Map<String, ? extends @Nullable Object> values, boolean spread) {
		this.values = new LinkedHashMap<>(values);
		this.spread = spread;
	}

	/**
	 * Reads a filter.
	 * @param arguments the arguments of the call
	 * @param values where its values stand
	 * @return the filter; null if the call has none
	 */
	static @Nullable Condition filter(Arguments arguments, Map<String, ? extends @Nullable Object> values) {
		return condition(arguments, "filter", new ConditionForm(values, true));
	}

	/**
	 * Reads the condition of a write.
	 * @param arguments the arguments of the call
	 * @param record what is written, where its values stand. A list in it is one value
	 * @return the condition; null if the call has none
	 */
	static @Nullable Condition condition(Arguments arguments, Map<String, ? extends @Nullable Object> record) {
		return condition(arguments, "condition", new ConditionForm(record, false));
	}

	private static @Nullable Condition condition(Arguments arguments, String name, ConditionForm form) {
		JsonNode json = arguments.json().path(name);
		if (json.isMissingNode() || json.isNull()) {
			return null;
		}
		String expression = form.expression(json, name);
		return Condition.parse(expression, form.aliases, form.placeholders);
	}

	private String expression(JsonNode json, String argument) {
		for (String joint : List.of("and", "or")) {
			if (json.path(joint).isArray() && !json.path(joint).isEmpty()) {
				StringJoiner joined = new StringJoiner(joint.equals("and") ? " AND " : " OR ");
				json.path(joint).forEach((part) -> joined.add("(" + expression(part, argument) + ")"));
				return joined.toString();
			}
		}
		if (!json.path("key").isString() || (json.has("operator") && !json.path("operator").isString())) {
			throw new NotExpressibleException(argument);
		}
		return comparison(json, path(json.path("key").asString()), argument);
	}

	private String comparison(JsonNode json, String path, String argument) {
		JsonNode value = json.path("value");
		String operator = json.path("operator").asString("=");
		switch (operator) {
			case "attribute_exists", "attribute_not_exists" -> {
				boolean holds = value.isMissingNode() || value.isNull() || new Arguments(json).truthy("value");
				return "%s(%s)".formatted(
						(holds == operator.equals("attribute_exists")) ? "attribute_exists" : "attribute_not_exists",
						path);
			}
			case "BETWEEN" -> {
				List<String> bounds = new ArrayList<>();
				value.forEach((bound) -> bounds.add(placeholder(name(bound, argument))));
				return "%s BETWEEN %s".formatted(path, String.join(" AND ", bounds));
			}
			default -> {
				String name = (value.isMissingNode() || value.isNull()) ? json.path("key").asString()
						: name(value, argument);
				return switch (operator) {
					case "IN" -> "%s IN (%s)".formatted(path, options(name));
					case "begins_with", "contains" -> "%s(%s, %s)".formatted(operator, path, placeholder(name));
					default -> "%s %s %s".formatted(path, COMPARATORS.contains(operator) ? operator : UNKNOWN,
							placeholder(name));
				};
			}
		}
	}

	private static String name(JsonNode value, String argument) {
		if (!value.isString()) {
			throw new NotExpressibleException(argument);
		}
		return value.asString();
	}

	/** The options of an IN: the elements of a list, except that it is written too. */
	private String options(String name) {
		if (!this.spread || !(this.values.get(name) instanceof Collection<?> options)) {
			return placeholder(name);
		}
		StringJoiner joined = new StringJoiner(", ");
		options.forEach((option) -> {
			String placeholder = nextPlaceholder();
			this.placeholders.put(placeholder, option);
			joined.add(placeholder);
		});
		return joined.toString();
	}

	/** A placeholder, which stays without value if there is no value of that name. */
	private String placeholder(String name) {
		String placeholder = nextPlaceholder();
		if (this.values.containsKey(name)) {
			this.placeholders.put(placeholder, this.values.get(name));
		}
		return placeholder;
	}

	private String nextPlaceholder() {
		return ":v" + this.used++;
	}

	/** Dots lead into maps; everything else is part of a name. */
	private String path(String key) {
		StringJoiner path = new StringJoiner(".");
		for (String name : key.split("\\.", -1)) {
			String alias = "#n" + this.aliases.size();
			this.aliases.put(alias, name);
			path.add(alias);
		}
		return path.toString();
	}

}
