package io.daplug.template.write;

import java.util.Map;
import java.util.function.Supplier;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.dynamodb.WriteOutcome;
import io.daplug.event.ItemImage;
import io.daplug.item.Item;
import io.daplug.item.ItemConversionException;
import io.daplug.task.Deadline;
import io.daplug.template.claim.ClaimSender;
import io.daplug.template.context.OtherTypes;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.ConditionalOptions;
import io.daplug.template.model.UncertainWriteException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Sends single writes and answers with what was there before. The outcome is never
 * guessed: a write that was refused only in appearance, because an earlier attempt of the
 * same request was carried out and its answer was lost, is a success if its mark tells,
 * and uncertain if nothing does.
 */
final class WriteSender {

	private final TableContext context;

	private final WriteRefusalFactory refusals;

	private final RequestConditionFactory conditions;

	private final ClaimSender claims;

	private final OtherTypes others;

	private final AnswerFailureFactory answers;

	WriteSender(TableContext context, Supplier<Deadline> contention) {
		this.context = context;
		this.refusals = new WriteRefusalFactory(context);
		this.conditions = new RequestConditionFactory(context);
		this.others = new OtherTypes(context.table());
		this.answers = new AnswerFailureFactory(context);
		this.claims = new ClaimSender(context, contention);
	}

	/**
	 * Sends a write.
	 * @param write the write
	 * @param answer whether DynamoDB is asked for what was there before
	 * @return what was there before; what is known of it already, if nobody asks
	 * @throws org.springframework.dao.DataAccessException if it was not carried out
	 * @throws io.daplug.template.model.UncertainWriteException if it may have been
	 * carried out
	 */
	<C> Replaced<C> send(PreparedWrite<C> write, ReturnValue answer) {
		RequestForm form = new RequestForm(write.call().text(), this.context.table().tableName(),
				this.conditions.of(write), answer);
		WriteOutcome<Map<String, AttributeValue>> outcome = write.action().claims().changesClaims()
				? this.claims.send(write.claimed(form, this.context.keys()))
				: write.action().send(this.context.requests(), form);
		if (outcome instanceof WriteOutcome.Done<Map<String, AttributeValue>> done) {
			return (answer == ReturnValue.NONE) ? Replaced.asKnown(write) : replaced(write, done);
		}
		if (outcome instanceof WriteOutcome.Unmet<Map<String, AttributeValue>> unmet) {
			return refused(write, unmet);
		}
		return lost(write, ((WriteOutcome.Lost<Map<String, AttributeValue>>) outcome).failure());
	}

	/** An attempt that follows one that was carried out finds its own work. */
	private <C> Replaced<C> replaced(PreparedWrite<C> write, WriteOutcome.Done<Map<String, AttributeValue>> done) {
		Map<String, AttributeValue> old = done.response();
		if (done.repeated() && write.action().mayBeIn(old)) {
			if (write.action().leavesItem()) {
				return Replaced.asKnown(write);
			}
			// The item is gone, and nobody knows whether there was one to announce.
			throw this.refusals.uncertain(write, null);
		}
		try {
			return new Replaced<>(image(write, old), this.context.changeId(old));
		}
		catch (ItemConversionException ex) {
			return new Replaced<>(ItemImage.unknown(), this.context.changeId(old),
					this.answers.unreadable(write.prefixer().strip(this.context.guard().token().hiddenIn(old)), ex));
		}
	}

	private <C> Replaced<C> refused(PreparedWrite<C> write, WriteOutcome.Unmet<?> unmet) {
		if (!unmet.repeated() && write.action() instanceof DeleteAction && isBare(write.call())
				&& this.others.contain(unmet.refusal().item())) {
			return new Replaced<>(ItemImage.none(), null);
		}
		if (!unmet.repeated()) {
			throw this.refusals.of(write, unmet.refusal());
		}
		if (write.action().isIn(unmet.refusal().item())) {
			return Replaced.asKnown(write);
		}
		// Another writer may have come before the first attempt, or after it.
		throw this.refusals.uncertain(write, unmet.refusal());
	}

	private static boolean isBare(WriteCall<?> call) {
		ConditionalOptions conditions = call.conditions();
		return conditions == null || (conditions.condition() == null && conditions.expected() == null);
	}

	private <C> Replaced<C> lost(PreparedWrite<C> write, RuntimeException failure) {
		UncertainWriteException uncertain = this.refusals.uncertain(write, failure);
		try {
			if (isStored(write)) {
				return Replaced.asKnown(write);
			}
		}
		catch (RuntimeException ex) {
			uncertain.addSuppressed(ex);
		}
		// What is not stored yet may still be: nobody knows where the request is.
		throw uncertain;
	}

	/** Looks whether the item that is stored is the work of this write. */
	private boolean isStored(PreparedWrite<?> write) {
		String mark = write.action().mark();
		if (mark == null) {
			return false;
		}
		DynamoDbRequests requests = this.context.requests();
		GetItemRequest get = GetItemRequest.builder()
			.tableName(this.context.table().tableName())
			.key(this.context.keys().only(write.action().stored()))
			.projectionExpression("#mark")
			.expressionAttributeNames(Map.of("#mark", mark))
			.consistentRead(true)
			.overrideConfiguration(requests.limit())
			.build();
		return write.action().isIn(requests.send("get", (client) -> client.getItem(get)).item());
	}

	private <C> ItemImage<C> image(PreparedWrite<C> write, Map<String, AttributeValue> old) {
		return (old.isEmpty() || !this.context.guard().isThere(old)) ? ItemImage.none() : ItemImage
			.of(new Item<>(this.context.known(old, write.prefixer()), write.call().type(), this.context.converter()));
	}

}
