package io.daplug.autoconfigure.property;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * All that is set below {@code daplug}, its names spelt in one way.
 */
final class ConfiguredProperties {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(PropertyBinder.ROOT);

	private final List<ConfigurationPropertySource> sources;

	/**
	 * Environment variables that can be read as the name of no property, each with the
	 * name that it may be meant to have.
	 */
	private final List<ConfigurationProperty> unread = new ArrayList<>();

	ConfiguredProperties(Environment environment) {
		List<ConfigurationPropertySource> all = new ArrayList<>();
		ConfigurationPropertySources.get(environment).forEach(all::add);
		PropertySpelling spelling = new PropertySpelling();
		Map<ConfigurationPropertySource, ConfigurationPropertySource> spelt = new LinkedHashMap<>();
		// The source that all others override, which is the application's main file, has
		// the first word.
		Collections.reverse(all);
		all.stream()
			.sorted(Comparator.comparing(ConfiguredProperties::isEnvironment))
			.forEach((source) -> spelt.put(source, spell(source, spelling)));
		Collections.reverse(all);
		this.sources = all.stream().map((source) -> spelt.getOrDefault(source, source)).toList();
	}

	private ConfigurationPropertySource spell(ConfigurationPropertySource source, PropertySpelling spelling) {
		if (!(source instanceof IterableConfigurationPropertySource iterable)) {
			return source;
		}
		Map<ConfigurationPropertyName, ConfigurationProperty> properties = new LinkedHashMap<>();
		names(iterable, isEnvironment(source)).forEach((name) -> {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property == null) {
				return;
			}
			String spelt = isEnvironment(source) ? spelling.spellVariable(name) : spelling.spell(name);
			if (spelt != null) {
				ConfigurationPropertyName spelled = ConfigurationPropertyName.adapt(spelt, '.');
				properties.putIfAbsent(spelled,
						new ConfigurationProperty(spelled, property.getValue(), property.getOrigin()));
			}
			else {
				this.unread
					.add(new ConfigurationProperty(ConfigurationPropertyName.adapt(spelling.guessVariable(name), '.'),
							property.getValue(), property.getOrigin()));
			}
		});
		return new SpeltSource(properties, source.getUnderlyingSource());
	}

	/** Those of the environment with the most words come first: they tell words apart. */
	private static Stream<ConfigurationPropertyName> names(IterableConfigurationPropertySource source,
			boolean environment) {
		Stream<ConfigurationPropertyName> names = source.stream().filter(ROOT::isAncestorOf);
		return environment
				? names.sorted(Comparator.comparing(ConfigurationPropertyName::getNumberOfElements).reversed()) : names;
	}

	private static boolean isEnvironment(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
	}

	/** The sources, those that override others first. */
	List<ConfigurationPropertySource> sources() {
		return this.sources;
	}

	/** What is set, as far as it can be listed. */
	Stream<ConfigurationProperty> properties() {
		return this.sources.stream()
			.flatMap((source) -> (source instanceof SpeltSource spelt) ? spelt.properties().values().stream()
					: Stream.empty());
	}

	/** Environment variables that can be read as the name of no property. */
	List<ConfigurationProperty> unread() {
		return this.unread;
	}

	/**
	 * One source.
	 *
	 * @param properties what it sets below {@code daplug}
	 * @param underlying where that comes from
	 */
	private record SpeltSource(Map<ConfigurationPropertyName, ConfigurationProperty> properties,
			@Nullable Object underlying) implements IterableConfigurationPropertySource {

		@Override
		public @Nullable ConfigurationProperty getConfigurationProperty(ConfigurationPropertyName name) {
			return this.properties.get(name);
		}

		@Override
		public Stream<ConfigurationPropertyName> stream() {
			return this.properties.keySet().stream();
		}

		@Override
		public @Nullable Object getUnderlyingSource() {
			return this.underlying;
		}

	}

}
