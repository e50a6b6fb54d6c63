package io.daplug.stream;

import io.daplug.event.ItemChange;

/**
 * A change could not be handled and will not be tried again. Published as an application
 * event.
 *
 * @param listener id of the listener
 * @param change the change
 * @param attempts how often it was tried; 0 if it was not tried, because its key is held
 * or the listener was stopped
 * @param cause why the last attempt failed, why the key is held, or a
 * {@link ListenerStoppedException}
 */
public record ChangeParked(String listener, ItemChange<?> change, int attempts, Exception cause) {

	@Override
	public String toString() {
		return "ChangeParked[" + this.listener + ", " + this.change.changeId() + ", attempts=" + this.attempts + ", "
				+ this.cause.getClass().getName() + "]";
	}

}
