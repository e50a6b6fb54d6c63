package io.daplug.template.write;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.dynamodb.WriteOutcome;
import io.daplug.event.ItemImage;
import io.daplug.expression.Condition;
import io.daplug.guard.Demand;
import io.daplug.guard.ItemVersions;
import io.daplug.item.Item;
import io.daplug.key.KeyPrefixer;
import io.daplug.task.Deadline;
import io.daplug.template.change.AppliedSteps;
import io.daplug.template.change.UnfitAnswer;
import io.daplug.template.change.UnfitItemException;
import io.daplug.template.claim.ClaimPlan;
import io.daplug.template.claim.ClaimSender;
import io.daplug.template.claim.WriteAttempts;
import io.daplug.template.context.OtherTypes;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.UncertainWriteException;
import io.daplug.template.upgrade.ItemUpgrade;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Sends changes of parts of items, and tells the item before and after them as far as
 * DynamoDB does. The outcome is never guessed. A change that counts, or lengthens a list,
 * is not sent again when it may have been carried out, unless its own condition keeps it
 * from being carried out twice.
 */
final class ChangeSender {

	/** How often the way is made ready for a change. */
	private static final int MAX_MADE_READY = 5;

	private final TableContext context;

	private final WriteRefusalFactory refusals;

	private final RequestConditionFactory conditions;

	private final ClaimSender claims;

	private final OtherTypes others;

	private final @Nullable ItemUpgrade upgrade;

	ChangeSender(TableContext context) {
		this(context, () -> new Deadline(WriteAttempts.CONTENTION));
	}

	ChangeSender(TableContext context, Supplier<Deadline> contention) {
		this.context = context;
		this.refusals = new WriteRefusalFactory(context);
		this.conditions = new RequestConditionFactory(context);
		this.others = new OtherTypes(context.table());
		this.claims = new ClaimSender(context, contention);
		ItemVersions versions = context.versions();
		this.upgrade = (versions != null) ? new ItemUpgrade(context, versions) : null;
	}

	/**
	 * Sends a change.
	 * @param change the change
	 * @param asked what DynamoDB is to answer with
	 * @return what became of it
	 * @throws org.springframework.dao.DataAccessException if it was not carried out
	 * @throws UncertainWriteException if it may have been carried out
	 */
	<C> ChangeOutcome<C> send(PreparedChange<C> change, ReturnValue asked) {
		ChangeOutcome<C> outcome = sendOnce(change, asked);
		for (int times = 0; times < MAX_MADE_READY && makeReady(change.write(), outcome); times++) {
			outcome = sendOnce(change, asked);
		}
		if (outcome instanceof ChangeOutcome.Gone<C> gone) {
			throw this.refusals.of(change.write(), gone.refusal());
		}
		if (outcome instanceof ChangeOutcome.Old<C> old) {
			throw this.refusals.busy(change.write(), old.refusal());
		}
		return outcome;
	}

	/** Does what a change has to wait for; says whether there was anything. */
	private <C> boolean makeReady(PreparedWrite<C> write, ChangeOutcome<C> outcome) {
		if (outcome instanceof ChangeOutcome.Gone<C>) {
			clear(write);
			return true;
		}
		if (outcome instanceof ChangeOutcome.Old<C> old) {
			upgrade(old.stored(), write.prefixer());
			return true;
		}
		return false;
	}

	/**
	 * Stores an item of an earlier version as one of the current version: a change of a
	 * part of it would leave the rest as it was.
	 */
	private void upgrade(Map<String, AttributeValue> stored, KeyPrefixer prefixer) {
		if (this.upgrade != null) {
			this.upgrade.store(stored, prefixer);
		}
	}

	/** Deletes what is as good as deleted, and would otherwise show through. */
	void clear(PreparedWrite<?> write) {
		Condition gone = this.context.guard().gone();
		if (gone != null) {
			RequestCondition condition = RequestCondition.of(gone, this.context.expressions(write.prefixer()));
			new DeleteAction(write.action().stored(), write.prefixer(), ClaimPlan.NONE, null)
				.send(this.context.requests(), new RequestForm(write.call().text(), this.context.table().tableName(),
						condition, ReturnValue.NONE));
		}
	}

	private <C> ChangeOutcome<C> sendOnce(PreparedChange<C> change, ReturnValue asked) {
		PreparedWrite<C> write = change.write();
		RequestForm form = new RequestForm(write.call().text(), this.context.table().tableName(),
				this.conditions.of(write), asked);
		if (write.action().claims().changesClaims()) {
			return claimed(change, form);
		}
		WriteOutcome<Map<String, AttributeValue>> outcome = sent(write, form);
		if (outcome instanceof WriteOutcome.Done<Map<String, AttributeValue>> done) {
			return made(change, asked, done);
		}
		if (outcome instanceof WriteOutcome.Unmet<Map<String, AttributeValue>> unmet) {
			return refused(change, unmet);
		}
		return lost(write, ((WriteOutcome.Lost<Map<String, AttributeValue>>) outcome).failure());
	}

	private WriteOutcome<Map<String, AttributeValue>> sent(PreparedWrite<?> write, RequestForm form) {
		try {
			return write.action().send(this.context.requests(), form);
		}
		catch (DynamoDbAccessException ex) {
			throw UnfitAnswer.isIn(ex) ? this.refusals.unfit(write, ex) : ex;
		}
	}

	/** A transaction does not tell what it changes, so the item was read before. */
	private <C> ChangeOutcome<C> claimed(PreparedChange<C> change, RequestForm form) {
		PreparedWrite<C> write = change.write();
		WriteOutcome<Map<String, AttributeValue>> outcome = this.claims.send(write.claimed(form, this.context.keys()));
		if (outcome instanceof WriteOutcome.Unmet<Map<String, AttributeValue>> unmet) {
			return refused(change, unmet);
		}
		if (outcome instanceof WriteOutcome.Lost<Map<String, AttributeValue>> lost) {
			return lost(write, lost.failure());
		}
		Map<String, AttributeValue> before = new LinkedHashMap<>();
		if (write.before().isKnown()) {
			before.putAll(write.before().item().attributes());
			write.prefixer().addTo(before);
		}
		return new ChangeOutcome.Made<>(write.before(), after(change, before));
	}

	private <C> ChangeOutcome<C> made(PreparedChange<C> change, ReturnValue asked,
			WriteOutcome.Done<Map<String, AttributeValue>> done) {
		PreparedWrite<C> write = change.write();
		if (asked == ReturnValue.ALL_NEW) {
			return new ChangeOutcome.Made<>(done.repeated() ? ItemImage.unknown() : write.before(),
					image(write, done.response()));
		}
		if (asked == ReturnValue.NONE) {
			return new ChangeOutcome.Made<>(done.repeated() ? ItemImage.unknown() : write.before(),
					ItemImage.unknown());
		}
		Map<String, AttributeValue> old = done.response();
		boolean own = done.repeated() && write.action().mayBeIn(old);
		return new ChangeOutcome.Made<>(
				own ? ItemImage.unknown() : old.isEmpty() ? ItemImage.none() : image(write, old), after(change, old));
	}

	private <C> ItemImage<C> after(PreparedChange<C> change, Map<String, AttributeValue> old) {
		try {
			Map<String, AttributeValue> before = old.isEmpty() ? change.action().stored() : old;
			return image(change.write(), AppliedSteps.to(before, change.action().change().steps()));
		}
		catch (UnfitItemException ex) {
			return ItemImage.unknown();
		}
	}

	private <C> ChangeOutcome<C> refused(PreparedChange<C> change, WriteOutcome.Unmet<?> unmet) {
		PreparedWrite<C> write = change.write();
		ConditionalCheckFailedException refusal = unmet.refusal();
		if (unmet.repeated()) {
			if (write.action().isIn(refusal.item())) {
				return new ChangeOutcome.Made<>(ItemImage.unknown(), image(write, refusal.item()));
			}
			// Another writer may have come before the first attempt, or after it.
			throw this.refusals.uncertain(write, refusal);
		}
		Map<String, AttributeValue> stored = refusal.hasItem() ? visible(write, refusal.item()) : Map.of();
		boolean there = !stored.isEmpty() && this.context.guard().isThere(stored) && !this.others.contain(stored);
		if (!there && write.demand().presence() == Demand.Presence.SOME) {
			throw this.refusals.missing(write, refusal);
		}
		if (!there && !stored.isEmpty() && !this.others.contain(stored)) {
			return new ChangeOutcome.Gone<>(refusal);
		}
		ItemVersions versions = this.context.versions();
		if (versions != null && there && versions.isOld(refusal.item())) {
			return new ChangeOutcome.Old<>(refusal.item(), refusal);
		}
		if (change.seeing() && there && !write.demand().met().test(stored)) {
			return new ChangeOutcome.Unseen<>(stored);
		}
		throw this.refusals.of(write, refusal);
	}

	private <C> ChangeOutcome<C> lost(PreparedWrite<C> write, RuntimeException failure) {
		UncertainWriteException uncertain = this.refusals.uncertain(write, failure);
		try {
			Map<String, AttributeValue> stored = (write.action().mark() != null)
					? this.context.stored(write.action().stored()) : Map.of();
			if (write.action().isIn(stored)) {
				return new ChangeOutcome.Made<>(ItemImage.unknown(), image(write, stored));
			}
		}
		catch (RuntimeException ex) {
			uncertain.addSuppressed(ex);
		}
		// What is not stored yet may still be: nobody knows where the request is.
		throw uncertain;
	}

	private <C> ItemImage<C> image(PreparedWrite<C> write, Map<String, AttributeValue> stored) {
		return ItemImage.of(new Item<>(visible(write, stored), write.call().type(), this.context.converter()));
	}

	private Map<String, AttributeValue> visible(PreparedWrite<?> write, Map<String, AttributeValue> stored) {
		return this.context.known(stored, write.prefixer());
	}

}
