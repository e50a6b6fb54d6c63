package io.daplug.template.write;

import java.util.Map;

import io.daplug.key.KeyPrefixer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What DynamoDB is asked to do, in its own terms: with the prefixes on.
 */
sealed interface WriteAction permits PutAction, DeleteAction {

	/** The item or the key as it is stored. */
	Map<String, AttributeValue> stored();

	/** The prefixes that are on it. */
	KeyPrefixer prefixer();

	/**
	 * Sends the request.
	 * @param client what sends
	 * @param tableName the name of the table in DynamoDB
	 * @param condition under which condition; null for none
	 * @param answer what DynamoDB is to answer with
	 * @return the item that was there as it was stored; empty if there was none, or if
	 * nobody asked
	 */
	Map<String, AttributeValue> send(DynamoDbClient client, String tableName, @Nullable RequestCondition condition,
			ReturnValue answer);

	/** Whether the item is stored afterwards. */
	boolean leavesItem();

	/** Whether the caller is answered with what was there, announced or not. */
	boolean answersOld();

	/**
	 * Says whether the table is as this action leaves it, although its condition is not
	 * met any more.
	 * @param unmet DynamoDB's answer
	 * @return whether an earlier attempt may have been carried out
	 */
	boolean isDone(ConditionalCheckFailedException unmet);

	/** This action as a part of a batch, which has no conditions. */
	WriteRequest batched();

}
