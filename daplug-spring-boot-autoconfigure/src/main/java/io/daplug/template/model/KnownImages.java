package io.daplug.template.model;

/**
 * What the announcement of a change is to know of the item, before the change and after
 * it. Where nobody hears of the change, it makes no difference.
 */
public enum KnownImages {

	/**
	 * Both. DynamoDB is asked for the item as it was, and the change is carried out on it
	 * in memory. That costs no request.
	 */
	BOTH,

	/**
	 * What DynamoDB answers the call with anyway: the item afterwards, or the item before
	 * for a call that asks for it, or nothing. The other side is unknown, so listeners
	 * cannot tell what changed, an item that is new cannot be told from one that was
	 * there, and mirrors fail where they need the unknown side.
	 */
	ANSWERED

}
