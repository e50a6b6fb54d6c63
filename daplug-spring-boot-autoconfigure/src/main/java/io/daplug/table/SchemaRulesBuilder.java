package io.daplug.table;

import org.jspecify.annotations.Nullable;

/**
 * Collects how the items of a table are held against its schema.
 *
 * @param <B> the builder's own type
 */
abstract class SchemaRulesBuilder<B extends SchemaRulesBuilder<B>> extends KeyedBuilder<B> {

	@Nullable String schema;

	Validation validation = Validation.STRICT;

	UnknownInput unknown = UnknownInput.DROP;

	UnknownAttributes updateUnknown = UnknownAttributes.KEEP;

	WriteOnlyAttributes writeOnly = WriteOnlyAttributes.KEEP;

	SchemaRulesBuilder(String name) {
		super(name);
	}

	final void likeSchema(TableDefinition table) {
		this.schema = table.schema();
		this.validation = table.validation();
		this.unknown = table.unknown();
		this.updateUnknown = table.updateUnknown();
		this.writeOnly = table.writeOnly();
	}

	/**
	 * Sets the schema of every call that names no other.
	 * @param schema the schema's name
	 * @return this builder
	 */
	public B schema(String schema) {
		this.schema = schema;
		return self();
	}

	/**
	 * Sets how far the schema is held against an item. {@link Validation#STRICT} by
	 * default.
	 * @param validation the validation
	 * @return this builder
	 */
	public B validation(Validation validation) {
		this.validation = validation;
		return self();
	}

	/**
	 * Sets what becomes of attributes that a call passes and the schema does not
	 * describe. {@link UnknownInput#DROP} by default.
	 * @param unknown the rule
	 * @return this builder
	 */
	public B unknown(UnknownInput unknown) {
		this.unknown = unknown;
		return self();
	}

	/**
	 * Sets what an update makes of stored attributes that the schema does not describe.
	 * {@link UnknownAttributes#KEEP} by default.
	 * @param updateUnknown the rule
	 * @return this builder
	 */
	public B updateUnknown(UnknownAttributes updateUnknown) {
		this.updateUnknown = updateUnknown;
		return self();
	}

	/**
	 * Sets what becomes of attributes that the schema calls {@code writeOnly} inside the
	 * application. {@link WriteOnlyAttributes#KEEP} by default.
	 * @param writeOnly the rule
	 * @return this builder
	 */
	public B writeOnly(WriteOnlyAttributes writeOnly) {
		this.writeOnly = writeOnly;
		return self();
	}

}
