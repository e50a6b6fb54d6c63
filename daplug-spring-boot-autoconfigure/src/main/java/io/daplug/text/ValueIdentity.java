package io.daplug.text;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tells when two values are the same: numbers by what they are worth, however they are
 * written, maps and sets without regard to order. Many values are compared with many by
 * hash: their identity is text, which no choice of values can make slow to look up.
 */
public final class ValueIdentity {

	private ValueIdentity() {
	}

	/**
	 * Returns a text that is equal for values that are the same, and for no others.
	 * @param value the value
	 * @return its identity
	 */
	public static String of(AttributeValue value) {
		return switch (value.type()) {
			case S -> "s" + value.s();
			case N -> "n" + number(value.n());
			default -> {
				StringBuilder identity = new StringBuilder();
				append(value, identity);
				yield identity.toString();
			}
		};
	}

	/**
	 * Whether no two values of a list are the same.
	 * @param values the values
	 * @return {@code true} if all differ
	 */
	public static boolean allDiffer(List<AttributeValue> values) {
		if (values.size() < 2) {
			return true;
		}
		Set<String> seen = new HashSet<>(values.size() * 2);
		for (AttributeValue value : values) {
			if (!seen.add(of(value))) {
				return false;
			}
		}
		return true;
	}

	private static void append(AttributeValue value, StringBuilder identity) {
		switch (value.type()) {
			case S -> text('s', value.s(), identity);
			case N -> text('n', number(value.n()), identity);
			case BOOL -> identity.append(value.bool() ? 't' : 'f');
			case B -> text('b', bytes(value.b()), identity);
			case M -> {
				identity.append('m').append(value.m().size()).append(':');
				new TreeMap<>(value.m()).forEach((name, element) -> {
					text('s', name, identity);
					append(element, identity);
				});
			}
			case L -> {
				identity.append('l').append(value.l().size()).append(':');
				value.l().forEach((element) -> append(element, identity));
			}
			case SS -> set('S', value.ss().stream(), identity);
			case NS -> set('N', value.ns().stream().map(ValueIdentity::number), identity);
			case BS -> set('B', value.bs().stream().map(ValueIdentity::bytes), identity);
			default -> identity.append('0');
		}
	}

	/** How long the text is stands before it, so nothing in it can be taken for more. */
	private static void text(char type, String text, StringBuilder identity) {
		identity.append(type).append(text.length()).append(':').append(text);
	}

	private static void set(char type, Stream<String> elements, StringBuilder identity) {
		List<String> sorted = elements.distinct().sorted().toList();
		identity.append(type).append(sorted.size()).append(':');
		sorted.forEach((element) -> text('e', element, identity));
	}

	private static String bytes(SdkBytes bytes) {
		return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
	}

	private static String number(String text) {
		BigDecimal number = DecimalText.isLong(text) ? BigDecimal.valueOf(Long.parseLong(text))
				: DecimalText.parse(text);
		return (number != null) ? number.stripTrailingZeros().toString() : text;
	}

}
