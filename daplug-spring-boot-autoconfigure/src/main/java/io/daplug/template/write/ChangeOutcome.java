package io.daplug.template.write;

import java.util.Map;

import io.daplug.event.ItemImage;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * What became of a change that was sent.
 *
 * @param <C> the type that it is announced as
 */
sealed interface ChangeOutcome<C> {

	/**
	 * It was carried out.
	 *
	 * @param <C> the type that it is announced as
	 * @param before the item as it was
	 * @param after the item as it is
	 */
	record Made<C>(ItemImage<C> before, ItemImage<C> after) implements ChangeOutcome<C> {

	}

	/**
	 * It was refused for an item that nobody had seen.
	 *
	 * @param <C> the type that it is announced as
	 * @param stored the item, without prefixes
	 */
	record Unseen<C>(Map<String, AttributeValue> stored) implements ChangeOutcome<C> {

	}

	/**
	 * It was refused for an item of an earlier version of its schema.
	 *
	 * @param <C> the type that it is announced as
	 * @param stored the item as it is stored
	 * @param refusal DynamoDB's refusal
	 */
	record Old<C>(Map<String, AttributeValue> stored,
			ConditionalCheckFailedException refusal) implements ChangeOutcome<C> {

	}

	/**
	 * It was refused for an item that is as good as deleted.
	 *
	 * @param <C> the type that it is announced as
	 * @param refusal DynamoDB's refusal
	 */
	record Gone<C>(ConditionalCheckFailedException refusal) implements ChangeOutcome<C> {

	}

}
