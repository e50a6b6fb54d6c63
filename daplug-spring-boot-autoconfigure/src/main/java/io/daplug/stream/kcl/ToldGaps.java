package io.daplug.stream.kcl;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which gaps were told of lately: what reads a stream tries again and meets the
 * same gap many times. Of very many gaps it remembers the last ones, so that some may be
 * told of twice, and none is left out.
 */
final class ToldGaps {

	/** A gap that is met again within this time is the same one. */
	private static final Duration SAME_GAP = Duration.ofMinutes(5);

	private static final int CAPACITY = 1000;

	private final Clock clock;

	/** When each was told of, the oldest first. */
	private final Map<String, Instant> told = new LinkedHashMap<>();

	ToldGaps(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Asks whether a gap is to be told of now. If so, it counts as told.
	 * @param gap what tells it from others
	 * @return whether it was not told of lately
	 */
	synchronized boolean add(String gap) {
		Instant now = this.clock.instant();
		Instant before = this.told.get(gap);
		// Not renewed here: a gap that is met all the time would be told of once only.
		if (before != null && before.plus(SAME_GAP).isAfter(now)) {
			return false;
		}
		this.told.remove(gap);
		this.told.put(gap, now);
		if (this.told.size() > CAPACITY) {
			Iterator<String> oldest = this.told.keySet().iterator();
			oldest.next();
			oldest.remove();
		}
		return true;
	}

}
