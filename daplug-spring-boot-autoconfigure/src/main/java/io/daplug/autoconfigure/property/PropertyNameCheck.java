package io.daplug.autoconfigure.property;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.daplug.text.NearestName;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.env.Environment;

/**
 * Holds the names of the properties that are set against those that are read. Spring Boot
 * takes no notice of names that nobody reads, so a misspelt guard or key would be left
 * out in silence. Names that look like no other are left alone.
 */
public final class PropertyNameCheck {

	private static final String ROOT = "daplug";

	private final Map<String, Object> properties;

	/**
	 * Creates a check.
	 * @param environment has the properties that are set
	 */
	public PropertyNameCheck(Environment environment) {
		this.properties = Binder.get(environment)
			.bind(ROOT, Bindable.mapOf(String.class, Object.class))
			.orElseGet(Map::of);
	}

	/**
	 * Refuses names that are probably meant to be others.
	 * @param path the property below which the names lie, such as
	 * {@code daplug.tables.*.sns}; an asterisk stands for each entry of a map
	 * @param type the record that is bound there
	 * @param others names that are read by somebody else
	 * @return this check
	 * @throws DaplugConfigurationException if there is such a name
	 */
	public PropertyNameCheck check(String path, Class<? extends Record> type, String... others) {
		Map<String, String> known = new TreeMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			String name = DataObjectPropertyName.toDashedForm(component.getName());
			known.put(uniform(name), name);
		}
		for (String name : others) {
			known.put(uniform(name), name);
		}
		List<String> names = List.of(path.split("\\."));
		check(ROOT, this.properties, names.subList(1, names.size()), known);
		return this;
	}

	private static void check(String path, Object value, List<String> names, Map<String, String> known) {
		if (!(value instanceof Map<?, ?> properties)) {
			return;
		}
		if (names.isEmpty()) {
			properties.keySet().forEach((name) -> requireKnown(path, String.valueOf(name), known));
			return;
		}
		String wanted = names.get(0);
		properties.forEach((key, nested) -> {
			String name = String.valueOf(key);
			if (wanted.equals("*") || wanted.equals(name)) {
				check(PropertyPath.append(path, name), nested, names.subList(1, names.size()), known);
			}
		});
	}

	private static void requireKnown(String path, String name, Map<String, String> known) {
		if (!known.containsKey(uniform(name))) {
			NearestName.of(name, known.values()).ifPresent((nearest) -> {
				throw new DaplugConfigurationException(PropertyPath.append(path, name),
						"is not known; did you mean '%s'?".formatted(nearest),
						"Rename it to '%s.%s', or remove it.".formatted(path, nearest));
			});
		}
	}

	/** Spring Boot's relaxed binding knows names without dashes and in any case. */
	private static String uniform(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

}
