package io.daplug.template.write;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.daplug.expression.UpdateExpression;
import io.daplug.guard.ChangeRuling;
import io.daplug.guard.Ruling;
import io.daplug.guard.WriteGuard;
import io.daplug.item.ItemKey;
import io.daplug.template.change.ChangeShaper;
import io.daplug.template.change.ChangeTerms;
import io.daplug.template.change.ShapedChange;
import io.daplug.template.context.CallCheck;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.ChangeAnswer;
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

	private final ChangePreparation preparation;

	private final WritePipeline pipeline;

	private final WriteRefusalFactory refusals;

	private final AnswerFailureFactory answers;

	public ChangeWriter(TableContext context, ItemReader reader) {
		this.context = context;
		this.guard = context.guard();
		this.reader = reader;
		this.check = new CallCheck(context, reader.names());
		this.shaper = new ChangeShaper(context);
		this.preparation = new ChangePreparation(context);
		this.pipeline = new WritePipeline(context);
		this.refusals = new WriteRefusalFactory(context);
		this.answers = new AnswerFailureFactory(context);
	}

	/**
	 * Changes a part of an item.
	 * @param answer makes what the caller gets of the item
	 * @return what the caller gets; empty if it asks for nothing, or for an item that was
	 * not there or that nobody knows
	 */
	public <T> Optional<T> change(ItemKey key, UpdateExpression change, WriteCall<?> call, ChangeTerms terms,
			Function<Map<String, AttributeValue>, T> answer) {
		Map<String, AttributeValue> attributes = this.context.keys().attributes(key);
		this.check.checkConditions(call);
		ShapedChange shaped = this.shaper.shape(change, call.options(), call.shaping());
		return answer(attributes, terms, changed(attributes, shaped, call, terms), answer);
	}

	private ChangedItem changed(Map<String, AttributeValue> key, ShapedChange change, WriteCall<?> call,
			ChangeTerms terms) {
		AttributeValue expected = expected(call);
		if (this.guard.readsBeforeChange(change.sent(), expected)) {
			Map<String, AttributeValue> stored = this.reader.current(key, this.context.prefixer(call.options()));
			if (stored != null && this.guard.isThere(stored)) {
				return changed(stored, key, change, call, terms);
			}
		}
		ChangeRuling ruling = this.guard.changeUnread(terms.presence(), change.sent(), expected);
		PreparedWrite<?> write = this.preparation.prepare(key, change, call, ruling);
		ChangeOutcome<?> outcome = carryOut(write, terms, ruling.seeing());
		return (outcome instanceof ChangeOutcome.Unseen<?> unseen) ? changed(unseen.stored(), key, change, call, terms)
				: ChangedItem.of((ChangeOutcome.Made<?>) outcome);
	}

	/** Changes an item that was seen, and looks again as long as others are faster. */
	private ChangedItem changed(Map<String, AttributeValue> seen, Map<String, AttributeValue> key, ShapedChange change,
			WriteCall<?> call, ChangeTerms terms) {
		Map<String, AttributeValue> stored = seen;
		for (int looks = 1;; looks++) {
			AttributeValue expected = expected(call);
			Map<String, AttributeValue> current = stored;
			boolean again = expected == null && looks < MAX_LOOKS;
			Object result = this.guard.changeOf(current, change.sent(), expected)
				.<Object>decide(
						(ruling) -> carryOut(this.preparation.prepare(key, change, call,
								ChangeRuling.of(ruling, advances(current, ruling))), terms, again),
						() -> ChangedItem.kept(current), (reason) -> {
							throw this.refusals.stale(current, reason);
						});
			if (result instanceof ChangeOutcome.Unseen<?> unseen) {
				stored = unseen.stored();
			}
			else {
				return (result instanceof ChangedItem kept) ? kept : ChangedItem.of((ChangeOutcome.Made<?>) result);
			}
		}
	}

	/** Whether the demanded value of the idempotence key is another one afterwards. */
	private boolean advances(Map<String, AttributeValue> stored, Ruling.Proceed ruling) {
		String guarding = this.guard.key();
		AttributeValue next = (guarding != null) ? ruling.next().get(guarding) : null;
		return next != null && !next.equals(stored.get(guarding));
	}

	private <C> ChangeOutcome<C> carryOut(PreparedWrite<C> write, ChangeTerms terms, boolean seeing) {
		return this.pipeline.carryOut(new PreparedChange<>(write, terms.answer(), terms.images(), seeing));
	}

	private <T> Optional<T> answer(Map<String, AttributeValue> key, ChangeTerms terms, ChangedItem changed,
			Function<Map<String, AttributeValue>, T> answer) {
		Map<String, AttributeValue> asked = switch (terms.answer()) {
			case NEW -> changed.after();
			case OLD -> changed.before();
			case NOTHING -> null;
		};
		return (asked != null) ? Optional.of(this.answers.changed(asked, changed.carriedOut(), answer))
				: Optional.empty();
	}

	private @Nullable AttributeValue expected(WriteCall<?> call) {
		Object expected = call.expected();
		return (expected != null) ? this.context.converter().toAttribute(expected) : null;
	}

}
