package io.daplug.template.model;

import io.daplug.table.UnknownInput;
import io.daplug.table.Validation;
import org.jspecify.annotations.Nullable;

/**
 * What a call says about holding its item against the schema. Immutable.
 */
public final class Shaping {

	/** Leaves everything to the table. */
	public static final Shaping DEFAULTS = new Shaping(null, null, Source.APPLICATION);

	private final @Nullable Validation validation;

	private final @Nullable UnknownInput unknown;

	private final Source source;

	private Shaping(@Nullable Validation validation, @Nullable UnknownInput unknown, Source source) {
		this.validation = validation;
		this.unknown = unknown;
		this.source = source;
	}

	Shaping with(Validation validation) {
		return new Shaping(validation, this.unknown, this.source);
	}

	Shaping with(UnknownInput unknown) {
		return new Shaping(this.validation, unknown, this.source);
	}

	Shaping with(Source source) {
		return new Shaping(this.validation, this.unknown, source);
	}

	/**
	 * Returns how strictly the schema is checked.
	 * @param fallback what the table says
	 * @return the validation
	 */
	public Validation validation(Validation fallback) {
		return (this.validation != null) ? this.validation : fallback;
	}

	/**
	 * Returns what becomes of attributes that the schema does not describe.
	 * @param fallback what the table says
	 * @return the rule
	 */
	public UnknownInput unknown(UnknownInput fallback) {
		return (this.unknown != null) ? this.unknown : fallback;
	}

	/**
	 * Returns who made the item.
	 * @return the source
	 */
	public Source source() {
		return this.source;
	}

}
