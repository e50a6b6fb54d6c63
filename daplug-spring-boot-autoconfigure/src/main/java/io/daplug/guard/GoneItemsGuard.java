package io.daplug.guard;

import java.util.Map;

import io.daplug.expression.Condition;
import io.daplug.guard.Demand.Presence;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Guards a table of which some items are as good as deleted: what demands that there is
 * no item is met by one of them, and what demands that there is one is not.
 */
public final class GoneItemsGuard implements WriteGuard {

	private final WriteGuard guard;

	private final GoneItems gone;

	/**
	 * Creates a guard.
	 * @param guard guards the items that are there
	 * @param gone the items that only look so
	 */
	public GoneItemsGuard(WriteGuard guard, GoneItems gone) {
		this.guard = guard;
		this.gone = gone;
	}

	@Override
	public boolean isThere(Map<String, AttributeValue> stored) {
		return !this.gone.contain(stored) && this.guard.isThere(stored);
	}

	@Override
	public Condition gone() {
		Condition others = this.guard.gone();
		return (others != null) ? others.or(this.gone.condition()) : this.gone.condition();
	}

	@Override
	public Demand live(Demand demand) {
		if (demand.presence() == Presence.SOME) {
			return demand;
		}
		Condition live = gone().not();
		return new Demand((demand.condition() != null) ? demand.condition().and(live) : live,
				(stored) -> isThere(stored) && demand.met().test(stored), demand.breach(), demand.presence());
	}

	@Override
	public @Nullable String key() {
		return this.guard.key();
	}

	@Override
	public WriteToken token() {
		return this.guard.token();
	}

	@Override
	public boolean readsBeforeOverwrite() {
		return this.guard.readsBeforeOverwrite();
	}

	@Override
	public boolean readsBeforeDelete() {
		return this.guard.readsBeforeDelete();
	}

	@Override
	public Demand newItem() {
		return now(this.guard.newItem());
	}

	@Override
	public Ruling.Proceed insert(Map<String, AttributeValue> written) {
		return now(this.guard.insert(written));
	}

	@Override
	public Ruling.Proceed overwriteUnread(Map<String, AttributeValue> written, @Nullable AttributeValue expected) {
		return now(this.guard.overwriteUnread(written, expected));
	}

	@Override
	public Ruling.Proceed overwriteOfNone(Map<String, AttributeValue> written, @Nullable AttributeValue expected) {
		return now(this.guard.overwriteOfNone(written, expected));
	}

	@Override
	public Ruling overwriteOf(Map<String, AttributeValue> stored, Map<String, AttributeValue> written,
			@Nullable AttributeValue expected) {
		return now(this.guard.overwriteOf(stored, written, expected));
	}

	@Override
	public Ruling updateOf(Map<String, AttributeValue> stored, Map<String, AttributeValue> written,
			@Nullable AttributeValue expected) {
		return now(this.guard.updateOf(stored, written, expected));
	}

	@Override
	public boolean readsBeforeChange(@Nullable AttributeValue sent, @Nullable AttributeValue expected) {
		return this.guard.readsBeforeChange(sent, expected);
	}

	@Override
	public ChangeRuling changeUnread(Presence presence, @Nullable AttributeValue sent,
			@Nullable AttributeValue expected) {
		ChangeRuling ruling = this.guard.changeUnread(presence, sent, expected);
		return new ChangeRuling(now(ruling.demand()), ruling.next(), ruling.mark(), ruling.seeing(), ruling.once());
	}

	@Override
	public Ruling changeOf(Map<String, AttributeValue> stored, @Nullable AttributeValue sent,
			@Nullable AttributeValue expected) {
		return now(this.guard.changeOf(stored, sent, expected));
	}

	@Override
	public boolean generates() {
		return this.guard.generates();
	}

	@Override
	public Demand deleteUnread(@Nullable AttributeValue expected) {
		return now(this.guard.deleteUnread(expected));
	}

	@Override
	public Demand deleteOf(Map<String, AttributeValue> stored) {
		return now(this.guard.deleteOf(stored));
	}

	@Override
	public Map<String, AttributeValue> unheeded(Map<String, AttributeValue> written) {
		return this.guard.unheeded(written);
	}

	private Ruling now(Ruling ruling) {
		return (ruling instanceof Ruling.Proceed proceed) ? now(proceed) : ruling;
	}

	private Ruling.Proceed now(Ruling.Proceed ruling) {
		return new Ruling.Proceed(now(ruling.demand()), ruling.next(), ruling.mark());
	}

	/** The demand as it is at this moment: what is gone is so for good. */
	private Demand now(Demand demand) {
		if (demand.condition() == null) {
			return demand;
		}
		if (demand.presence() == Presence.SOME) {
			return new Demand(demand.condition().and(this.gone.condition().not()),
					(stored) -> isThere(stored) && demand.met().test(stored), demand.breach(), Presence.SOME);
		}
		return new Demand(demand.condition().or(this.gone.condition()),
				(stored) -> !isThere(stored) || demand.met().test(stored), demand.breach(), demand.presence());
	}

}
