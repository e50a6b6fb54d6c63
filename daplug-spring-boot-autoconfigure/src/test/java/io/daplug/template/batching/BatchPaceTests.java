package io.daplug.template.batching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.daplug.task.Deadline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchPace}. A turn that has told nothing yet counts as what may be
 * used in a second, so a turn within it waits for a second.
 */
class BatchPaceTests {

	private final BatchPace pace = new BatchPace(10.0);

	@Test
	void beginsTheTimeOfAPartWhenItIsItsTurn() {
		Deadline whole = Deadline.never();
		BatchDeadline deadline = new BatchDeadline(whole, () -> whole.within(Duration.ofMillis(500)));
		List<Boolean> carriedOut = new ArrayList<>();
		List<Boolean> tooLate = new ArrayList<>();
		this.pace.carryOut(deadline,
				(first) -> carriedOut.add(this.pace.carryOut(deadline, (second) -> tooLate.add(second.isOver()))));
		assertThat(carriedOut).containsExactly(true);
		assertThat(tooLate).containsExactly(false);
	}

	@Test
	void waitsNoLongerThanTheBatchLasts() {
		Deadline whole = Deadline.never();
		BatchDeadline deadline = new BatchDeadline(whole, () -> whole.within(Duration.ofMinutes(1)));
		List<Boolean> carriedOut = new ArrayList<>();
		this.pace.carryOut(deadline, (first) -> {
			whole.expire();
			carriedOut.add(this.pace.carryOut(deadline, (second) -> {
			}));
		});
		assertThat(carriedOut).containsExactly(false);
	}

}
