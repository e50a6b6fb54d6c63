package io.daplug.autoconfigure.property;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.Environment;

/**
 * Binds what lies below {@code daplug}, as Spring Boot does, but takes names of tables,
 * indexes and mirrors that differ in dashes and case for one, also those of environment
 * variables.
 */
public final class PropertyBinder {

	static final String ROOT = "daplug";

	private static final BindHandler EMPTY_GROUPS = new EmptyGroups();

	private final ConfiguredProperties properties;

	private final Binder binder;

	private PropertyBinder(Environment environment) {
		this.properties = new ConfiguredProperties(environment);
		this.binder = new Binder(this.properties.sources(), new PropertySourcesPlaceholdersResolver(environment));
	}

	/**
	 * Creates a binder.
	 * @param environment has the properties
	 * @return the binder, which knows what is set now
	 */
	public static PropertyBinder of(Environment environment) {
		return new PropertyBinder(environment);
	}

	/**
	 * Binds a record.
	 * @param <T> type of the record
	 * @param path the property below which its properties lie
	 * @param type the record
	 * @return the record, with its defaults where nothing is set
	 * @throws org.springframework.boot.context.properties.bind.BindException if a value
	 * is not of its type
	 */
	public <T extends Record> T bind(String path, Class<T> type) {
		return this.binder.bindOrCreate(path, Bindable.of(type), EMPTY_GROUPS);
	}

	/**
	 * Binds the entries of a map.
	 * @param <T> type of the entries
	 * @param path the property below which the entries lie
	 * @param type the record that each entry is
	 * @return the entries by name
	 * @throws org.springframework.boot.context.properties.bind.BindException if a value
	 * is not of its type
	 */
	public <T extends Record> Map<String, T> bindEntries(String path, Class<T> type) {
		return this.binder.bind(path, Bindable.mapOf(String.class, type), EMPTY_GROUPS).orElseGet(Map::of);
	}

	/**
	 * Lists the entries of a map.
	 * @param path the property below which the entries lie
	 * @return their names
	 */
	public Set<String> names(String path) {
		ConfigurationPropertyName map = ConfigurationPropertyName.of(path);
		Set<String> names = new LinkedHashSet<>();
		this.properties.properties()
			.map((property) -> property.getName())
			.filter(map::isAncestorOf)
			.forEach((name) -> names.add(name.getElement(map.getNumberOfElements(), Form.ORIGINAL)));
		return names;
	}

	/**
	 * Reads one property of each entry of a map, without binding the others.
	 * @param path the property below which the entries lie
	 * @param property the name of the property below each of them
	 * @return what is set by the names of the entries; those that do not set it are left
	 * out
	 */
	public Map<String, String> texts(String path, String property) {
		ConfigurationPropertyName map = ConfigurationPropertyName.of(path);
		int depth = map.getNumberOfElements();
		Map<String, String> texts = new LinkedHashMap<>();
		this.properties.properties()
			.map((found) -> found.getName())
			.filter((name) -> map.isAncestorOf(name) && name.getNumberOfElements() == depth + 2
					&& name.subName(depth + 1).equals(ConfigurationPropertyName.of(property)))
			.forEach((name) -> texts.computeIfAbsent(name.getElement(depth, Form.ORIGINAL),
					(entry) -> this.binder.bind(name, Bindable.of(String.class)).orElse("")));
		return texts;
	}

	ConfiguredProperties properties() {
		return this.properties;
	}

}
