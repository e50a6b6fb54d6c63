package io.daplug.template.write;

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What becomes of an entry of a transaction when the stored item was looked at.
 */
public sealed interface EntryState {

	/**
	 * It goes out.
	 *
	 * @param write the write
	 */
	record Ready(TransactedWrite write) implements EntryState {

	}

	/**
	 * It is left out: what is stored is newer.
	 *
	 * @param kept the stored item, as it is shown
	 */
	record Kept(Map<String, AttributeValue> kept) implements EntryState {

	}

	/**
	 * It cannot be carried out.
	 *
	 * @param refusal why
	 */
	record Refused(RuntimeException refusal) implements EntryState {

	}

}
