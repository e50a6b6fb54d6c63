package io.daplug.stream.lambda;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How events of Lambda are answered.
 *
 * @param reportBatchItemFailures whether the event source mapping has the response type
 * {@code ReportBatchItemFailures}, so that Lambda reads which record failed; if not, an
 * event of which a record failed is answered with an exception
 * @param timeReserve how much of a call's time is kept for the answer: no more than a
 * quarter of it
 */
public record LambdaOptions(boolean reportBatchItemFailures, Duration timeReserve) {

	/**
	 * Creates options.
	 * @param reportBatchItemFailures whether the event source mapping has the response
	 * type {@code ReportBatchItemFailures}
	 * @param timeReserve how much of a call's time is kept for the answer
	 * @throws IllegalArgumentException if the reserve is negative
	 */
	public LambdaOptions {
		Assert.notNull(timeReserve, "'time-reserve' must not be null");
		Assert.isTrue(!timeReserve.isNegative(), "'time-reserve' must not be negative");
	}

}
