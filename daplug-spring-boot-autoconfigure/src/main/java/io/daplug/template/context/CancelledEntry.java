package io.daplug.template.context;

import java.util.List;
import java.util.Set;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.dynamodb.ThrottledException;
import io.daplug.dynamodb.WriteConflictException;
import io.daplug.item.ItemKey;
import io.daplug.text.QuotedValues;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * An entry of a transaction that DynamoDB cancelled.
 *
 * @param table the logical name of the entry's table
 * @param key the item's key, prefixes removed
 * @param reason DynamoDB's reason
 * @param cancelled DynamoDB's refusal of the transaction
 */
public record CancelledEntry(String table, ItemKey key, CancellationReason reason,
		TransactionCanceledException cancelled) {

	/** DynamoDB's code for an entry that was not the reason. */
	private static final String NO_REASON = "None";

	private static final String UNMET = "ConditionalCheckFailed";

	private static final String CONFLICT = "TransactionConflict";

	private static final Set<String> THROTTLED = Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

	/** Whether an entry was refused by its condition. */
	public static boolean isUnmet(CancellationReason reason) {
		return UNMET.equals(reason.code());
	}

	/** Whether an entry was refused because another transaction writes its item. */
	public static boolean isConflict(CancellationReason reason) {
		return CONFLICT.equals(reason.code());
	}

	/** Whether an entry was refused for lack of capacity. */
	public static boolean isThrottled(CancellationReason reason) {
		return reason.code() != null && THROTTLED.contains(reason.code());
	}

	/** Whether an entry is among the reasons for which its transaction was cancelled. */
	public static boolean isReason(CancellationReason reason) {
		return reason.code() != null && !reason.code().equals(NO_REASON);
	}

	/**
	 * Whether a transaction can be carried out later: one reason that does not pass makes
	 * all other attempts vain.
	 */
	public static boolean passes(TransactionCanceledException cancelled) {
		List<CancellationReason> reasons = cancelled.cancellationReasons()
			.stream()
			.filter(CancelledEntry::isReason)
			.toList();
		return !reasons.isEmpty() && reasons.stream().allMatch((reason) -> isConflict(reason) || isThrottled(reason));
	}

	/** The exception for a reason that is no condition. */
	public RuntimeException failure() {
		if (isConflict(this.reason)) {
			return new WriteConflictException(
					"The item %s of table '%s' is being written by another transaction; try again".formatted(this.key,
							this.table),
					this.table, this.cancelled);
		}
		if (isThrottled(this.reason)) {
			return new ThrottledException(
					"The item %s of table '%s' is refused for lack of capacity".formatted(this.key, this.table),
					this.table, this.cancelled);
		}
		return new DynamoDbAccessException("The item %s of table '%s' is refused: %s, %s".formatted(this.key,
				this.table, this.reason.code(), QuotedValues.leftOut(this.reason.message())), this.table,
				this.cancelled);
	}

}
