package io.daplug.event;

import java.time.Instant;

import org.springframework.util.Assert;

/**
 * The place of a change among the changes of its source. No two writes have the same
 * place, and a change that is handed over again keeps it.
 *
 * @param source what numbers the changes: for the application's own writes, a name of the
 * process that no other process has; for a stream, a name of the stream
 * @param sequence the number of the change, as text: later changes have a greater text
 * @param time when the write was accepted
 */
public record ChangePosition(String source, String sequence, Instant time) {

	/**
	 * Creates a position.
	 * @param source what numbers the changes
	 * @param sequence the number of the change, as text: later changes have a greater
	 * text
	 * @param time when the write was accepted
	 */
	public ChangePosition {
		Assert.notNull(source, "'source' must not be null");
		Assert.notNull(sequence, "'sequence' must not be null");
		Assert.notNull(time, "'time' must not be null");
	}

}
