package io.daplug.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Named arguments of the corpus, each to be taken once. What nobody took either cannot be
 * said with the typed API or is not known to the runner, which is a fault of the runner.
 */
final class Arguments {

	/** All that the typed API cannot say, by the name of the argument. */
	private static final Set<String> NOT_EXPRESSIBLE = Set.of("AttributesToGet", "ConditionalOperator", "Expected",
			"KeyConditions", "ProjectionExpression", "QueryFilter", "ReturnConsumedCapacity",
			"ReturnItemCollectionMetrics", "ReturnValues", "ReturnValuesOnConditionCheckFailure", "ScanFilter",
			"Segment", "TableName", "TotalSegments");

	private final String owner;

	private final JsonNode json;

	private final Set<String> left;

	Arguments(String owner, JsonNode json) {
		this.owner = owner;
		this.json = json;
		this.left = new LinkedHashSet<>(json.propertyNames());
	}

	boolean has(String name) {
		return this.json.has(name);
	}

	/** The argument's value; null if it is null or was not given. */
	@Nullable Object take(String name) {
		this.left.remove(name);
		return CorpusValues.plain(this.json.path(name));
	}

	/** Arguments within an argument; none if it was not given. */
	Arguments within(String name) {
		this.left.remove(name);
		JsonNode inner = this.json.path(name);
		if (!inner.isObject() && !inner.isMissingNode() && !inner.isNull()) {
			throw new NotExpressibleException(name);
		}
		return new Arguments(this.owner + "." + name, inner);
	}

	/** What only tunes the reference. */
	void ignore(String name) {
		this.left.remove(name);
	}

	@Nullable String text(String name) {
		Object value = take(name);
		if (value == null || value instanceof String) {
			return (String) value;
		}
		throw new NotExpressibleException(name);
	}

	boolean flag(String name, boolean fallback) {
		Object value = take(name);
		if (value == null || value instanceof Boolean) {
			return (value != null) ? (Boolean) value : fallback;
		}
		throw new NotExpressibleException(name);
	}

	@Nullable Map<String, @Nullable Object> map(String name) {
		Object value = take(name);
		return (value != null) ? asMap(name, value) : null;
	}

	/** A map that is empty if it was not given. */
	Map<String, @Nullable Object> mapOrEmpty(String name) {
		Map<String, @Nullable Object> map = map(name);
		return (map != null) ? map : Map.of();
	}

	Map<String, String> texts(String name) {
		Map<String, String> texts = new LinkedHashMap<>();
		mapOrEmpty(name).forEach((key, value) -> {
			if (!(value instanceof String text)) {
				throw new NotExpressibleException(name);
			}
			texts.put(key, text);
		});
		return texts;
	}

	/** A list of maps. */
	@Nullable List<Map<String, @Nullable Object>> maps(String name) {
		Object value = take(name);
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

	void requireAllTaken() {
		for (String name : this.left) {
			if (NOT_EXPRESSIBLE.contains(name)) {
				throw new NotExpressibleException(name);
			}
			throw new AssertionError(
					"The runner does not know the argument '%s' of %s: map it, or list it as not expressible"
						.formatted(name, this.owner));
		}
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
