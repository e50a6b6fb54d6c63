package io.daplug.stream.record;

/**
 * Sequence numbers of streams as text that sorts as the numbers do.
 */
final class SequenceText {

	/** The most digits that DynamoDB says its sequence numbers have. */
	static final int DIGITS = 40;

	private static final String ZEROS = "0".repeat(DIGITS);

	private SequenceText() {
	}

	static boolean isNumber(String number) {
		for (int index = 0; index < number.length(); index++) {
			char digit = number.charAt(index);
			if (digit < '0' || digit > '9') {
				return false;
			}
		}
		return number.length() <= DIGITS;
	}

	static String padded(String number) {
		return ZEROS.substring(number.length()).concat(number);
	}

}
