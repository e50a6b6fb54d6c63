package io.daplug.template.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.daplug.dynamodb.WriteConflictException;
import io.daplug.event.Announcement;
import io.daplug.event.ItemImage;
import io.daplug.guard.Demand;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.Item;
import io.daplug.item.ItemSize;
import io.daplug.item.ItemType;
import io.daplug.template.claim.Claim;
import io.daplug.template.claim.ClaimContest;
import io.daplug.template.claim.ClaimEntries;
import io.daplug.template.claim.ClaimedWrite;
import io.daplug.template.context.CancelledEntry;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.ItemNotFoundException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A prepared write as an entry of a transaction.
 */
public final class TransactedWrite {

	/**
	 * How a prepared write goes into a transaction.
	 */
	enum Form {

		/** As the write that it is. */
		WRITE,

		/**
		 * As the write that it is. What it demands of the item, but for the caller's
		 * condition, is only what was found, so it can be looked for again.
		 */
		LOOKED,

		/** As a check of what it demands; nothing is written. */
		CHECK

	}

	private final PlannedEntry.Table table;

	private final PreparedWrite<?> write;

	private final Form form;

	private final @Nullable RequestCondition condition;

	private ClaimEntries claims;

	/** The item after a change of a part of it; null if nobody knows. */
	private final @Nullable Map<String, AttributeValue> after;

	TransactedWrite(PlannedEntry.Table table, PreparedWrite<?> write, Form form) {
		this(table, write, form, null);
	}

	TransactedWrite(PlannedEntry.Table table, PreparedWrite<?> write, Form form,
			@Nullable Map<String, AttributeValue> after) {
		this.after = after;
		this.table = table;
		this.write = write;
		this.form = form;
		this.condition = table.conditions().of(write);
		this.claims = ClaimEntries.of(context().table(), context().converter(), write.action().claims());
	}

	/** The entry as DynamoDB takes it, followed by the claims that it moves. */
	public List<TransactWriteItem> items() {
		List<TransactWriteItem> claimed = this.claims.transacted();
		if (claimed.isEmpty()) {
			return List.of(item());
		}
		List<TransactWriteItem> items = new ArrayList<>(1 + claimed.size());
		items.add(item());
		items.addAll(claimed);
		return items;
	}

	/** The keys of the claims that it moves, as they are stored. */
	public List<Map<String, AttributeValue>> claimKeys() {
		if (this.claims.isEmpty()) {
			return List.of();
		}
		return Stream.concat(this.claims.taken().stream(), this.claims.released().stream()).map(Claim::key).toList();
	}

	/**
	 * Settles what DynamoDB's refusal says of the claims.
	 * @param reasons the reasons of its items
	 * @param cancelled DynamoDB's refusal of the transaction
	 * @return whether it is worth it to send it again
	 * @throws io.daplug.table.DuplicateAttributeException if another item has one of the
	 * values
	 */
	public boolean settlesClaims(List<CancellationReason> reasons, TransactionCanceledException cancelled) {
		ClaimedWrite claimed = new ClaimedWrite(this.write.call().text(),
				context().keys().shown(this.write.attributes()), this.write.prefixer(), item(),
				this.write.action().claims());
		ClaimEntries next = new ClaimContest(context()).settled(claimed, this.claims, reasons, cancelled);
		boolean settles = next != this.claims;
		this.claims = next;
		return settles;
	}

	private TransactWriteItem item() {
		String tableName = context().table().tableName();
		return (this.form == Form.CHECK) ? check(tableName) : this.write.action().transacted(tableName, this.condition);
	}

	private TransactWriteItem check(String tableName) {
		ConditionCheck.Builder check = ConditionCheck.builder()
			.tableName(tableName)
			.key(this.write.action().stored())
			.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
		if (this.condition != null) {
			check.conditionExpression(this.condition.expression()).expressionAttributeNames(this.condition.names());
			if (!this.condition.values().isEmpty()) {
				check.expressionAttributeValues(this.condition.values());
			}
		}
		return TransactWriteItem.builder().conditionCheck(check.build()).build();
	}

	/** How much of what a transaction may hold it takes. */
	public long size() {
		long size = this.write.action().size();
		for (Claim claim : this.claims.taken()) {
			size += ItemSize.of(claim.stored());
		}
		return (this.condition != null) ? size + ItemSize.of(this.condition.values()) : size;
	}

	/** Refuses a write whose change could not be announced. */
	public void check() {
		this.table.announcer().check(this.write);
	}

	/** The item as it is written and shown; null if none is left, or nobody knows it. */
	public @Nullable Map<String, AttributeValue> written() {
		return (this.write.action() instanceof PutAction)
				? context().unanswered(this.write.call().options()).of(this.write.attributes()) : null;
	}

	/** What is announced when it was carried out; null if that is nothing. */
	@Nullable Announcement announcement() {
		return this.table.announcer().announces(this.write.call()) ? announcement(this.write) : null;
	}

	private <C> @Nullable Announcement announcement(PreparedWrite<C> prepared) {
		if (!(prepared.action() instanceof UpdateAction)) {
			return this.table.announcer().announcement(prepared, Replaced.asKnown(prepared));
		}
		ItemImage<C> image = (this.after != null)
				? ItemImage.of(new Item<>(this.after, prepared.call().type(), context().converter()))
				: ItemImage.unknown();
		return this.table.announcer().announcement(prepared, new ChangeOutcome.Made<>(prepared.before(), image));
	}

	TableContext context() {
		return this.table.context();
	}

	/**
	 * Whether a refusal says only that the item is not as it was found, so that looking
	 * again helps.
	 * @param refusal the refusal
	 */
	public boolean canLookAgain(RuntimeException refusal) {
		if (isOfAnotherItem(refusal)) {
			return this.form == Form.LOOKED || this.write.action() instanceof DeleteAction;
		}
		return this.form == Form.LOOKED && (refusal instanceof DuplicateItemException
				|| refusal instanceof ItemNotFoundException || refusal instanceof StaleItemException);
	}

	/** Whether what a write was made from is not stored any more. */
	private static boolean isOfAnotherItem(RuntimeException refusal) {
		return refusal instanceof WriteConflictException
				&& refusal.getCause() instanceof ConditionalCheckFailedException;
	}

	/**
	 * The exception with which a single write would have failed.
	 * @param reason DynamoDB's reason to refuse this entry
	 * @param cancelled DynamoDB's refusal of the transaction
	 */
	public RuntimeException refusal(CancellationReason reason, TransactionCanceledException cancelled) {
		return CancelledEntry.isUnmet(reason) ? refusal(unmet(reason, cancelled))
				: new CancelledEntry(context().table().name(), context().keys().shown(this.write.attributes()), reason,
						cancelled)
					.failure();
	}

	/** What only looks as if it were there, a change does not find. */
	private RuntimeException refusal(ConditionalCheckFailedException unmet) {
		boolean demanded = this.write.action() instanceof UpdateAction
				&& this.write.demand().presence() == Demand.Presence.SOME;
		if (demanded && unmet.hasItem() && !context().guard()
			.isThere(this.write.prefixer().strip(context().guard().token().hiddenIn(unmet.item())))) {
			return this.table.refusals().missing(this.write, unmet);
		}
		return this.table.refusals().of(this.write, unmet);
	}

	private static ConditionalCheckFailedException unmet(CancellationReason reason,
			TransactionCanceledException cancelled) {
		ConditionalCheckFailedException.Builder unmet = ConditionalCheckFailedException.builder()
			.message(reason.message())
			.cause(cancelled);
		if (reason.hasItem()) {
			unmet.item(reason.item());
		}
		return unmet.build();
	}

	/** The stored item that a refusal brings, as readers see it. */
	public @Nullable Item<?> stored(CancellationReason reason) {
		Map<String, AttributeValue> visible = reason.hasItem() ? context().visibility().visible(reason.item()) : null;
		if (visible == null) {
			return null;
		}
		return new Item<>(context().unanswered(this.write.call().options())
			.of(context().plain(this.write.prefixer()).of(visible)), ItemType.MAP, context().converter());
	}

}
