package io.daplug.template.batching;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.daplug.event.Operation;
import io.daplug.guard.WriteGuard;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.Source;
import io.daplug.template.model.UpsertOptions;
import io.daplug.template.model.WriteAnswerException;
import io.daplug.template.shaping.ShapedItem;
import io.daplug.template.write.ItemWriter;
import io.daplug.template.write.PreparedWrite;
import io.daplug.template.write.UpsertWriter;
import io.daplug.template.write.WriteFactory;
import io.daplug.template.write.WritePipeline;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Prepares the entries of one batch.
 */
final class BatchEntryFactory {

	private final TableContext context;

	private final ItemWriter singles;

	private final UpsertWriter upserts;

	private final WriteFactory factory;

	private final WritePipeline pipeline;

	private final BatchOptions options;

	private final EntryAnswers answers;

	/**
	 * Creates a factory.
	 * @param writers what writes single entries
	 * @param options the options of the batch
	 * @param answers what the caller gets of the entries
	 */
	BatchEntryFactory(BatchWriters writers, BatchOptions options, EntryAnswers answers) {
		this.context = writers.context();
		this.singles = writers.singles();
		this.upserts = writers.upserts();
		this.factory = this.singles.factory();
		this.pipeline = this.singles.pipeline();
		this.options = options;
		this.answers = answers;
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
			WriteCall<?> call = call(Operation.BATCH_INSERT, types, item);
			ShapedItem shaped = this.factory.shape(item, call);
			PreparedWrite<?> write = this.factory.insert(shaped, call);
			return entry(item, write, shaped, this.answers.ofWritten(item, type));
		};
	}

	<T> Function<T, BatchEntry<T>> overwrites(EntryTypes<T> types) {
		WriteGuard guard = this.context.guard();
		return (item) -> {
			ItemType<T> type = types.answer().apply(item);
			WriteCall<?> call = call(Operation.BATCH_OVERWRITE, types, item);
			ShapedItem shaped = this.factory.shape(item, call);
			Function<ShapedItem, Supplier<T>> answer = this.answers.ofWritten(item, type);
			if (!isGuarded() && this.factory.movesClaims()) {
				BatchEntry<T> entry = entry(item, this.factory.overwriteUnheeded(shaped, call), shaped, answer);
				return alone(entry, () -> this.singles.overwriteUnheeded(shaped, call, answer));
			}
			if (!isGuarded()) {
				return entry(item, this.factory.overwriteUnheeded(shaped, call), shaped, answer);
			}
			BatchEntry<T> entry = entry(item, this.factory.overwriteUnread(shaped, call), shaped, answer);
			return (guard.readsBeforeOverwrite() || this.factory.movesClaims())
					? alone(entry, () -> this.singles.overwrite(shaped, call, answer)) : entry;
		};
	}

	<T> Function<T, BatchEntry<T>> upserts(EntryTypes<T> types) {
		UpsertOptions how = UpsertOptions
			.of((upsert) -> upsert.setIfAbsent(this.options.setIfAbsent().toArray(String[]::new))
				.images(this.options.images()));
		return (item) -> {
			ItemType<T> type = types.answer().apply(item);
			UpsertWriter.Upsert upsert = this.upserts.shaped(item, call(Operation.BATCH_UPSERT, types, item), how);
			PreparedWrite<?> unread = checked(this.upserts.unread(upsert));
			Supplier<T> given = () -> item;
			return new BatchEntry<>(item, key(unread), unread, () -> {
				if (!this.answers.asGiven(item)) {
					return this.upserts.write(upsert, unread, this.answers.ofAnswered(item, type));
				}
				this.upserts.write(upsert, unread);
				return given;
			}, given);
		};
	}

	private WriteCall<?> callOf(Operation operation, ItemType<?> type) {
		return WriteCall.of(operation, this.context.changeType(type), this.options);
	}

	private <T> WriteCall<?> call(Operation operation, EntryTypes<T> types, T item) {
		return callOf(operation, types.change().apply(item));
	}

	Function<ItemKey, BatchEntry<ItemKey>> deletes() {
		WriteCall<?> call = callOf(Operation.BATCH_DELETE, ItemType.MAP);
		boolean guarded = isGuarded();
		return (key) -> {
			Map<String, AttributeValue> attributes = this.context.keys().attributes(key);
			PreparedWrite<?> write = checked(this.factory.deleteUnread(attributes, call));
			Supplier<ItemKey> given = () -> key;
			return new BatchEntry<>(key, key(write), write, () -> deleted(() -> {
				if (guarded) {
					this.singles.delete(key, call, Function.identity());
				}
				else if (this.factory.movesClaims()) {
					this.singles.deleteUnheeded(attributes, call);
				}
				else {
					this.singles.carryOut(write);
				}
			}, given), given);
		};
	}

	/** Nobody asks what an item was that is deleted, so it need not be readable. */
	private static <T> T deleted(Runnable delete, T answer) {
		try {
			delete.run();
		}
		catch (WriteAnswerException ex) {
			if (!ex.carriedOut()) {
				throw ex;
			}
		}
		return answer;
	}

	/** Whether somebody hears of what is deleted, and is to hear whether it was there. */
	boolean announcesDeletes() {
		return this.pipeline.announces(callOf(Operation.BATCH_DELETE, ItemType.MAP));
	}

	private <T> BatchEntry<T> entry(T given, PreparedWrite<?> write, ShapedItem shaped,
			Function<ShapedItem, Supplier<T>> answer) {
		checked(write);
		Supplier<T> answered = answer.apply(shaped.writtenAs(write.attributes()));
		return new BatchEntry<>(given, key(write), write, () -> {
			this.pipeline.carryOut(write);
			return answered;
		}, answered);
	}

	private static <T> BatchEntry<T> alone(BatchEntry<T> entry, Supplier<Supplier<T>> alone) {
		return new BatchEntry<>(entry.given(), entry.key(), entry.write(), alone, entry.answer());
	}

	private ItemKey key(PreparedWrite<?> write) {
		return this.context.keys().of(write.action().stored());
	}

	private PreparedWrite<?> checked(PreparedWrite<?> write) {
		this.pipeline.check(write);
		return write;
	}

}
