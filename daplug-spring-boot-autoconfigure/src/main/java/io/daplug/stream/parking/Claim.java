package io.daplug.stream.parking;

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The answer to a claim of a parked change.
 */
sealed interface Claim {

	/**
	 * The change belongs to whoever claimed it, for some time.
	 *
	 * @param entry the whole entry
	 */
	record Granted(Map<String, AttributeValue> entry) implements Claim {

	}

	/** The change belongs to nobody who asks. */
	enum Refused implements Claim {

		/** Somebody else has claimed it. */
		TAKEN,

		/** It is not parked any more. */
		GONE

	}

}
