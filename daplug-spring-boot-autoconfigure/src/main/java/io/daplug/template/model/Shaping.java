package io.daplug.template.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.daplug.table.UnknownInput;
import io.daplug.table.Validation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What a call says about holding its item against the schema. Immutable.
 */
public final class Shaping {

	/** Leaves everything to the table. */
	public static final Shaping DEFAULTS = new Shaping(null, null, Source.APPLICATION, Map.of());

	private final @Nullable Validation validation;

	private final @Nullable UnknownInput unknown;

	private final Source source;

	private final Map<String, Supplier<?>> additions;

	private Shaping(@Nullable Validation validation, @Nullable UnknownInput unknown, Source source,
			Map<String, Supplier<?>> additions) {
		this.validation = validation;
		this.unknown = unknown;
		this.source = source;
		this.additions = additions;
	}

	Shaping with(Validation validation) {
		return new Shaping(validation, this.unknown, this.source, this.additions);
	}

	Shaping with(UnknownInput unknown) {
		return new Shaping(this.validation, unknown, this.source, this.additions);
	}

	Shaping with(Source source) {
		Assert.notNull(source, "'source' must not be null");
		return new Shaping(this.validation, this.unknown, source, this.additions);
	}

	Shaping with(String attribute, Supplier<?> value) {
		Assert.hasText(attribute, "'attribute' to set must not be empty");
		Assert.notNull(value, "'value' to set must not be null");
		Map<String, Supplier<?>> more = new LinkedHashMap<>(this.additions);
		more.put(attribute, value);
		return new Shaping(this.validation, this.unknown, this.source, Collections.unmodifiableMap(more));
	}

	Shaping with(String attribute, Object value) {
		Assert.notNull(value, "'value' to set must not be null");
		return with(attribute, () -> value);
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

	/**
	 * Returns what the application adds to each item.
	 * @return what makes the values, by the names of their attributes
	 */
	public Map<String, Supplier<?>> additions() {
		return this.additions;
	}

	/**
	 * Returns the option that says something about a schema.
	 * @return the name of one that is set; null if none is
	 */
	public @Nullable String schemaOption() {
		if (this.validation != null) {
			return "validation";
		}
		if (this.unknown != null) {
			return "unknown";
		}
		return (this.source == Source.CLIENT) ? "from" : null;
	}

	/** Refuses options that would do nothing. */
	Shaping in(SchemaChoice schema) {
		Assert.state(schema != SchemaChoice.NONE || schemaOption() == null,
				() -> "'%s' must not be set together with 'noSchema': there would be nothing to hold the item against"
					.formatted(schemaOption()));
		return this;
	}

}
