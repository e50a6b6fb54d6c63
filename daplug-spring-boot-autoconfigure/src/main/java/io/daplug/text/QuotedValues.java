package io.daplug.text;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Leaves out of DynamoDB's messages the values that they quote.
 */
public final class QuotedValues {

	private static final String LEFT_OUT = "...";

	/** Such as {@code {S:Ada}}, {@code [1, 1]} and {@code Value 'Ada' at}. */
	private static final Pattern VALUES = Pattern.compile(
			"(?s)(?<=AttributeValue: )\\{.*\\}|(?<=Input collection )\\[.*\\]|(?<=Value )'.*?'(?= at )|(?<=numeric value: ).*");

	private QuotedValues() {
	}

	/**
	 * Returns a message without the values that it quotes.
	 * @param message what DynamoDB says; null if it says nothing
	 * @return the message, with three dots for each value
	 */
	public static String leftOut(@Nullable String message) {
		return (message != null) ? VALUES.matcher(message).replaceAll(LEFT_OUT) : "null";
	}

}
