package io.daplug.schema;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

import io.daplug.schema.plan.Step;
import io.daplug.schema.plan.Walk;

import org.springframework.util.Assert;

/**
 * What mapping does to an item. Immutable and safe to share: build it once per table, not
 * once per call.
 */
public final class MappingOptions {

	private final Set<Step> steps;

	private final Set<String> kept;

	private MappingOptions(Builder builder) {
		this.steps = Collections.unmodifiableSet(EnumSet.copyOf(builder.steps));
		this.kept = Set.copyOf(builder.kept);
	}

	/**
	 * Options made by a builder that starts with everything off.
	 * @param customizer switches on what is wanted
	 * @return the options
	 */
	public static MappingOptions of(Consumer<Builder> customizer) {
		Builder builder = new Builder();
		customizer.accept(builder);
		return new MappingOptions(builder);
	}

	/**
	 * These options with some changed.
	 * @param customizer changes what it names
	 * @return the changed options; these stay as they are
	 */
	public MappingOptions with(Consumer<Builder> customizer) {
		Builder builder = new Builder().kept(this.kept);
		builder.steps.addAll(this.steps);
		customizer.accept(builder);
		return new MappingOptions(builder);
	}

	Walk walk() {
		return new Walk(this.steps, this.kept);
	}

	/**
	 * Collects mapping options. Everything is off and nothing is kept until said
	 * otherwise.
	 */
	public static final class Builder {

		private final EnumSet<Step> steps = EnumSet.noneOf(Step.class);

		private Set<String> kept = new LinkedHashSet<>();

		private Builder() {
		}

		/**
		 * Drops what the schema does not describe, at every depth. Without it such
		 * attributes stay, and {@code additionalProperties: false} is no violation.
		 * @param project whether to project
		 * @return this builder
		 */
		public Builder project(boolean project) {
			return step(Step.PROJECT, project);
		}

		/**
		 * Refuses what the schema does not allow.
		 * @param validate whether to validate
		 * @return this builder
		 */
		public Builder validate(boolean validate) {
			return step(Step.VALIDATE, validate);
		}

		/**
		 * Gives absent properties the default that the schema names. Objects that are
		 * absent are not created for the defaults inside them.
		 * @param defaults whether to apply defaults
		 * @return this builder
		 */
		public Builder defaults(boolean defaults) {
			return step(Step.DEFAULTS, defaults);
		}

		/**
		 * Takes a NULL for an absent property wherever the schema does not allow null,
		 * which is what the null fields of a record mean. Elements of lists are not
		 * touched.
		 * @param nullsAreAbsent whether such NULLs are dropped
		 * @return this builder
		 */
		public Builder nullsAreAbsent(boolean nullsAreAbsent) {
			return step(Step.NULLS_ARE_ABSENT, nullsAreAbsent);
		}

		/**
		 * Leaves arrays of arrays as they are instead of projecting what is in them.
		 * @param nestedArraysWhole whether arrays of arrays are copied whole
		 * @return this builder
		 */
		public Builder nestedArraysWhole(boolean nestedArraysWhole) {
			return step(Step.NESTED_ARRAYS_WHOLE, nestedArraysWhole);
		}

		/**
		 * Names top-level attributes that survive projection although the schema does not
		 * describe them, such as keys.
		 * @param kept the attribute names, instead of those named before
		 * @return this builder
		 */
		public Builder kept(Set<String> kept) {
			Assert.notNull(kept, "'kept' must not be null");
			this.kept = new LinkedHashSet<>(kept);
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
