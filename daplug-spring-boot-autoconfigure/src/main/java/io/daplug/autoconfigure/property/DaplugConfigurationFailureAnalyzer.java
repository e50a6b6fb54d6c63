package io.daplug.autoconfigure.property;

import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * Tells which property to set to what, and in which file it, or what is beside it, is
 * set.
 */
public final class DaplugConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<DaplugConfigurationException> {

	private final Environment environment;

	/**
	 * Creates the analyzer.
	 * @param environment tells where properties are set
	 */
	public DaplugConfigurationFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DaplugConfigurationException cause) {
		String origin = origin(cause.property()).map((found) -> "%n%n    Origin: %s".formatted(found)).orElse("");
		return new FailureAnalysis(cause.getMessage() + origin, cause.action(), cause);
	}

	private Optional<Origin> origin(String property) {
		ConfiguredProperties configured = new ConfiguredProperties(this.environment);
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
		return first(configured, name).or(() -> first(configured, name.getParent()));
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
