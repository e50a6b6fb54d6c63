package io.daplug.template.batch;

/**
 * How far a clear is. Nobody knows how many items are left: a clear reads keys as it goes
 * on.
 *
 * @param removed how many items it has removed
 * @param kept how many items it found and left, as they changed before they were removed
 * @param failed how many items DynamoDB refused to remove
 * @param uncertain how many items may have been removed, and may not
 * @param perSecond how many items it has been through in a second, since it began
 */
public record ClearProgress(long removed, long kept, long failed, long uncertain, double perSecond) {

}
