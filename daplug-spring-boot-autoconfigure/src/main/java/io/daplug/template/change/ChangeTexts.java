package io.daplug.template.change;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes. Those that do the same at the same paths have the same text, whatever
 * their values are, so the text is written once and kept. An application has a few such
 * shapes for each table. One with more of them than are kept pays for the text again.
 */
public final class ChangeTexts {

	private static final int MOST = 64;

	private final String placeholders;

	private final Map<Shape, ChangeText> known = new ConcurrentHashMap<>();

	/**
	 * Creates a writer that knows no text yet.
	 * @param placeholders what the placeholders begin with, which no other expression of
	 * the request uses
	 */
	public ChangeTexts(String placeholders) {
		this.placeholders = placeholders;
	}

	/**
	 * Returns the text of a change.
	 * @param change the change, its values encoded; not empty
	 * @return the text
	 * @throws InvalidExpressionException if it is longer than DynamoDB takes
	 */
	public ChangeText of(UpdateExpression change) {
		ChangeText text = this.known.get(new Shape(change.steps()));
		return (text != null) ? text : written(change);
	}

	private ChangeText written(UpdateExpression change) {
		ChangeText text = ChangeText.of(change, this.placeholders);
		if (this.known.size() >= MOST) {
			this.known.clear();
		}
		// The values of this call must not be kept.
		this.known.put(new Shape(change.steps().stream().map((step) -> step.with(null)).toList()), text);
		return text;
	}

	/**
	 * What is done at which paths, whatever the values are.
	 */
	private static final class Shape {

		private final List<UpdateStep> steps;

		private final int hash;

		Shape(List<UpdateStep> steps) {
			int hash = 0;
			for (UpdateStep step : steps) {
				hash = 31 * (31 * hash + step.path().hashCode()) + step.kind().ordinal();
			}
			this.steps = steps;
			this.hash = hash;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			if (!(other instanceof Shape shape) || this.hash != shape.hash || this.steps.size() != shape.steps.size()) {
				return false;
			}
			for (int i = 0; i < this.steps.size(); i++) {
				UpdateStep step = this.steps.get(i);
				UpdateStep same = shape.steps.get(i);
				if (step.kind() != same.kind() || !step.path().equals(same.path())) {
					return false;
				}
			}
			return true;
		}

		@Override
		public int hashCode() {
			return this.hash;
		}

	}

}
