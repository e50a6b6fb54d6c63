package io.daplug.autoconfigure.property;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Tells what a property of ours can be set to when its value cannot be read, spelt as the
 * documentation does, and which value was probably meant.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class PropertyValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	/** What a record says of one of its components. */
	private static final Pattern COMPONENT = Pattern.compile("'([a-z-]+)' (.*)", Pattern.DOTALL);

	private final Environment environment;

	/**
	 * Creates the analyzer.
	 * @param environment tells where properties are set
	 */
	public PropertyValueFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		String name = PropertyPath.of(cause.getName());
		if (!name.startsWith(PropertyBinder.ROOT + ".")) {
			return null;
		}
		Throwable reason = NestedExceptionUtils.getMostSpecificCause(cause);
		ConfigurationProperty property = cause.getProperty();
		if (property != null) {
			return value(cause, name, String.valueOf(property.getValue()));
		}
		Matcher component = COMPONENT.matcher(String.valueOf(reason.getMessage()));
		if (!(reason instanceof IllegalArgumentException) || !component.matches()) {
			return null;
		}
		return analysis(cause, name + "." + component.group(1), component.group(2),
				"Set '%s.%s' to such a value, or remove it.".formatted(name, component.group(1)));
	}

	private @Nullable FailureAnalysis value(BindException cause, String name, String value) {
		ResolvableType target = cause.getTarget().getType();
		Class<?> single = target.asCollection().resolveGeneric(0);
		Class<?> type = ClassUtils
			.resolvePrimitiveIfNecessary((single != null) ? single : target.resolve(Object.class));
		if (type.isEnum()) {
			List<String> words = Arrays.stream(type.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.toList();
			String wrong = Arrays.stream(value.split(","))
				.map(String::strip)
				.filter((word) -> words.stream()
					.noneMatch((known) -> PropertyNode.uniform(known).equals(PropertyNode.uniform(word))))
				.findFirst()
				.orElse(value);
			return analysis(cause, name,
					"there is no value '%s'%s".formatted(wrong, NearestName.question(wrong, words)),
					"Set '%s' to one of %s.".formatted(name, words));
		}
		if (type == Class.class) {
			return analysis(cause, name, "there is no class '%s' on the class path".formatted(value),
					"Set '%s' to the full name of a class.".formatted(name));
		}
		String kind = kind(type);
		return (kind != null) ? analysis(cause, name, "'%s' is not %s".formatted(value, kind),
				"Set '%s' to %s.".formatted(name, kind)) : null;
	}

	private static @Nullable String kind(Class<?> type) {
		if (type == Boolean.class) {
			return "true or false";
		}
		if (type == Duration.class) {
			return "a time such as 500ms, 5s or 1m";
		}
		if (type == DataSize.class) {
			return "a size such as 256KB or 1MB";
		}
		if (type == Integer.class || type == Long.class) {
			return "a whole number";
		}
		return Number.class.isAssignableFrom(type) ? "a number" : null;
	}

	private FailureAnalysis analysis(BindException cause, String property, String problem, String action) {
		ConfigurationProperty found = cause.getProperty();
		String origin = (found != null && found.getOrigin() != null) ? PropertyOrigin.describe(found.getOrigin())
				: PropertyOrigin.in(this.environment).describe(property);
		return new FailureAnalysis("Property '%s': %s%s".formatted(property, problem, origin), action, cause);
	}

}
