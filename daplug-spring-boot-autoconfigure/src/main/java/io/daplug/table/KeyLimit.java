package io.daplug.table;

import java.nio.charset.StandardCharsets;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How large DynamoDB lets the keys of a table, and of an index, be. Where a key has
 * several attributes, it is their sum.
 */
public enum KeyLimit {

	/** A hash key. */
	HASH(2048),

	/** A range key. */
	RANGE(1024);

	private final int bytes;

	KeyLimit(int bytes) {
		this.bytes = bytes;
	}

	/**
	 * Returns the limit.
	 * @return how many bytes a key may have, with its prefix
	 */
	public int bytes() {
		return this.bytes;
	}

	/**
	 * Returns how large a key is at most, without counting its bytes.
	 * @param prefix how many characters its prefix has
	 * @param value the key, without its prefix
	 * @return the most that it can have; 0 for a number, which cannot be too large
	 */
	public static int most(int prefix, AttributeValue value) {
		String text = value.s();
		if (text != null) {
			return (prefix + text.length()) * 3;
		}
		return (value.b() != null) ? value.b().asByteArrayUnsafe().length : 0;
	}

	/**
	 * Returns how large a key is.
	 * @param value the key, with its prefix
	 * @return its bytes; 0 for a number
	 */
	public static int size(AttributeValue value) {
		String text = value.s();
		return (text != null) ? text.getBytes(StandardCharsets.UTF_8).length : most(0, value);
	}

}
