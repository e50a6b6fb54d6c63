package io.daplug.template.clear;

import java.time.Duration;

import io.daplug.capacity.ScanRule;
import io.daplug.event.Operation;
import io.daplug.expression.Condition;
import io.daplug.guard.ItemVisibility;
import io.daplug.item.ItemType;
import io.daplug.task.Deadline;
import io.daplug.template.batch.ClearResult;
import io.daplug.template.batching.BatchWriter;
import io.daplug.template.context.OtherTypes;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.ClearOptions;
import io.daplug.template.model.DeleteOptions;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.Shaping;
import io.daplug.template.read.ItemReader;
import io.daplug.template.read.SelectedKeys;
import io.daplug.template.write.ItemWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Clears the items of one table.
 */
public final class ItemClearer {

	/** A clear takes as long as it takes. */
	private static final Duration NO_END = Duration.ofDays(365);

	private final TableContext context;

	private final ItemReader reader;

	private final ItemWriter singles;

	private final BatchWriter batches;

	/** Whether an item of another type may have the same key. */
	private final boolean others;

	public ItemClearer(TableContext context, ItemReader reader, ItemWriter singles, BatchWriter batches) {
		this.context = context;
		this.reader = reader;
		this.singles = singles;
		this.batches = batches;
		this.others = new OtherTypes(context.table()).hidden() != ItemVisibility.ALL;
	}

	/** Removes what the options select. */
	public ClearResult clear(ClearOptions options, ItemType<?> type) {
		Assert.notNull(options, "'options' must not be null");
		if (options.selection() instanceof ScanOptions && this.context.table().reads().scan() == ScanRule.REFUSE) {
			throw new InvalidQueryException(
					"Table '%s' must not be scanned, as its 'reads.scan' says; clear it by a hash key of the table or of an index"
						.formatted(this.context.table().name()));
		}
		SelectedKeys keys = this.reader.keys(options.selection());
		Condition condition = both(keys.changing(), options.condition());
		this.singles.checkConditions(call(options.deletes(options.condition()), type));
		this.context.writeSchema(options);
		boolean guarded = options.guarded() && (this.context.guard().key() != null || this.context.versions() != null);
		WriteCall<?> call = call(options.deletes(condition), type);
		Deadline deadline = new Deadline(NO_END);
		KeyRemoval removal = (condition == null && !guarded && !this.others && !this.singles.deletesAlone(call))
				? new RemovalTogether(this.context, this.batches, options, deadline)
				: new RemovalAlone(this.context, this.singles, call, options.guarded(), deadline);
		return new Clearing(this.context, options, removal, deadline).clear(keys);
	}

	private static <C> WriteCall<C> call(DeleteOptions delete, ItemType<C> type) {
		return new WriteCall<>(Operation.BATCH_DELETE, type, delete, delete, Shaping.DEFAULTS);
	}

	private static @Nullable Condition both(@Nullable Condition one, @Nullable Condition other) {
		return (one != null && other != null) ? one.and(other) : (one != null) ? one : other;
	}

}
