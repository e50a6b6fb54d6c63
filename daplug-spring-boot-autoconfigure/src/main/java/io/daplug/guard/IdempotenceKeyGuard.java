package io.daplug.guard;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.daplug.expression.AttributePath;
import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.InvalidIdempotenceValueException;
import io.daplug.idempotence.MissingIdempotenceValueException;
import io.daplug.idempotence.MissingValue;
import io.daplug.item.ItemEquality;
import io.daplug.item.TypeName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Guards items by the value of their idempotence key.
 */
public final class IdempotenceKeyGuard implements WriteGuard {

	/** The digits that DynamoDB keeps of a number. */
	private static final int MAX_DIGITS = 38;

	private static final AttributeValue ONE = AttributeValue.fromN("1");

	private final IdempotenceDefinition definition;

	private final WriteToken token;

	private final WriteClock clock;

	private final KeyDemandFactory demands;

	private final ChangeDemandFactory changes;

	private final AttributePath path;

	/**
	 * Creates a guard of a table whose writes have no tokens.
	 * @param definition how the table is guarded
	 * @param hashKey the table's hash key
	 * @param clock tells the time for generated timestamps
	 */
	public IdempotenceKeyGuard(IdempotenceDefinition definition, String hashKey, Clock clock) {
		this(definition, hashKey, clock, WriteToken.NONE);
	}

	/**
	 * Creates a guard.
	 * @param definition how the table is guarded
	 * @param hashKey the table's hash key
	 * @param clock tells the time for generated timestamps
	 * @param token tells the table's writes apart
	 */
	public IdempotenceKeyGuard(IdempotenceDefinition definition, String hashKey, Clock clock, WriteToken token) {
		this.definition = definition;
		this.token = token;
		this.clock = WriteClock.of(clock);
		this.demands = new KeyDemandFactory(hashKey, definition.key());
		this.path = AttributePath.of(definition.key());
		this.changes = new ChangeDemandFactory(hashKey, definition.key(), definition.missing());
	}

	@Override
	public String key() {
		return this.definition.key();
	}

	@Override
	public WriteToken token() {
		return this.token;
	}

	@Override
	public boolean readsBeforeOverwrite() {
		return this.definition.strategy() != IdempotenceStrategy.CONDITIONAL;
	}

	@Override
	public boolean readsBeforeDelete() {
		return true;
	}

	@Override
	public Demand newItem() {
		return this.demands.newItem();
	}

	@Override
	public Ruling.Proceed insert(Map<String, AttributeValue> written) {
		return proceed(this.demands.newItem(), null);
	}

	/**
	 * The value that the item carries, or that the caller names, is the value that must
	 * be stored.
	 */
	@Override
	public Ruling.Proceed overwriteUnread(Map<String, AttributeValue> written, @Nullable AttributeValue expected) {
		if (expected != null) {
			return proceed(this.demands.unchanged(expected), expected);
		}
		AttributeValue carried = value(written);
		if (carried == null || isUnsetCounter(carried)) {
			boolean adopts = this.definition.missing() == MissingValue.ADOPT;
			return proceed(adopts ? this.demands.unseenUnset() : this.demands.unseenNew(), null);
		}
		// A generated value can only have come from the store, so the item must be there.
		return proceed((this.definition.generate() == GeneratedValue.NONE) ? this.demands.unchangedOrNew(carried)
				: this.demands.unchanged(carried), carried);
	}

	@Override
	public Ruling.Proceed overwriteOfNone(Map<String, AttributeValue> written, @Nullable AttributeValue expected) {
		if (expected != null) {
			return proceed(this.demands.unchanged(expected), expected);
		}
		AttributeValue carried = value(written);
		if (this.definition.generate() != GeneratedValue.NONE && carried != null && !isUnsetCounter(carried)) {
			// A generated value can only have come from the store: the item was deleted.
			return proceed(this.demands.unchanged(carried), carried);
		}
		return proceed(this.demands.stillNew(), null);
	}

	@Override
	public Ruling overwriteOf(Map<String, AttributeValue> stored, Map<String, AttributeValue> written,
			@Nullable AttributeValue expected) {
		return updateOf(stored, written, expected);
	}

	@Override
	public Ruling updateOf(Map<String, AttributeValue> stored, Map<String, AttributeValue> written,
			@Nullable AttributeValue expected) {
		AttributeValue current = value(stored);
		if (expected != null && (current == null || !ItemEquality.same(current, expected))) {
			return new Ruling.Stale((current != null && current.type() != expected.type())
					? TypeName.difference("the expected value of '%s'".formatted(key()), expected, current)
					: "the item is stored with another value of '%s' than the expected one".formatted(key()));
		}
		if (current == null) {
			requireAdoption();
			return proceed(this.demands.unset(), null);
		}
		AttributeValue sent = written.get(key());
		if (sent != null && comparesValues() && !ItemEquality.same(current, sent)) {
			return new Ruling.Stale((current.type() != sent.type())
					? TypeName.difference("the sent value of '%s'".formatted(key()), sent, current)
					: "'%s' is sent with another value than the stored one".formatted(key()));
		}
		if (sent != null && this.definition.strategy() == IdempotenceStrategy.USE_LATEST
				&& IdempotenceValueReader.compare(key(), sent, current) < 0) {
			return new Ruling.Ignore();
		}
		return proceed(this.demands.unchanged(current), current);
	}

	/** What is text here is a time, which DynamoDB cannot compare. */
	@Override
	public boolean readsBeforeChange(@Nullable AttributeValue sent, @Nullable AttributeValue expected) {
		return keepsLatest() && sent != null && sent.n() == null;
	}

	@Override
	public ChangeRuling changeUnread(Demand.Presence presence, @Nullable AttributeValue sent,
			@Nullable AttributeValue expected) {
		AttributeValue seen = (expected != null) ? expected : comparesValues() ? sent : null;
		if (seen != null) {
			if (sent != null && comparesValues() && !ItemEquality.same(seen, sent)) {
				throw new InvalidIdempotenceValueException(
						"'expected' and the value that the change sets for the idempotence key '%s' differ; leave one of them out"
							.formatted(key()));
			}
			boolean advances = generates() || (sent != null && !ItemEquality.same(seen, sent));
			return ChangeRuling.of(proceed(this.demands.unchanged(seen), seen), advances);
		}
		return switch (this.definition.generate()) {
			case COUNTER -> new ChangeRuling(this.changes.countable(presence),
					UpdateExpression.of(List.of(new UpdateStep(this.path, UpdateStep.Kind.ADD, ONE))), null, true,
					false);
			case TIMESTAMP -> {
				AttributeValue now = IdempotenceValueReader.timestamp(this.clock.next());
				yield new ChangeRuling(this.changes.before(presence, now),
						UpdateExpression.of(List.of(new UpdateStep(this.path, UpdateStep.Kind.SET, now))), key(), true,
						true);
			}
			case NONE -> new ChangeRuling(given(presence, sent), UpdateExpression.NONE, null, true, false);
		};
	}

	/** A change that leaves the value as it is would go unseen by those who read it. */
	private Demand given(Demand.Presence presence, @Nullable AttributeValue sent) {
		if (sent == null) {
			throw new InvalidIdempotenceValueException(
					"A change of a part of a guarded item must set the idempotence key '%s', or name its stored value by 'expected'; or let Daplug generate the values"
						.formatted(key()));
		}
		return keepsLatest() ? this.changes.notAfter(presence, sent) : this.changes.other(presence, sent);
	}

	private boolean keepsLatest() {
		return this.definition.strategy() == IdempotenceStrategy.USE_LATEST && !generates();
	}

	@Override
	public Ruling changeOf(Map<String, AttributeValue> stored, @Nullable AttributeValue sent,
			@Nullable AttributeValue expected) {
		AttributeValue current = value(stored);
		boolean unseen = expected == null && !comparesValues() && !keepsLatest();
		if (unseen && sent != null && current != null && ItemEquality.same(current, sent)) {
			return new Ruling.Stale(
					"'%s' is stored with the value already that the change sets, so another write has set it"
						.formatted(key()));
		}
		return updateOf(stored, (sent != null) ? Map.of(key(), sent) : Map.of(), expected);
	}

	@Override
	public boolean generates() {
		return this.definition.generate() != GeneratedValue.NONE;
	}

	@Override
	public Demand deleteUnread(@Nullable AttributeValue expected) {
		return (expected != null) ? this.demands.unchanged(expected) : Demand.nothing();
	}

	@Override
	public Demand deleteOf(Map<String, AttributeValue> stored) {
		AttributeValue current = value(stored);
		if (current == null) {
			requireAdoption();
			return this.demands.unset();
		}
		return this.demands.unchanged(current);
	}

	@Override
	public Map<String, AttributeValue> unheeded(Map<String, AttributeValue> written) {
		return overwriteUnread(written, null).next();
	}

	private Ruling.Proceed proceed(Demand demand, @Nullable AttributeValue current) {
		return switch (this.definition.generate()) {
			case NONE -> new Ruling.Proceed(demand, Map.of());
			case COUNTER ->
				new Ruling.Proceed(demand, Map.of(key(), AttributeValue.fromN(counter(current).toPlainString())));
			case TIMESTAMP -> timed(demand, current);
		};
	}

	private boolean comparesValues() {
		return this.definition.strategy() == IdempotenceStrategy.RAISE
				|| this.definition.generate() != GeneratedValue.NONE;
	}

	/** A primitive counter of a class that was never stored is zero, not absent. */
	private boolean isUnsetCounter(AttributeValue value) {
		return this.definition.generate() == GeneratedValue.COUNTER && value.n() != null
				&& new BigDecimal(value.n()).signum() == 0;
	}

	/** NULL is no value: it cannot tell one state from the next. */
	private @Nullable AttributeValue value(Map<String, AttributeValue> item) {
		AttributeValue value = item.get(key());
		return (value == null || Boolean.TRUE.equals(value.nul())) ? null : value;
	}

	private void requireAdoption() {
		if (this.definition.missing() == MissingValue.FAIL) {
			throw new MissingIdempotenceValueException(
					"The stored item has no value for the idempotence key '%s'; set 'missing' to 'adopt' to let it in"
						.formatted(key()));
		}
	}

	private BigDecimal counter(@Nullable AttributeValue current) {
		if (current == null) {
			return BigDecimal.ONE;
		}
		if (current.n() == null) {
			throw new InvalidIdempotenceValueException(
					"The idempotence key '%s' counts, but the value to advance is %s; it must be a number"
						.formatted(key(), TypeName.of(current.type())));
		}
		BigDecimal next = new BigDecimal(current.n()).add(BigDecimal.ONE);
		if (next.stripTrailingZeros().precision() > MAX_DIGITS) {
			throw new InvalidIdempotenceValueException(
					"The idempotence key '%s' cannot count on: numbers in DynamoDB have at most %d digits"
						.formatted(key(), MAX_DIGITS));
		}
		return next;
	}

	/**
	 * Later than what it replaces, also when clocks differ or stand still. The time of
	 * the clock is that of one write; what follows from the stored one may be of several.
	 */
	private Ruling.Proceed timed(Demand demand, @Nullable AttributeValue current) {
		Instant now = this.clock.next();
		Instant replaced = (current != null) ? IdempotenceValueReader.instant(key(), current) : Instant.MIN;
		boolean ofClock = now.isAfter(replaced);
		Instant next = ofClock ? now : replaced.plusNanos(1);
		return new Ruling.Proceed(demand, Map.of(key(), IdempotenceValueReader.timestamp(next)),
				ofClock ? key() : null);
	}

}
