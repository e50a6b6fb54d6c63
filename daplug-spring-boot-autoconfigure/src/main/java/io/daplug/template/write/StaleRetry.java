package io.daplug.template.write;

import io.daplug.idempotence.StaleItemException;
import io.daplug.task.Deadline;
import io.daplug.task.RetryPause;
import io.daplug.template.model.UpdateOptions;

/**
 * How often an update is tried again for which somebody else was faster.
 */
final class StaleRetry {

	private final RetryPause pause;

	private int left;

	StaleRetry(UpdateOptions options) {
		this.left = options.staleRetries();
		this.pause = new RetryPause(new Deadline(options.retryDeadline()));
	}

	/**
	 * Pauses before another attempt.
	 * @param stale what became of the last one
	 * @return whether there is to be another; none for what reading again cannot mend:
	 * the patch itself was made from an older state
	 */
	boolean again(StaleItemException stale) {
		boolean overtaken = stale.getCause() != null;
		return overtaken && this.left-- > 0 && this.pause.pause();
	}

}
