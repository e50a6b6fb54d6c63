package io.daplug.conformance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Named arguments of the corpus. The ancestor takes any, reads those that it knows, and
 * ignores the others, and so does whoever reads these. Null is as good as not given. What
 * has a form that the typed API cannot say is not expressible.
 *
 * @param json as the corpus has them
 */
record Arguments(JsonNode json) {

	boolean has(String name) {
		return this.json.has(name);
	}

	/** The argument's value; null if it is null or was not given. */
	@Nullable Object value(String name) {
		return CorpusValues.plain(this.json.path(name));
	}

	/**
	 * The request of boto3 within an argument. The ancestor sends an empty one in place
	 * of anything that is no object.
	 */
	Arguments request(String name) {
		return new Arguments(this.json.path(name));
	}

	/**
	 * Makes sure that a request says only what has a typed form. DynamoDB and boto3
	 * refuse what they do not know, and a null where there is no null, so nothing of it
	 * can be left out silently.
	 * @param typed names of the members that have a typed form
	 * @throws NotExpressibleException if there is another member, or one is null
	 */
	void requireOnly(Set<String> typed) {
		this.json.properties().forEach((member) -> {
			if (!typed.contains(member.getKey()) || member.getValue().isNull()) {
				throw new NotExpressibleException(member.getKey());
			}
		});
	}

	@Nullable String text(String name) {
		Object value = value(name);
		if (value == null || value instanceof String) {
			return (String) value;
		}
		throw new NotExpressibleException(name);
	}

	/** A text; null also where it is empty, which Python takes for none. */
	@Nullable String nonEmptyText(String name) {
		String text = text(name);
		return (text == null || text.isEmpty()) ? null : text;
	}

	/**
	 * Makes sure that there is nothing that nobody reads.
	 * @param known names of the arguments that are read
	 * @throws NotExpressibleException if there is another one
	 */
	void requireKnown(Set<String> known) {
		this.json.propertyNames().forEach((name) -> {
			if (!known.contains(name)) {
				throw new NotExpressibleException(name);
			}
		});
	}

	/** The elements of a list; none if it was not given. */
	List<JsonNode> elements(String name) {
		JsonNode list = this.json.path(name);
		if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
			throw new NotExpressibleException(name);
		}
		return list.valueStream().toList();
	}

	/** The texts of a list; none if it was not given. */
	List<String> texts(String name) {
		List<String> texts = new ArrayList<>();
		for (JsonNode element : elements(name)) {
			if (!element.isString()) {
				throw new NotExpressibleException(name);
			}
			texts.add(element.asString());
		}
		return texts;
	}

	/** The options within an option; none if it was not given. */
	Arguments options(String name) {
		JsonNode options = this.json.path(name);
		if (!options.isObject() && !options.isMissingNode() && !options.isNull()) {
			throw new NotExpressibleException(name);
		}
		return new Arguments(options);
	}

	/** A whole number; null if it was not given. */
	@Nullable Integer integer(String name) {
		Object value = value(name);
		if (value == null) {
			return null;
		}
		try {
			if (value instanceof BigDecimal number) {
				return number.intValueExact();
			}
		}
		catch (ArithmeticException ex) {
			// No whole number, or none of this size.
		}
		throw new NotExpressibleException(name);
	}

	boolean flag(String name, boolean fallback) {
		Object value = value(name);
		if (value == null || value instanceof Boolean) {
			return (value != null) ? (Boolean) value : fallback;
		}
		throw new NotExpressibleException(name);
	}

	/** Whether Python takes the argument for true. */
	boolean truthy(String name) {
		Object value = value(name);
		if (value instanceof Boolean flag) {
			return flag;
		}
		if (value instanceof BigDecimal number) {
			return number.signum() != 0;
		}
		if (value instanceof Collection<?> elements) {
			return !elements.isEmpty();
		}
		return (value instanceof Map<?, ?> map) ? !map.isEmpty() : value != null && !"".equals(value);
	}

	@Nullable Map<String, @Nullable Object> map(String name) {
		Object value = value(name);
		return (value != null) ? asMap(name, value) : null;
	}

	/** A map that is empty if it was not given. */
	Map<String, @Nullable Object> mapOrEmpty(String name) {
		Map<String, @Nullable Object> map = map(name);
		return (map != null) ? map : Map.of();
	}

	/** A list of maps. */
	@Nullable List<Map<String, @Nullable Object>> maps(String name) {
		Object value = value(name);
		if (value == null) {
			return null;
		}
		if (!(value instanceof List<?> list)) {
			throw new NotExpressibleException(name);
		}
		List<Map<String, @Nullable Object>> maps = new ArrayList<>();
		for (Object element : list) {
			maps.add(asMap(name, element));
		}
		return maps;
	}

	private static Map<String, @Nullable Object> asMap(String name, @Nullable Object value) {
		if (!(value instanceof Map<?, ?> map)) {
			throw new NotExpressibleException(name);
		}
		Map<String, @Nullable Object> typed = new LinkedHashMap<>();
		map.forEach((key, element) -> typed.put((String) key, element));
		return typed;
	}

}
