package io.daplug.autoconfigure.property;

import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * Tells in which file, line or variable properties are set.
 */
final class PropertyOrigin {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(PropertyBinder.ROOT);

	private final ConfiguredProperties configured;

	private PropertyOrigin(ConfiguredProperties configured) {
		this.configured = configured;
	}

	static PropertyOrigin in(Environment environment) {
		return new PropertyOrigin(new ConfiguredProperties(environment));
	}

	/**
	 * Says where a property, or what is beside it, is set.
	 * @param property the property
	 * @return what a description ends with; nothing if it is not set
	 */
	String describe(String property) {
		return find(property).map(PropertyOrigin::describe).orElse("");
	}

	/** What a description of something from there ends with. */
	static String describe(Origin origin) {
		return "%n%n    Origin: %s".formatted(origin);
	}

	private Optional<Origin> find(String property) {
		ConfigurationPropertyName name = spelt(ConfigurationPropertyName.adapt(property, '.'));
		return first(this.configured, name).or(() -> first(this.configured, name.getParent()));
	}

	private static ConfigurationPropertyName spelt(ConfigurationPropertyName name) {
		return ROOT.isAncestorOf(name) ? ConfigurationPropertyName.adapt(new PropertySpelling().spell(name), '.')
				: name;
	}

	/** Where a property is set, or the first one below it. */
	private static Optional<Origin> first(ConfiguredProperties configured, ConfigurationPropertyName name) {
		Stream<Origin> variables = configured.unread()
			.stream()
			.filter((variable) -> variable.getName().equals(name))
			.flatMap((variable) -> Stream.ofNullable(variable.getOrigin()));
		return Stream.concat(configured.sources().stream().flatMap((source) -> origins(source, name)), variables)
			.findFirst();
	}

	private static Stream<Origin> origins(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		return Stream.concat(Stream.of(name), below(source, name))
			.map(source::getConfigurationProperty)
			.map(Origin::from)
			.flatMap(Stream::ofNullable);
	}

	private static Stream<ConfigurationPropertyName> below(ConfigurationPropertySource source,
			ConfigurationPropertyName name) {
		return (source instanceof IterableConfigurationPropertySource iterable)
				? StreamSupport.stream(iterable.spliterator(), false).filter(name::isAncestorOf) : Stream.empty();
	}

}
