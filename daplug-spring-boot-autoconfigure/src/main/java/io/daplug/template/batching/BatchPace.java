package io.daplug.template.batching;

import java.util.function.Consumer;

import io.daplug.capacity.CapacityPace;
import io.daplug.dynamodb.CapacityMeter;
import io.daplug.task.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the parts of a batch within the capacity units that it may use in a second.
 */
final class BatchPace {

	private final CapacityPace pace;

	BatchPace(@Nullable Double unitsPerSecond) {
		this.pace = CapacityPace.of(unitsPerSecond);
	}

	/**
	 * Carries out a part when it is its turn. The time that the part has begins then: it
	 * waits for its turn as long as the batch lasts.
	 * @param deadline when the batch, and the part, ends
	 * @param part carries it out until its deadline
	 * @return whether it was carried out; false if its turn did not come in time
	 */
	boolean carryOut(BatchDeadline deadline, Consumer<Deadline> part) {
		Deadline whole = deadline.whole();
		if (whole.isOver() || !this.pace.await(whole::isOver)) {
			return false;
		}
		Deadline own = deadline.ofPart().get();
		if (!this.pace.isLimited()) {
			part.accept(own);
			return true;
		}
		double used = 0;
		try {
			used = CapacityMeter.of(() -> part.accept(own));
		}
		finally {
			this.pace.used(used);
		}
		return true;
	}

}
