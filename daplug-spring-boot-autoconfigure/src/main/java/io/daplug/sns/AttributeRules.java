package io.daplug.sns;

import java.math.BigDecimal;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * What SNS, and SQS behind it, take as attributes of a message. One that is not taken
 * would cost the whole message, so it is found out before the write.
 */
final class AttributeRules {

	/** SQS drops messages with more that are delivered raw, without telling anybody. */
	static final int MOST = 10;

	/** What the write did. Always there. */
	static final String OPERATION = "operation";

	/** Marks an event that stands for a message that is too large. */
	static final String THIN = "daplug.thin";

	private static final Pattern NAME = Pattern.compile("(?!(?i:aws|amazon)\\.)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

	private static final int LONGEST_NAME = 256;

	/** Beyond this SQS takes no number. */
	private static final int LARGEST_EXPONENT = 128;

	private AttributeRules() {
	}

	/** What is wrong with an attribute; null if nothing. A null value takes it away. */
	static @Nullable String problem(String name, @Nullable Object value) {
		if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
			return "has a name that SNS does not take: letters, digits, '_', '-' and single dots inside it, not "
					+ "beginning with 'aws.' or 'amazon.', up to 256 characters";
		}
		if (value == null) {
			return null;
		}
		if (value.getClass().isArray()) {
			return "is an array; attributes are numbers, booleans and text";
		}
		if (value instanceof Number number) {
			return (decimal(number) != null) ? null : "is a number that SNS does not take";
		}
		return carried(value.toString()) ? null : "has characters that SNS does not take";
	}

	static boolean empty(Object value) {
		return value.toString().isEmpty();
	}

	/** The attribute; without a problem, and neither null nor empty. */
	static MessageAttributeValue value(Object value) {
		BigDecimal number = (value instanceof Number candidate) ? decimal(candidate) : null;
		return MessageAttributeValue.builder()
			.dataType((number != null) ? "Number" : "String")
			.stringValue((number != null) ? number.toPlainString() : value.toString())
			.build();
	}

	private static @Nullable BigDecimal decimal(Number number) {
		try {
			BigDecimal decimal = new BigDecimal(number.toString());
			int exponent = decimal.precision() - decimal.scale();
			return (Math.abs(exponent) <= LARGEST_EXPONENT && Math.abs(decimal.scale()) <= 2 * LARGEST_EXPONENT)
					? decimal : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/** Whether a text has only characters that XML has, as SNS demands. */
	static boolean carried(String text) {
		return text.codePoints()
			.allMatch((character) -> character == '\t' || character == '\n' || character == '\r'
					|| (character >= 0x20 && character <= 0xD7FF) || (character >= 0xE000 && character <= 0xFFFD)
					|| character >= 0x10000);
	}

}
