package io.daplug.item;

import java.util.List;
import java.util.Map;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sizes of items, by the rules of <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">DynamoDB
 * item sizes and formats</a>: UTF-8 bytes of names and texts, raw bytes of binary values,
 * one byte per two significant digits of a number and one more (and one for a minus
 * sign), one byte for NULL and booleans, three bytes for a list or map and one for each
 * element. AWS calls its own rule for numbers approximate, so a size can be off by a byte
 * or two per number. Nothing is allocated to measure.
 */
public final class ItemSize {

	/** The largest item that DynamoDB stores, in bytes. */
	public static final int LIMIT = 400 * 1024;

	private static final int CONTAINER = 3;

	private ItemSize() {
	}

	/**
	 * Measures an item.
	 * @param attributes the item, with the prefixes that it is stored with
	 * @return its size in bytes
	 */
	public static int of(Map<String, AttributeValue> attributes) {
		long size = entries(attributes);
		return (int) Math.min(size, Integer.MAX_VALUE);
	}

	/**
	 * Measures an item and refuses it when DynamoDB would.
	 * @param attributes the item, with the prefixes that it is stored with
	 * @return its size in bytes
	 * @throws ItemTooLargeException if it is larger than {@link #LIMIT}
	 */
	public static int requireWithinLimit(Map<String, AttributeValue> attributes) {
		int size = of(attributes);
		if (size > LIMIT) {
			throw new ItemTooLargeException(size, LIMIT);
		}
		return size;
	}

	private static long entries(Map<String, AttributeValue> attributes) {
		long size = 0;
		for (Map.Entry<String, AttributeValue> entry : attributes.entrySet()) {
			size += utf8(entry.getKey()) + value(entry.getValue());
		}
		return size;
	}

	private static long value(AttributeValue value) {
		return switch (value.type()) {
			case S -> utf8(value.s());
			case N -> number(value.n());
			case BOOL, NUL -> 1;
			case B -> value.b().asByteArrayUnsafe().length;
			case M -> CONTAINER + value.m().size() + entries(value.m());
			case L -> CONTAINER + value.l().size() + elements(value.l());
			case SS -> texts(value.ss());
			case NS -> numbers(value.ns());
			case BS -> binaries(value.bs());
			case UNKNOWN_TO_SDK_VERSION -> 0;
		};
	}

	private static long elements(List<AttributeValue> elements) {
		long size = 0;
		for (AttributeValue element : elements) {
			size += value(element);
		}
		return size;
	}

	private static long texts(List<String> texts) {
		long size = 0;
		for (String text : texts) {
			size += utf8(text);
		}
		return size;
	}

	private static long numbers(List<String> numbers) {
		long size = 0;
		for (String number : numbers) {
			size += number(number);
		}
		return size;
	}

	private static long binaries(List<SdkBytes> binaries) {
		long size = 0;
		for (SdkBytes binary : binaries) {
			size += binary.asByteArrayUnsafe().length;
		}
		return size;
	}

	private static int utf8(String text) {
		int length = text.length();
		int size = length;
		for (int i = 0; i < length; i++) {
			char character = text.charAt(i);
			if (character >= 0x80) {
				// Each half of a surrogate pair stands for two of the pair's four bytes.
				size += (character < 0x800 || Character.isSurrogate(character)) ? 1 : 2;
			}
		}
		return size;
	}

	private static int number(String text) {
		int digits = 0;
		int zeros = 0;
		int minus = 0;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == 'E' || character == 'e') {
				break;
			}
			if (character == '-') {
				minus = 1;
			}
			else if (character == '0') {
				zeros += (digits > 0) ? 1 : 0;
			}
			else if (character >= '1' && character <= '9') {
				digits += zeros + 1;
				zeros = 0;
			}
		}
		return (digits + 1) / 2 + 1 + minus;
	}

}
