package io.daplug.mirror.move;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How instances agree on which of two tables is written.
 *
 * @param pollInterval how often each instance asks
 * @param validFor for how long what it was told is valid
 * @param writerWait how long a write waits while the tables change places
 */
public record MoveSettings(Duration pollInterval, Duration validFor, Duration writerWait) {

	public MoveSettings {
		Assert.isTrue(validFor.compareTo(pollInterval.multipliedBy(3)) >= 0,
				() -> "'valid-for' must be three times the poll interval of %s, or more, but is %s"
					.formatted(pollInterval, validFor));
	}

	/** After which an instance that says nothing has nothing under way any more. */
	Duration deadAfter() {
		return this.validFor.multipliedBy(2);
	}

}
