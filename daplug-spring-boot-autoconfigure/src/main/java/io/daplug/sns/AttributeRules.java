package io.daplug.sns;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

import io.daplug.item.ItemConverter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

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

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.build();

	private static final Pattern NAME = Pattern.compile("(?!(?i:aws|amazon)\\.)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

	private static final int LONGEST_NAME = 256;

	/** Beyond this SQS takes no number. */
	private static final int LARGEST_EXPONENT = 128;

	private AttributeRules() {
	}

	/** What is wrong with an attribute; null if nothing. A null value takes it away. */
	static @Nullable String problem(String name, @Nullable Object value, ItemConverter converter) {
		if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
			return "has a name that SNS does not take: letters, digits, '_', '-' and single dots inside it, not "
					+ "beginning with 'aws.' or 'amazon.', up to 256 characters";
		}
		return PlainValue.of(value, converter).refusal();
	}

	/** The attribute of a value without a problem that is not empty. */
	static MessageAttributeValue value(Object plain) {
		MessageAttributeValue.Builder attribute = MessageAttributeValue.builder();
		if (plain instanceof List<?> list) {
			return attribute.dataType("String.Array").stringValue(JSON.writeValueAsString(list)).build();
		}
		BigDecimal number = (plain instanceof Number candidate) ? decimal(candidate) : null;
		return attribute.dataType((number != null) ? "Number" : "String")
			.stringValue((number != null) ? number.toPlainString() : plain.toString())
			.build();
	}

	static boolean isNumber(Number number) {
		return decimal(number) != null;
	}

	/** A number as DynamoDB keeps it. */
	static BigDecimal number(String text) {
		return new BigDecimal(text);
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
