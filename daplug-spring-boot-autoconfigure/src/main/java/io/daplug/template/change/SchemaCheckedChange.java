package io.daplug.template.change;

import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;

/**
 * A change on its way through the schema.
 *
 * @param given the change as the caller gave it, without what the application adds
 * @param encoded the change with all that is added, its values encoded
 */
record SchemaCheckedChange(UpdateExpression given, UpdateExpression encoded) {

	/** Whether the caller gave the step, and not the application. */
	boolean gave(UpdateStep step) {
		return this.given.steps()
			.stream()
			.anyMatch((other) -> other.path().equals(step.path()) && other.kind() == step.kind());
	}

}
