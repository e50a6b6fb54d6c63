package io.daplug.template.write;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.daplug.event.Operation;
import io.daplug.guard.WriteGuard;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.template.context.AnswerCut;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.Source;
import io.daplug.template.shaping.ShapedItem;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Prepares the entries of one batch.
 */
final class BatchEntryFactory {

	private final TableContext context;

	private final ItemWriter singles;

	private final WriteFactory factory;

	private final WritePipeline pipeline;

	private final BatchOptions options;

	BatchEntryFactory(TableContext context, ItemWriter singles, BatchOptions options) {
		this.context = context;
		this.singles = singles;
		this.factory = singles.factory();
		this.pipeline = singles.pipeline();
		this.options = options;
	}

	/** Whether each entry goes out in a request of its own. */
	boolean isAlone() {
		return isGuarded() || isVersioned() || this.factory.movesClaims();
	}

	/** A request for many items has no conditions: it would replace later versions. */
	private boolean isVersioned() {
		return this.context.versions() != null && this.options.guarded()
				&& this.options.shaping().source() != Source.COPY;
	}

	/** Whether each entry is a conditional write, as the table's guard has it. */
	private boolean isGuarded() {
		return this.context.guard().key() != null && this.options.guarded();
	}

	<T> Function<T, BatchEntry<T>> inserts(EntryTypes<T> types) {
		return (item) -> {
			ItemType<T> type = types.answer().apply(item);
			WriteCall<?> call = WriteCall.of(Operation.BATCH_INSERT,
					this.context.changeType(types.change().apply(item)), this.options);
			ShapedItem shaped = this.factory.shape(item, call);
			PreparedWrite<?> write = this.factory.insert(shaped, call);
			return entry(item, write, shaped, answer(item, type));
		};
	}

	<T> Function<T, BatchEntry<T>> overwrites(EntryTypes<T> types) {
		WriteGuard guard = this.context.guard();
		return (item) -> {
			ItemType<T> type = types.answer().apply(item);
			WriteCall<?> call = WriteCall.of(Operation.BATCH_OVERWRITE,
					this.context.changeType(types.change().apply(item)), this.options);
			ShapedItem shaped = this.factory.shape(item, call);
			Function<ShapedItem, Supplier<T>> answer = answer(item, type);
			if (!isGuarded() && this.factory.movesClaims()) {
				BatchEntry<T> entry = entry(item, this.factory.overwriteUnheeded(shaped, call), shaped, answer);
				return new BatchEntry<>(item, entry.write(), () -> this.singles.overwriteUnheeded(shaped, call, answer),
						entry.answer());
			}
			if (!isGuarded()) {
				return entry(item, this.factory.overwriteUnheeded(shaped, call), shaped, answer);
			}
			BatchEntry<T> entry = entry(item, this.factory.overwriteUnread(shaped, call), shaped, answer);
			return (guard.readsBeforeOverwrite() || this.factory.movesClaims()) ? new BatchEntry<>(item, entry.write(),
					() -> this.singles.overwrite(shaped, call, answer), entry.answer()) : entry;
		};
	}

	Function<ItemKey, BatchEntry<ItemKey>> deletes(WriteCall<?> call) {
		boolean guarded = isGuarded();
		return (key) -> {
			Map<String, AttributeValue> attributes = this.context.keys().attributes(key);
			PreparedWrite<?> write = checked(this.factory.deleteUnread(attributes, call));
			return new BatchEntry<>(key, write, () -> {
				if (guarded) {
					this.singles.delete(key, call, Function.identity());
				}
				else if (this.factory.movesClaims()) {
					this.singles.deleteUnheeded(attributes, call);
				}
				else {
					this.singles.carryOut(write);
				}
				return () -> key;
			}, () -> key);
		};
	}

	private <T> BatchEntry<T> entry(T given, PreparedWrite<?> write, ShapedItem shaped,
			Function<ShapedItem, Supplier<T>> answer) {
		checked(write);
		Supplier<T> answered = answer.apply(shaped.writtenAs(write.attributes()));
		return new BatchEntry<>(given, write, () -> {
			this.pipeline.carryOut(write);
			return answered;
		}, answered);
	}

	/**
	 * What the caller gets of an entry. Typed objects are read at once, before the
	 * request, as that may fail. Maps and trees are read when they are looked at: most
	 * callers only count them.
	 */
	private <T> Function<ShapedItem, Supplier<T>> answer(T given, ItemType<T> type) {
		ItemConverter converter = this.context.converter();
		boolean typed = converter.isTyped(given);
		AnswerCut hidden = this.context.unanswered(this.options);
		return (stored) -> {
			ShapedItem written = stored.shown(hidden);
			if (written.asGiven() || (typed && this.options.answersAsGiven())) {
				return () -> given;
			}
			if (!typed) {
				return () -> converter.fromAttributes(written.attributes(), type);
			}
			T read = converter.fromAttributes(written.attributes(), type);
			return () -> read;
		};
	}

	private PreparedWrite<?> checked(PreparedWrite<?> write) {
		this.pipeline.check(write);
		return write;
	}

}
