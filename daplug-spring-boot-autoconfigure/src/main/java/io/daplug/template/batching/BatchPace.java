package io.daplug.template.batching;

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
	 * Carries out a part when it is its turn.
	 * @param deadline when the waiting ends
	 * @param part carries it out
	 * @return whether it was carried out; false if its turn did not come in time
	 */
	boolean carryOut(Deadline deadline, Runnable part) {
		if (deadline.isOver() || !this.pace.await(deadline::isOver)) {
			return false;
		}
		if (!this.pace.isLimited()) {
			part.run();
			return true;
		}
		double used = 0;
		try {
			used = CapacityMeter.of(part);
		}
		finally {
			this.pace.used(used);
		}
		return true;
	}

}
