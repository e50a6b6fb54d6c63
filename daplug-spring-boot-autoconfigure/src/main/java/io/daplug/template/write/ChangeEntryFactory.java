package io.daplug.template.write;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.event.ItemImage;
import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.UpdateExpression;
import io.daplug.guard.ChangeRuling;
import io.daplug.guard.Demand;
import io.daplug.guard.ItemVersions;
import io.daplug.guard.WriteGuard;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.change.AppliedSteps;
import io.daplug.template.change.ChangeShaper;
import io.daplug.template.change.ChangeTerms;
import io.daplug.template.change.ShapedChange;
import io.daplug.template.change.UnfitItemException;
import io.daplug.template.change.WholeCheck;
import io.daplug.template.context.CallCheck;
import io.daplug.template.context.OtherTypes;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.KnownImages;
import io.daplug.template.model.UpsertOptions;
import io.daplug.template.read.ItemReader;
import io.daplug.template.shaping.ItemShaper;
import io.daplug.template.shaping.ShapedItem;
import io.daplug.template.upgrade.ItemUpgrade;
import io.daplug.template.write.PlannedEntry.State;
import io.daplug.template.write.TransactedWrite.Form;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DataAccessException;

/**
 * Makes the entries of transactions that change parts of items, and records that are
 * upserted. Where somebody hears of the change and wants to know the item, the item is
 * read first: the transaction does not tell it.
 */
public final class ChangeEntryFactory {

	private final TableContext context;

	private final WriteGuard guard;

	private final PlannedEntry.Table table;

	private final ItemReader reader;

	private final CallCheck check;

	private final ChangeShaper shaper;

	private final ItemShaper records;

	private final UpsertWriter upserts;

	private final WholeCheck whole;

	private final ChangePreparation preparation;

	private final ChangeSender sender;

	private final OtherTypes others;

	private final @Nullable ItemUpgrade upgrade;

	ChangeEntryFactory(PlannedEntry.Table table, ItemReader reader) {
		this.context = table.context();
		this.guard = this.context.guard();
		this.table = table;
		this.reader = reader;
		this.check = new CallCheck(this.context, reader.names());
		this.shaper = new ChangeShaper(this.context);
		this.records = new ItemShaper(this.context);
		this.upserts = new UpsertWriter(this.context, reader);
		this.whole = new WholeCheck(this.context);
		this.preparation = new ChangePreparation(this.context);
		this.sender = new ChangeSender(this.context);
		this.others = new OtherTypes(this.context.table());
		ItemVersions versions = this.context.versions();
		this.upgrade = (versions != null) ? new ItemUpgrade(this.context, versions) : null;
	}

	public PlannedEntry change(ItemKey key, UpdateExpression change, WriteCall<?> call, ChangeTerms terms) {
		Map<String, AttributeValue> attributes = this.context.keys().attributes(key);
		this.check.checkConditions(call);
		ShapedChange shaped = this.shaper.shape(change, call.options(), call.shaping())
			.of(this.context.keys().known(key));
		ChangeRules rules = ChangeRules.ofChange(this.guard, terms.presence(), shaped.sent(), expected(call));
		return planned(new Entry(attributes, shaped, call, rules, terms.whole()), terms.images());
	}

	public PlannedEntry upsert(Object item, WriteCall<?> call, UpsertOptions options) {
		this.check.checkConditions(call);
		ShapedItem shaped = this.records.whole(item, call);
		ShapedChange change = this.upserts.change(shaped, call, options);
		ChangeRules rules = ChangeRules.ofRecord(this.guard, shaped.attributes(), expected(call));
		return planned(new Entry(this.context.keys().only(shaped.attributes()), change, call, rules, false),
				options.images());
	}

	/**
	 * An entry, but for what is stored.
	 *
	 * @param key the item's key, without prefixes
	 * @param change what is changed
	 * @param call the call
	 * @param rules what the guard says
	 * @param whole whether the item is checked as the change leaves it
	 */
	private record Entry(Map<String, AttributeValue> key, ShapedChange change, WriteCall<?> call, ChangeRules rules,
			boolean whole) {

	}

	private PlannedEntry planned(Entry entry, KnownImages images) {
		boolean told = images == KnownImages.BOTH && this.table.announcer().announces(entry.call());
		if (told || entry.whole() || entry.rules().reads() || movesClaims(entry) || this.upgrade != null) {
			return new PlannedEntry(this.table, entry.call(), entry.call().text(), stored(entry),
					() -> look(entry, told));
		}
		ChangeRuling ruling = entry.rules().unread();
		State unseen = unseen(entry, ruling);
		boolean[] sent = new boolean[1];
		return new PlannedEntry(this.table, entry.call(), entry.call().text(), stored(entry), () -> {
			State state = sent[0] ? look(entry, false) : unseen;
			sent[0] = true;
			return state;
		});
	}

	private boolean movesClaims(Entry entry) {
		return this.preparation.movesClaims(entry.change(), entry.rules().presence());
	}

	private Map<String, AttributeValue> stored(Entry entry) {
		Map<String, AttributeValue> stored = new LinkedHashMap<>(entry.key());
		this.context.prefixer(entry.call().options()).addTo(stored);
		return stored;
	}

	private State unseen(Entry entry, ChangeRuling ruling) {
		return ready(prepared(entry, ruling, Map.of()),
				(ruling.seeing() || this.guard.gone() != null) ? Form.LOOKED : Form.WRITE, null);
	}

	/** Looks at the item. What is found is demanded, and told if somebody hears of it. */
	private State look(Entry entry, boolean told) {
		KeyPrefixer prefixer = this.context.prefixer(entry.call().options());
		if (this.upgrade != null) {
			this.upgrade.storeOld(stored(entry), prefixer);
		}
		Map<String, AttributeValue> stored = this.reader.stored(entry.key(), prefixer);
		try {
			boolean other = stored != null && this.others.contain(stored);
			if (stored != null && this.guard.isThere(stored) && !other) {
				return changed(entry, stored, told);
			}
			if (entry.rules().presence() == Demand.Presence.SOME) {
				return new State.Refused(this.table.refusals().notFound(this.context.keys().shown(entry.key()), null));
			}
			if (other) {
				return new State.Refused(this.table.refusals().other(this.context.keys().shown(entry.key()), null));
			}
			return created(entry, stored != null, told);
		}
		catch (DataAccessException ex) {
			return new State.Refused(ex);
		}
	}

	/** What is as good as deleted must not show through. */
	private State created(Entry entry, boolean inTheWay, boolean told) {
		ChangeRuling ruling = entry.rules().ofNone();
		if (entry.whole()) {
			this.whole.checkNew(entry.key(), steps(entry, ruling), entry.call());
		}
		if (inTheWay) {
			this.sender.clear(prepared(entry, ruling, Map.of()));
		}
		if (!told && !entry.whole()) {
			return ready(prepared(entry, ruling, Map.of()), Form.LOOKED, null);
		}
		Demand none = Demand.newItem(this.context.table().hashKey());
		PreparedWrite<?> write = known(prepared(entry, ruling, Map.of()), both(ruling.demand(), none),
				ItemImage.none());
		return ready(write, Form.LOOKED, after(write, entry.key()));
	}

	private State changed(Entry entry, Map<String, AttributeValue> stored, boolean told) {
		Form form = (entry.call().expected() == null) ? Form.LOOKED : Form.WRITE;
		return entry.rules().of(stored).decide((ruling) -> {
			ChangeRuling known = ChangeRuling.of(ruling, false);
			if (entry.whole()) {
				check(entry, stored, known);
			}
			PreparedWrite<?> write = prepared(entry, known, stored);
			if (!told && !entry.whole()) {
				return ready(write, form, null);
			}
			Demand seen = (this.guard.key() != null) ? ruling.demand()
					: both(ruling.demand(), seenValues(stored, write));
			return ready(seen(write, seen, stored), form, after(write, stored));
		}, () -> new State.Kept(this.context.unanswered(entry.call().options()).of(stored)),
				(reason) -> new State.Refused(this.table.refusals().stale(stored, reason)));
	}

	private State ready(PreparedWrite<?> write, Form form, @Nullable Map<String, AttributeValue> after) {
		return new State.Ready(new TransactedWrite(this.table, write, form, after));
	}

	private PreparedWrite<?> prepared(Entry entry, ChangeRuling ruling, Map<String, AttributeValue> current) {
		PreparedWrite<?> write = this.preparation.prepare(entry.key(), entry.change(), entry.call(), ruling,
				movesClaims(entry) ? current : null);
		if (action(write).change().expression().isEmpty()) {
			throw InvalidExpressionException.of(UpdateExpression.NONE,
					"an upsert in a transaction needs an attribute beside the key; insert or overwrite the item");
		}
		return write;
	}

	private <C> PreparedWrite<C> seen(PreparedWrite<C> write, Demand demand, Map<String, AttributeValue> stored) {
		return known(write, demand, this.preparation.image(stored, write.call()));
	}

	private <C> PreparedWrite<C> known(PreparedWrite<C> write, Demand demand, ItemImage<C> before) {
		return new PreparedWrite<>(write.call(), write.attributes(), write.action(), this.preparation.own(demand),
				before);
	}

	/** The item as the change leaves it, without prefixes; null if nobody can tell. */
	private @Nullable Map<String, AttributeValue> after(PreparedWrite<?> write, Map<String, AttributeValue> before) {
		Map<String, AttributeValue> stored = new LinkedHashMap<>(before);
		write.prefixer().addTo(stored);
		try {
			return this.context.known(AppliedSteps.to(stored, action(write).change().steps()), write.prefixer());
		}
		catch (UnfitItemException ex) {
			return null;
		}
	}

	private void check(Entry entry, Map<String, AttributeValue> stored, ChangeRuling ruling) {
		try {
			this.whole.check(stored, steps(entry, ruling), entry.call());
		}
		catch (UnfitItemException ex) {
			throw this.table.refusals().unfit(stored, ex);
		}
	}

	private UpdateExpression steps(Entry entry, ChangeRuling ruling) {
		return this.preparation.completed(entry.change(), entry.call(), ruling);
	}

	private Demand seenValues(Map<String, AttributeValue> stored, PreparedWrite<?> write) {
		UpdateExpression steps = action(write).change().steps();
		ItemVersions versions = this.context.versions();
		if (versions != null) {
			// Nobody sees it, and it is demanded anyway.
			steps = UpdateExpression
				.of(steps.steps().stream().filter((step) -> !step.path().root().equals(versions.attribute())).toList());
		}
		return SeenValues.of(this.context.table().hashKey(), stored, steps, write.action().mark());
	}

	private static UpdateAction action(PreparedWrite<?> write) {
		return (UpdateAction) write.action();
	}

	/** What the guard demands, and what was seen. */
	private static Demand both(Demand guarding, Demand seen) {
		return new Demand(
				(guarding.condition() != null && seen.condition() != null) ? guarding.condition().and(seen.condition())
						: seen.condition(),
				(stored) -> guarding.met().test(stored) && seen.met().test(stored), Demand.Breach.STALE,
				seen.presence());
	}

	private @Nullable AttributeValue expected(WriteCall<?> call) {
		Object expected = call.expected();
		return (expected != null) ? this.context.converter().toAttribute(expected) : null;
	}

}
