package io.daplug.idempotence;

import io.daplug.item.ItemEquality;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must be true of the stored item when a write arrives. The template turns it into
 * the condition of the request.
 */
public sealed interface Expectation {

	/**
	 * Says whether a stored item is as expected.
	 * @param stored whether there is an item
	 * @param value its value for the idempotence key; null if it has none
	 * @return whether the expectation is met
	 */
	boolean metBy(boolean stored, @Nullable AttributeValue value);

	/**
	 * The item is stored.
	 */
	record Stored() implements Expectation {

		@Override
		public boolean metBy(boolean stored, @Nullable AttributeValue value) {
			return stored;
		}

	}

	/**
	 * The item is not stored.
	 */
	record New() implements Expectation {

		@Override
		public boolean metBy(boolean stored, @Nullable AttributeValue value) {
			return !stored;
		}

	}

	/**
	 * The item is stored with this value.
	 *
	 * @param expected the idempotence key's value
	 */
	record Unchanged(AttributeValue expected) implements Expectation {

		@Override
		public boolean metBy(boolean stored, @Nullable AttributeValue value) {
			return value != null && ItemEquality.same(this.expected, value);
		}

	}

	/**
	 * The item is stored with this value, or not stored at all.
	 *
	 * @param expected the idempotence key's value
	 */
	record UnchangedOrNew(AttributeValue expected) implements Expectation {

		@Override
		public boolean metBy(boolean stored, @Nullable AttributeValue value) {
			return !stored || (value != null && ItemEquality.same(this.expected, value));
		}

	}

	/**
	 * The item is stored and has no value.
	 */
	record Unset() implements Expectation {

		@Override
		public boolean metBy(boolean stored, @Nullable AttributeValue value) {
			return stored && isUnset(value);
		}

	}

	/**
	 * The item has no value, or is not stored at all.
	 */
	record UnsetOrNew() implements Expectation {

		@Override
		public boolean metBy(boolean stored, @Nullable AttributeValue value) {
			return isUnset(value);
		}

	}

	private static boolean isUnset(@Nullable AttributeValue value) {
		return value == null || Boolean.TRUE.equals(value.nul());
	}

}
