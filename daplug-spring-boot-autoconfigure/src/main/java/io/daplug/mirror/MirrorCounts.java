package io.daplug.mirror;

/**
 * What a comparison of a mirror's destination with its source has found.
 *
 * @param compared how many copies there should be
 * @param differences how many are otherwise
 * @param failed of how many items of the source no copy can be made
 * @param repaired how many of the differences were repaired
 * @param readUnits how many read units both tables have charged
 */
public record MirrorCounts(long compared, Differences differences, long failed, long repaired, double readUnits) {

	/**
	 * Differences by their kind.
	 *
	 * @param missing how many copies are missing
	 * @param different how many copies have other attributes than they should have
	 * @param extra how many copies there are of no item
	 */
	public record Differences(long missing, long different, long extra) {

		/**
		 * Returns how many differences there are.
		 * @return their number
		 */
		public long total() {
			return this.missing + this.different + this.extra;
		}

	}

}
