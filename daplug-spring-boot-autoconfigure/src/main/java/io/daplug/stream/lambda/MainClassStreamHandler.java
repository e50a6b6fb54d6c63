package io.daplug.stream.lambda;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A Lambda function for an application without code of its own for Lambda: the
 * environment variable {@code MAIN_CLASS} names the class that is annotated with
 * {@code @SpringBootApplication}. The function's handler is
 * {@code io.daplug.stream.lambda.MainClassStreamHandler}.
 */
public final class MainClassStreamHandler extends DynamoDbStreamHandler {

	private static final String VARIABLE = "MAIN_CLASS";

	/**
	 * Creates the handler and starts the application, as Lambda does.
	 * @throws IllegalStateException if the variable names no class
	 */
	public MainClassStreamHandler() {
		this(System::getenv);
	}

	MainClassStreamHandler(UnaryOperator<@Nullable String> environment) {
		super(mainClass(environment.apply(VARIABLE)));
	}

	private static Class<?> mainClass(@Nullable String name) {
		if (name == null || name.isBlank()) {
			throw new IllegalStateException(
					"The environment variable %s is not set: set it to the class that is annotated with @SpringBootApplication"
						.formatted(VARIABLE));
		}
		try {
			return ClassUtils.forName(name.strip(), null);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new IllegalStateException(
					"The environment variable %s names the class '%s', which is not on the class path"
						.formatted(VARIABLE, name.strip()),
					ex);
		}
	}

}
