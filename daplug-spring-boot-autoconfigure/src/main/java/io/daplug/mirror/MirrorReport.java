package io.daplug.mirror;

import java.util.List;

/**
 * What a comparison of a mirror's destination with its source has found. Attributes that
 * the destination's table makes itself with each write (times, generated values) are not
 * compared.
 *
 * @param mirror the mirror's name
 * @param counts how many differences there were
 * @param samples some of them, as many as were asked for
 * @param digests the contents of both, as the comparison has left them
 */
public record MirrorReport(String mirror, MirrorCounts counts, List<MirrorDifference> samples, MirrorDigests digests) {

	/**
	 * Creates a report.
	 * @param mirror the mirror's name
	 * @param counts how many differences there were
	 * @param samples some of them
	 * @param digests the contents of both
	 */
	public MirrorReport {
		samples = List.copyOf(samples);
	}

	/**
	 * Says whether the destination holds what it should: there were no differences, or
	 * all were repaired, and a copy could be made of every item.
	 * @return whether it does
	 */
	public boolean isEqual() {
		return this.counts.differences().total() == this.counts.repaired() && this.counts.failed() == 0;
	}

}
