package io.daplug.template;

import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * The items that a query selects, in the order of their range keys.
 *
 * @param <T> type of the items
 */
public non-sealed interface ItemQuery<T> extends ItemSelection<T> {

	/**
	 * Sends one Query request and returns DynamoDB's own response, with the prefixes
	 * removed from the items and the last evaluated key. A limit is DynamoDB's: how many
	 * items the request looks at.
	 * @return the response
	 */
	QueryResponse response();

	/**
	 * Sends one Query request and returns DynamoDB's own response. See
	 * {@link #response()}.
	 * @param select what the response holds: {@link Select#COUNT} for no items, only
	 * their number
	 * @return the response
	 * @throws io.daplug.template.model.InvalidQueryException if a projection does not go
	 * together with what is selected
	 */
	QueryResponse response(Select select);

}
