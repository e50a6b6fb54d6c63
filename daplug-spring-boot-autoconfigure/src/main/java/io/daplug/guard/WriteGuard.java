package io.daplug.guard;

import java.util.Map;

import io.daplug.expression.Condition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Decides what writes to one table demand of the stored item. A guard sees attributes
 * without prefixes and sends nothing.
 */
public interface WriteGuard {

	/**
	 * Returns the guard of a table without idempotence key: an insert demands that there
	 * is no item, an update that there is one, other writes demand nothing.
	 * @param hashKey the table's hash key
	 * @return the guard
	 */
	static WriteGuard none(String hashKey) {
		return none(hashKey, WriteToken.NONE);
	}

	/**
	 * Returns the guard of a table without idempotence key whose writes have tokens.
	 * @param hashKey the table's hash key
	 * @param token tells the table's writes apart
	 * @return the guard
	 */
	static WriteGuard none(String hashKey, WriteToken token) {
		return new NoGuard(hashKey, token);
	}

	/**
	 * Returns the attribute by whose value items are guarded.
	 * @return the attribute's name; null if there is none
	 */
	@Nullable String key();

	/**
	 * Says whether a stored item counts as one. What does not is as good as deleted.
	 * @param stored the item as it is stored
	 * @return whether it is there for those who write
	 */
	default boolean isThere(Map<String, AttributeValue> stored) {
		return true;
	}

	/**
	 * Returns what is true of stored items that do not count as such.
	 * @return the condition as it is now; null if all stored items count
	 */
	default @Nullable Condition gone() {
		return null;
	}

	/**
	 * Returns what a write demands that keeps what it does not change: what is as good as
	 * deleted must be deleted before.
	 * @param demand what it demands otherwise
	 * @return the demand
	 */
	default Demand live(Demand demand) {
		return demand;
	}

	/**
	 * Returns what tells a write from another writer's equal one.
	 * @return the token
	 */
	WriteToken token();

	/**
	 * Says whether an overwrite must see the stored item before it can be ruled on.
	 * @return whether to call {@link #overwriteOf} or {@link #overwriteOfNone} instead of
	 * {@link #overwriteUnread}
	 */
	boolean readsBeforeOverwrite();

	/**
	 * Says whether a delete must see the stored item before it can be ruled on, unless
	 * the caller names the value to expect.
	 * @return whether to call {@link #deleteOf}
	 */
	boolean readsBeforeDelete();

	/**
	 * Returns what inserts demand.
	 * @return the demand, the same for all of them
	 */
	Demand newItem();

	/**
	 * Rules on the insert of an item.
	 * @param written the item as it would be written
	 * @return the ruling
	 */
	Ruling.Proceed insert(Map<String, AttributeValue> written);

	/**
	 * Rules on an overwrite without looking at the stored item.
	 * @param written the item as it would be written
	 * @param expected the value of the key that the caller saw; null if the item itself
	 * carries it
	 * @return the ruling
	 */
	Ruling.Proceed overwriteUnread(Map<String, AttributeValue> written, @Nullable AttributeValue expected);

	/**
	 * Rules on an overwrite of an item that was looked for just before and is not stored.
	 * @param written the item as it would be written
	 * @param expected the value of the key that the caller saw; null if it does not say
	 * @return the ruling
	 */
	Ruling.Proceed overwriteOfNone(Map<String, AttributeValue> written, @Nullable AttributeValue expected);

	/**
	 * Rules on an overwrite of an item that was read just before.
	 * @param stored the item as it was read
	 * @param written the item as it would be written
	 * @param expected the value of the key that the caller saw; null if it does not say
	 * @return the ruling
	 */
	Ruling overwriteOf(Map<String, AttributeValue> stored, Map<String, AttributeValue> written,
			@Nullable AttributeValue expected);

	/**
	 * Rules on an update of an item that was read just before.
	 * @param stored the item as it was read
	 * @param written the item as it would be written
	 * @param expected the value of the key that the caller saw; null if it does not say
	 * @return the ruling
	 */
	Ruling updateOf(Map<String, AttributeValue> stored, Map<String, AttributeValue> written,
			@Nullable AttributeValue expected);

	/**
	 * Says whether a change must see the stored item before it can be ruled on.
	 * @param sent the value of the key that the change sets; null if it sets none
	 * @param expected the value of the key that the caller saw; null if it does not say
	 * @return whether to call {@link #changeOf} instead of {@link #changeUnread}
	 */
	boolean readsBeforeChange(@Nullable AttributeValue sent, @Nullable AttributeValue expected);

	/**
	 * Rules on a change of a part of an item without looking at the stored one.
	 * @param presence whether there must be an item, or none
	 * @param sent the value of the key that the change sets; null if it sets none
	 * @param expected the value of the key that the caller saw; null if it does not say
	 * @return the ruling
	 */
	ChangeRuling changeUnread(Demand.Presence presence, @Nullable AttributeValue sent,
			@Nullable AttributeValue expected);

	/**
	 * Rules on a change of a part of an item that was read just before.
	 * @param stored the item as it was read
	 * @param sent the value of the key that the change sets; null if it sets none
	 * @param expected the value of the key that the caller saw; null if it does not say
	 * @return the ruling
	 */
	Ruling changeOf(Map<String, AttributeValue> stored, @Nullable AttributeValue sent,
			@Nullable AttributeValue expected);

	/**
	 * Returns whether the guard itself advances the value of its key.
	 * @return whether a value that a change sets is the one that must be stored
	 */
	boolean generates();

	/**
	 * Says what a delete demands without looking at the stored item.
	 * @param expected the value of the key that the caller saw; null if it does not say
	 * @return the demand
	 */
	Demand deleteUnread(@Nullable AttributeValue expected);

	/**
	 * Says what the delete of an item demands that was read just before.
	 * @param stored the item as it was read
	 * @return the demand
	 */
	Demand deleteOf(Map<String, AttributeValue> stored);

	/**
	 * Returns the attributes that a write leaves behind although it does not ask for the
	 * stored ones, so that later writes know the item.
	 * @param written the item as it would be written
	 * @return the attributes, which replace what the caller sent
	 */
	Map<String, AttributeValue> unheeded(Map<String, AttributeValue> written);

}
