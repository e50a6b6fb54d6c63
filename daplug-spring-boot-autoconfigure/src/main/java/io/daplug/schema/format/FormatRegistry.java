package io.daplug.schema.format;

import java.math.BigDecimal;
import java.util.function.Predicate;

import io.daplug.text.DecimalText;
import org.jspecify.annotations.Nullable;

/**
 * The formats that are checked. Any other says nothing about a value, as JSON schema has
 * it. Every check reads the text once and makes no objects.
 */
public final class FormatRegistry {

	private static final Predicate<String> INT32 = whole(Integer.MIN_VALUE, Integer.MAX_VALUE);

	private static final Predicate<String> INT64 = whole(Long.MIN_VALUE, Long.MAX_VALUE);

	private FormatRegistry() {
	}

	/**
	 * The check for a format of text.
	 * @param format the format's name
	 * @return the check, or {@code null} if text is not checked for it
	 */
	public static @Nullable Predicate<String> ofText(String format) {
		return switch (format) {
			case "date" -> TimeFormat::isDate;
			case "date-time" -> TimeFormat::isDateTime;
			case "time" -> TimeFormat::isTime;
			case "uuid" -> FormatRegistry::isUuid;
			case "email" -> EmailFormat::isEmail;
			case "ipv4" -> HostFormat::isIpv4;
			case "ipv6" -> HostFormat::isIpv6;
			case "hostname" -> HostFormat::isHostname;
			case "uri" -> UriFormat::isUri;
			case "uri-reference" -> UriFormat::isReference;
			case "byte" -> FormatRegistry::isBase64;
			default -> null;
		};
	}

	/**
	 * The check for a format of numbers.
	 * @param format the format's name
	 * @return the check, or {@code null} if numbers are not checked for it
	 */
	public static @Nullable Predicate<String> ofNumber(String format) {
		return switch (format) {
			case "int32" -> INT32;
			case "int64" -> INT64;
			default -> null;
		};
	}

	private static Predicate<String> whole(long least, long most) {
		NumberBound minimum = NumberBound.minimum(BigDecimal.valueOf(least), false);
		NumberBound maximum = NumberBound.maximum(BigDecimal.valueOf(most), false);
		return (text) -> DecimalText.isWhole(text) && minimum.test(text) && maximum.test(text);
	}

	static boolean isUuid(String text) {
		if (text.length() != 36) {
			return false;
		}
		for (int i = 0; i < 36; i++) {
			boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
			if (dash ? text.charAt(i) != '-' : Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
				return false;
			}
		}
		return true;
	}

	static boolean isBase64(String text) {
		int length = text.length();
		if (length % 4 != 0) {
			return false;
		}
		int end = length;
		while (end > 0 && length - end < 2 && text.charAt(end - 1) == '=') {
			end--;
		}
		for (int i = 0; i < end; i++) {
			char character = text.charAt(i);
			if (!Ascii.isAlphanumeric(character) && character != '+' && character != '/') {
				return false;
			}
		}
		return true;
	}

}
