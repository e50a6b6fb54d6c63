package io.daplug.template.context;

import java.math.BigDecimal;
import java.util.Map;

import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemEquality;
import io.daplug.item.TypeName;
import io.daplug.table.TimeToLiveDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Refuses a time to live by which DynamoDB would never delete an item.
 */
public final class ExpiryCheck {

	/** So many seconds are the year 5138, and so many milliseconds were in 1973. */
	private static final BigDecimal MILLISECONDS = new BigDecimal("1E+11");

	private final @Nullable String attribute;

	public ExpiryCheck(TableContext context) {
		TimeToLiveDefinition timeToLive = context.table().timeToLive();
		this.attribute = (timeToLive != null) ? timeToLive.attribute() : null;
	}

	/** Checks an item, or some of its attributes. */
	public void check(Map<String, AttributeValue> item) {
		AttributeValue expiry = (this.attribute != null) ? item.get(this.attribute) : null;
		String problem = (expiry != null) ? problem(expiry) : null;
		if (problem != null) {
			throw new InvalidItemException("/" + this.attribute, problem, null);
		}
	}

	/** Checks an attribute. */
	public void check(String name, AttributeValue value) {
		if (name.equals(this.attribute)) {
			check(Map.of(name, value));
		}
	}

	/** Checks an item that is written again: what was stored already is left alone. */
	public void check(Map<String, AttributeValue> stored, Map<String, AttributeValue> item) {
		AttributeValue before = (this.attribute != null) ? stored.get(this.attribute) : null;
		AttributeValue after = (this.attribute != null) ? item.get(this.attribute) : null;
		if (before == null || after == null || !ItemEquality.same(before, after)) {
			check(item);
		}
	}

	/** A NULL says that the item does not expire, which DynamoDB takes for granted. */
	private static @Nullable String problem(AttributeValue expiry) {
		if (Boolean.TRUE.equals(expiry.nul())) {
			return null;
		}
		if (expiry.n() == null) {
			return "is %s, but it holds when the item expires and must be the number of seconds since 1970"
				.formatted(TypeName.of(expiry.type()));
		}
		BigDecimal seconds = new BigDecimal(expiry.n());
		if (seconds.stripTrailingZeros().scale() > 0) {
			return "is no whole number, but it holds when the item expires and must be the number of seconds since 1970";
		}
		return (seconds.compareTo(MILLISECONDS) >= 0)
				? "is a number of milliseconds, it seems, but it holds when the item expires and must be the number of seconds since 1970"
				: null;
	}

}
