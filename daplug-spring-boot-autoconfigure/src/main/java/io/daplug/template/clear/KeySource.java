package io.daplug.template.clear;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.daplug.task.Deadline;
import io.daplug.task.RetryPause;
import io.daplug.template.context.PassingFailure;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Gives out the keys that are read. Used by one thread at a time.
 */
final class KeySource {

	private final Iterator<Map<String, AttributeValue>> keys;

	/** Whether a request that failed can be made again. */
	private final boolean repeats;

	private final Deadline deadline;

	/** Why no more can be read, although keys were read before. */
	private @Nullable RuntimeException failure;

	private boolean through;

	KeySource(Iterator<Map<String, AttributeValue>> keys, boolean repeats, Deadline deadline) {
		this.keys = keys;
		this.repeats = repeats;
		this.deadline = deadline;
	}

	/**
	 * Gives out keys.
	 * @param most how many at most
	 * @return the keys; none at the end, or if the thread is interrupted
	 */
	List<Map<String, AttributeValue>> next(int most) {
		if (this.failure != null) {
			throw this.failure;
		}
		List<Map<String, AttributeValue>> next = new ArrayList<>(most);
		try {
			while (next.size() < most && !this.through) {
				if (Thread.currentThread().isInterrupted()) {
					return List.of();
				}
				if (hasNext()) {
					next.add(this.keys.next());
				}
				else {
					this.through = true;
				}
			}
		}
		catch (RuntimeException ex) {
			if (Thread.currentThread().isInterrupted()) {
				return List.of();
			}
			this.failure = ex;
			if (next.isEmpty()) {
				throw ex;
			}
		}
		return next;
	}

	/** What lacks capacity is read again for a while: the deletes take capacity too. */
	private boolean hasNext() {
		RetryPause retry = new RetryPause(this.deadline.within(RemovalAlone.PATIENCE));
		while (true) {
			try {
				return this.keys.hasNext();
			}
			catch (RuntimeException ex) {
				if (!this.repeats || !PassingFailure.is(ex) || !retry.pause()) {
					throw ex;
				}
			}
		}
	}

	/** Whether all keys were given out. */
	boolean isThrough() {
		return this.through;
	}

}
