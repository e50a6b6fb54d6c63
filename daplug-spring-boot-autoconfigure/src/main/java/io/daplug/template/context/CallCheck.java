package io.daplug.template.context;

import io.daplug.expression.Condition;
import io.daplug.expression.InvalidExpressionException;

import org.springframework.util.Assert;

/**
 * Refuses options of writes that could not be heeded.
 */
public final class CallCheck {

	private final TableContext context;

	private final AttributeNameCheck names;

	public CallCheck(TableContext context, AttributeNameCheck names) {
		this.context = context;
		this.names = names;
	}

	/** Silence would let the caller believe that nothing can be lost. */
	public void checkConditions(WriteCall<?> call) {
		checkDemands(call);
		this.context.checkAnnouncement(call.options());
	}

	/** The same for a call that changes nothing, and so announces nothing. */
	public void checkDemands(WriteCall<?> call) {
		Assert.state(call.expected() == null || this.context.guard().key() != null,
				() -> "'expected' needs an idempotence key, and table '%s' has none"
					.formatted(this.context.table().name()));
		checkCondition(call);
	}

	public void checkNames(WriteCall<?> call) {
		checkCondition(call);
		this.context.checkAnnouncement(call.options());
	}

	private void checkCondition(WriteCall<?> call) {
		Condition condition = (call.conditions() != null) ? call.conditions().condition() : null;
		String problem = (condition != null) ? this.names.problem(call.options(), condition.paths()) : null;
		if (condition != null && problem != null) {
			throw InvalidExpressionException.of(condition, problem);
		}
	}

}
