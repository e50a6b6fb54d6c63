package io.daplug.mirror;

/**
 * The contents of two tables in few digits. They are equal if the destination holds what
 * the source makes of it, whatever the order of the items, and practically never
 * otherwise.
 *
 * @param source the digest of all copies that there should be, 64 hexadecimal digits
 * @param destination the digest of all copies that there are
 */
public record MirrorDigests(String source, String destination) {

	/**
	 * Says whether both are the same.
	 * @return whether they are
	 */
	public boolean areEqual() {
		return this.source.equals(this.destination);
	}

}
