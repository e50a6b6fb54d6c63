package io.daplug.item;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.daplug.text.UnicodeText;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds the text, or the name of an attribute, that cannot be sent as it is. Whole items
 * are looked through only when {@link ItemSize}, which sees every character anyway, has
 * met one.
 */
final class SendableText {

	/** The longest name of an attribute, in bytes. */
	static final int MAX_NAME_BYTES = 64 * 1024 - 1;

	private SendableText() {
	}

	/**
	 * Looks for the attribute that is refused.
	 * @throws InvalidItemException if a text or a name cannot be sent
	 */
	static void require(Map<String, AttributeValue> attributes) {
		attributes.forEach((name, value) -> {
			requireName(name);
			try {
				require(value);
			}
			catch (InvalidItemException ex) {
				throw ex.within(name);
			}
		});
	}

	private static void requireName(String name) {
		if (!UnicodeText.isWellFormed(name)) {
			throw new InvalidItemException("has an attribute whose name " + UnicodeText.PROBLEM);
		}
		int bytes = name.getBytes(StandardCharsets.UTF_8).length;
		if (bytes > MAX_NAME_BYTES) {
			throw new InvalidItemException("has an attribute with a name of %d bytes, DynamoDB takes at most %d"
				.formatted(bytes, MAX_NAME_BYTES));
		}
	}

	/**
	 * Checks one value and all inside it.
	 * @throws InvalidItemException if a text or a name cannot be sent
	 */
	static void require(AttributeValue value) {
		switch (value.type()) {
			case S -> requireText(value.s());
			case SS -> value.ss().forEach(SendableText::requireText);
			case L -> require(value.l());
			case M -> require(value.m());
			default -> {
			}
		}
	}

	private static void require(List<AttributeValue> elements) {
		for (int i = 0; i < elements.size(); i++) {
			try {
				require(elements.get(i));
			}
			catch (InvalidItemException ex) {
				throw ex.within(i);
			}
		}
	}

	private static void requireText(String text) {
		if (!UnicodeText.isWellFormed(text)) {
			throw new InvalidItemException(UnicodeText.PROBLEM);
		}
	}

}
