package io.daplug.template.claim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.dynamodb.ThrottledException;
import io.daplug.dynamodb.WriteConflictException;
import io.daplug.expression.Condition;
import io.daplug.item.ItemEquality;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.template.context.CancelledEntry;
import io.daplug.template.context.TableContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Settles what becomes of a transaction that DynamoDB refused for its claims: whether
 * another item has the value, or only left its claim behind.
 */
public final class ClaimContest {

	private final TableContext context;

	public ClaimContest(TableContext context) {
		this.context = context;
	}

	/**
	 * Settles a refusal.
	 * @param write the write
	 * @param claims the claims that went out with it
	 * @param refusal DynamoDB's refusal, whose first reason is the item's own
	 * @return the claims to try again with
	 * @throws DuplicateAttributeException if another item has one of the values
	 * @throws org.springframework.dao.DataAccessException if it was refused for something
	 * else than a claim
	 */
	public ClaimEntries settled(ClaimedWrite write, ClaimEntries claims, TransactionCanceledException refusal) {
		ClaimEntries next = settled(write, claims, refusal.cancellationReasons(), refusal);
		if (next == claims) {
			throw other(write, refusal);
		}
		return next;
	}

	/**
	 * Settles what a refusal says of the claims of one item.
	 * @param write the write of the item
	 * @param claims the claims that went out with it
	 * @param reasons the reasons of this write, of which the first one is the item's own
	 * @param refusal DynamoDB's refusal
	 * @return the claims to try again with; the very same if none was refused
	 * @throws DuplicateAttributeException if another item has one of the values
	 */
	public ClaimEntries settled(ClaimedWrite write, ClaimEntries claims, List<CancellationReason> reasons,
			TransactionCanceledException refusal) {
		ClaimEntries next = claims;
		int entry = 1;
		for (Claim claim : claims.taken()) {
			CancellationReason reason = reason(reasons, entry++);
			if (CancelledEntry.isUnmet(reason)) {
				Map<String, AttributeValue> owner = reason.hasItem() ? leftBy(write, claim, reason, refusal) : null;
				next = (owner != null) ? next.takeFrom(owner, claim, gone()) : next.takeFree(claim);
			}
		}
		for (Claim claim : claims.released()) {
			if (CancelledEntry.isUnmet(reason(reasons, entry++))) {
				// The item is older than the claims, and another one has the value now.
				next = next.without(claim);
			}
		}
		return next;
	}

	/** DynamoDB tells a reason for each entry; what stands in for it need not. */
	static CancellationReason reason(List<CancellationReason> reasons, int entry) {
		return (entry < reasons.size()) ? reasons.get(entry) : CancellationReason.builder().build();
	}

	/** The item that left a claim behind; null if it is the item that is written. */
	private @Nullable Map<String, AttributeValue> leftBy(ClaimedWrite write, Claim claim, CancellationReason reason,
			TransactionCanceledException refusal) {
		if (claim.isOf(reason.item())) {
			return null;
		}
		Map<String, AttributeValue> owner = Claim.owner(reason.item());
		if (owner == null || has(owner, claim)) {
			throw duplicate(write, claim, owner, refusal);
		}
		return owner;
	}

	/** An expired item is as good as gone where nobody sees it. */
	private Condition gone() {
		return Objects.requireNonNull(this.context.guard().newItem().condition());
	}

	/** Whether an item is there and has the value that a claim keeps for it. */
	private boolean has(Map<String, AttributeValue> owner, Claim claim) {
		Map<String, AttributeValue> item = this.context.stored(owner);
		AttributeValue value = item.get(claim.attribute());
		return value != null && ItemEquality.same(value, claim.value()) && this.context.guard().isThere(item);
	}

	private DuplicateAttributeException duplicate(ClaimedWrite write, Claim claim,
			@Nullable Map<String, AttributeValue> owner, TransactionCanceledException refusal) {
		return new DuplicateAttributeException(this.context.table().name(), claim.attribute(), write.key(),
				(owner != null) ? this.context.keys().shown(write.prefixer().strip(new LinkedHashMap<>(owner))) : null,
				refusal);
	}

	/** A refusal that has to do with no value of the item. */
	private RuntimeException other(ClaimedWrite write, TransactionCanceledException refusal) {
		String table = this.context.table().name();
		String operation = write.operation();
		List<CancellationReason> reasons = refusal.cancellationReasons();
		if (reasons.stream()
			.anyMatch((reason) -> CancelledEntry.isUnmet(reason) || CancelledEntry.isConflict(reason))) {
			return new WriteConflictException(
					"%s on table '%s' was refused because others are writing the item, or the claims of its unique attributes; try again"
						.formatted(operation, table),
					table, refusal);
		}
		if (reasons.stream().anyMatch(CancelledEntry::isThrottled)) {
			return new ThrottledException(
					"%s on table '%s' was refused for lack of capacity".formatted(operation, table), table, refusal);
		}
		return new DynamoDbAccessException("%s on table '%s' failed: the transaction was cancelled, %s"
			.formatted(operation, table, reasons.stream().map(CancellationReason::code).toList()), table, refusal);
	}

}
