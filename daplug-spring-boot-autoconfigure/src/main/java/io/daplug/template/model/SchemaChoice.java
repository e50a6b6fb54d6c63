package io.daplug.template.model;

import org.jspecify.annotations.Nullable;

/**
 * Which schema a call uses.
 */
public final class SchemaChoice {

	static final SchemaChoice DEFAULT = new SchemaChoice(null);

	static final SchemaChoice NONE = new SchemaChoice(null);

	private final @Nullable String name;

	private SchemaChoice(@Nullable String name) {
		this.name = name;
	}

	static SchemaChoice named(String name) {
		return new SchemaChoice(name);
	}

	/**
	 * Returns the name of the schema to use.
	 * @param fallback what is used where the call does not say; null for no schema
	 * @return the schema's name; null for no schema
	 */
	public @Nullable String orElse(@Nullable String fallback) {
		return (this == DEFAULT) ? fallback : this.name;
	}

	@Override
	public String toString() {
		return (this == DEFAULT) ? "default" : (this == NONE) ? "none" : String.valueOf(this.name);
	}

}
