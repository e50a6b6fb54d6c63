package io.daplug.stream.kcl;

import java.time.Instant;

import io.daplug.fixture.MutableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ToldGaps}.
 */
class ToldGapsTests {

	private final ToldGaps gaps = new ToldGaps(new MutableClock(Instant.EPOCH));

	@Test
	void remembersTheLastThousandAndLeavesNoneOut() {
		for (int i = 0; i <= 1000; i++) {
			assertThat(this.gaps.add("gap " + i)).isTrue();
		}
		assertThat(this.gaps.add("gap 1000")).isFalse();
		assertThat(this.gaps.add("gap 1")).isFalse();
		assertThat(this.gaps.add("gap 0")).as("is forgotten").isTrue();
	}

}
