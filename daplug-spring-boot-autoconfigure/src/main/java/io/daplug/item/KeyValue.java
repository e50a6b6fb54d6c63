package io.daplug.item;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

import io.daplug.text.UnicodeText;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One value of a key, twice: as it was given, which the table's converter turns into what
 * is stored, and in the form by which keys are compared.
 */
final class KeyValue {

	private final Object given;

	private final Object normal;

	private KeyValue(Object given, Object normal) {
		this.given = given;
		this.normal = normal;
	}

	/**
	 * Takes a value.
	 * @param what the value's name in messages
	 * @param value the value
	 * @throws InvalidKeyException if no key can have it
	 */
	static KeyValue of(String what, @Nullable Object value) {
		if (value == null) {
			throw new InvalidKeyException(what + " must not be null");
		}
		if (value instanceof String text) {
			return new KeyValue(text, text(what, text));
		}
		if (value instanceof Number number) {
			return new KeyValue(number, number(what, number));
		}
		SdkBytes bytes = BinaryValue.bytes(value);
		if (bytes != null) {
			return new KeyValue(bytes, binary(what, bytes));
		}
		if (value instanceof AttributeValue attribute) {
			return new KeyValue(attribute, stored(what, attribute));
		}
		if (neverFits(value)) {
			throw unfit(what, "of type " + value.getClass().getName());
		}
		return converted(what, (value instanceof CharSequence) ? value.toString() : value);
	}

	/** The value as it was given. */
	Object given() {
		return this.given;
	}

	/** Text, a number or bytes, wherever the value says by itself what it is. */
	Object normal() {
		return this.normal;
	}

	private static boolean neverFits(Object value) {
		if (value instanceof JsonNode node) {
			return !node.isString() && !node.isNumber() && !node.isBinary() && !node.isPojo();
		}
		return value instanceof Boolean || value instanceof Map || value instanceof Collection
				|| (value.getClass().isArray() && !(value instanceof char[]));
	}

	private static KeyValue converted(String what, Object value) {
		if (value instanceof String text) {
			return new KeyValue(text, text(what, text));
		}
		if (value instanceof UUID) {
			return new KeyValue(value, value.toString());
		}
		AttributeValue attribute = Defaults.attribute(value);
		return new KeyValue(value, (attribute != null) ? stored(what, attribute) : value);
	}

	private static String text(String what, String text) {
		if (!UnicodeText.isWellFormed(text)) {
			throw new InvalidKeyException(what + " " + UnicodeText.PROBLEM);
		}
		return text;
	}

	private static SdkBytes binary(String what, SdkBytes bytes) {
		if (bytes.asByteArrayUnsafe().length == 0) {
			throw new InvalidKeyException(what + " must not be empty");
		}
		return bytes;
	}

	private static BigDecimal number(String what, Number number) {
		try {
			return new BigDecimal(NumberText.of(number)).stripTrailingZeros();
		}
		catch (InvalidItemException ex) {
			throw new InvalidKeyException(what + " " + ex.reason());
		}
	}

	private static Object stored(String what, AttributeValue attribute) {
		return switch (attribute.type()) {
			case S -> text(what, attribute.s());
			case N -> number(what, attribute.n());
			case B -> binary(what, attribute.b());
			default -> throw unfit(what, TypeName.of(attribute.type()));
		};
	}

	private static BigDecimal number(String what, String text) {
		try {
			return new BigDecimal(NumberText.parsed(text)).stripTrailingZeros();
		}
		catch (InvalidItemException ex) {
			throw new InvalidKeyException(what + " " + ex.reason());
		}
	}

	private static InvalidKeyException unfit(String what, String type) {
		return new InvalidKeyException(what + " must not be " + type
				+ "; keys are text, numbers, binary (byte[], ByteBuffer, SdkBytes), or values that Jackson writes as text or number (enum, UUID, time)");
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof KeyValue value && this.normal.equals(value.normal);
	}

	@Override
	public int hashCode() {
		return this.normal.hashCode();
	}

	@Override
	public String toString() {
		if (this.normal instanceof SdkBytes bytes) {
			return bytes.asByteArrayUnsafe().length + " bytes";
		}
		return (this.normal instanceof BigDecimal number) ? number.toPlainString() : this.normal.toString();
	}

	/**
	 * What Jackson writes if nobody configures it. Most applications leave these values
	 * alone, so keys with them equal those that changes and results have.
	 */
	private static final class Defaults {

		private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

		static @Nullable AttributeValue attribute(Object value) {
			try {
				AttributeValue attribute = CONVERTER.toAttribute(value);
				Type type = attribute.type();
				return (type == Type.S || type == Type.N || type == Type.B) ? attribute : null;
			}
			catch (InvalidItemException ex) {
				return null; // The application may have a serializer that can.
			}
		}

	}

}
