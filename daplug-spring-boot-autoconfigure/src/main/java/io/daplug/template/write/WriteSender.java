package io.daplug.template.write;

import java.util.Map;

import io.daplug.event.ItemImage;
import io.daplug.expression.Condition;
import io.daplug.guard.Demand;
import io.daplug.item.Item;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.ConditionalOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Sends single writes and answers with what was there before. A write that was refused
 * only in appearance, because an earlier attempt of the same request was carried out and
 * its answer was lost, is a success.
 */
final class WriteSender {

	private final TableContext context;

	private final WriteRefusalFactory refusals;

	/** The condition of the bare insert, which is the same for every item. */
	private final RequestCondition newItem;

	private final Demand newItemDemand;

	WriteSender(TableContext context) {
		this.context = context;
		this.refusals = new WriteRefusalFactory(context);
		this.newItemDemand = context.guard().insert(Map.of()).demand();
		Condition condition = this.newItemDemand.condition();
		this.newItem = (condition != null)
				? RequestCondition.of(condition, context.expressions(context.table().prefixer()))
				: new RequestCondition("", Map.of(), Map.of());
	}

	/**
	 * Sends a write.
	 * @param write the write
	 * @param answer whether DynamoDB is asked for what was there before
	 * @return what was there before; what is known of it already, if nobody asks
	 * @throws org.springframework.dao.DataAccessException if it was not carried out
	 */
	<C> ItemImage<C> send(PreparedWrite<C> write, ReturnValue answer) {
		RequestCondition condition = condition(write);
		return this.context.requests().sendConditional(write.call().text(), (client) -> {
			Map<String, AttributeValue> old = write.action()
				.send(client, this.context.table().tableName(), condition, answer);
			return (answer == ReturnValue.NONE) ? write.before() : image(write, old);
		}, (unmet) -> {
			if (wasRetried(unmet) && write.action().isDone(unmet)) {
				return write.before();
			}
			throw this.refusals.of(write, unmet);
		});
	}

	private <C> ItemImage<C> image(PreparedWrite<C> write, Map<String, AttributeValue> old) {
		return old.isEmpty() ? ItemImage.none()
				: ItemImage.of(new Item<>(write.prefixer().strip(old), write.call().type(), this.context.converter()));
	}

	private @Nullable RequestCondition condition(PreparedWrite<?> write) {
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

	/** The SDK sends again what timed out, and may find its own write there. */
	private static boolean wasRetried(ConditionalCheckFailedException unmet) {
		Integer attempts = unmet.numAttempts();
		return attempts != null && attempts > 1;
	}

}
