package io.daplug.idempotence;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import io.daplug.item.ItemEquality;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Decides what a write to a guarded table demands of the stored item. It sees attributes
 * only and sends nothing itself. Where it finds a write stale before the write goes out
 * it answers with {@link StaleWrite}, which the template turns into a
 * {@link StaleItemException} that carries the stored item.
 */
public final class IdempotenceGuard {

	private final IdempotenceDefinition definition;

	private final Clock clock;

	/**
	 * Creates a guard.
	 * @param definition how the table is guarded
	 * @param clock tells the time for generated timestamps
	 */
	public IdempotenceGuard(IdempotenceDefinition definition, Clock clock) {
		this.definition = definition;
		this.clock = clock;
	}

	/**
	 * Returns the idempotence key.
	 * @return the attribute's name
	 */
	public String key() {
		return this.definition.key();
	}

	/**
	 * Says whether an overwrite must see the stored item before it can be judged.
	 * @return whether the strategy compares the value sent with the stored one
	 */
	public boolean comparesBeforeWriting() {
		return this.definition.strategy() != IdempotenceStrategy.CONDITIONAL;
	}

	/**
	 * Returns the first value of a new item.
	 * @return the generated value; null if callers choose it
	 */
	public @Nullable AttributeValue first() {
		return next(null);
	}

	/**
	 * Judges a write made over an item that was read just before.
	 * @param stored the item as it was read
	 * @param written the item as it would be written
	 * @param expected the value the caller saw earlier; null if it does not say
	 * @return what the write demands
	 * @throws StaleWrite if the write is known to be stale
	 */
	public Verdict judge(Map<String, AttributeValue> stored, Map<String, AttributeValue> written,
			@Nullable AttributeValue expected) throws StaleWrite {
		AttributeValue current = value(stored);
		if (expected != null && (current == null || !ItemEquality.same(current, expected))) {
			throw new StaleWrite(
					"the item is stored with another value of '%s' than the expected one".formatted(key()));
		}
		if (current == null) {
			requireAdoption();
			return new Verdict(new Expectation.Unset(), next(null));
		}
		AttributeValue sent = written.get(key());
		if (sent != null && comparesValues() && !ItemEquality.same(current, sent)) {
			throw new StaleWrite("'%s' is sent with another value than the stored one".formatted(key()));
		}
		if (sent != null && this.definition.strategy() == IdempotenceStrategy.USE_LATEST
				&& IdempotenceValues.compare(key(), sent, current) < 0) {
			return Verdict.IGNORE;
		}
		return new Verdict(new Expectation.Unchanged(current), next(current));
	}

	/**
	 * Judges a write made without reading: the value it carries, or the one the caller
	 * names, is the value that must be stored.
	 * @param written the item as it would be written
	 * @param expected the value the caller saw earlier; null if the item itself carries
	 * it
	 * @return what the write demands
	 */
	public Verdict judgeUnread(Map<String, AttributeValue> written, @Nullable AttributeValue expected) {
		if (expected != null) {
			return new Verdict(new Expectation.Unchanged(expected), next(expected));
		}
		AttributeValue carried = value(written);
		boolean adopts = this.definition.missing() == MissingValue.ADOPT;
		if (carried == null || isUnsetCounter(carried)) {
			return new Verdict(adopts ? new Expectation.UnsetOrNew() : new Expectation.New(), next(null));
		}
		// A generated value can only have come from the store, so the item must be there.
		return new Verdict((this.definition.generate() == GeneratedValue.NONE) ? new Expectation.UnchangedOrNew(carried)
				: new Expectation.Unchanged(carried), next(carried));
	}

	/**
	 * Judges a write of an item that was looked for just before and is not stored.
	 * @param written the item as it would be written
	 * @return what the write demands
	 */
	public Verdict judgeNew(Map<String, AttributeValue> written) {
		AttributeValue carried = value(written);
		if (this.definition.generate() != GeneratedValue.NONE && carried != null && !isUnsetCounter(carried)) {
			// A generated value can only have come from the store: the item was deleted.
			return new Verdict(new Expectation.Unchanged(carried), next(carried));
		}
		return new Verdict(new Expectation.New(), first());
	}

	/**
	 * Says what the removal of an item that was read just before demands.
	 * @param stored the item as it was read
	 * @return what the removal demands
	 */
	public Expectation judgeRemoval(Map<String, AttributeValue> stored) {
		AttributeValue current = value(stored);
		if (current == null) {
			requireAdoption();
			return new Expectation.Unset();
		}
		return new Expectation.Unchanged(current);
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

	private @Nullable AttributeValue next(@Nullable AttributeValue current) {
		return switch (this.definition.generate()) {
			case NONE -> null;
			case COUNTER -> AttributeValue.fromN(counter(current).toPlainString());
			case TIMESTAMP -> IdempotenceValues.timestamp(timestamp(current));
		};
	}

	private BigDecimal counter(@Nullable AttributeValue current) {
		if (current == null) {
			return BigDecimal.ONE;
		}
		if (current.n() == null) {
			throw new InvalidIdempotenceValueException(
					"The idempotence key '%s' counts, but the value to advance is no number".formatted(key()));
		}
		return new BigDecimal(current.n()).add(BigDecimal.ONE);
	}

	/** Later than what it replaces, also when clocks differ or stand still. */
	private Instant timestamp(@Nullable AttributeValue current) {
		Instant now = this.clock.instant();
		if (current == null) {
			return now;
		}
		Instant earliest = IdempotenceValues.instant(key(), current).plusNanos(1);
		return now.isBefore(earliest) ? earliest : now;
	}

}
