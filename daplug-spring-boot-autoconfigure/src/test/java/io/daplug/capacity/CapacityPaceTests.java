package io.daplug.capacity;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CapacityPace}.
 */
class CapacityPaceTests {

	private final AtomicLong time = new AtomicLong(1_000);

	private final CapacityPace pace = new CapacityPace(50.0, this.time::get);

	@Test
	void makesThreadsWaitForWhatWasUsed() {
		assertThat(this.pace.remainingNanos()).isZero();
		this.pace.used(100);
		assertThat(this.pace.remainingNanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
		this.pace.used(25);
		assertThat(this.pace.remainingNanos()).isEqualTo(Duration.ofMillis(2500).toNanos());
		this.time.addAndGet(Duration.ofSeconds(3).toNanos());
		assertThat(this.pace.remainingNanos()).isZero();
	}

	@Test
	void countsPartsOfUnits() {
		this.pace.used(0.5);
		assertThat(this.pace.remainingNanos()).isEqualTo(Duration.ofMillis(10).toNanos());
	}

	@Test
	void waitsNoLongerThanASecondForAFirstTurnAtTheLargestRate() {
		CapacityPace unlimited = new CapacityPace(Double.MAX_VALUE, this.time::get);
		assertThat(unlimited.await(() -> true)).isTrue();
		assertThat(unlimited.remainingNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
		unlimited.used(1_000_000);
		assertThat(unlimited.remainingNanos()).isZero();
	}

	@Test
	void savesNothingUpForLater() {
		this.time.addAndGet(Duration.ofHours(1).toNanos());
		this.pace.used(50);
		assertThat(this.pace.remainingNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
	}

	@Test
	void waitsUntilTheTimeIsOver() {
		long begin = this.time.get();
		this.pace.used(50);
		assertThat(this.pace.await(() -> pass(Duration.ofMillis(500)))).isTrue();
		assertThat(this.time.get() - begin).isEqualTo(Duration.ofSeconds(1).toNanos());
	}

	@Test
	void countsTheFirstTurnAsOneSecondUntilItHasTold() {
		assertThat(this.pace.await(() -> true)).isTrue();
		assertThat(this.pace.remainingNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
		this.pace.used(5);
		assertThat(this.pace.remainingNanos()).isEqualTo(Duration.ofMillis(100).toNanos());
	}

	@Test
	void countsTurnsAsWhatTurnsUsedLately() {
		this.pace.used(10);
		this.time.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(this.pace.await(() -> true)).isTrue();
		assertThat(this.pace.remainingNanos()).isEqualTo(Duration.ofMillis(200).toNanos());
		assertThat(this.pace.await(() -> pass(Duration.ofMillis(200)))).isTrue();
		assertThat(this.pace.remainingNanos()).isEqualTo(Duration.ofMillis(200).toNanos());
	}

	@Test
	void chargesTurnsWhatTheyUsedInTheEnd() {
		this.pace.used(10);
		this.time.addAndGet(Duration.ofSeconds(1).toNanos());
		this.pace.await(() -> true);
		this.pace.await(() -> pass(Duration.ofMillis(200)));
		this.pace.used(30);
		this.pace.used(5);
		// The second turn began when 10 units were paid for: 25 more are owed since.
		assertThat(this.pace.remainingNanos()).isEqualTo(Duration.ofMillis(500).toNanos());
	}

	@Test
	void keepsTheRateWithManyThreadsAtOnce() {
		CapacityPace shared = new CapacityPace(1000.0, this.time::get);
		shared.used(128);
		long begin = this.time.get();
		double used = 0;
		for (int round = 0; round < 20; round++) {
			for (int thread = 0; thread < 16; thread++) {
				assertThat(shared.await(() -> pass(Duration.ofNanos(shared.remainingNanos())))).isTrue();
			}
			for (int thread = 0; thread < 16; thread++) {
				shared.used(128);
				used += 128;
			}
		}
		double seconds = (this.time.get() - begin) / 1e9;
		assertThat(used / seconds).isBetween(950.0, 1050.0);
	}

	@Test
	void waitsNoLongerThanItsThread() {
		this.pace.used(50_000);
		assertThat(this.pace.await(() -> true)).isFalse();
		assertThat(this.pace.remainingNanos()).isPositive();
	}

	@Test
	void endsTheWaitOfAnInterruptedThread() {
		this.pace.used(50_000);
		Thread.currentThread().interrupt();
		assertThat(this.pace.await(() -> false)).isFalse();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void waitsAYearAtMost() {
		CapacityPace slow = new CapacityPace(Double.MIN_VALUE, this.time::get);
		slow.used(Double.MAX_VALUE);
		slow.used(Double.MAX_VALUE);
		assertThat(slow.remainingNanos()).isEqualTo(Duration.ofDays(365).toNanos());
	}

	@Test
	void limitsNothingUnlessAsked() {
		CapacityPace unlimited = new CapacityPace(null, this.time::get);
		assertThat(unlimited.isLimited()).isFalse();
		unlimited.used(1_000_000);
		assertThat(unlimited.remainingNanos()).isZero();
		assertThat(unlimited.await(() -> true)).isTrue();
		assertThat(this.pace.isLimited()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, -1, Double.NaN, Double.POSITIVE_INFINITY })
	void refusesRatesThatAreNone(double rate) {
		assertThatIllegalArgumentException().isThrownBy(() -> CapacityPace.of(rate))
			.withMessage("'unitsPerSecond' must be a positive number, not " + rate);
	}

	/** Lets time pass instead of waiting, and the wait go on. */
	private boolean pass(Duration duration) {
		this.time.addAndGet(duration.toNanos());
		return false;
	}

}
