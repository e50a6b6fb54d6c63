package io.daplug.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;

/**
 * Counts what becomes of the changes of one listener. Many threads count at once, and
 * none waits for another. Who sees a change counted sees the lag that it left, too.
 */
final class DeliveryCounter {

	private final Clock clock;

	private final LongAdder handled = new LongAdder();

	private final LongAdder retried = new LongAdder();

	private final LongAdder parked = new LongAdder();

	private final LongAdder skipped = new LongAdder();

	/** When a change was done with, in milliseconds. */
	private volatile long lastDone;

	/** How old that change was then, in milliseconds. */
	private volatile long lastAge;

	DeliveryCounter(Clock clock) {
		this.clock = clock;
	}

	/** The time, in milliseconds. */
	long now() {
		return this.clock.millis();
	}

	void handled(ItemChange<?> change) {
		done(change);
		this.handled.increment();
	}

	/** The filter kept the change away. */
	void skipped(ItemChange<?> change) {
		done(change);
		this.skipped.increment();
	}

	/** The listener was not even given the change: it does not want its kind. */
	void skipped() {
		this.skipped.increment();
	}

	void parked(ItemChange<?> change) {
		done(change);
		this.parked.increment();
	}

	void retried() {
		this.retried.increment();
	}

	/** Changes were tried once, and their source hands over again what failed. */
	void attempted(List<ItemChange<?>> changes, Attempt attempt, List<FailedChange> failed) {
		Set<ItemChange<?>> again = Collections.newSetFromMap(new IdentityHashMap<>());
		failed.forEach((failure) -> again.add(failure.change()));
		for (ItemChange<?> change : changes) {
			FailedChange first = attempt.failure(change.identity());
			if (first != null && again.contains(change)) {
				// The later changes of the key were not tried.
				if (first.change().equals(change)) {
					retried();
				}
			}
			else if (attempt.isSkipped(change)) {
				skipped(change);
			}
			else {
				handled(change);
			}
		}
	}

	private void done(ItemChange<?> change) {
		long now = now();
		this.lastDone = now;
		this.lastAge = now - change.origin().time().toEpochMilli();
	}

	ListenerCounts counts() {
		return new ListenerCounts(this.handled.sum(), this.retried.sum(), this.parked.sum(), this.skipped.sum());
	}

	/** How far the listener is behind; the clocks of writers may be ahead of this one. */
	Duration lag(ChangeDispatch dispatch) {
		long now = now();
		long age = dispatch.oldest(Handed::time).stream().map((time) -> now - time).findAny().orElse(this.lastAge);
		return Duration.ofMillis(Math.max(0, age));
	}

	/** For how long no change was done with although there are some. */
	Duration standstill(ChangeDispatch dispatch) {
		return Duration.ofMillis(dispatch.oldest(Handed::since)
			.stream()
			.map((since) -> Math.max(0, now() - Math.max(since, this.lastDone)))
			.findAny()
			.orElse(0));
	}

}
