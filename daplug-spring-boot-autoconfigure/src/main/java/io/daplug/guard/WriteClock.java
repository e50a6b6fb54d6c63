package io.daplug.guard;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells each write another time, so that the time tells the writes apart. The clock does
 * nearly: it counts nanoseconds on some systems, microseconds on others, and two threads
 * may look at it at once.
 */
final class WriteClock {

	/** All writers of a process that look at the system's clock. */
	private static final WriteClock SYSTEM = new WriteClock(Clock.systemUTC());

	private static final int NANOS_OF_MICRO = 1_000;

	private final Clock clock;

	private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

	private WriteClock(Clock clock) {
		this.clock = clock;
	}

	/** The system's clock may be of any zone: an instant has none. */
	static WriteClock of(Clock clock) {
		return (clock.getClass() == SYSTEM.clock.getClass()) ? SYSTEM : new WriteClock(clock);
	}

	/** The time now, which this clock has not told before. */
	Instant next() {
		Instant now = read();
		return this.last.updateAndGet((last) -> now.isAfter(last) ? now : last.plusNanos(1));
	}

	private Instant read() {
		Instant now = this.clock.instant();
		boolean coarse = this == SYSTEM && now.getNano() % NANOS_OF_MICRO == 0;
		// Another process may have read the same microsecond.
		return coarse ? now.plus(ThreadLocalRandom.current().nextInt(NANOS_OF_MICRO), ChronoUnit.NANOS) : now;
	}

}
