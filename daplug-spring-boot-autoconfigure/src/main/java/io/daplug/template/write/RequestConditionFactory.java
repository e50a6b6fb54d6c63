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

	/** The last condition without values: bare changes demand the same of every item. */
	private volatile @Nullable Bare bare;

	/**
	 * A condition that is the same for every item.
	 *
	 * @param demand what is demanded
	 * @param condition the condition
	 */
	private record Bare(Demand demand, RequestCondition condition) {

	}

	RequestConditionFactory(TableContext context) {
		this.context = context;
		this.newItemDemand = context.guard().newItem();
		Condition condition = this.newItemDemand.condition();
		this.newItem = (condition != null) ? RequestCondition.of(condition, context.expressions(context.prefixer()))
				: new RequestCondition("", Map.of(), Map.of());
	}

	@Nullable RequestCondition of(PreparedWrite<?> write) {
		ConditionalOptions conditions = write.call().conditions();
		Condition asked = (conditions != null) ? conditions.condition() : null;
		if (asked == null && write.demand() == this.newItemDemand) {
			return this.newItem;
		}
		Demand seen = write.action().seen();
		Condition both = and(write.demand().condition(), asked);
		Condition all = (seen != null) ? and(both, seen.condition()) : both;
		if (all == null) {
			return null;
		}
		boolean plain = asked == null && seen == null && write.prefixer() == this.context.prefixer();
		Bare known = this.bare;
		if (plain && known != null && known.demand() == write.demand()) {
			return known.condition();
		}
		RequestCondition condition = RequestCondition.of(all, this.context.expressions(write.prefixer()));
		if (plain && condition.values().isEmpty()) {
			this.bare = new Bare(write.demand(), condition);
		}
		return condition;
	}

	private static @Nullable Condition and(@Nullable Condition one, @Nullable Condition other) {
		return (one != null && other != null) ? one.and(other) : (one != null) ? one : other;
	}

}
