package io.daplug.template.claim;

import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * A write that moves claims.
 *
 * @param operation what it does, for messages
 * @param key the key of its item, prefixes removed
 * @param prefixer the prefixes that are on it
 * @param item what it does with the item
 * @param claims what it changes of the claims
 */
public record ClaimedWrite(String operation, ItemKey key, KeyPrefixer prefixer, TransactWriteItem item,
		ClaimPlan claims) {

}
