package io.daplug.mirror;

/**
 * What a backfill has done. Pages that were read again after a crash count again.
 *
 * @param read how many items of the source were read; items that nobody may see do not
 * count
 * @param failed how many of them could not be copied
 * @param readUnits how many read units the source has charged
 * @param segmentsDone how many segments were read to their end
 * @param segments how many segments there are
 */
public record BackfillCounts(long read, long failed, double readUnits, int segmentsDone, int segments) {

}
