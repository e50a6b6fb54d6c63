package io.daplug.event;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.StringJoiner;

import io.daplug.item.ItemKey;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Writes down the id of a change: table, stored key and position, separated by bars. The
 * position alone makes it unique; table and key are for those who read it.
 */
final class ChangeId {

	private static final char SEPARATOR = '|';

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private ChangeId() {
	}

	static String of(ItemIdentity identity, ChangePosition position) {
		StringBuilder id = new StringBuilder(96);
		append(id, identity.table());
		append(id.append(SEPARATOR), text(identity.storedKey()));
		append(id.append(SEPARATOR), position.source());
		append(id.append('-'), position.sequence());
		return id.toString();
	}

	private static String text(ItemKey key) {
		if (key.named()) {
			StringJoiner values = new StringJoiner(",");
			key.attributes().values().forEach((value) -> values.add(text(value)));
			return values.toString();
		}
		Object range = key.rangeValue();
		return (range != null) ? text(key.hashValue()) + "," + text(range) : text(key.hashValue());
	}

	private static String text(Object value) {
		if (value instanceof SdkBytes bytes) {
			return HEX.formatHex(bytes.asByteArrayUnsafe());
		}
		return (value instanceof BigDecimal number) ? number.toPlainString() : value.toString();
	}

	/** Logs, headers and XML take no control characters. */
	private static void append(StringBuilder id, String text) {
		for (int index = 0; index < text.length(); index++) {
			char character = text.charAt(index);
			if (isCarried(character)) {
				id.append(character);
			}
			else {
				id.append('%').append(HEX.toHexDigits(character));
			}
		}
	}

	private static boolean isCarried(char character) {
		return character != SEPARATOR && character != '%' && !Character.isISOControl(character) && character < 0xFFFE;
	}

}
