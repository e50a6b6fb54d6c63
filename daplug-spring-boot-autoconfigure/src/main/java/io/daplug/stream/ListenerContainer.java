package io.daplug.stream;

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
