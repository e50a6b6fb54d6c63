package io.daplug.template.context;

import java.time.Duration;

/**
 * How long writes of one item wait for each other. Each wait has an end: what a listener
 * or a request before is waiting for may be this very write.
 *
 * @param sending how long a write waits, before it is sent, for the requests before it
 * @param announcing how long it waits, after it was sent, for the announcements before
 * it; then whoever makes these goes on with its own
 * @param stuck how long one announcement may keep those after it waiting
 * @param waiting how many changes of one item may wait to be announced before no other
 * write of it is sent
 */
record TurnLimits(Duration sending, Duration announcing, Duration stuck, int waiting) {

	static final TurnLimits DEFAULT = new TurnLimits(Duration.ofSeconds(60), Duration.ofSeconds(1),
			Duration.ofSeconds(60), 1000);

}
