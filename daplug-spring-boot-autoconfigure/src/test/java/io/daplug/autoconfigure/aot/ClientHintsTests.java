package io.daplug.autoconfigure.aot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientHints}.
 */
class ClientHintsTests {

	@Test
	void nameWhatTheSdkFindsOnTheClassPath() throws IOException {
		RuntimeHints hints = new RuntimeHints();
		new ClientHints().registerHints(hints, null);
		assertThat(RuntimeHintsPredicates.resource().forResource(ClientHints.INTERCEPTORS)).accepts(hints);
		String interceptor = new ClassPathResource(ClientHints.INTERCEPTORS).getContentAsString(StandardCharsets.UTF_8);
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(interceptor.strip()))).accepts(hints);
	}

}
