package io.daplug.stream.record;

import java.util.Optional;

import org.springframework.util.Assert;

/**
 * Sequence numbers of DynamoDB's streams as text that sorts as the numbers do.
 */
public final class StreamSequence {

	/** The most digits that DynamoDB says its sequence numbers have. */
	static final int DIGITS = 40;

	private static final String ZEROS = "0".repeat(DIGITS);

	private StreamSequence() {
	}

	/**
	 * Returns the text of a sequence number.
	 * @param sequenceNumber the number, as a record has it
	 * @return the number padded with zeros to 40 digits; empty if it is no number of up
	 * to 40 digits
	 */
	public static Optional<String> of(String sequenceNumber) {
		Assert.notNull(sequenceNumber, "'sequenceNumber' must not be null");
		boolean number = !sequenceNumber.isEmpty() && sequenceNumber.length() <= DIGITS
				&& sequenceNumber.chars().allMatch((digit) -> digit >= '0' && digit <= '9');
		return number ? Optional.of(ZEROS.substring(sequenceNumber.length()).concat(sequenceNumber)) : Optional.empty();
	}

}
