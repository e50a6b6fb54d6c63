package io.daplug.event;

/**
 * A change that was not handled.
 *
 * @param change the change
 * @param cause why: what its handler threw, or what was thrown for an earlier change of
 * its key
 */
public record FailedChange(ItemChange<?> change, Exception cause) {

	@Override
	public String toString() {
		return "FailedChange[" + this.change.changeId() + ", " + this.cause + "]";
	}

}
