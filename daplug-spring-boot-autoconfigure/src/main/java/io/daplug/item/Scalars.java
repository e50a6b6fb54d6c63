package io.daplug.item;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes that are always the same, and binary values.
 */
final class Scalars {

	static final AttributeValue NULL = AttributeValue.fromNul(true);

	private static final AttributeValue TRUE = AttributeValue.fromBool(true);

	private static final AttributeValue FALSE = AttributeValue.fromBool(false);

	private Scalars() {
	}

	static AttributeValue of(boolean flag) {
		return flag ? TRUE : FALSE;
	}

	/**
	 * Returns what a binary value holds, as a copy of its own.
	 * @return {@code null} if the value is not binary
	 */
	static @Nullable SdkBytes bytes(Object value) {
		if (value instanceof SdkBytes bytes) {
			return bytes;
		}
		if (value instanceof byte[] array) {
			return SdkBytes.fromByteArray(array);
		}
		if (value instanceof ByteBuffer buffer) {
			byte[] copy = new byte[buffer.remaining()];
			buffer.duplicate().get(copy);
			return SdkBytes.fromByteArrayUnsafe(copy);
		}
		return null;
	}

}
