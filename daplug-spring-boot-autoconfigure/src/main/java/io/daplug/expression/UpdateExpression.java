package io.daplug.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A change of a part of an item: which paths are set, removed, counted up or down, or
 * lengthened. Attributes may have any name, reserved words included. <pre>{@code
 * UpdateExpression paid = UpdateExpression.of((change) -> change.set("status", "PAID")
 *     .setIfAbsent("paidAt", Instant.now())
 *     .remove("note")
 *     .add("stock", -1)
 *     .append("tags", "late")
 *     .remove("lines[2]"));
 * }</pre>
 * <p>
 * All steps see the item as it was before: DynamoDB carries them out at once. So two
 * steps must not have the same path, and no path may be part of another one.
 * <p>
 * Update expressions are immutable. Two are equal if they have the same steps in the same
 * order. They keep the values that they are given and encode them when they are used, so
 * do not change these values.
 */
public final class UpdateExpression {

	/** The change that changes nothing. */
	public static final UpdateExpression NONE = new UpdateExpression(List.of());

	/** No text of 4 KB holds more. */
	private static final int MAX_STEPS = 1024;

	private final List<UpdateStep> steps;

	private UpdateExpression(List<UpdateStep> steps) {
		this.steps = steps;
	}

	/**
	 * Builds an update expression, which any number of calls can share.
	 * @param customizer sets its steps
	 * @return the expression
	 * @throws InvalidExpressionException if two steps have the same path, if one path is
	 * part of another one, or if there are more steps than DynamoDB takes
	 */
	public static UpdateExpression of(Consumer<Builder> customizer) {
		Assert.notNull(customizer, "'change' must not be null");
		Builder builder = new Builder();
		customizer.accept(builder);
		return of(builder.steps);
	}

	/**
	 * Returns an update expression that has these steps.
	 * @param steps the steps
	 * @return the expression
	 * @throws InvalidExpressionException if two steps have the same path, if one path is
	 * part of another one, or if there are more steps than DynamoDB takes
	 */
	public static UpdateExpression of(Collection<UpdateStep> steps) {
		if (steps.isEmpty()) {
			return NONE;
		}
		UpdateExpression expression = new UpdateExpression(List.copyOf(steps));
		expression.requireDistinctPaths();
		return expression;
	}

	private void requireDistinctPaths() {
		if (this.steps.size() > MAX_STEPS) {
			throw new InvalidExpressionException(toString(), -1,
					"it has %d steps, and DynamoDB takes no more than 4 KB of text".formatted(this.steps.size()));
		}
		for (int i = 1; i < this.steps.size(); i++) {
			AttributePath path = this.steps.get(i).path();
			for (int j = 0; j < i; j++) {
				AttributePath other = this.steps.get(j).path();
				if (path.root().equals(other.root()) && (path.covers(other) || other.covers(path))) {
					throw new InvalidExpressionException(toString(), -1,
							path.equals(other) ? "'%s' is changed twice; leave one step out".formatted(path)
									: "the paths '%s' and '%s' overlap; leave one step out".formatted(other, path));
				}
			}
		}
	}

	/**
	 * Returns the steps.
	 * @return the steps, in the order in which they were given; cannot be changed
	 */
	public List<UpdateStep> steps() {
		return this.steps;
	}

	/**
	 * Returns whether there are no steps.
	 * @return whether nothing is changed
	 */
	public boolean isEmpty() {
		return this.steps.isEmpty();
	}

	/**
	 * Returns the paths that are changed.
	 * @return the paths, in the order of the steps
	 */
	public Set<AttributePath> paths() {
		Set<AttributePath> paths = new LinkedHashSet<>();
		this.steps.forEach((step) -> paths.add(step.path()));
		return Collections.unmodifiableSet(paths);
	}

	/**
	 * Returns whether an item stays the same if all is applied to it a second time.
	 * @return whether each step is {@linkplain UpdateStep#repeatable() repeatable}
	 */
	public boolean repeatable() {
		for (UpdateStep step : this.steps) {
			if (!step.repeatable()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns the expression that has more steps.
	 * @param more the steps that are added
	 * @return the expression
	 * @throws InvalidExpressionException if a path of the one overlaps with one of the
	 * other
	 */
	public UpdateExpression and(UpdateExpression more) {
		if (more.isEmpty() || isEmpty()) {
			return isEmpty() ? more : this;
		}
		List<UpdateStep> both = new ArrayList<>(this.steps.size() + more.steps.size());
		both.addAll(this.steps);
		both.addAll(more.steps);
		return of(both);
	}

	/**
	 * Returns the expression with its values encoded, and checked for what DynamoDB does
	 * not take: a number to add that is no number, elements of a set that have several
	 * types, an empty set.
	 * @param encoder encodes each value; it knows the attribute of one that is set as a
	 * whole
	 * @return the expression, whose values are attribute values
	 * @throws InvalidExpressionException if a value does not fit its step
	 * @throws io.daplug.item.InvalidItemException if a value cannot be stored
	 */
	public UpdateExpression encoded(ValueEncoder encoder) {
		StepEncoder values = new StepEncoder(this, encoder);
		return map((step) -> step.with(values.encode(step)));
	}

	/**
	 * Returns the expression with other steps in the place of these.
	 * @param mapping makes a step of each step, with the same path
	 * @return the expression
	 */
	public UpdateExpression map(UnaryOperator<UpdateStep> mapping) {
		List<UpdateStep> mapped = new ArrayList<>(this.steps.size());
		for (UpdateStep step : this.steps) {
			mapped.add(mapping.apply(step));
		}
		return new UpdateExpression(Collections.unmodifiableList(mapped));
	}

	/**
	 * Returns the expression with some of these steps only, whose values may be others.
	 * @param steps the steps, each with the path of one of these
	 * @return the expression
	 */
	public UpdateExpression with(List<UpdateStep> steps) {
		return steps.isEmpty() ? NONE : new UpdateExpression(List.copyOf(steps));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof UpdateExpression expression && this.steps.equals(expression.steps);
	}

	@Override
	public int hashCode() {
		return this.steps.hashCode();
	}

	/**
	 * Returns the steps without values.
	 */
	@Override
	public String toString() {
		return this.steps.stream().map(UpdateStep::toString).collect(Collectors.joining(", "));
	}

	/**
	 * Collects the steps of one change.
	 */
	public static final class Builder extends UpdateSteps {

		private final List<UpdateStep> steps = new ArrayList<>();

		private Builder() {
		}

		@Override
		public Builder step(UpdateStep step) {
			Assert.notNull(step, "'step' must not be null");
			this.steps.add(step);
			return this;
		}

	}

}
