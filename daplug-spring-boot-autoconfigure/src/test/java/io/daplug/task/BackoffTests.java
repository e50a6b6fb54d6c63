package io.daplug.task;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Backoff}.
 */
class BackoffTests {

	@Test
	void waitsLongerFromAttemptToAttempt() {
		Backoff backoff = Backoff.DEFAULT;
		assertThat(backoff.delay(1, 1)).hasMillis(100);
		assertThat(backoff.delay(1, 0)).hasMillis(50);
		assertThat(backoff.delay(3, 1)).hasMillis(400);
		assertThat(backoff.delay(30, 1)).hasSeconds(10);
		assertThat(backoff.delay(Integer.MAX_VALUE, 0)).hasSeconds(5);
	}

	@Test
	void leavesAsMuchToChanceAsItsJitterSays() {
		Backoff full = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 2, 1);
		assertThat(full.delay(1, 0)).isZero();
		assertThat(full.delay(1, 0.5)).hasMillis(50);
		assertThat(full.delay(1, 1)).hasMillis(100);
		Backoff none = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 2, 0);
		assertThat(none.delay(2, 0)).hasMillis(200);
		assertThat(none.delay(2)).hasMillis(200);
	}

	@Test
	void staysWithinItsBoundsByChance() {
		for (int i = 0; i < 100; i++) {
			assertThat(Backoff.DEFAULT.delay(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
		}
	}

	@Test
	void refusesWhatCannotBe() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), 2))
			.withMessageContaining("'max'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), 0.5))
			.withMessageContaining("'multiplier'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1.5))
			.withMessageContaining("'jitter'");
	}

}
