package io.daplug.template.claim;

import java.time.Duration;
import java.util.function.Supplier;

import io.daplug.dynamodb.WriteConflictException;
import io.daplug.task.Deadline;
import io.daplug.task.RetryPause;
import org.jspecify.annotations.Nullable;

/**
 * Has writes begin anew, with what is stored then, that others got in the way of: what
 * such a write was planned from is no more, or a transaction held its item.
 */
public final class WriteAttempts {

	/** How long a write tries that others get in the way of. */
	public static final Duration CONTENTION = Duration.ofSeconds(10);

	/** For tables on which no write needs what was read to stay as it is. */
	public static final WriteAttempts ONE = new WriteAttempts(null);

	private final @Nullable Supplier<Deadline> deadlines;

	/**
	 * Creates attempts.
	 * @param deadlines say how long a write that begins now may begin anew; null for
	 * never
	 */
	public WriteAttempts(@Nullable Supplier<Deadline> deadlines) {
		this.deadlines = deadlines;
	}

	/**
	 * Makes a write.
	 * @param write the write, with all that it reads
	 * @return what it answers
	 */
	public <T> T of(Supplier<T> write) {
		if (this.deadlines == null) {
			return write.get();
		}
		RetryPause retry = new RetryPause(this.deadlines.get());
		while (true) {
			try {
				return write.get();
			}
			catch (WriteConflictException ex) {
				if (!retry.pause()) {
					throw ex;
				}
			}
		}
	}

}
