package io.daplug.mirror.scan;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pace}.
 */
class PaceTests {

	private final Pace pace = new Pace(50);

	/** How often a thread that waited was asked whether to go on. */
	private final AtomicInteger asked = new AtomicInteger();

	@Test
	void readsNoPageThatTakesLongerThanASecond() {
		assertThat(this.pace.page(250)).isEqualTo(50);
		assertThat(this.pace.page(10)).isEqualTo(10);
	}

	@Test
	void makesReadersWaitForWhatWasRead() {
		this.pace.read(50_000);
		this.pace.await(() -> this.asked.incrementAndGet() == 3);
		assertThat(this.asked).hasValue(3);
	}

	@Test
	void limitsNothingUnlessAsked() {
		Pace unlimited = new Pace(null);
		unlimited.read(1_000_000);
		unlimited.await(() -> this.asked.incrementAndGet() == 1);
		assertThat(this.asked).hasValue(0);
		assertThat(unlimited.page(250)).isEqualTo(250);
	}

}
