package io.daplug.mirror.scan;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pace}.
 */
class PaceTests {

	private final AtomicLong time = new AtomicLong(1_000);

	private final Pace pace = new Pace(50, this.time::get);

	@Test
	void makesReadersWaitForWhatWasRead() {
		assertThat(this.pace.remainingNanos()).isZero();
		this.pace.read(100);
		assertThat(this.pace.remainingNanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
		this.pace.read(25);
		assertThat(this.pace.remainingNanos()).isEqualTo(Duration.ofMillis(2500).toNanos());
		this.time.addAndGet(Duration.ofSeconds(3).toNanos());
		assertThat(this.pace.remainingNanos()).isZero();
	}

	@Test
	void savesNothingUpForLater() {
		this.time.addAndGet(Duration.ofHours(1).toNanos());
		this.pace.read(50);
		assertThat(this.pace.remainingNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
	}

	@Test
	void readsNoPageThatTakesLongerThanASecond() {
		assertThat(this.pace.page(250)).isEqualTo(50);
		assertThat(this.pace.page(10)).isEqualTo(10);
	}

	@Test
	void waitsUntilTheTimeIsOver() {
		this.pace.read(50);
		this.pace.await(() -> {
			this.time.addAndGet(Duration.ofMillis(500).toNanos());
			return false;
		});
		assertThat(this.pace.remainingNanos()).isZero();
	}

	@Test
	void waitsNoLongerThanItsReader() {
		this.pace.read(50_000);
		this.pace.await(() -> true);
		assertThat(this.pace.remainingNanos()).isPositive();
	}

	@Test
	void limitsNothingUnlessAsked() {
		Pace unlimited = new Pace(null, this.time::get);
		unlimited.read(1_000_000);
		assertThat(unlimited.remainingNanos()).isZero();
		assertThat(unlimited.page(250)).isEqualTo(250);
	}

}
