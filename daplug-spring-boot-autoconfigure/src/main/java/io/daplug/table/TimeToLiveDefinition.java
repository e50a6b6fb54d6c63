package io.daplug.table;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * When the items of a table expire. DynamoDB deletes an item some time after the moment
 * that an attribute of it names, usually within a few days, if time to live is enabled
 * for the table.
 *
 * @param attribute the attribute that holds when an item expires, as the number of whole
 * seconds since 1970
 * @param after how long an item lives that is written without a value; null to let it
 * live on
 * @param hideExpired whether an item that has expired is as good as deleted, although it
 * is still stored
 */
public record TimeToLiveDefinition(String attribute, @Nullable Duration after, boolean hideExpired) {

	/**
	 * Checks that items live for some time.
	 * @param attribute the attribute that holds when an item expires
	 * @param after how long an item lives that is written without a value
	 * @param hideExpired whether expired items are as good as deleted
	 */
	public TimeToLiveDefinition {
		Assert.hasText(attribute, "'attribute' of the time to live must not be empty");
		Assert.isTrue(after == null || after.toSeconds() > 0,
				() -> "'after' of the time to live must be a second or more, but is " + after);
	}

	/**
	 * Returns a definition of items that expire when their attribute says so, and are
	 * seen until they are deleted.
	 * @param attribute the attribute that holds when an item expires
	 * @return the definition
	 */
	public static TimeToLiveDefinition on(String attribute) {
		return new TimeToLiveDefinition(attribute, null, false);
	}

	/**
	 * Returns a copy whose items live this long if they are written without a value.
	 * @param after how long
	 * @return the copy
	 */
	public TimeToLiveDefinition after(Duration after) {
		return new TimeToLiveDefinition(this.attribute, after, this.hideExpired);
	}

	/**
	 * Returns a copy whose expired items nobody sees.
	 * @return the copy
	 */
	public TimeToLiveDefinition hidingExpired() {
		return new TimeToLiveDefinition(this.attribute, this.after, true);
	}

}
