package io.daplug.item;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.daplug.text.UnicodeText;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The sizes of items, by the rules of <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">DynamoDB
 * item sizes and formats</a>. Names and texts count by their UTF-8 bytes, and binary
 * values by their bytes. A number counts one byte for every two significant digits, one
 * byte more, and another one for a minus sign. NULL and booleans count one byte. A list
 * or map counts three bytes, and one byte for each element. AWS calls its rule for
 * numbers approximate, so the size can differ by a byte or two per number. Measuring
 * creates no garbage that grows with the item.
 */
public final class ItemSize {

	/** The largest item that DynamoDB stores, in bytes. */
	public static final int LIMIT = 400 * 1024;

	private static final int CONTAINER = 3;

	private ItemSize() {
	}

	/**
	 * Returns the size of an item.
	 * @param attributes the item, with the prefixes with which it is stored
	 * @return the size in bytes
	 */
	public static int of(Map<String, AttributeValue> attributes) {
		Meter meter = new Meter();
		attributes.forEach(meter);
		return (int) Math.min(meter.size, Integer.MAX_VALUE);
	}

	/**
	 * Returns the size of an item, and refuses an item that is too large for DynamoDB, or
	 * that holds text which cannot be sent.
	 * @param attributes the item, with the prefixes with which it is stored
	 * @return the size in bytes
	 * @throws ItemTooLargeException if it is larger than {@link #LIMIT}
	 * @throws InvalidItemException if a text or a name holds one half of a surrogate
	 * pair, or if a name is longer than 64 KB
	 */
	public static int requireWithinLimit(Map<String, AttributeValue> attributes) {
		Meter meter = new Meter();
		attributes.forEach(meter);
		if (meter.suspect) {
			SendableText.require(attributes);
		}
		if (meter.size > LIMIT) {
			throw new ItemTooLargeException((int) Math.min(meter.size, Integer.MAX_VALUE), LIMIT);
		}
		return (int) meter.size;
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

	/**
	 * Adds up sizes. It visits maps itself: the SDK's maps make an object of each entry
	 * that is iterated over.
	 */
	private static final class Meter implements BiConsumer<String, AttributeValue> {

		private long size;

		/** Whether something in here cannot be sent. */
		private boolean suspect;

		@Override
		public void accept(String name, AttributeValue value) {
			int bytes = text(name);
			this.suspect |= bytes > SendableText.MAX_NAME_BYTES;
			this.size += bytes;
			add(value);
		}

		/** The bytes of a text in UTF-8. */
		private int text(String text) {
			int length = text.length();
			int bytes = length;
			for (int i = 0; i < length; i++) {
				char character = text.charAt(i);
				if (character < 0x80) {
					continue;
				}
				if (!Character.isSurrogate(character)) {
					bytes += (character < 0x800) ? 1 : 2;
				}
				else if (UnicodeText.isPair(text, i)) {
					bytes += 2;
					i++;
				}
				else {
					this.suspect = true;
				}
			}
			return bytes;
		}

		private void add(AttributeValue value) {
			switch (value.type()) {
				case S -> this.size += text(value.s());
				case N -> this.size += number(value.n());
				case BOOL, NUL -> this.size++;
				case B -> this.size += value.b().asByteArrayUnsafe().length;
				case M -> {
					this.size += CONTAINER + value.m().size();
					value.m().forEach(this);
				}
				case L -> list(value.l());
				case SS -> texts(value.ss());
				case NS -> numbers(value.ns());
				case BS -> binaries(value.bs());
				case UNKNOWN_TO_SDK_VERSION -> {
				}
			}
		}

		private void list(List<AttributeValue> elements) {
			this.size += CONTAINER + elements.size();
			for (int i = 0; i < elements.size(); i++) {
				add(elements.get(i));
			}
		}

		private void texts(List<String> texts) {
			for (int i = 0; i < texts.size(); i++) {
				this.size += text(texts.get(i));
			}
		}

		private void numbers(List<String> numbers) {
			for (int i = 0; i < numbers.size(); i++) {
				this.size += number(numbers.get(i));
			}
		}

		private void binaries(List<SdkBytes> binaries) {
			for (int i = 0; i < binaries.size(); i++) {
				this.size += binaries.get(i).asByteArrayUnsafe().length;
			}
		}

	}

}
