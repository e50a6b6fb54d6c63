package io.daplug.schema.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

import io.daplug.schema.document.UnusableDocumentException.Place;
import io.daplug.schema.pattern.EcmaPattern;
import io.daplug.schema.plan.Kind;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;

/**
 * One schema as it is written, with its place. Reading a keyword checks that the keyword
 * holds what it has to hold. Compared by identity.
 */
public final class RawSchema {

	private static final String OUTSIZED = "is too large a number: it may have 1,000 digits before or after the point";

	private final SchemaDocument document;

	private final String pointer;

	private final Object value;

	private final Map<String, Object> keywords;

	RawSchema(SchemaDocument document, String pointer, Object value) {
		this.document = document;
		this.pointer = pointer;
		this.value = value;
		this.keywords = (value instanceof Map) ? DocumentTree.map(value) : Map.of();
	}

	public SchemaDocument document() {
		return this.document;
	}

	String pointer() {
		return this.pointer;
	}

	public Dialect dialect() {
		return this.document.dialect();
	}

	/**
	 * Whether this is the schema {@code false}, which nothing fits.
	 * @return {@code true} for {@code false}
	 */
	public boolean never() {
		return Boolean.FALSE.equals(this.value);
	}

	public Set<String> keywords() {
		return this.keywords.keySet();
	}

	public boolean has(String keyword) {
		return this.keywords.containsKey(keyword);
	}

	public @Nullable Object get(String keyword) {
		return this.keywords.get(keyword);
	}

	public @Nullable String text(String keyword) {
		Object text = get(keyword);
		if (text == null || text instanceof String) {
			return (String) text;
		}
		throw fault(keyword, "must be text");
	}

	public @Nullable BigDecimal number(String keyword) {
		Object number = get(keyword);
		if (number == null || number instanceof BigDecimal) {
			return (BigDecimal) number;
		}
		throw fault(keyword, (number instanceof OutsizedNumber) ? OUTSIZED : "must be a number");
	}

	public @Nullable BigDecimal factor(String keyword) {
		BigDecimal factor = number(keyword);
		if (factor != null && factor.signum() <= 0) {
			throw fault(keyword, "must be more than zero");
		}
		return factor;
	}

	public @Nullable Integer count(String keyword) {
		BigDecimal number = number(keyword);
		if (number == null) {
			return null;
		}
		if (number.signum() < 0 || number.stripTrailingZeros().scale() > 0) {
			throw fault(keyword, "must be a whole number, zero or more");
		}
		return number.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
	}

	public boolean flag(String keyword) {
		Object flag = get(keyword);
		if (flag == null || flag instanceof Boolean) {
			return Boolean.TRUE.equals(flag);
		}
		throw fault(keyword, "must be true or false");
	}

	public @Nullable EcmaPattern pattern(String keyword) {
		String expression = text(keyword);
		return (expression != null) ? compile(expression, keyword) : null;
	}

	private EcmaPattern compile(String expression, String keyword) {
		try {
			return EcmaPattern.compile(expression);
		}
		catch (PatternSyntaxException ex) {
			throw fault(keyword, "is not a regular expression: " + ex.getDescription());
		}
	}

	public List<String> texts(String keyword) {
		return texts(get(keyword), keyword);
	}

	private List<String> texts(@Nullable Object texts, String keyword) {
		if (texts == null) {
			return List.of();
		}
		if (!(texts instanceof List<?> list)) {
			throw fault(keyword, "must be a list of names");
		}
		for (Object text : list) {
			if (!(text instanceof String)) {
				throw fault(keyword, "must be a list of names" + ((text instanceof Map || text instanceof List) ? ""
						: "; %s is none unless it is quoted: '%s'".formatted(text, text)));
			}
		}
		return list.stream().map(String.class::cast).toList();
	}

	/**
	 * Reads a keyword that maps names to lists of names.
	 * @param keyword the keyword
	 * @return the lists by name
	 */
	public Map<String, List<String>> textsByName(String keyword) {
		Map<String, List<String>> byName = new LinkedHashMap<>();
		object(keyword).forEach((name, texts) -> byName.put(name, texts(texts, keyword)));
		return byName;
	}

	/**
	 * Which properties must be there if another one is. Until 2019 {@code dependencies}
	 * said so, which is understood where a schema cannot mean anything else by it.
	 * @return the names by the other one's name
	 */
	public Map<String, List<String>> dependentRequired() {
		Map<String, List<String>> byName = new LinkedHashMap<>(textsByName("dependentRequired"));
		dependencies().forEach((name, value) -> {
			if (value instanceof List) {
				byName.putIfAbsent(name, texts(value, "dependencies"));
			}
		});
		return byName;
	}

	/**
	 * Which schemas must be fitted if a property is there.
	 * @return the schemas by the property's name
	 */
	public Map<String, RawSchema> dependentSchemas() {
		Map<String, RawSchema> byName = new LinkedHashMap<>(schemasByName("dependentSchemas"));
		dependencies().forEach((name, value) -> {
			if (!(value instanceof List)) {
				String place = JsonPointer.child(JsonPointer.child(this.pointer, "dependencies"), name);
				byName.putIfAbsent(name, this.document.schema(value, place));
			}
		});
		return byName;
	}

	private Map<String, Object> dependencies() {
		return (dialect() == Dialect.OPENAPI_30) ? Map.of() : object("dependencies");
	}

	public @Nullable List<Object> values(String keyword) {
		Object values = get(keyword);
		if (values == null || values instanceof List) {
			return (values != null) ? DocumentTree.list(values) : null;
		}
		throw fault(keyword, "must be a list");
	}

	/**
	 * Reads the names of the types.
	 * @return the names, none if the keyword is absent
	 */
	public List<String> types() {
		Object type = get("type");
		if (type == null && has("type")) {
			throw fault("type", "is null, which is no type unless it is quoted: 'null'");
		}
		List<String> names = (type instanceof String name) ? List.of(name) : texts("type");
		for (String name : names) {
			if (Kind.of(name) == 0) {
				throw fault("type", "'" + name + "' is not a type");
			}
		}
		return names;
	}

	/**
	 * Requires that a keyword holds what it has to hold.
	 * @param keyword the keyword
	 * @param content what that is, if it is neither a schema nor a reference
	 */
	void require(String keyword, KeywordContent content) {
		switch (content) {
			case TYPE -> types();
			case NUMBER -> number(keyword);
			case NUMBER_OR_FLAG -> {
				if (!(get(keyword) instanceof Boolean)) {
					number(keyword);
				}
			}
			case FACTOR -> factor(keyword);
			case COUNT -> count(keyword);
			case FLAG -> flag(keyword);
			case NULLABLE -> {
				if (dialect().nullable()) {
					flag(keyword);
				}
			}
			case TEXT -> text(keyword);
			case NAMES_OR_FLAG -> {
				if (!(get(keyword) instanceof Boolean)) {
					texts(keyword);
				}
			}
			case NAMES_BY_NAME -> textsByName(keyword);
			case VALUE -> requireUsable(get(keyword), keyword);
			case VALUES -> requireUsable(values(keyword), keyword);
			default -> {
			}
		}
	}

	private void requireUsable(@Nullable Object value, String keyword) {
		if (value instanceof OutsizedNumber) {
			throw fault(keyword, OUTSIZED);
		}
		if (value instanceof Map<?, ?> map) {
			map.values().forEach((each) -> requireUsable(each, keyword));
		}
		else if (value instanceof List<?> list) {
			list.forEach((each) -> requireUsable(each, keyword));
		}
	}

	public Map<String, Object> object(String keyword) {
		Object object = get(keyword);
		if (object == null) {
			return Map.of();
		}
		if (object instanceof Map) {
			return DocumentTree.map(object);
		}
		throw fault(keyword, "must be an object");
	}

	public @Nullable RawSchema schema(String keyword) {
		Object schema = get(keyword);
		return (schema != null) ? this.document.schema(schema, JsonPointer.child(this.pointer, keyword)) : null;
	}

	/**
	 * Reads a keyword that holds a list of schemas.
	 * @param keyword the keyword
	 * @return the schemas, none if the keyword is absent
	 */
	public List<RawSchema> schemas(String keyword) {
		List<Object> values = values(keyword);
		if (values == null) {
			return List.of();
		}
		List<RawSchema> schemas = new ArrayList<>(values.size());
		for (int i = 0; i < values.size(); i++) {
			schemas.add(this.document.schema(values.get(i),
					JsonPointer.child(JsonPointer.child(this.pointer, keyword), i)));
		}
		return schemas;
	}

	/**
	 * Reads a keyword that maps names to schemas.
	 * @param keyword the keyword
	 * @return the schemas by name, none if the keyword is absent
	 */
	public Map<String, RawSchema> schemasByName(String keyword) {
		Map<String, Object> object = object(keyword);
		if (object.isEmpty()) {
			return Map.of();
		}
		Map<String, RawSchema> schemas = new LinkedHashMap<>();
		object.forEach((name, schema) -> schemas.put(name,
				this.document.schema(schema, JsonPointer.child(JsonPointer.child(this.pointer, keyword), name))));
		return schemas;
	}

	/**
	 * Reads the schemas that apply to properties whose names match a pattern.
	 * @return the schemas by pattern
	 */
	public Map<EcmaPattern, RawSchema> patternProperties() {
		Map<String, RawSchema> schemas = schemasByName("patternProperties");
		if (schemas.isEmpty()) {
			return Map.of();
		}
		Map<EcmaPattern, RawSchema> byPattern = new LinkedHashMap<>();
		schemas.forEach((expression, schema) -> byPattern.put(compile(expression, "patternProperties"), schema));
		return byPattern;
	}

	Place place() {
		return this.document.place(this.pointer);
	}

	public UnusableDocumentException fault(String problem) {
		return this.document.fault(this.pointer, problem);
	}

	public UnusableDocumentException fault(String keyword, String problem) {
		return this.document.fault(JsonPointer.child(this.pointer, keyword), problem);
	}

	@Override
	public String toString() {
		return this.document.location() + "#" + this.pointer;
	}

}
