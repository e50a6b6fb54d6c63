package io.daplug.guard;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The guard of a table without idempotence key.
 */
final class NoGuard implements WriteGuard {

	private static final Ruling.Proceed FREE = new Ruling.Proceed(Demand.nothing(), Map.of());

	private static final ChangeRuling ANY = ChangeRuling.of(Demand.nothing());

	private final Ruling.Proceed insert;

	private final Ruling.Proceed update;

	private final ChangeRuling change;

	private final WriteToken token;

	NoGuard(String hashKey, WriteToken token) {
		this.token = token;
		this.insert = new Ruling.Proceed(Demand.newItem(hashKey), Map.of());
		this.update = new Ruling.Proceed(Demand.storedItem(hashKey), Map.of());
		this.change = ChangeRuling.of(this.update.demand());
	}

	@Override
	public @Nullable String key() {
		return null;
	}

	@Override
	public WriteToken token() {
		return this.token;
	}

	@Override
	public boolean readsBeforeOverwrite() {
		return false;
	}

	@Override
	public boolean readsBeforeDelete() {
		return false;
	}

	@Override
	public Demand newItem() {
		return this.insert.demand();
	}

	@Override
	public Ruling.Proceed insert(Map<String, AttributeValue> written) {
		return this.insert;
	}

	@Override
	public Ruling.Proceed overwriteUnread(Map<String, AttributeValue> written, @Nullable AttributeValue expected) {
		return FREE;
	}

	@Override
	public Ruling.Proceed overwriteOfNone(Map<String, AttributeValue> written, @Nullable AttributeValue expected) {
		return FREE;
	}

	@Override
	public Ruling overwriteOf(Map<String, AttributeValue> stored, Map<String, AttributeValue> written,
			@Nullable AttributeValue expected) {
		return FREE;
	}

	@Override
	public Ruling updateOf(Map<String, AttributeValue> stored, Map<String, AttributeValue> written,
			@Nullable AttributeValue expected) {
		return this.update;
	}

	@Override
	public boolean readsBeforeChange(@Nullable AttributeValue sent, @Nullable AttributeValue expected) {
		return false;
	}

	@Override
	public ChangeRuling changeUnread(Demand.Presence presence, @Nullable AttributeValue sent,
			@Nullable AttributeValue expected) {
		return (presence == Demand.Presence.SOME) ? this.change : ANY;
	}

	@Override
	public Ruling changeOf(Map<String, AttributeValue> stored, @Nullable AttributeValue sent,
			@Nullable AttributeValue expected) {
		return this.update;
	}

	@Override
	public boolean generates() {
		return false;
	}

	@Override
	public Demand deleteUnread(@Nullable AttributeValue expected) {
		return Demand.nothing();
	}

	@Override
	public Demand deleteOf(Map<String, AttributeValue> stored) {
		return Demand.nothing();
	}

	@Override
	public Map<String, AttributeValue> unheeded(Map<String, AttributeValue> written) {
		return Map.of();
	}

}
