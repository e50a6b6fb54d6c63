package io.daplug.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.daplug.text.NearestName;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * The names of the properties that are set, held against those that are read. Spring Boot
 * takes no notice of names that nobody reads, so a misspelt guard or key would be left
 * out in silence. Names that look like no other are left alone.
 */
final class PropertyNames {

	private static final String ROOT = "daplug";

	private final Binder binder;

	PropertyNames(Environment environment) {
		this.binder = Binder.get(environment);
	}

	/**
	 * Refuses names that are probably meant to be others.
	 * @throws DaplugConfigurationException if there is one
	 */
	void refuseMisspelt() {
		Map<String, Object> set = this.binder.bind(ROOT, Bindable.mapOf(String.class, Object.class)).orElseGet(Map::of);
		Map<String, String> known = known(DaplugProperties.class);
		known.putAll(uniform(Set.of("enabled", "local")));
		check(ROOT, set, known);
		Map<String, Object> listeners = nested(set, "listeners");
		check(ROOT + ".listeners", listeners, known(DaplugProperties.Listeners.class));
		check(ROOT + ".listeners.backoff", nested(listeners, "backoff"), known(DaplugProperties.ListenerBackoff.class));
		each(ROOT, set, "mirrors", (path, mirror) -> check(path, mirror, known(DaplugProperties.Mirror.class)));
		Map<String, String> sns = known(DaplugProperties.Sns.class);
		sns.putAll(uniform(Set.of("enabled")));
		check(ROOT + ".sns", nested(set, "sns"), sns);
		each(ROOT, set, "tables", (path, table) -> {
			check(path, table, known(DaplugProperties.Table.class));
			check(path + ".sns", nested(table, "sns"), known(DaplugProperties.Topic.class));
			check(path + ".idempotence", nested(table, "idempotence"), known(DaplugProperties.Idempotence.class));
			each(path, table, "indexes", (index, keys) -> check(index, keys, known(DaplugProperties.Index.class)));
		});
	}

	private interface Group {

		void check(String path, Map<String, Object> properties);

	}

	private static void each(String path, Map<String, Object> properties, String map, Group group) {
		nested(properties, map)
			.forEach((name, value) -> group.check(append(path + "." + map, name), asProperties(value)));
	}

	private static Map<String, Object> nested(Map<String, Object> properties, String name) {
		return asProperties(properties.getOrDefault(name, Map.of()));
	}

	private static Map<String, Object> asProperties(Object value) {
		Map<String, Object> properties = new LinkedHashMap<>();
		if (value instanceof Map<?, ?> map) {
			map.forEach((name, nested) -> properties.put(String.valueOf(name), nested));
		}
		return properties;
	}

	private static void check(String path, Map<String, Object> properties, Map<String, String> known) {
		for (String name : properties.keySet()) {
			if (!known.containsKey(uniform(name))) {
				NearestName.of(name, known.values()).ifPresent((nearest) -> {
					String property = append(path, name);
					throw new DaplugConfigurationException(property,
							"is not known" + NearestName.question(name, known.values()),
							"Rename it to '%s.%s', or remove it.".formatted(path, nearest));
				});
			}
		}
	}

	private static Map<String, String> known(Class<? extends Record> type) {
		Map<String, String> names = new TreeMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			String name = DataObjectPropertyName.toDashedForm(component.getName());
			names.put(uniform(name), name);
		}
		return names;
	}

	private static Map<String, String> uniform(Collection<String> names) {
		Map<String, String> uniform = new TreeMap<>();
		names.forEach((name) -> uniform.put(uniform(name), name));
		return uniform;
	}

	/** Spring Boot's relaxed binding knows names without dashes and in any case. */
	private static String uniform(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

	/** A property's name, in brackets where it holds what names cannot hold otherwise. */
	static String append(String path, String name) {
		return ConfigurationPropertyName.isValid(name) ? path + "." + name : path + "[" + name + "]";
	}

}
