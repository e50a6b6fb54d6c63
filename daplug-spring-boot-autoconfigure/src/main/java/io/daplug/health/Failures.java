package io.daplug.health;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Failures of one kind since the start of the application.
 */
final class Failures {

	private long count;

	private @Nullable Instant last;

	synchronized void add(Instant time) {
		this.count++;
		this.last = time;
	}

	/** Whether there was one at or after a time. */
	synchronized boolean since(Instant time) {
		return this.last != null && !this.last.isBefore(time);
	}

	synchronized Map<String, Object> details() {
		return (this.last != null) ? Map.of("count", this.count, "last", this.last.toString())
				: Map.of("count", this.count);
	}

}
