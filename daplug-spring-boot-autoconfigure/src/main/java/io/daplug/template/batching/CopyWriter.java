package io.daplug.template.batching;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.daplug.event.Operation;
import io.daplug.guard.CopySequence;
import io.daplug.guard.Tombstones;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.DuplicateKeys;
import io.daplug.template.context.StoredRules;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.copy.Copy;
import io.daplug.template.copy.CopyOperations;
import io.daplug.template.copy.StoredCopy;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.WriteOptions;
import io.daplug.template.shaping.ShapedItem;
import io.daplug.template.write.ItemWriter;
import io.daplug.template.write.PreparedWrite;
import io.daplug.template.write.WriteRefusalFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * Writes copies by conditional requests, several at once.
 */
public final class CopyWriter implements CopyOperations {

	private final TableContext context;

	private final ItemWriter singles;

	private final Tombstones tombstones;

	public CopyWriter(TableContext context, ItemWriter singles) {
		this.context = context;
		this.singles = singles;
		this.tombstones = StoredRules.tombstones(context.table());
	}

	@Override
	public BatchResult<Copy> write(Collection<Copy> copies, Consumer<BatchOptions.Builder> customizer) {
		Assert.state(this.context.table().guardedCopies(),
				() -> "Table '%s' does not hide tombstones, so no copies can be written to it: declare it with 'guarded-copies'"
					.formatted(this.context.table().name()));
		BatchOptions options = BatchOptions.of(customizer);
		// A schema that does not exist is wrong with the call, not with its first entry.
		this.context.writeSchema(options);
		this.context.checkAnnouncement(options);
		BatchDeadline deadline = BatchDeadline.ofCollection(options);
		ItemWriter writer = this.singles.within(deadline.whole());
		BatchWay<Copy> way = new BatchWay<>((copy) -> entry(copy, writer, options),
				new AloneSender<>(deadline, new BatchPace(options.pacing().unitsPerSecond())), deadline,
				new WriteRefusalFactory(this.context));
		return new ListedBatch<>(way, options, DuplicateKeys.IN_ORDER, copies.size()).writeUsable(copies,
				this.context.executors());
	}

	private BatchEntry<Copy> entry(Copy copy, ItemWriter writer, BatchOptions options) {
		WriteCall<?> call = call(copy, options);
		Object item = copy.item();
		ItemWriter.Copying preparation = (item != null) ? put(writer.factory().shape(item, call), copy, call, writer)
				: removal(Objects.requireNonNull(copy.key()), copy, call, writer);
		PreparedWrite<?> write = preparation.write(null);
		writer.pipeline().check(write);
		return new BatchEntry<>(copy, this.context.keys().of(write.action().stored()), write, () -> {
			try {
				writer.copy(preparation, call);
			}
			catch (ConditionNotMetException ex) {
				if (!copy.mayBeOlder()) {
					throw ex;
				}
				// What is stored is as new, or newer.
			}
			return () -> copy;
		}, () -> copy);
	}

	/** A batch has no conditions, so each copy is a call of its own. */
	private WriteCall<?> call(Copy copy, BatchOptions options) {
		Object item = copy.item();
		ItemType<?> type = this.context.changeType((item != null) ? ItemType.ofItem(item) : ItemType.MAP);
		WriteOptions condition = WriteOptions.of((write) -> write.condition(copy.condition()));
		return new WriteCall<>((item != null) ? Operation.BATCH_OVERWRITE : Operation.BATCH_DELETE, type, options,
				condition, options.shaping());
	}

	private ItemWriter.Copying put(ShapedItem item, Copy copy, WriteCall<?> call, ItemWriter writer) {
		CopySequence sequence = copy.sequence();
		return new ItemWriter.Copying(this.context.keys().only(item.attributes()),
				(current) -> writer.factory().copy(item, sequence, call, current));
	}

	private ItemWriter.Copying removal(ItemKey key, Copy copy, WriteCall<?> call, ItemWriter writer) {
		Map<String, AttributeValue> attributes = this.context.keys().attributes(key);
		KeyPrefixer prefixer = this.context.prefixer(call.options());
		Map<String, AttributeValue> stored = new LinkedHashMap<>(attributes);
		prefixer.addTo(stored);
		Map<String, AttributeValue> tombstone = this.tombstones.of(stored, copy.sequence(),
				this.context.announcing().clock().instant().plus(Objects.requireNonNull(copy.retention())));
		return new ItemWriter.Copying(attributes,
				(current) -> writer.factory().tombstone(attributes, tombstone, call, current));
	}

	@Override
	public StoredCopy stored(ItemKey key) {
		KeyPrefixer prefixer = this.context.prefixer();
		Map<String, AttributeValue> stored = this.context.stored(this.context.keys().stored(key, prefixer));
		AttributeValue sequence = stored.get(Tombstones.SEQUENCE);
		@Nullable Map<String, AttributeValue> visible = stored.isEmpty() ? null : this.context.visibility().visible(stored);
		return new StoredCopy((visible != null) ? this.context.plain(prefixer).of(visible) : null,
				(sequence != null && sequence.s() != null) ? new CopySequence(sequence.s()) : null);
	}

}
