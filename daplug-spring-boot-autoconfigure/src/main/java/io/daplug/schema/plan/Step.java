package io.daplug.schema.plan;

/**
 * What may be done to an item on the way through it.
 */
public enum Step {

	/** What the schema does not describe is dropped. */
	PROJECT,

	/** What the schema does not allow is listed. */
	VALIDATE,

	/** Absent properties get their defaults. */
	DEFAULTS,

	/** A NULL is taken for an absent property where null is not allowed. */
	NULLS_ARE_ABSENT,

	/** Arrays of arrays are not projected. */
	NESTED_ARRAYS_WHOLE

}
