package io.daplug.autoconfigure.property;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link PropertyNameCheck}.
 */
class PropertyNameCheckTests {

	@Test
	void refusesANameThatIsAlmostAnother() {
		assertThatExceptionOfType(DaplugConfigurationException.class)
			.isThrownBy(() -> check("daplug.listeners.max-atempts", "daplug.listeners"))
			.withMessage("Property 'daplug.listeners.max-atempts': is not known; did you mean 'max-attempts'?")
			.satisfies((ex) -> assertThat(ex.action())
				.isEqualTo("Rename it to 'daplug.listeners.max-attempts', or remove it."));
	}

	@Test
	void looksIntoEachEntryOfAMap() {
		assertThatExceptionOfType(DaplugConfigurationException.class)
			.isThrownBy(() -> check("daplug.tables.orders.sns.max-atempts", "daplug.tables.*.sns"))
			.withMessageContaining("'daplug.tables.orders.sns.max-atempts'");
	}

	@Test
	void knowsRelaxedNamesAndThoseOfOthers() {
		assertThatNoException().isThrownBy(() -> check("daplug.listeners.maxAttempts", "daplug.listeners"));
		assertThatNoException().isThrownBy(() -> check("daplug.listeners.max_attempts", "daplug.listeners"));
		assertThatNoException().isThrownBy(() -> check("daplug.listeners.enabled", "daplug.listeners"));
	}

	@Test
	void leavesNamesAloneThatAreLikeNoOther() {
		assertThatNoException().isThrownBy(() -> check("daplug.listeners.something-else", "daplug.listeners"));
		assertThatNoException().isThrownBy(() -> check("daplug.elsewhere.max-atempts", "daplug.listeners"));
	}

	private static void check(String property, String path) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(property, "3")));
		new PropertyNameCheck(environment).check(path, Settings.class, "enabled");
	}

	record Settings(int maxAttempts, @Nullable String topic) {

	}

}
