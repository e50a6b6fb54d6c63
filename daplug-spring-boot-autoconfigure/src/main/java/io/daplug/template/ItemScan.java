package io.daplug.template;

import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * The items that a scan selects, in no order.
 *
 * @param <T> type of the items
 */
public non-sealed interface ItemScan<T> extends ItemSelection<T> {

	/**
	 * Sends one Scan request and returns DynamoDB's own response, with the prefixes
	 * removed from the items and the last evaluated key. A limit is DynamoDB's: how many
	 * items the request looks at.
	 * @return the response
	 * @throws io.daplug.template.model.InvalidQueryException if the scan has several
	 * segments, which one request cannot read
	 */
	ScanResponse response();

	/**
	 * Sends one Scan request and returns DynamoDB's own response. See
	 * {@link #response()}.
	 * @param select what the response holds: {@link Select#COUNT} for no items, only
	 * their number
	 * @return the response
	 * @throws io.daplug.template.model.InvalidQueryException if the scan has several
	 * segments, or if a projection does not go together with what is selected
	 */
	ScanResponse response(Select select);

}
