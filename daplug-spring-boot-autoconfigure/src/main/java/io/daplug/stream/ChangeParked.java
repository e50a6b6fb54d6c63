package io.daplug.stream;

import io.daplug.event.ItemChange;

/**
 * A change could not be handled, and nobody will try again. Published as an application
 * event, for those who keep or count such changes.
 *
 * @param listener id of the listener
 * @param change the change
 * @param attempts how often it was tried; 0 if it was not, since its key is held or the
 * listener was stopped before
 * @param cause why it failed the last time, why its key is held, or a
 * {@link ListenerStoppedException}
 */
public record ChangeParked(String listener, ItemChange<?> change, int attempts, Exception cause) {

	@Override
	public String toString() {
		return "ChangeParked[" + this.listener + ", " + this.change.changeId() + ", attempts=" + this.attempts + ", "
				+ this.cause.getClass().getName() + "]";
	}

}
