package io.daplug.schema.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The types of JSON schema as bits, so that what several schemas allow together is one
 * number.
 */
public final class Kind {

	public static final int STRING = 1;

	public static final int NUMBER = 2;

	public static final int INTEGER = 4;

	public static final int BOOLEAN = 8;

	public static final int NULL = 16;

	public static final int OBJECT = 32;

	public static final int ARRAY = 64;

	/** Not a type of its own: text in JSON, an attribute type in DynamoDB. */
	public static final int BINARY = 128;

	public static final int ALL = 255;

	private static final int[] BITS = { STRING, NUMBER, INTEGER, BOOLEAN, NULL, OBJECT, ARRAY, BINARY };

	private Kind() {
	}

	/**
	 * The bits that a schema's type stands for.
	 * @param type the name of the type
	 * @return the bits, or zero if there is no such type
	 */
	public static int of(String type) {
		return switch (type) {
			case "string" -> STRING;
			case "number" -> NUMBER | INTEGER;
			case "integer" -> INTEGER;
			case "boolean" -> BOOLEAN;
			case "null" -> NULL;
			case "object" -> OBJECT;
			case "array" -> ARRAY;
			default -> 0;
		};
	}

	/**
	 * The bits that allow a value. A number is allowed by either of two, the second of
	 * them only if it is whole.
	 * @param value the value
	 * @return the bits
	 */
	static int of(AttributeValue value) {
		return switch (value.type()) {
			case S -> STRING;
			case N -> NUMBER | INTEGER;
			case BOOL -> BOOLEAN;
			case NUL -> NULL;
			case M -> OBJECT;
			case L, SS, NS, BS -> ARRAY;
			case B -> BINARY;
			default -> 0;
		};
	}

	/**
	 * Names kinds for messages.
	 * @param bits the kinds
	 * @return their names, joined by "or"
	 */
	static String names(int bits) {
		List<String> names = new ArrayList<>();
		for (int bit : BITS) {
			boolean whole = bit == INTEGER && (bits & NUMBER) != 0;
			if ((bits & bit) != 0 && !whole) {
				names.add(name(bit));
			}
		}
		return names.isEmpty() ? "nothing" : String.join(" or ", names);
	}

	private static String name(int bit) {
		return switch (bit) {
			case STRING -> "string";
			case NUMBER -> "number";
			case INTEGER -> "integer";
			case BOOLEAN -> "boolean";
			case NULL -> "null";
			case OBJECT -> "object";
			case ARRAY -> "array";
			default -> "binary";
		};
	}

	static String name(AttributeValue value) {
		int bits = of(value);
		return (bits != 0) ? names(bits) : value.type().toString().toLowerCase(Locale.ROOT);
	}

}
