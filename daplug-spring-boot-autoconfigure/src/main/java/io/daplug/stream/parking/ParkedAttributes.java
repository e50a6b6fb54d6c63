package io.daplug.stream.parking;

import java.util.Map;
import java.util.Set;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of a parked change, besides its keys and the time to live.
 */
final class ParkedAttributes {

	static final String LISTENER = "listener";

	static final String TABLE = "table";

	static final String KIND = "kind";

	static final String OPERATION = "operation";

	/** The key by the names of its attributes, for those who look at the table. */
	static final String KEY = "key";

	/** The key as it is stored. */
	static final String ITEM = "item";

	static final String SOURCE = "source";

	static final String SEQUENCE = "sequence";

	static final String TIME = "time";

	/** The whole change, or a part of it. */
	static final String CHANGE = "change";

	/** In how many parts the change lies; missing if it lies in the item. */
	static final String PARTS = "parts";

	static final String CAUSE = "cause";

	static final String MESSAGE = "message";

	static final String ATTEMPTS = "attempts";

	static final String PARKED_AT = "parkedAt";

	static final String LAST_AT = "lastAt";

	static final String CLAIMED_BY = "claimedBy";

	static final String CLAIMED_UNTIL = "claimedUntil";

	static final Set<String> ALL = Set.of(LISTENER, TABLE, KIND, OPERATION, KEY, ITEM, SOURCE, SEQUENCE, TIME, CHANGE,
			PARTS, CAUSE, MESSAGE, ATTEMPTS, PARKED_AT, LAST_AT, CLAIMED_BY, CLAIMED_UNTIL);

	private ParkedAttributes() {
	}

	/**
	 * Returns an attribute that each entry has.
	 * @throws IllegalStateException if this one lacks it
	 */
	static AttributeValue of(Map<String, AttributeValue> entry, String name) {
		AttributeValue value = entry.get(name);
		if (value == null) {
			throw new IllegalStateException("A parked change lacks '%s'".formatted(name));
		}
		return value;
	}

}
