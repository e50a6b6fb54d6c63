package io.daplug.template.context;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

import io.daplug.event.ChangePosition;

/**
 * Numbers the writes of this process. Begins with the first write that is announced, so
 * that copies of a process that was frozen before it wrote count apart.
 */
public final class WriteSequence {

	private static final String ZEROS = "0".repeat(20);

	private static final String PROCESS = randomName();

	/**
	 * Grows from write to write of this process, and from process to process as long as
	 * none writes more than a million times a millisecond.
	 */
	private static final AtomicLong last = new AtomicLong(System.currentTimeMillis() << 20);

	private WriteSequence() {
	}

	/**
	 * Returns the place of a write among those of this process.
	 * @param time when the write was accepted
	 * @return the place, which no other write has
	 */
	public static ChangePosition next(Instant time) {
		return new ChangePosition(PROCESS, padded(last.incrementAndGet()), time);
	}

	/**
	 * Returns the place of a write that is not sent yet. Copies of a process that was
	 * frozen after its first write count alike, so a token tells their writes apart.
	 * @param time when the write is prepared
	 * @param token what no other write has
	 * @return the place, which no other write has
	 */
	static ChangePosition planned(Instant time, String token) {
		return new ChangePosition(PROCESS, padded(last.incrementAndGet()) + '.' + token, time);
	}

	/** As long as the longest, so that it sorts as text. A format would cost more. */
	static String padded(long number) {
		String digits = Long.toString(number);
		return ZEROS.substring(digits.length()).concat(digits);
	}

	private static String randomName() {
		byte[] name = new byte[8];
		new SecureRandom().nextBytes(name);
		return HexFormat.of().formatHex(name);
	}

}
