package io.daplug.template.write;

import java.util.Map;

import io.daplug.expression.Condition;
import io.daplug.guard.Demand;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.ConditionalOptions;
import org.jspecify.annotations.Nullable;

/**
 * Makes the conditions of writes: what the table demands, and what the caller asks for.
 */
final class RequestConditionFactory {

	private final TableContext context;

	/** The condition of the bare insert, which is the same for every item. */
	private final RequestCondition newItem;

	private final Demand newItemDemand;

	RequestConditionFactory(TableContext context) {
		this.context = context;
		this.newItemDemand = context.guard().newItem();
		Condition condition = this.newItemDemand.condition();
		this.newItem = (condition != null)
				? RequestCondition.of(condition, context.expressions(context.table().prefixer()))
				: new RequestCondition("", Map.of(), Map.of());
	}

	@Nullable RequestCondition of(PreparedWrite<?> write) {
		ConditionalOptions conditions = write.call().conditions();
		Condition asked = (conditions != null) ? conditions.condition() : null;
		if (asked == null && write.demand() == this.newItemDemand) {
			return this.newItem;
		}
		Condition demanded = write.demand().condition();
		Condition both = (demanded != null && asked != null) ? demanded.and(asked)
				: (demanded != null) ? demanded : asked;
		return (both != null) ? RequestCondition.of(both, this.context.expressions(write.prefixer())) : null;
	}

}
