package io.daplug.item;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The order that DynamoDB has for text, numbers and binary values. */
public final class AttributeOrder {

	private AttributeOrder() {
	}

	/**
	 * Returns whether a value is of a type that has an order.
	 * @param value the value
	 * @return whether it is text, a number or binary
	 */
	public static boolean has(AttributeValue value) {
		return switch (value.type()) {
			case S, N, B -> true;
			default -> false;
		};
	}

	/**
	 * Compares two values of one type: text by its bytes in UTF-8, numbers by value,
	 * binary by its bytes.
	 * @param left a value of a type that has an order
	 * @param right a value of the same type
	 * @return less than, equal to, or greater than zero
	 */
	public static int compare(AttributeValue left, AttributeValue right) {
		return switch (left.type()) {
			case N -> new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()));
			default -> Arrays.compareUnsigned(bytes(left), bytes(right));
		};
	}

	/**
	 * Returns whether a value begins with another one of its type.
	 * @param value text or binary
	 * @param beginning text or binary
	 * @return whether it does
	 */
	public static boolean beginsWith(AttributeValue value, AttributeValue beginning) {
		byte[] whole = bytes(value);
		byte[] start = bytes(beginning);
		return whole.length >= start.length && Arrays.equals(whole, 0, start.length, start, 0, start.length);
	}

	private static byte[] bytes(AttributeValue value) {
		return (value.s() != null) ? value.s().getBytes(StandardCharsets.UTF_8) : value.b().asByteArrayUnsafe();
	}

}
