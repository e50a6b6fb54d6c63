package io.daplug.stream;

/**
 * On which thread changes are handled.
 */
public enum Dispatch {

	/** On threads of the listener, behind a bounded queue. */
	ASYNC,

	/**
	 * On the thread that hands the change over, which is the writer's for the
	 * application's own writes, before the write returns; retries too. There is no queue
	 * and no pause.
	 */
	CALLER

}
