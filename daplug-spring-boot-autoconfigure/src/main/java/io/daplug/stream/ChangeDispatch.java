package io.daplug.stream;

import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * How changes come to one listener: on which thread, and in which order.
 */
interface ChangeDispatch {

	void start();

	/**
	 * Takes a change, and handles or parks it sooner or later; or a turn, which is run or
	 * stopped.
	 * @return whether it was taken: not if this is stopped
	 */
	boolean accept(Handed handed);

	/** Handles no more changes until it is resumed. */
	void pause();

	void resume();

	/** How many changes were taken and are not done with. */
	int pending();

	/**
	 * The least time of the changes that are pending, as far as each key's first says.
	 */
	OptionalLong oldest(ToLongFunction<Handed> time);

	/** Waits until no change is pending, and says whether that is so. */
	boolean awaitEmpty(long nanos) throws InterruptedException;

	/**
	 * Takes no more changes, handles those it has until the deadline, and parks the rest.
	 * An interruption ends the waiting for the deadline and is kept.
	 */
	void stop(long deadline);

}
