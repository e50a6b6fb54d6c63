package io.daplug.stream;

import java.util.Set;

import io.daplug.item.ItemKey;

/**
 * One listener: its threads and the changes that wait for it.
 */
public interface ListenerContainer {

	/**
	 * Returns the listener's id.
	 * @return the id
	 */
	String id();

	/**
	 * Returns the tables whose changes it hears of.
	 * @return their logical names
	 */
	Set<String> tables();

	/**
	 * Returns what it is doing.
	 * @return the state
	 */
	ListenerState state();

	/**
	 * Returns how many changes wait for it or are being handled.
	 * @return the number of changes
	 */
	int pending();

	/**
	 * Returns how many keys are held, since one of their changes was parked.
	 * @return the number of keys
	 */
	int held();

	/**
	 * Handles no more changes until it is resumed. Those that are being handled are
	 * finished, without being waited for. Writers wait when the queue is full. Does
	 * nothing unless it is running.
	 * @throws IllegalStateException if it handles changes on the threads of the writers
	 */
	void pause();

	/**
	 * Handles changes again. Does nothing unless it is paused.
	 */
	void resume();

	/**
	 * Handles later changes of a key again, of which one was parked.
	 * @param key the key, in each of the tables
	 * @return whether the key was held
	 */
	boolean release(ItemKey key);

}
