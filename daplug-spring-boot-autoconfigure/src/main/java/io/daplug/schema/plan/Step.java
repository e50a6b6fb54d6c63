package io.daplug.schema.plan;

/**
 * What may be done to an item on the way through it.
 */
public enum Step {

	/** What the schema does not describe is dropped. */
	PROJECT,

	/** What the schema does not describe is listed, and dropped. */
	REFUSE_UNKNOWN,

	/**
	 * What the schema, or one of its alternatives, forbids by name stays. It is refused
	 * once it is a part of something that can be checked.
	 */
	KEEP_FORBIDDEN,

	/** What the schema does not allow is listed. */
	VALIDATE,

	/** Absent properties get their defaults. */
	DEFAULTS,

	/** A NULL is taken for an absent property where null is not allowed. */
	NULLS_ARE_ABSENT,

	/** Arrays of arrays are not projected. */
	NESTED_ARRAYS_WHOLE

}
