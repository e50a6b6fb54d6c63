package io.daplug.template.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import io.daplug.expression.AttributePath;
import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import io.daplug.guard.ChangeRuling;
import io.daplug.guard.Demand;
import io.daplug.guard.Ruling;
import io.daplug.guard.WriteGuard;
import io.daplug.schema.ItemSchema;
import io.daplug.table.TableDefinition;
import io.daplug.task.Deadline;
import io.daplug.template.change.ShapedChange;
import io.daplug.template.claim.WriteAttempts;
import io.daplug.template.context.CallCheck;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.ChangeAnswer;
import io.daplug.template.model.UpsertOptions;
import io.daplug.template.read.ItemReader;
import io.daplug.template.shaping.ItemShaper;
import io.daplug.template.shaping.ShapedItem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * Writes whole records by UpdateItem: the attributes that the record has are set, others
 * that are stored stay.
 */
public final class UpsertWriter {

	private final TableContext context;

	private final WriteGuard guard;

	private final ItemReader reader;

	private final CallCheck check;

	private final ItemShaper shaper;

	private final ChangePreparation preparation;

	private final WritePipeline pipeline;

	private final WriteRefusalFactory refusals;

	private final AnswerFailureFactory answers;

	/** What the table itself gives to items that lack it. */
	private final Set<String> supplied;

	private final WriteAttempts attempts;

	public UpsertWriter(TableContext context, ItemReader reader) {
		this(context, reader, () -> new Deadline(WriteAttempts.CONTENTION));
	}

	private UpsertWriter(TableContext context, ItemReader reader, Supplier<Deadline> contention) {
		this.context = context;
		this.guard = context.guard();
		this.reader = reader;
		this.check = new CallCheck(context, reader.names());
		this.shaper = new ItemShaper(context);
		this.preparation = new ChangePreparation(context);
		this.pipeline = new WritePipeline(context, contention);
		this.refusals = new WriteRefusalFactory(context);
		this.answers = new AnswerFailureFactory(context);
		this.supplied = supplied(context.table());
		this.attempts = new WriteAttempts(contention);
	}

	/** The same for requests that have to end by a deadline. */
	public UpsertWriter within(Deadline deadline) {
		TableContext bounded = this.context.within(deadline::requestNanos);
		return new UpsertWriter(bounded, new ItemReader(bounded, bounded.keys()),
				() -> deadline.within(WriteAttempts.CONTENTION));
	}

	private static Set<String> supplied(TableDefinition table) {
		Set<String> supplied = new HashSet<>(table.generated().keySet());
		if (table.idempotence() != null) {
			supplied.add(table.idempotence().key());
		}
		if (table.timestamps() != null) {
			supplied.addAll(table.timestamps().attributes());
		}
		if (table.timeToLive() != null) {
			supplied.add(table.timeToLive().attribute());
		}
		return supplied;
	}

	/**
	 * Writes a record.
	 * @param answer makes what the caller gets of the item as it is stored
	 */
	public <T> T upsert(Object item, WriteCall<?> call, UpsertOptions options,
			Function<Map<String, AttributeValue>, T> answer) {
		return answered(carryOut(shaped(item, call, options)), answer);
	}

	private <T> T answered(ChangedItem changed, Function<Map<String, AttributeValue>, T> answer) {
		Map<String, AttributeValue> after = changed.after();
		Assert.state(after != null, "An upsert tells what is stored");
		return this.answers.changed(after, changed.carriedOut(), answer);
	}

	/**
	 * A record that is to be written.
	 *
	 * @param item its attributes
	 * @param change the steps that set them
	 * @param call the call
	 * @param options its options
	 * @param answer what the caller gets
	 */
	public record Upsert(Map<String, AttributeValue> item, ShapedChange change, WriteCall<?> call,
			UpsertOptions options, ChangeAnswer answer) {

		/** The same for a caller who looks at no answer. */
		public Upsert unanswered() {
			return new Upsert(this.item, this.change, this.call, this.options, ChangeAnswer.NOTHING);
		}

	}

	/** A record in its shape, checked. */
	public Upsert shaped(Object item, WriteCall<?> call, UpsertOptions options) {
		this.check.checkConditions(call);
		ShapedItem shaped = this.shaper.whole(item, call);
		return new Upsert(shaped.attributes(), change(shaped, call, options), call, options, ChangeAnswer.NEW);
	}

	/** The write of a record, as it goes out if nobody looks at the stored item first. */
	public PreparedWrite<?> unread(Upsert upsert) {
		return prepared(upsert, unreadRuling(upsert), null);
	}

	/**
	 * Writes a record.
	 * @param unread its write, as it goes out if nobody looks at the stored item first
	 * @param answer makes what the caller gets of the item as it is stored
	 */
	public <T> T write(Upsert upsert, PreparedWrite<?> unread, Function<Map<String, AttributeValue>, T> answer) {
		return answered(carryOut(upsert, unread), answer);
	}

	/** Writes a record for a caller who looks at no answer. */
	public void write(Upsert upsert, PreparedWrite<?> unread) {
		carryOut(upsert.unanswered(), unread);
	}

	private ChangedItem carryOut(Upsert upsert, PreparedWrite<?> unread) {
		boolean looked = this.guard.readsBeforeOverwrite()
				|| this.preparation.movesClaims(upsert.change(), Demand.Presence.EITHER);
		return looked ? carryOut(upsert) : sent(upsert, unread);
	}

	private ChangedItem carryOut(Upsert upsert) {
		return this.preparation.movesClaims(upsert.change(), Demand.Presence.EITHER)
				? this.attempts.of(() -> claimed(upsert)) : changed(upsert);
	}

	/** The steps that set what the record has. */
	ShapedChange change(ShapedItem item, WriteCall<?> call, UpsertOptions options) {
		Set<String> ifAbsent = new LinkedHashSet<>(options.setIfAbsent());
		ifAbsent.addAll(added(item, call));
		String guarding = this.guard.key();
		List<UpdateStep> steps = new ArrayList<>(item.attributes().size());
		item.attributes().forEach((name, value) -> {
			if (!this.context.table().isKey(name) && !this.context.keys().computed().contains(name)
					&& !(name.equals(guarding) && this.guard.generates())) {
				boolean set = name.equals(guarding) || !ifAbsent.contains(name);
				steps.add(new UpdateStep(AttributePath.of(name),
						set ? UpdateStep.Kind.SET : UpdateStep.Kind.SET_IF_ABSENT, value));
			}
		});
		if (this.context.converter().isTyped(item.given())) {
			this.context.keys()
				.computed()
				.lackedParts(item.attributes())
				.stream()
				.filter((name) -> !this.supplied.contains(name) && !ifAbsent.contains(name))
				.forEach((name) -> steps.add(new UpdateStep(AttributePath.of(name), UpdateStep.Kind.REMOVE, null)));
		}
		return new ShapedChange(UpdateExpression.of(steps), (guarding != null) ? item.attributes().get(guarding) : null,
				this.context.keys().computed().partsOf(item.attributes()));
	}

	/** What is added to the record does not replace what is stored. */
	private Set<String> added(ShapedItem item, WriteCall<?> call) {
		ItemSchema schema = this.context.writeSchema(call.options());
		TableDefinition table = this.context.table();
		if ((schema == null || !schema.hasDefaults()) && table.timeToLive() == null && table.generated().isEmpty()) {
			return Set.of();
		}
		Set<String> added = new LinkedHashSet<>(item.attributes().keySet());
		added.removeAll(call.shaping().additions().keySet());
		added.removeAll(item.customized());
		this.context.converter()
			.toAttributes(item.given(), this.context.converter().isTyped(item.given()))
			.forEach((name, value) -> {
				boolean made = table.generated().containsKey(name) && Boolean.TRUE.equals(value.nul());
				if (!made) {
					added.remove(name);
				}
			});
		return added;
	}

	private ChangedItem changed(Upsert upsert) {
		if (!this.guard.readsBeforeOverwrite()) {
			return carryOut(upsert, unreadRuling(upsert), null);
		}
		return changed(upsert, current(upsert), null);
	}

	/** Writes a record over an item that is looked at, as it moves claims. */
	private ChangedItem claimed(Upsert upsert) {
		Map<String, AttributeValue> stored = current(upsert);
		Map<String, AttributeValue> claiming = (stored != null) ? stored : Map.of();
		if (!this.guard.readsBeforeOverwrite()) {
			return carryOut(upsert, unreadRuling(upsert), claiming);
		}
		return changed(upsert, stored, claiming);
	}

	private @Nullable Map<String, AttributeValue> current(Upsert upsert) {
		return this.reader.current(this.context.keys().only(upsert.item()),
				this.context.prefixer(upsert.call().options()));
	}

	private ChangedItem changed(Upsert upsert, @Nullable Map<String, AttributeValue> current,
			@Nullable Map<String, AttributeValue> claiming) {
		AttributeValue expected = expected(upsert.call());
		if (current == null) {
			return carryOut(upsert, this.guard.overwriteOfNone(upsert.item(), expected), claiming);
		}
		return this.guard.overwriteOf(current, upsert.item(), expected)
			.decide((ruling) -> carryOut(upsert, ruling, claiming), () -> ChangedItem.kept(current), (reason) -> {
				throw this.refusals.stale(current, reason);
			});
	}

	private ChangedItem carryOut(Upsert upsert, Ruling.Proceed ruling, @Nullable Map<String, AttributeValue> claiming) {
		return sent(upsert, prepared(upsert, ruling, claiming));
	}

	private Ruling.Proceed unreadRuling(Upsert upsert) {
		return this.guard.overwriteUnread(upsert.item(), expected(upsert.call()));
	}

	private PreparedWrite<?> prepared(Upsert upsert, Ruling.Proceed ruling,
			@Nullable Map<String, AttributeValue> claiming) {
		return this.preparation.prepare(this.context.keys().only(upsert.item()), upsert.change(), upsert.call(),
				ChangeRuling.of(ruling, false), claiming);
	}

	private ChangedItem sent(Upsert upsert, PreparedWrite<?> write) {
		return ChangedItem.of((ChangeOutcome.Made<?>) this.pipeline
			.carryOut(new PreparedChange<>(write, upsert.answer(), upsert.options().images(), false)));
	}

	private @Nullable AttributeValue expected(WriteCall<?> call) {
		Object expected = call.expected();
		return (expected != null) ? this.context.converter().toAttribute(expected) : null;
	}

}
