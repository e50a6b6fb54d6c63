package io.daplug.guard;

import java.util.Map;
import java.util.function.Predicate;

import io.daplug.expression.Condition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a write demands of the stored item, once for DynamoDB and once for us: the
 * condition goes out with the request, and the predicate tells from the stored item
 * whether it was this demand that the request failed for.
 *
 * @param condition the condition of the request; null if nothing is demanded
 * @param met whether a stored item meets the demand: its attributes without prefixes, or
 * none if there is no item
 * @param breach what it means that the demand is not met
 * @param presence whether there is an item if the demand is met
 */
public record Demand(@Nullable Condition condition, Predicate<Map<String, AttributeValue>> met, Breach breach,
		Presence presence) {

	private static final Demand NOTHING = new Demand(null, (stored) -> true, Breach.STALE, Presence.EITHER);

	/**
	 * Whether there is an item if a demand is met.
	 */
	public enum Presence {

		/** There is none. */
		NONE,

		/** There is one. */
		SOME,

		/** Either. */
		EITHER

	}

	/**
	 * What it means that a demand is not met.
	 */
	public enum Breach {

		/** There is an item already. */
		DUPLICATE,

		/** There is no item. */
		MISSING,

		/** The item is not the one that was read. */
		STALE,

		/** There is an item, or its value, that the writer never saw. */
		UNSEEN

	}

	/**
	 * Demands nothing.
	 * @return the demand
	 */
	public static Demand nothing() {
		return NOTHING;
	}

	/**
	 * Demands that there is no item.
	 * @param hashKey the table's hash key
	 * @return the demand
	 */
	public static Demand newItem(String hashKey) {
		return new Demand(Condition.attribute(hashKey).isMissing(), Map::isEmpty, Breach.DUPLICATE, Presence.NONE);
	}

	/**
	 * Demands that there is an item.
	 * @param hashKey the table's hash key
	 * @return the demand
	 */
	public static Demand storedItem(String hashKey) {
		return new Demand(Condition.attribute(hashKey).exists(), (stored) -> !stored.isEmpty(), Breach.MISSING,
				Presence.SOME);
	}

}
