package io.daplug.stream.lambda;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MainClassStreamHandler} and {@link DynamoDbStreamHandler} that cannot
 * start.
 */
class MainClassStreamHandlerTests {

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void saysThatTheVariableIsNotSet(@Nullable String value) {
		assertThatIllegalStateException().isThrownBy(() -> new MainClassStreamHandler((name) -> value))
			.withMessageContaining("The environment variable MAIN_CLASS is not set");
	}

	@Test
	void saysWhichClassIsMissing() {
		assertThatIllegalStateException().isThrownBy(() -> new MainClassStreamHandler((name) -> "com.example.Missing"))
			.withMessageContaining("MAIN_CLASS")
			.withMessageContaining("'com.example.Missing', which is not on the class path");
	}

	@Test
	void saysThatTheApplicationHandlesNoEvents() {
		assertThatIllegalStateException().isThrownBy(() -> new DynamoDbStreamHandler(() -> {
			GenericApplicationContext context = new GenericApplicationContext();
			context.refresh();
			return context;
		}) {
		}).withMessageContaining("Set 'daplug.stream.lambda.enabled' to true");
	}

}
