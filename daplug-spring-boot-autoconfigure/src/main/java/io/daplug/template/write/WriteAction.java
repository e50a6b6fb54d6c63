package io.daplug.template.write;

import java.util.Map;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.dynamodb.WriteOutcome;
import io.daplug.guard.Demand;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.claim.ClaimPlan;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What DynamoDB is asked to do, in its own terms: with the prefixes on.
 */
public sealed interface WriteAction permits PutAction, UpdateAction, DeleteAction {

	/** The item or the key as it is stored. */
	Map<String, AttributeValue> stored();

	/** How much of what a transaction may hold it takes, in bytes. */
	int size();

	/** The prefixes that are on it. */
	KeyPrefixer prefixer();

	/**
	 * Sends the request.
	 * @param requests what sends
	 * @param form what the request says beside the item or the key
	 * @return what is known of it; when it is done, the item that was there as it was
	 * stored, which is empty if there was none, or if nobody asked
	 */
	WriteOutcome<Map<String, AttributeValue>> send(DynamoDbRequests requests, RequestForm form);

	/** Whether the item is stored afterwards. */
	boolean leavesItem();

	/** Whether the caller is answered with what was there, announced or not. */
	boolean answersOld();

	/**
	 * Returns what it leaves in an attribute, whatever is stored.
	 * @param attribute the attribute's name
	 * @return the value; null if it sets none
	 */
	@Nullable AttributeValue written(String attribute);

	/** The attribute whose value no other write has; null if there is none. */
	@Nullable String mark();

	/**
	 * Says whether a stored item is the work of this very action.
	 * @param item the item as it is stored; empty if there is none
	 * @return whether its mark says so; false if there is no mark
	 */
	boolean isIn(Map<String, AttributeValue> item);

	/**
	 * Says whether a stored item may be the work of this action.
	 * @param item the item as it is stored; empty if there is none
	 * @return what its mark says; without a mark, whether this action leaves such an item
	 */
	boolean mayBeIn(Map<String, AttributeValue> item);

	/** What it changes of the claims of unique attributes, together with the item. */
	ClaimPlan claims();

	/**
	 * What must still be stored when it arrives, as it was made from that; null if it was
	 * made from nothing.
	 */
	default @Nullable Demand seen() {
		return claims().seen();
	}

	/** This action as a part of a batch, which has no conditions. */
	WriteRequest batched();

	/**
	 * This action as an entry of a transaction. A refusal brings the stored item.
	 * @param tableName the name of the table in DynamoDB
	 * @param condition under which condition; null for none
	 * @return the entry
	 */
	TransactWriteItem transacted(String tableName, @Nullable RequestCondition condition);

}
