package io.daplug.template.batch;

import java.util.OptionalLong;

/**
 * How far a batch has come.
 *
 * @param done so many entries have come to an end, whatever it is
 * @param failed so many of them were not written, or may not have been
 * @param perSecond so many came to an end in a second, from the beginning of the batch
 * until now
 * @param left so many are left; empty if nobody knows how many the source has
 */
public record BatchProgress(long done, long failed, double perSecond, OptionalLong left) {

}
