package io.daplug.stream;

import java.time.Duration;
import java.time.Instant;

import io.daplug.stream.SourceProgress.HandOver;
import io.daplug.stream.SourceProgress.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for when a source is stalled.
 */
class SourceProgressTests {

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private static final Duration AFTER = Duration.ofMinutes(5);

	private static final Instant LONG_AGO = NOW.minus(AFTER);

	private static final Instant NOT_LONG_AGO = LONG_AGO.plusMillis(1);

	@Test
	void isStalledWhenAChangeHasWaitedForItsCheckpointForTheTime() {
		assertThat(running(1, NOW, LONG_AGO)).isTrue();
		assertThat(running(1, NOW, NOT_LONG_AGO)).isFalse();
	}

	@Test
	void isStalledWhenItsShardsWereNotReadForTheTime() {
		assertThat(running(1, LONG_AGO, null)).isTrue();
		assertThat(running(1, NOT_LONG_AGO, null)).isFalse();
		assertThat(running(0, LONG_AGO, null)).as("others have the shards").isFalse();
	}

	@Test
	void isNotStalledWithNothingToDo() {
		assertThat(running(0, null, null)).isFalse();
		assertThat(SourceProgress.of("orders", State.RUNNING).isStalled(NOW, AFTER)).isFalse();
	}

	@Test
	void isNotStalledUnlessItRuns() {
		for (State state : new State[] { State.STOPPED, State.STARTING, State.FAILED }) {
			assertThat(new SourceProgress("orders", state, 1, new HandOver(LONG_AGO, null, null, 1, LONG_AGO))
				.isStalled(NOW, AFTER)).isFalse();
		}
	}

	private static boolean running(int shards, @Nullable Instant read, @Nullable Instant waitingSince) {
		return new SourceProgress("orders", State.RUNNING, shards,
				new HandOver(read, null, null, (waitingSince != null) ? 1 : 0, waitingSince))
			.isStalled(NOW, AFTER);
	}

}
