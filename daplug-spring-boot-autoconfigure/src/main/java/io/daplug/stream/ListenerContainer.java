package io.daplug.stream;

import java.time.Duration;
import java.util.Set;

import io.daplug.item.ItemKey;

/**
 * A listener that was registered: its state, and the changes that wait for it.
 */
public interface ListenerContainer {

	/**
	 * Returns the listener's id.
	 * @return the id
	 */
	String id();

	/**
	 * Returns the tables whose changes it handles.
	 * @return their logical names
	 */
	Set<String> tables();

	/**
	 * Returns the state of the listener.
	 * @return the state
	 */
	ListenerState state();

	/**
	 * Returns how many changes wait for it or are being handled.
	 * @return the number of changes
	 */
	int pending();

	/**
	 * Returns how many keys are held because one of their changes was parked.
	 * @return the number of keys
	 */
	int held();

	/**
	 * Returns what became of the listener's changes, since the application started.
	 * @return the counts
	 */
	ListenerCounts counts();

	/**
	 * Returns how far the listener is behind the writers: while changes wait for it or
	 * are being handled, the age of the oldest of them, which grows until it is done
	 * with; else the age that the last change had when the listener was done with it. A
	 * change's age begins when its write was accepted. What a source has not handed over
	 * yet is not seen here; {@link ChangeSource#progress()} tells of that. Looks at each
	 * key that waits, so it is for operators and not for each change.
	 * @return the lag; zero before the first change
	 */
	Duration lag();

	/**
	 * Returns for how long the listener has been done with no change although it has
	 * some: since it handled or parked one the last time, or since it got the oldest of
	 * those it has, whichever is later. Costs as much as {@link #lag()}.
	 * @return the time; zero if it has no change
	 */
	Duration standstill();

	/**
	 * Stops handling changes until the listener is resumed. Does not wait for changes
	 * that are being handled now. Changes are still taken until the queue is full; then
	 * each writer waits for room, a minute at most. Does nothing unless the listener is
	 * running.
	 * @throws IllegalStateException if the listener handles changes on the writers'
	 * threads, and so has no queue
	 */
	void pause();

	/**
	 * Handles changes again. Does nothing unless the listener is paused.
	 */
	void resume();

	/**
	 * Handles the later changes of a held key again.
	 * @param key the key, by position or by attribute names; released in each of the
	 * listener's tables
	 * @return whether the key was held
	 */
	boolean release(ItemKey key);

}
