package io.daplug.sns;

import java.math.BigDecimal;
import java.util.HexFormat;

import io.daplug.item.ItemKey;
import io.daplug.text.Sha256;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Ids of groups and for dropping duplicates, as SNS takes them: up to 128 letters, digits
 * and punctuation. Others are replaced by their digest, which is as good at telling them
 * apart.
 */
final class FifoId {

	private static final int LONGEST = 128;

	private FifoId() {
	}

	static String of(String text) {
		boolean taken = !text.isEmpty() && text.length() <= LONGEST
				&& text.chars().allMatch((character) -> character > ' ' && character < 0x7F);
		return taken ? text : Sha256.of(text).hex();
	}

	static String of(ItemKey key) {
		if (key.named()) {
			return of(String.join("|", key.attributes().values().stream().map(FifoId::text).toList()));
		}
		Object range = key.rangeValue();
		return of((range != null) ? text(key.hashValue()) + "|" + text(range) : text(key.hashValue()));
	}

	private static String text(Object value) {
		if (value instanceof SdkBytes bytes) {
			return HexFormat.of().formatHex(bytes.asByteArrayUnsafe());
		}
		return (value instanceof BigDecimal number) ? number.toPlainString() : value.toString();
	}

}
