package io.daplug.stream;

/**
 * What a listener is doing.
 */
public enum ListenerState {

	/** It takes no changes; those that come are parked. */
	STOPPED,

	/** It handles changes. */
	RUNNING,

	/** It takes changes until its queue is full, and handles none. */
	PAUSED,

	/** It handles the changes it has, and takes no more. */
	STOPPING

}
