package io.daplug.sns;

/**
 * Attributes that Daplug adds to a message. The first is the most important one: a
 * message has at most ten attributes, and if there are more, the last of these are left
 * out.
 */
public enum DerivedAttribute {

	/** The logical name of the table. */
	TABLE("daplug.table"),

	/** The tenant whose item changed, where tenants share the table. */
	TENANT("daplug.tenant"),

	/** The schema that the item was written with. */
	SCHEMA("daplug.schema"),

	/** The id of the change. */
	CHANGE_ID("daplug.change-id"),

	/** The attribute that is the table's idempotence key. */
	IDEMPOTENCE_KEY("daplug.idempotence-key"),

	/** The item's value of the idempotence key. */
	IDEMPOTENCE_VALUE("daplug.idempotence-value");

	private final String attributeName;

	DerivedAttribute(String attributeName) {
		this.attributeName = attributeName;
	}

	/**
	 * Returns the name of the message attribute.
	 * @return the name
	 */
	public String attributeName() {
		return this.attributeName;
	}

}
