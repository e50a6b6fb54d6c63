package io.daplug.idempotence;

/**
 * Who advances the idempotence key's value.
 */
public enum GeneratedValue {

	/**
	 * The callers do: what they send is written. Two writers that both leave the value as
	 * it is are not told apart.
	 */
	NONE,

	/**
	 * Every write sets the time of the write, in UTC and with nine digits of fraction, so
	 * that text order is time order. It is always later than the value it replaces.
	 */
	TIMESTAMP,

	/**
	 * Every write adds one; an item begins with one.
	 */
	COUNTER

}
