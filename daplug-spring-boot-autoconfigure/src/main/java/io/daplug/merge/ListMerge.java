package io.daplug.merge;

/**
 * What becomes of a stored list when the patch holds a list for the same attribute. The
 * cost is linear in the size of both lists.
 */
public enum ListMerge {

	/**
	 * Elements of the patch that the stored list lacks are appended, in their order.
	 * Elements are compared by value: numbers by their value, maps without regard to
	 * order.
	 */
	ADD,

	/**
	 * Every stored element that equals one of the patch's is removed. An attribute that
	 * is not stored stays absent.
	 */
	REMOVE,

	/**
	 * The patch's list takes the place of the stored one.
	 */
	REPLACE

}
