package io.daplug.table;

/**
 * What becomes of attributes that a call passes and the schema does not describe. Keys,
 * index keys and the idempotence key are always known. Where the schema itself forbids
 * other attributes, by {@code additionalProperties: false} or
 * {@code unevaluatedProperties: false}, they are refused under {@link Validation#STRICT},
 * whatever this rule says.
 */
public enum UnknownInput {

	/**
	 * They are left out.
	 */
	DROP,

	/**
	 * The call is refused. The violation names the attribute and the one that was
	 * probably meant.
	 */
	REFUSE

}
