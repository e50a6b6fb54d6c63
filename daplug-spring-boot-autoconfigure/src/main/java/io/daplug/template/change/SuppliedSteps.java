package io.daplug.template.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.daplug.expression.AttributePath;
import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import io.daplug.table.TableDefinition;
import io.daplug.table.TimestampAttribute;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteTimes;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The steps by which a change leaves what every write leaves: timestamps, and where it
 * may create the item, ids and the time at which it expires. What is stored already
 * stays.
 */
public final class SuppliedSteps {

	private final TableContext context;

	private final WriteTimes times;

	private final boolean supplies;

	public SuppliedSteps(TableContext context) {
		this.context = context;
		this.times = context.times();
		TableDefinition table = context.table();
		this.supplies = table.timestamps() != null || table.timeToLive() != null || !table.generated().isEmpty();
	}

	/**
	 * Adds the steps to those of the caller.
	 * @param asked what the caller wants; what it says of timestamps is left out
	 * @return the steps of a change of an item that is there
	 */
	public UpdateExpression change(UpdateExpression asked) {
		return this.supplies ? UpdateExpression.of(timed(asked)) : asked;
	}

	/**
	 * Adds the steps to those of the caller.
	 * @param asked what the caller wants; what it says of timestamps is left out
	 * @return the steps of a change that may create the item
	 */
	public UpdateExpression upsert(UpdateExpression asked) {
		if (!this.supplies) {
			return asked;
		}
		List<UpdateStep> steps = timed(asked);
		Set<String> given = new HashSet<>();
		steps.forEach((step) -> given.add(step.path().root()));
		AttributeValue expiry = this.times.expiry();
		String expiring = this.times.expiring();
		if (expiring != null && expiry != null && !given.contains(expiring)) {
			steps.add(step(expiring, UpdateStep.Kind.SET_IF_ABSENT, expiry));
		}
		TableDefinition table = this.context.table();
		table.generated().forEach((name, form) -> {
			if (!given.contains(name) && !table.isKey(name)) {
				steps.add(step(name, UpdateStep.Kind.SET_IF_ABSENT,
						AttributeValue.fromS(this.context.rules().ids().generate(form))));
			}
		});
		return UpdateExpression.of(steps);
	}

	private List<UpdateStep> timed(UpdateExpression asked) {
		TimestampAttribute created = this.times.created();
		TimestampAttribute modified = this.times.modified();
		List<UpdateStep> steps = new ArrayList<>();
		for (UpdateStep step : asked.steps()) {
			if (!isOf(step, created) && !isOf(step, modified)) {
				steps.add(step);
			}
		}
		if (created != null) {
			steps.add(step(created.name(), UpdateStep.Kind.SET_IF_ABSENT, this.times.now(created)));
		}
		if (modified != null) {
			steps.add(step(modified.name(), UpdateStep.Kind.SET, this.times.now(modified)));
		}
		return steps;
	}

	private static boolean isOf(UpdateStep step, @Nullable TimestampAttribute attribute) {
		return attribute != null && step.path().root().equals(attribute.name());
	}

	private static UpdateStep step(String name, UpdateStep.Kind kind, AttributeValue value) {
		return new UpdateStep(AttributePath.of(name), kind, value);
	}

}
