package io.daplug.conformance;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model of typed items in the corpus, as the record that a caller would write, and the
 * schema of its items. What the ancestor's models do to values, the caller's class does:
 * bring them into its types, and write decimals as text. What must be there, and which
 * values fit, is said by the schema and left to the template.
 *
 * @param name the model's name
 * @param json as the corpus has it
 * @param type the record
 */
record ItemModel(String name, JsonNode json, Class<?> type) {

	private static final Set<String> OPTIONS = Set.of("type", "enum", "optional", "default", "ge", "le", "min_length",
			"max_length");

	private static final Map<String, Class<?>> TYPES = Map.ofEntries(Map.entry("str", String.class),
			Map.entry("decimal", String.class), Map.entry("datetime", String.class), Map.entry("date", String.class),
			Map.entry("uuid", String.class), Map.entry("int", BigInteger.class), Map.entry("float", BigDecimal.class),
			Map.entry("bool", Boolean.class), Map.entry("list", List.class), Map.entry("dict", Map.class));

	/** Methods of every object, whose names no component of a record can have. */
	private static final Set<String> TAKEN = Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll",
			"toString", "wait");

	static ItemModel of(String name, JsonNode json) {
		new Arguments(json).requireKnown(Set.of("fields"));
		for (JsonNode field : json.path("fields")) {
			new Arguments(field).requireKnown(OPTIONS);
			if (!field.path("enum").isArray() && !TYPES.containsKey(field.path("type").asString(""))) {
				throw new NotExpressibleException("type");
			}
		}
		if (json.path("fields").isEmpty()) {
			throw new NotExpressibleException("fields");
		}
		return new ItemModel(name, json, type(name, json.path("fields")));
	}

	private static Class<?> type(String name, JsonNode fields) {
		DynamicType.Builder<?> type = new ByteBuddy(ClassFileVersion.JAVA_V17).makeRecord()
			.name(ItemModel.class.getPackageName() + ".models." + name);
		for (String field : fields.propertyNames()) {
			JsonNode rule = fields.path(field);
			type = type.defineRecordComponent(TAKEN.contains(field) ? field + "_" : field, component(rule))
				.annotateRecordComponent(
						AnnotationDescription.Builder.ofType(JsonProperty.class).define("value", field).build());
		}
		return type.make().load(ItemModel.class.getClassLoader()).getLoaded();
	}

	/** One with a default may be absent from what others stored, and is no less a key. */
	private static TypeDescription.Generic component(JsonNode rule) {
		TypeDescription.Generic.Builder component = TypeDescription.Generic.Builder.rawType(componentType(rule));
		if (rule.path("optional").asBoolean(false)) {
			return component.build(AnnotationDescription.Builder.ofType(Nullable.class).build());
		}
		return rule.has("default") ? component.build()
				: component.build(AnnotationDescription.Builder.ofType(NonNull.class).build());
	}

	private static Class<?> componentType(JsonNode rule) {
		Class<?> type = TYPES.get(rule.path("type").asString(""));
		if (type != null) {
			return type;
		}
		List<JsonNode> values = rule.path("enum").valueStream().toList();
		return values.stream().allMatch(JsonNode::isString) ? String.class
				: values.stream().allMatch(JsonNode::isIntegralNumber) ? BigInteger.class : Object.class;
	}

	private JsonNode field(String name) {
		return this.json.path("fields").path(name);
	}

	private List<String> fields() {
		return List.copyOf(this.json.path("fields").propertyNames());
	}

	private boolean optional(String field) {
		return field(field).path("optional").asBoolean(false);
	}

	private boolean decimal(String field) {
		return field(field).path("type").asString("").equals("decimal");
	}

	/** The model as an OpenAPI document with one schema of its name. */
	ObjectNode document() {
		ObjectNode document = (ObjectNode) new StreamModel(this.json).document(this.name);
		ObjectNode properties = (ObjectNode) document.path("components")
			.path("schemas")
			.path(this.name)
			.path("properties");
		for (String field : fields()) {
			ObjectNode property = (ObjectNode) properties.path(field);
			if (decimal(field)) {
				property.removeAll();
				property.put("type", "string");
				if (field(field).has("default")) {
					property.put("default", text(field(field).path("default").decimalValue()));
				}
			}
			if (field(field).path("type").asString("").equals("float")) {
				property.put("type", "number");
			}
			if (optional(field)) {
				property.put("nullable", true);
				if (property.path("enum") instanceof ArrayNode values) {
					values.addNull();
				}
			}
		}
		return document;
	}

	/**
	 * What the caller's class writes for values that it was made of.
	 * @throws MisfitException if a decimal is none, or out of its bounds
	 */
	Map<String, @Nullable Object> written(Map<String, @Nullable Object> values) {
		Map<String, @Nullable Object> written = new LinkedHashMap<>();
		for (String field : fields()) {
			if (values.containsKey(field)) {
				written.put(field, written(field, values.get(field)));
			}
			else if (optional(field) && CorpusValues.plain(field(field).path("default")) == null) {
				written.put(field, null);
			}
		}
		values.forEach(written::putIfAbsent);
		return written;
	}

	private @Nullable Object written(String field, @Nullable Object value) {
		if (value == null) {
			return null;
		}
		Map<String, Object> coerced = new StreamModel(this.json).coerce(Map.of(field, value));
		return decimal(field) ? checkedText(field, coerced) : coerced.get(field);
	}

	/** Its bounds are those of a number, which the stored text is not. */
	private String checkedText(String field, Map<String, Object> coerced) {
		ObjectNode alone = Corpus.JSON.createObjectNode();
		alone.putObject("fields").set(field, field(field));
		try {
			return text((BigDecimal) new StreamModel(alone).read(Map.copyOf(coerced)).get(field));
		}
		catch (IllegalArgumentException ex) {
			throw new MisfitException(String.valueOf(ex.getMessage()));
		}
	}

	private static String text(@Nullable BigDecimal number) {
		return String.valueOf(number);
	}

	/** The value of a key, in the type of the attribute that it is made of. */
	Object key(String attribute, Object value) {
		Object key = written(attribute, value);
		return (key != null) ? key : value;
	}

	/** What a caller sees of an item: all fields, and decimals as numbers. */
	Map<String, @Nullable Object> seen(Object item) {
		Map<String, @Nullable Object> seen = new LinkedHashMap<>();
		try {
			for (RecordComponent component : item.getClass().getRecordComponents()) {
				String field = component.getAnnotation(JsonProperty.class).value();
				Object value = component.getAccessor().invoke(item);
				if (value == null) {
					value = CorpusValues.plain(field(field).path("default"));
				}
				seen.put(field, (decimal(field) && value instanceof String text) ? new BigDecimal(text) : value);
			}
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("The record of model '%s' cannot be read".formatted(this.name), ex);
		}
		return seen;
	}

	/** What a caller sees of nothing: an item of defaults, if there can be one. */
	Map<String, @Nullable Object> ofNothing() {
		Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
		for (String field : fields()) {
			if (!optional(field) && !field(field).has("default")) {
				throw new MisfitException("'%s' is missing".formatted(field));
			}
			defaults.put(field, CorpusValues.plain(field(field).path("default")));
		}
		return defaults;
	}

	/**
	 * The caller's class cannot be made of these values.
	 */
	static final class MisfitException extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		MisfitException(String problem) {
			super(problem);
		}

	}

}
