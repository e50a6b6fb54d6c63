package io.daplug.autoconfigure.property;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Tells which values a property of ours can have when it has another one, spelt as the
 * documentation does, and which was probably meant. What is wrong otherwise is left to
 * Spring Boot.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class PropertyValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	/**
	 * Creates the analyzer.
	 */
	public PropertyValueFailureAnalyzer() {
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		Object[] constants = cause.getTarget().getType().resolve(Object.class).getEnumConstants();
		ConfigurationProperty property = cause.getProperty();
		if (constants == null || property == null || !cause.getName().toString().startsWith("daplug.")) {
			return null;
		}
		String value = String.valueOf(property.getValue());
		List<String> values = Arrays.stream(constants)
			.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList();
		String nearest = NearestName.question(value, values);
		String origin = (property.getOrigin() != null) ? "%n%n    Origin: %s".formatted(property.getOrigin()) : "";
		return new FailureAnalysis(
				"Property '%s': there is no value '%s'%s%s".formatted(cause.getName(), value, nearest, origin),
				"Set '%s' to one of %s.".formatted(cause.getName(), values), cause);
	}

}
