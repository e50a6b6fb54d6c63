package io.daplug.mirror.backfill;

import java.time.Clock;
import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How instances share backfills.
 *
 * @param clock tells the time by which leases end; those of all instances must agree to
 * within a few seconds
 * @param lease how long an instance that says nothing is taken to be alive
 * @param saveInterval how often progress is saved at most
 */
public record BackfillSettings(Clock clock, Duration lease, Duration saveInterval) {

	public BackfillSettings {
		Assert.isTrue(lease.compareTo(saveInterval.multipliedBy(3)) >= 0,
				() -> "'lease' must be three times the %s after which progress is saved, or more, but is %s"
					.formatted(saveInterval, lease));
	}

}
