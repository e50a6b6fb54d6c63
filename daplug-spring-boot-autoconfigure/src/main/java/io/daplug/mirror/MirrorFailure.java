package io.daplug.mirror;

import io.daplug.event.ItemIdentity;
import io.daplug.item.ItemKey;
import io.daplug.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Something that could not be copied or compared. Holds nothing of the item's contents.
 *
 * @param keyHash the first 16 hexadecimal digits of the SHA-256 digest of the item's
 * table and key, as {@link #hash} makes it; null if it was no single item
 * @param type the name of the exception's class
 */
public record MirrorFailure(@Nullable String keyHash, String type) {

	private static final int DIGITS = 16;

	/**
	 * Describes the failure of an item.
	 * @param item the item of the source
	 * @param cause why it failed
	 * @return the failure
	 */
	public static MirrorFailure of(ItemIdentity item, Exception cause) {
		return new MirrorFailure(hash(item.table(), item.storedKey()), cause.getClass().getName());
	}

	/**
	 * Describes a failure of no single item.
	 * @param cause what failed
	 * @return the failure
	 */
	public static MirrorFailure of(Throwable cause) {
		return new MirrorFailure(null, cause.getClass().getName());
	}

	/**
	 * Returns what stands for a key.
	 * @param table the logical name of the source
	 * @param storedKey the item's key as it is stored
	 * @return 16 hexadecimal digits
	 */
	public static String hash(String table, ItemKey storedKey) {
		return Sha256.of(table + "\n" + storedKey.hashValue() + "\n" + storedKey.rangeValue())
			.hex()
			.substring(0, DIGITS);
	}

}
