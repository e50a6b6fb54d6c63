package io.daplug.item;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Binary values in the forms that Java has for them.
 */
final class BinaryValue {

	private BinaryValue() {
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
