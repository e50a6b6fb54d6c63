package io.daplug.key;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.daplug.item.InvalidKeyException;
import io.daplug.text.TimestampText;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * One attribute of an item that is a part of a key, and how it is written there.
 *
 * @param attribute the attribute
 * @param form how its value is written
 * @param digits to how many digits a number is padded; 0 for none
 */
public record KeyComponent(String attribute, Form form, int digits) {

	/** How many digits a number in a key is padded to at most. */
	public static final int MAX_DIGITS = 38;

	private static final DateTimeFormatter LOCAL_TIME = DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn", Locale.ROOT);

	/**
	 * How the value of an attribute is written into a key.
	 */
	public enum Form {

		/** As the attribute has it: its text, or the digits of its number. */
		PLAIN,

		/** The same, but always as text, also where nothing else is in the key. */
		TEXT,

		/** The digits of its number, and it is always one. */
		NUMBER,

		/** A whole number that is not negative, padded with zeros, so that it sorts. */
		PADDED,

		/**
		 * A point in time in UTC with nine digits of fraction, so that it sorts, whatever
		 * offset and however many digits the attribute has.
		 */
		TIME,

		/**
		 * A date-time or a time of day without offset, with nine digits of fraction, so
		 * that it sorts, however many digits the attribute has.
		 */
		LOCAL_TIME;

		/** Whether all values have the same length, so that they sort before text. */
		boolean isOfOneLength() {
			return this == PADDED || this == TIME || this == LOCAL_TIME;
		}

	}

	/**
	 * Creates a component.
	 * @param attribute the attribute
	 * @param form how its value is written
	 * @param digits to how many digits a number is padded; 0 for none
	 */
	public KeyComponent {
		Assert.hasText(attribute, "'attribute' of a key must not be empty");
		Assert.isTrue((form == Form.PADDED) ? digits > 0 && digits <= MAX_DIGITS : digits == 0,
				() -> "'digits' of key attribute '%s' must be 1 to %d for a padded number, and nothing else has any"
					.formatted(attribute, MAX_DIGITS));
	}

	/**
	 * An attribute whose value is written as it is.
	 * @param attribute the attribute
	 * @return the component
	 */
	public static KeyComponent plain(String attribute) {
		return new KeyComponent(attribute, Form.PLAIN, 0);
	}

	/**
	 * An attribute whose value is written as text, as it is or by the digits of its
	 * number.
	 * @param attribute the attribute
	 * @return the component
	 */
	public static KeyComponent text(String attribute) {
		return new KeyComponent(attribute, Form.TEXT, 0);
	}

	/**
	 * An attribute whose value is a number, written by its digits.
	 * @param attribute the attribute
	 * @return the component
	 */
	public static KeyComponent number(String attribute) {
		return new KeyComponent(attribute, Form.NUMBER, 0);
	}

	/**
	 * An attribute whose value is a whole number, padded with zeros.
	 * @param attribute the attribute
	 * @param digits how many digits it has in the key
	 * @return the component
	 */
	public static KeyComponent padded(String attribute, int digits) {
		return new KeyComponent(attribute, Form.PADDED, digits);
	}

	/**
	 * An attribute whose value is a point in time.
	 * @param attribute the attribute
	 * @return the component
	 */
	public static KeyComponent time(String attribute) {
		return new KeyComponent(attribute, Form.TIME, 0);
	}

	/**
	 * An attribute whose value is a date-time or a time of day without offset.
	 * @param attribute the attribute
	 * @return the component
	 */
	public static KeyComponent localTime(String attribute) {
		return new KeyComponent(attribute, Form.LOCAL_TIME, 0);
	}

	/** The text of a value. */
	String text(AttributeValue value) {
		return switch (this.form) {
			case PLAIN, TEXT -> plain(value);
			case NUMBER -> number(value);
			case PADDED -> padded(value);
			case TIME -> time(value);
			case LOCAL_TIME -> localTime(value);
		};
	}

	/** The value that a text in a key was written of, if it was. */
	AttributeValue value(String text) {
		return switch (this.form) {
			case NUMBER -> AttributeValue.fromN(text);
			case PADDED -> AttributeValue.fromN(text.replaceFirst("^0+(?=.)", ""));
			case PLAIN, TEXT, TIME, LOCAL_TIME -> AttributeValue.fromS(text);
		};
	}

	/** The text of what a value begins with. */
	String beginning(AttributeValue value) {
		return (value.s() != null) ? value.s() : plain(value);
	}

	private String plain(AttributeValue value) {
		if (value.s() != null) {
			return value.s();
		}
		if (value.n() != null) {
			if (isWhole(value.n())) {
				return value.n();
			}
			BigDecimal number = new BigDecimal(value.n());
			return (number.signum() == 0) ? "0" : number.stripTrailingZeros().toPlainString();
		}
		throw unusable("is %s; a key is composed of text and numbers".formatted(value.type()));
	}

	/** Whether a number is written as it is in a key. */
	private static boolean isWhole(String number) {
		for (int i = 0; i < number.length(); i++) {
			if (number.charAt(i) < '0' || number.charAt(i) > '9') {
				return false;
			}
		}
		return number.length() == 1 || (!number.isEmpty() && number.charAt(0) != '0');
	}

	private String number(AttributeValue value) {
		if (value.n() == null) {
			throw unusable("is %s, and is a number in the key".formatted(value.type()));
		}
		return plain(value);
	}

	private String padded(AttributeValue value) {
		if (value.n() == null) {
			throw unusable("is %s, and is padded as a number".formatted(value.type()));
		}
		String number = plain(value);
		if (number.indexOf('.') >= 0 || number.charAt(0) == '-') {
			throw unusable("must be a whole number that is not negative, as it is padded with zeros to sort");
		}
		if (number.length() > this.digits) {
			throw unusable("has %d digits, and is padded to %d".formatted(number.length(), this.digits));
		}
		return "0".repeat(this.digits - number.length()) + number;
	}

	private String time(AttributeValue value) {
		try {
			if (value.s() != null) {
				return TimestampText.isWritten(value.s()) ? value.s()
						: TimestampText.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value.s(), Instant::from));
			}
		}
		catch (DateTimeException ex) {
			throw unusable("is no date-time with an offset, such as 2026-11-27T09:30:00Z");
		}
		throw unusable("is %s, and is written as a point in time".formatted(value.type()));
	}

	private String localTime(AttributeValue value) {
		if (value.s() == null) {
			throw unusable("is %s, and is written as a local time".formatted(value.type()));
		}
		try {
			int time = value.s().indexOf('T') + 1;
			return value.s().substring(0, time) + LOCAL_TIME.format(LocalTime.parse(value.s().substring(time)));
		}
		catch (DateTimeException ex) {
			throw unusable("is no local time or date-time, such as 2026-11-27T09:30:00");
		}
	}

	private InvalidKeyException unusable(String problem) {
		return new InvalidKeyException("'%s' %s".formatted(this.attribute, problem));
	}

}
