package io.daplug.schema;

import java.math.BigDecimal;
import java.util.function.Predicate;

import io.daplug.text.DecimalText;
import org.jspecify.annotations.Nullable;

/**
 * The formats that are checked. Any other says nothing about a value, as JSON schema has
 * it. Every check reads the text once and makes no objects.
 */
final class Formats {

	private static final int MAX_LABEL = 63;

	private static final int MAX_HOSTNAME = 253;

	private static final int MAX_LOCAL_PART = 64;

	private static final Predicate<String> INT32 = whole(Integer.MIN_VALUE, Integer.MAX_VALUE);

	private static final Predicate<String> INT64 = whole(Long.MIN_VALUE, Long.MAX_VALUE);

	private Formats() {
	}

	/**
	 * The check for a format of text.
	 * @param format the format's name
	 * @return the check, or {@code null} if text is not checked for it
	 */
	static @Nullable Predicate<String> ofText(String format) {
		return switch (format) {
			case "date" -> Times::isDate;
			case "date-time" -> Times::isDateTime;
			case "time" -> Times::isTime;
			case "uuid" -> Formats::isUuid;
			case "email" -> Formats::isEmail;
			case "ipv4" -> Formats::isIpv4;
			case "ipv6" -> Formats::isIpv6;
			case "hostname" -> Formats::isHostname;
			case "uri" -> Uris::isUri;
			case "uri-reference" -> Uris::isReference;
			case "byte" -> Formats::isBase64;
			default -> null;
		};
	}

	/**
	 * The check for a format of numbers.
	 * @param format the format's name
	 * @return the check, or {@code null} if numbers are not checked for it
	 */
	static @Nullable Predicate<String> ofNumber(String format) {
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

	static boolean isEmail(String text) {
		int at = text.lastIndexOf('@');
		if (at < 1 || at > MAX_LOCAL_PART || at == text.length() - 1) {
			return false;
		}
		if (!(text.charAt(0) == '"' && at > 2 && text.charAt(at - 1) == '"') && !isDotAtom(text, at)) {
			return false;
		}
		int end = text.length();
		if (text.charAt(at + 1) == '[' && text.charAt(end - 1) == ']') {
			return text.startsWith("IPv6:", at + 2) ? isIpv6(text, at + 7, end - 1) : isIpv4(text, at + 2, end - 1);
		}
		return isHostname(text, at + 1, end);
	}

	private static boolean isDotAtom(String text, int end) {
		for (int i = 0; i < end; i++) {
			char character = text.charAt(i);
			if (character == '.') {
				if (i == 0 || i == end - 1 || text.charAt(i - 1) == '.') {
					return false;
				}
			}
			else if (!isAlphanumeric(character) && "!#$%&'*+-/=?^_`{|}~".indexOf(character) < 0 && character < 128) {
				return false;
			}
		}
		return true;
	}

	static boolean isHostname(String text) {
		return isHostname(text, 0, text.length());
	}

	private static boolean isHostname(String text, int start, int end) {
		if (end - start < 1 || end - start > MAX_HOSTNAME) {
			return false;
		}
		int label = 0;
		for (int i = start; i < end; i++) {
			char character = text.charAt(i);
			boolean last = i == end - 1 || text.charAt(i + 1) == '.';
			if (character == '.') {
				if (label == 0) {
					return false;
				}
				label = 0;
			}
			else if (isAlphanumeric(character) || (character == '-' && label > 0 && !last)) {
				label++;
				if (label > MAX_LABEL) {
					return false;
				}
			}
			else {
				return false;
			}
		}
		return label > 0;
	}

	static boolean isAlphanumeric(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || isDigit(character);
	}

	static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

	static boolean isHex(char character) {
		return isDigit(character) || (character >= 'a' && character <= 'f') || (character >= 'A' && character <= 'F');
	}

	static boolean isIpv4(String text) {
		return isIpv4(text, 0, text.length());
	}

	static boolean isIpv4(String text, int start, int end) {
		int parts = 0;
		int i = start;
		while (i < end) {
			int value = 0;
			int from = i;
			while (i < end && isDigit(text.charAt(i)) && i - from < 3) {
				value = value * 10 + (text.charAt(i) - '0');
				i++;
			}
			boolean leadingZero = i - from > 1 && text.charAt(from) == '0';
			if (i == from || value > 255 || leadingZero) {
				return false;
			}
			parts++;
			if (i == end) {
				return parts == 4;
			}
			if (text.charAt(i) != '.') {
				return false;
			}
			i++;
		}
		return false;
	}

	static boolean isIpv6(String text) {
		return isIpv6(text, 0, text.length());
	}

	static boolean isIpv6(String text, int start, int end) {
		int groups = 0;
		boolean compressed = false;
		int i = start;
		if (end - start < 2 || (text.charAt(start) == ':' && text.charAt(start + 1) != ':')) {
			return false;
		}
		while (i < end) {
			if (text.charAt(i) == ':') {
				if (i + 1 < end && text.charAt(i + 1) == ':') {
					if (compressed) {
						return false;
					}
					compressed = true;
					i += 2;
					continue;
				}
				i++;
				if (i == end || i == start + 1) {
					return false;
				}
			}
			int from = i;
			while (i < end && i - from < 4 && isHex(text.charAt(i))) {
				i++;
			}
			if (i < end && text.charAt(i) == '.') {
				groups += 2;
				return isIpv4(text, from, end) && (compressed ? groups < 8 : groups == 8);
			}
			if (i == from || (i < end && text.charAt(i) != ':')) {
				return false;
			}
			groups++;
		}
		return compressed ? groups < 8 : groups == 8;
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
			if (!isAlphanumeric(character) && character != '+' && character != '/') {
				return false;
			}
		}
		return true;
	}

}
