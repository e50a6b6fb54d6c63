package io.daplug.schema;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

import io.daplug.schema.plan.Step;
import io.daplug.schema.plan.Walk;

import org.springframework.util.Assert;

/**
 * Options for shaping and checking items with an {@link ItemSchema}. Immutable and safe
 * for use by several threads: create them once per table, not once per call.
 */
public final class MappingOptions {

	private final EnumSet<Step> steps;

	private final Set<String> kept;

	private final Set<String> supplied;

	private MappingOptions(Builder builder) {
		this.steps = EnumSet.copyOf(builder.steps);
		this.kept = Set.copyOf(builder.kept);
		this.supplied = Set.copyOf(builder.supplied);
	}

	/**
	 * Creates options. Everything that the customizer does not switch on is off.
	 * @param customizer sets the options
	 * @return the options
	 */
	public static MappingOptions of(Consumer<Builder> customizer) {
		Builder builder = new Builder();
		customizer.accept(builder);
		return new MappingOptions(builder);
	}

	/**
	 * Returns a copy of these options with some of them changed.
	 * @param customizer changes the options
	 * @return the changed copy
	 */
	public MappingOptions with(Consumer<Builder> customizer) {
		Builder builder = new Builder().kept(this.kept).supplied(this.supplied);
		builder.steps.addAll(this.steps);
		customizer.accept(builder);
		return new MappingOptions(builder);
	}

	Walk walk() {
		return new Walk(this.steps, this.kept, this.supplied);
	}

	/**
	 * Builder for mapping options.
	 */
	public static final class Builder {

		private final EnumSet<Step> steps = EnumSet.noneOf(Step.class);

		private Set<String> kept = new LinkedHashSet<>();

		private Set<String> supplied = Set.of();

		private Builder() {
		}

		/**
		 * Sets whether attributes that the schema does not describe are removed, at every
		 * depth. Otherwise they stay.
		 * @param project whether to project
		 * @return this builder
		 */
		public Builder project(boolean project) {
			return step(Step.PROJECT, project);
		}

		/**
		 * Sets whether items are refused that have attributes which projection would
		 * remove. The violation names the attribute that was probably meant.
		 * @param refuseUnknown whether to refuse them
		 * @return this builder
		 */
		public Builder refuseUnknown(boolean refuseUnknown) {
			return step(Step.REFUSE_UNKNOWN, refuseUnknown);
		}

		/**
		 * Sets whether projection leaves attributes in place that the schema forbids, by
		 * {@code additionalProperties: false} or {@code unevaluatedProperties: false}. A
		 * part of an item is shaped so if the whole is checked later.
		 * @param keepForbidden whether to leave them in place
		 * @return this builder
		 */
		public Builder keepForbidden(boolean keepForbidden) {
			return step(Step.KEEP_FORBIDDEN, keepForbidden);
		}

		/**
		 * Sets whether items that do not match the schema are refused. Attributes that it
		 * forbids, by {@code additionalProperties: false} or
		 * {@code unevaluatedProperties: false}, are violations even where projection
		 * would remove them.
		 * @param validate whether to validate
		 * @return this builder
		 */
		public Builder validate(boolean validate) {
			return step(Step.VALIDATE, validate);
		}

		/**
		 * Sets whether missing properties get the default that the schema defines. A
		 * missing object is not created for the sake of defaults inside it.
		 * @param defaults whether to apply defaults
		 * @return this builder
		 */
		public Builder defaults(boolean defaults) {
			return step(Step.DEFAULTS, defaults);
		}

		/**
		 * Sets whether a NULL counts as a missing property where the schema does not
		 * allow null. That is what null components of records mean. Elements of lists are
		 * not affected.
		 * @param nullsAreAbsent whether to remove such NULLs
		 * @return this builder
		 */
		public Builder nullsAreAbsent(boolean nullsAreAbsent) {
			return step(Step.NULLS_ARE_ABSENT, nullsAreAbsent);
		}

		/**
		 * Sets whether arrays of arrays stay as they are, instead of being projected.
		 * @param nestedArraysWhole whether to leave arrays of arrays as they are
		 * @return this builder
		 */
		public Builder nestedArraysWhole(boolean nestedArraysWhole) {
			return step(Step.NESTED_ARRAYS_WHOLE, nestedArraysWhole);
		}

		/**
		 * Sets the top-level attributes that projection keeps even if the schema does not
		 * describe them, such as keys.
		 * @param kept the attribute names, which replace those set before
		 * @return this builder
		 */
		public Builder kept(Set<String> kept) {
			Assert.notNull(kept, "'kept' must not be null");
			this.kept = new LinkedHashSet<>(kept);
			return this;
		}

		/**
		 * Sets the top-level attributes that somebody adds afterwards, such as a
		 * generated version: an item need not have them to match.
		 * @param supplied the attribute names, which replace those set before
		 * @return this builder
		 */
		public Builder supplied(Set<String> supplied) {
			Assert.notNull(supplied, "'supplied' must not be null");
			this.supplied = Set.copyOf(supplied);
			return this;
		}

		private Builder step(Step step, boolean wanted) {
			if (wanted) {
				this.steps.add(step);
			}
			else {
				this.steps.remove(step);
			}
			return this;
		}

	}

}
