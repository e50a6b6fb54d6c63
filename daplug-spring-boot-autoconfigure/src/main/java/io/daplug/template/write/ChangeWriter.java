package io.daplug.template.write;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.daplug.expression.UpdateExpression;
import io.daplug.guard.ChangeRuling;
import io.daplug.guard.Demand;
import io.daplug.guard.Ruling;
import io.daplug.guard.WriteGuard;
import io.daplug.item.ItemKey;
import io.daplug.task.Deadline;
import io.daplug.template.change.ChangeShaper;
import io.daplug.template.change.ChangeTerms;
import io.daplug.template.change.ShapedChange;
import io.daplug.template.change.UnfitItemException;
import io.daplug.template.change.WholeCheck;
import io.daplug.template.claim.WriteAttempts;
import io.daplug.template.context.CallCheck;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.read.ItemReader;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Changes parts of items: has the change shaped, prepared and carried out. The stored
 * item is read only where the guard, or the caller, wants to see it.
 */
public final class ChangeWriter {

	/** How often an item is looked at again that another writer was faster to change. */
	private static final int MAX_LOOKS = 10;

	private final TableContext context;

	private final WriteGuard guard;

	private final ItemReader reader;

	private final CallCheck check;

	private final ChangeShaper shaper;

	private final WholeCheck whole;

	private final ChangePreparation preparation;

	private final WritePipeline pipeline;

	private final WriteRefusalFactory refusals;

	private final AnswerFailureFactory answers;

	private final WriteAttempts attempts = new WriteAttempts(() -> new Deadline(WriteAttempts.CONTENTION));

	public ChangeWriter(TableContext context, ItemReader reader) {
		this.context = context;
		this.guard = context.guard();
		this.reader = reader;
		this.check = new CallCheck(context, reader.names());
		this.shaper = new ChangeShaper(context);
		this.whole = new WholeCheck(context);
		this.preparation = new ChangePreparation(context);
		this.pipeline = new WritePipeline(context);
		this.refusals = new WriteRefusalFactory(context);
		this.answers = new AnswerFailureFactory(context);
	}

	/**
	 * A change that is asked for.
	 *
	 * @param key the item's key, without prefixes
	 * @param change what is changed
	 * @param call the call
	 * @param terms what else the call wants
	 * @param current the item as it was read, empty if there was none; null if the change
	 * moves no claims
	 */
	private record AskedChange(Map<String, AttributeValue> key, ShapedChange change, WriteCall<?> call,
			ChangeTerms terms, @Nullable Map<String, AttributeValue> current) {

		AskedChange of(Map<String, AttributeValue> current) {
			return new AskedChange(this.key, this.change, this.call, this.terms, current);
		}

	}

	/**
	 * Changes a part of an item.
	 * @param answer makes what the caller gets of the item
	 * @return what the caller gets; empty if it asks for nothing, or for an item that was
	 * not there or that nobody knows
	 */
	public <T> Optional<T> change(ItemKey key, UpdateExpression steps, WriteCall<?> call, ChangeTerms terms,
			Function<Map<String, AttributeValue>, T> answer) {
		Map<String, AttributeValue> attributes = this.context.keys().attributes(key);
		this.check.checkConditions(call);
		ShapedChange shaped = this.shaper.shape(steps, call.options(), call.shaping())
			.of(this.context.keys().known(key));
		AskedChange change = new AskedChange(attributes, shaped, call, terms, null);
		ChangedItem changed = this.preparation.movesClaims(shaped, terms.presence())
				? this.attempts.of(() -> claimed(change)) : changed(change);
		Map<String, AttributeValue> asked = switch (terms.answer()) {
			case NEW -> changed.after();
			case OLD -> changed.before();
			case NOTHING -> null;
		};
		return (asked != null) ? Optional.of(this.answers.changed(asked, changed.carriedOut(), answer))
				: Optional.empty();
	}

	private ChangedItem changed(AskedChange asked) {
		AttributeValue sent = asked.change().sent();
		AttributeValue expected = expected(asked);
		if (asked.terms().whole() || this.guard.readsBeforeChange(sent, expected)) {
			Map<String, AttributeValue> stored = this.reader.current(asked.key(),
					this.context.prefixer(asked.call().options()));
			if (stored != null) {
				return changed(stored, asked);
			}
			if (asked.terms().whole() && expected == null) {
				return changedNone(asked);
			}
		}
		return made(send(asked, this.guard.changeUnread(asked.terms().presence(), sent, expected)), asked);
	}

	/** Changes an item that is looked at in any case, as the change moves claims. */
	private ChangedItem claimed(AskedChange asked) {
		AttributeValue sent = asked.change().sent();
		AttributeValue expected = expected(asked);
		Map<String, AttributeValue> stored = this.reader.current(asked.key(),
				this.context.prefixer(asked.call().options()));
		AskedChange read = asked.of((stored != null) ? stored : Map.of());
		if (stored == null && asked.terms().whole() && expected == null) {
			return changedNone(read);
		}
		ChangeRuling unread = this.guard.changeUnread(asked.terms().presence(), sent, expected);
		boolean seen = asked.terms().whole() || unread.seeing() || this.guard.readsBeforeChange(sent, expected);
		return (stored != null && seen) ? changed(stored, read) : made(send(read, unread), read);
	}

	private ChangedItem made(ChangeOutcome<?> outcome, AskedChange asked) {
		return (outcome instanceof ChangeOutcome.Unseen<?> unseen) ? changed(unseen.stored(), asked)
				: ChangedItem.of((ChangeOutcome.Made<?>) outcome);
	}

	/** Changes an item that was looked for and is not stored. */
	private ChangedItem changedNone(AskedChange asked) {
		if (asked.terms().presence() == Demand.Presence.SOME) {
			throw this.refusals.notFound(this.context.keys().shown(asked.key()), null);
		}
		ChangeRuling insert = ChangeRuling.of(this.guard.insert(asked.key()), true);
		ChangeRuling ruling = new ChangeRuling(insert.demand(), insert.next(), insert.mark(), true, true);
		this.whole.checkNew(asked.key(), this.preparation.completed(asked.change(), asked.call(), ruling),
				asked.call());
		return made(send(asked, ruling), asked);
	}

	/** Changes an item that was seen, and looks again as long as others are faster. */
	private ChangedItem changed(Map<String, AttributeValue> seen, AskedChange asked) {
		Map<String, AttributeValue> stored = seen;
		for (int looks = 1;; looks++) {
			Map<String, AttributeValue> current = stored;
			AskedChange claiming = (asked.current() != null) ? asked.of(current) : asked;
			boolean again = !asked.terms().whole() && expected(asked) == null && looks < MAX_LOOKS;
			Object result = this.guard.changeOf(current, asked.change().sent(), expected(asked))
				.<Object>decide((ruling) -> send(claiming, ruling(current, asked, ruling, again)),
						() -> ChangedItem.kept(current), (reason) -> {
							throw this.refusals.stale(current, reason);
						});
			if (result instanceof ChangedItem kept) {
				return kept;
			}
			if (!(result instanceof ChangeOutcome.Unseen<?> unseen)) {
				return ChangedItem.of((ChangeOutcome.Made<?>) result);
			}
			stored = unseen.stored();
		}
	}

	private ChangeRuling ruling(Map<String, AttributeValue> current, AskedChange asked, Ruling.Proceed proceed,
			boolean again) {
		ChangeRuling ruling = ChangeRuling.of(proceed, advances(current, proceed));
		Demand demand = ruling.demand();
		if (asked.terms().whole()) {
			UpdateExpression steps = this.preparation.completed(asked.change(), asked.call(), ruling);
			try {
				this.whole.check(current, steps, asked.call());
			}
			catch (UnfitItemException ex) {
				throw this.refusals.unfit(current, ex);
			}
			demand = (this.guard.key() != null) ? demand
					: SeenValues.of(this.context.table().hashKey(), current, steps, null);
		}
		return new ChangeRuling(demand, ruling.next(), ruling.mark(), again, ruling.once());
	}

	/** Whether the demanded value of the idempotence key is another one afterwards. */
	private boolean advances(Map<String, AttributeValue> stored, Ruling.Proceed ruling) {
		String guarding = this.guard.key();
		AttributeValue next = (guarding != null) ? ruling.next().get(guarding) : null;
		return next != null && !next.equals(stored.get(guarding));
	}

	private ChangeOutcome<?> send(AskedChange asked, ChangeRuling ruling) {
		return carryOut(this.preparation.prepare(asked.key(), asked.change(), asked.call(), ruling, asked.current()),
				asked.terms(), ruling.seeing());
	}

	private <C> ChangeOutcome<C> carryOut(PreparedWrite<C> write, ChangeTerms terms, boolean seeing) {
		return this.pipeline.carryOut(new PreparedChange<>(write, terms.answer(), terms.images(), seeing));
	}

	private @Nullable AttributeValue expected(AskedChange asked) {
		Object expected = asked.call().expected();
		return (expected != null) ? this.context.converter().toAttribute(expected) : null;
	}

}
