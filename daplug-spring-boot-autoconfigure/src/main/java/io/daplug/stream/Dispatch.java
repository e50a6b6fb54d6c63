package io.daplug.stream;

/**
 * On which thread changes are handled.
 */
public enum Dispatch {

	/** On threads of the listener, which take changes from a bounded queue. */
	ASYNC,

	/**
	 * On the thread that hands the change over, with all attempts. For the application's
	 * own writes this is the writer's thread, before the write returns. There is no
	 * queue, and the listener cannot be paused.
	 */
	CALLER

}
