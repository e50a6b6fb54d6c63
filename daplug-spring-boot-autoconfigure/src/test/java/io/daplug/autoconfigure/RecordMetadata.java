package io.daplug.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.daplug.autoconfigure.property.ShortForm;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.ClassUtils;

/**
 * What the metadata for editors has to say of the properties that a record binds, and of
 * those in the records that it holds. The descriptions are the record's Javadoc.
 */
final class RecordMetadata {

	private static final Path SOURCES = Path.of("src", "main", "java");

	private final Map<String, Map<String, @Nullable Object>> properties = new LinkedHashMap<>();

	private final Map<String, Class<?>> types = new LinkedHashMap<>();

	/** Adds the entries of maps; Spring Boot's processor knows the others. */
	void addMaps(String prefix, Class<?> type) throws IOException {
		for (RecordComponent component : type.getRecordComponents()) {
			Class<?> nested = recordIn(component);
			if (nested != null) {
				String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
				if (Map.class.isAssignableFrom(component.getType())) {
					add(name + ".*", nested);
				}
				else {
					addMaps(name, nested);
				}
			}
		}
	}

	void add(String prefix, Class<?> type) throws IOException {
		Parameter[] parameters = type.getDeclaredConstructors()[0].getParameters();
		int index = 0;
		for (RecordComponent component : type.getRecordComponents()) {
			// The annotation is one of parameters, not of components.
			DefaultValue fallback = parameters[index++].getAnnotation(DefaultValue.class);
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
			Class<?> nested = recordIn(component);
			Class<?> either = elementType(component.getGenericType());
			if (ShortForm.class.isAssignableFrom(either)) {
				Map<String, @Nullable Object> entry = entry(name, type, component, fallback);
				entry.computeIfPresent("type",
						(key, text) -> text.toString().replace(either.getTypeName(), String.class.getName()));
				this.properties.put(name, entry);
				this.types.put(name, String.class);
				add(name, either);
			}
			else if (nested != null) {
				add(Map.class.isAssignableFrom(component.getType()) ? name + ".*" : name, nested);
			}
			else {
				this.properties.put(name, entry(name, type, component, fallback));
				this.types.put(name, elementType(component.getGenericType()));
			}
		}
	}

	/** The entries of the metadata, by the names of the properties. */
	Map<String, Map<String, @Nullable Object>> properties() {
		return this.properties;
	}

	/** The words that a property can be set to; none where it takes any text. */
	Map<String, List<String>> words() {
		Map<String, List<String>> words = new LinkedHashMap<>();
		this.types.forEach((name, type) -> {
			if (type.isEnum()) {
				List<String> constants = new ArrayList<>();
				for (Object constant : type.getEnumConstants()) {
					constants.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'));
				}
				words.put(name, constants);
			}
		});
		return words;
	}

	List<String> classReferences() {
		return this.types.entrySet()
			.stream()
			.filter((property) -> property.getValue() == Class.class)
			.map(Map.Entry::getKey)
			.toList();
	}

	private static @Nullable Class<?> recordIn(RecordComponent component) {
		Class<?> type = Map.class.isAssignableFrom(component.getType()) ? elementType(component.getGenericType())
				: component.getType();
		return type.isRecord() ? type : null;
	}

	private static Class<?> elementType(Type type) {
		if (type instanceof ParameterizedType parameterized && parameterized.getRawType() != Class.class) {
			Type[] arguments = parameterized.getActualTypeArguments();
			return elementType(arguments[arguments.length - 1]);
		}
		return (type instanceof ParameterizedType) ? Class.class
				: ClassUtils.resolvePrimitiveIfNecessary((Class<?>) type);
	}

	private static Map<String, @Nullable Object> entry(String name, Class<?> owner, RecordComponent component,
			@Nullable DefaultValue fallback) throws IOException {
		Map<String, @Nullable Object> entry = new LinkedHashMap<>();
		entry.put("name", name);
		entry.put("type",
				(component.getType().isPrimitive() ? ClassUtils.resolvePrimitiveIfNecessary(component.getType())
						: component.getGenericType())
					.getTypeName()
					.replace(" ", ""));
		entry.put("description", description(owner, component.getName()));
		entry.put("sourceType", owner.getName());
		if (fallback != null && fallback.value().length == 1) {
			String value = fallback.value()[0];
			entry.put("defaultValue", (component.getType() == boolean.class) ? (Object) Boolean.valueOf(value) : value);
		}
		return entry;
	}

	private static String description(Class<?> owner, String component) throws IOException {
		Class<?> outermost = owner;
		while (outermost.getEnclosingClass() != null) {
			outermost = outermost.getEnclosingClass();
		}
		String source = Files.readString(SOURCES.resolve(outermost.getName().replace('.', '/') + ".java"));
		int declaration = source.indexOf("record " + owner.getSimpleName() + "(");
		String comment = source.substring(source.lastIndexOf("/**", declaration), declaration);
		Matcher text = Pattern.compile("@param " + component + " ((?s).*?)(?:\\* @|\\*/)").matcher(comment);
		return text.find() ? text.group(1).replaceAll("\\s*\\n\\s*\\*?\\s*", " ").strip() : "";
	}

}
