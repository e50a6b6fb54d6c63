package io.daplug.stream.parking;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.daplug.event.ChangePosition;
import io.daplug.event.ItemIdentity;
import io.daplug.item.ItemKey;
import io.daplug.text.Sha256;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Where a parked change lies. The entries of one item lie side by side, and a change that
 * is parked again has the place it had. Of keys and sources there are digests alone.
 *
 * @param listener id of the listener
 * @param entry the entry among those of the listener
 */
record ParkedPlace(String listener, String entry) {

	/**
	 * Stands before the entries of parts, and comes after all that entries begin with.
	 */
	static final String PARTS = "~";

	/** 132 bits are enough to tell items, and changes, apart. */
	private static final int DIGEST = 22;

	private static final int LENGTH = 2 * DIGEST + 1;

	private static final char LISTENER_END = '@';

	private static final byte SEPARATOR = 0;

	static ParkedPlace of(String listener, ItemIdentity item, ChangePosition position) {
		String change = digest(new Sha256().add(position.source()).add(SEPARATOR).add(position.sequence()));
		return new ParkedPlace(listener, digest(item) + "-" + change);
	}

	/** Reads an id; what is no id leads to no place, and so to no entry. */
	static ParkedPlace of(String id) {
		int at = id.length() - LENGTH - 1;
		return (at > 0 && id.charAt(at) == LISTENER_END) ? new ParkedPlace(id.substring(0, at), id.substring(at + 1))
				: new ParkedPlace(id, "-");
	}

	/** The id by which callers name the entry. */
	String id() {
		return this.listener + LISTENER_END + this.entry;
	}

	/** What the entries of the same item begin with. */
	String item() {
		return this.entry.substring(0, Math.min(DIGEST, this.entry.length()));
	}

	/** Where a part of the entry lies. */
	ParkedPlace part(int number) {
		return new ParkedPlace(this.listener, PARTS + this.entry + PARTS + "%03d".formatted(number));
	}

	private static String digest(ItemIdentity item) {
		Sha256 digest = new Sha256().add(item.table());
		values(item.storedKey()).forEach((value) -> add(digest.add(SEPARATOR), value));
		return digest(digest);
	}

	private static Iterable<Object> values(ItemKey key) {
		if (key.named()) {
			Map<String, Object> sorted = new TreeMap<>(key.attributes());
			return sorted.values();
		}
		Object range = key.rangeValue();
		return (range != null) ? List.of(key.hashValue(), range) : List.of(key.hashValue());
	}

	private static void add(Sha256 digest, Object value) {
		if (value instanceof SdkBytes bytes) {
			digest.add("b").add(bytes.asByteArrayUnsafe());
		}
		else if (value instanceof BigDecimal number) {
			digest.add("n").add(number.stripTrailingZeros().toPlainString());
		}
		else {
			digest.add("s").add(value.toString().getBytes(StandardCharsets.UTF_8));
		}
	}

	private static String digest(Sha256 digest) {
		return digest.base64Url().substring(0, DIGEST);
	}

}
