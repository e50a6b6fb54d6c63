package io.daplug.template.shaping;

import java.math.BigDecimal;
import java.util.Map;

import io.daplug.event.Operation;
import io.daplug.id.GeneratedId;
import io.daplug.id.ItemIdGenerator;
import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemEquality;
import io.daplug.item.TypeName;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteTimes;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * What Daplug adds to items beside what callers give, and what of the callers' it leaves
 * out, before items are held against their schema.
 */
final class SuppliedAttributes {

	/** So many seconds are the year 5138, and so many milliseconds were in 1973. */
	private static final BigDecimal MILLISECONDS = new BigDecimal("1E+11");

	private final WriteTimes times;

	private final Map<String, GeneratedId> generated;

	private final ItemIdGenerator ids;

	private final @Nullable String expiring;

	private final String table;

	SuppliedAttributes(TableContext context) {
		this.times = context.times();
		this.table = context.table().name();
		this.expiring = this.times.expiring();
		this.generated = context.table().generated();
		this.ids = context.rules().ids();
	}

	/**
	 * Completes a whole item.
	 * @param attributes the item, which is changed
	 * @param typed whether it was an object of a class, whose nulls are no values
	 * @param operation what is done with the item
	 * @return whether it was changed
	 */
	boolean complete(Map<String, AttributeValue> attributes, boolean typed, Operation operation) {
		boolean changed = this.times.replaceSent(attributes);
		if (operation == Operation.INSERT || operation == Operation.BATCH_INSERT) {
			changed |= generate(attributes);
		}
		if (this.expiring != null && isUnset(attributes.get(this.expiring), typed)) {
			AttributeValue expiry = this.times.expiry();
			if (expiry != null) {
				attributes.put(this.expiring, expiry);
				return true;
			}
		}
		return changed;
	}

	/** An id is never null on purpose. */
	private boolean generate(Map<String, AttributeValue> attributes) {
		boolean changed = false;
		for (Map.Entry<String, GeneratedId> each : this.generated.entrySet()) {
			if (isUnset(attributes.get(each.getKey()), true)) {
				attributes.put(each.getKey(), AttributeValue.fromS(id(each)));
				changed = true;
			}
		}
		return changed;
	}

	private String id(Map.Entry<String, GeneratedId> generated) {
		String id = this.ids.generate(generated.getValue());
		Assert.state(StringUtils.hasText(id), () -> "The generator made an empty id for '%s' of table '%s'"
			.formatted(generated.getKey(), this.table));
		return id;
	}

	private static boolean isUnset(@Nullable AttributeValue value, boolean typed) {
		return value == null || (typed && Boolean.TRUE.equals(value.nul()));
	}

	/** Leaves out of a patch what is none of its caller's business. */
	void removeSent(Map<String, AttributeValue> patch) {
		this.times.removeSent(patch);
	}

	/** Refuses a time to live by which DynamoDB would never delete the item. */
	void checkExpiry(Map<String, AttributeValue> item) {
		AttributeValue expiry = (this.expiring != null) ? item.get(this.expiring) : null;
		String problem = (expiry != null) ? problem(expiry) : null;
		if (problem != null) {
			throw new InvalidItemException("/" + this.expiring, problem, null);
		}
	}

	/** Refuses it in an item that is written again, unless it was stored already. */
	void checkExpiry(Map<String, AttributeValue> stored, Map<String, AttributeValue> item) {
		AttributeValue before = (this.expiring != null) ? stored.get(this.expiring) : null;
		AttributeValue after = (this.expiring != null) ? item.get(this.expiring) : null;
		if (before == null || after == null || !ItemEquality.same(before, after)) {
			checkExpiry(item);
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
