package io.daplug.schema.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What has been found out about one item. Recursive alternatives ask the same of the same
 * value again and again, once for each way that leads there, so answers are kept where a
 * plan asks like that. Belongs to one call; values are told apart by identity.
 */
final class Verdicts {

	/** Whether a value is what a schema asks for, or why not, or what becomes of it. */
	private record Question(SchemaNode node, Object value) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Question question && question.node == this.node && question.value == this.value;
		}

		@Override
		public int hashCode() {
			return 31 * System.identityHashCode(this.node) + System.identityHashCode(this.value);
		}

	}

	private final Map<Question, Boolean> fitting = new HashMap<>();

	private final Map<Question, List<Violation>> reports = new HashMap<>();

	private final Map<Question, AttributeValue> shapes = new HashMap<>();

	private int steps;

	/** Counts a visit of a value: what walks cost. */
	void step() {
		this.steps++;
	}

	int steps() {
		return this.steps;
	}

	@Nullable Boolean fits(SchemaNode node, Object value) {
		return this.fitting.get(new Question(node, value));
	}

	void fits(SchemaNode node, Object value, boolean fits) {
		this.fitting.put(new Question(node, value), fits);
	}

	@Nullable List<Violation> report(SchemaNode node, Object value) {
		return this.reports.get(new Question(node, value));
	}

	void report(SchemaNode node, Object value, List<Violation> violations) {
		this.reports.put(new Question(node, value), violations);
	}

	@Nullable AttributeValue shape(SchemaNode node, AttributeValue value) {
		return this.shapes.get(new Question(node, value));
	}

	void shape(SchemaNode node, AttributeValue value, AttributeValue shape) {
		this.shapes.put(new Question(node, value), shape);
	}

	/** Forgets all answers, since the item itself has changed in place. */
	void forget() {
		this.fitting.clear();
		this.reports.clear();
		this.shapes.clear();
	}

}
