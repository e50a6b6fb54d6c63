package io.daplug.guard;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

import io.daplug.expression.Condition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items whose time to live is over. DynamoDB deletes them some time later; nobody
 * sees them until then. As DynamoDB has it, an item without a number lives on.
 */
public final class ExpiredItems implements GoneItems {

	private final String attribute;

	private final Clock clock;

	/**
	 * Creates the rule.
	 * @param attribute the attribute that holds when an item expires, in seconds
	 * @param clock tells the time
	 */
	public ExpiredItems(String attribute, Clock clock) {
		this.attribute = attribute;
		this.clock = clock;
	}

	@Override
	public Set<String> attributes() {
		return Set.of(this.attribute);
	}

	@Override
	public @Nullable Map<String, AttributeValue> visible(Map<String, AttributeValue> stored) {
		return contain(stored) ? null : stored;
	}

	@Override
	public boolean contain(Map<String, AttributeValue> stored) {
		AttributeValue expiry = stored.get(this.attribute);
		return expiry != null && expiry.n() != null
				&& new BigDecimal(expiry.n()).compareTo(BigDecimal.valueOf(now())) <= 0;
	}

	@Override
	public Condition condition() {
		return Condition.attribute(this.attribute).isAtMost(now());
	}

	private long now() {
		return this.clock.instant().getEpochSecond();
	}

}
