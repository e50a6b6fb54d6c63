package io.daplug.stream;

/**
 * The states of a listener.
 */
public enum ListenerState {

	/** It takes no changes. Changes that are handed over are parked. */
	STOPPED,

	/** It handles changes. */
	RUNNING,

	/** It handles no changes, and takes them until its queue is full. */
	PAUSED,

	/** It handles the changes it has and takes no others. */
	STOPPING

}
