package io.daplug.template.write;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.read.ItemReader;
import io.daplug.template.shaping.Merge;
import io.daplug.template.shaping.ShapedItem;
import io.daplug.template.write.PlannedEntry.State;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DataAccessException;
import org.springframework.util.Assert;

/**
 * Makes the entries that one table has in transactions. Each is shaped, guarded and
 * checked as the single write of its name.
 */
public final class TransactionEntryFactory {

	private final TableContext context;

	private final ItemReader reader;

	private final ItemWriter singles;

	private final WriteFactory factory;

	private final PlannedEntry.Table table;

	private final ChangeEntryFactory changes;

	/**
	 * Reads the stored item.
	 */
	private interface Look {

		@Nullable Map<String, AttributeValue> at(Map<String, AttributeValue> key, KeyPrefixer prefixer);

	}

	public TransactionEntryFactory(TableContext context, ItemReader reader, ItemWriter singles) {
		this.context = context;
		this.reader = reader;
		this.singles = singles;
		this.factory = singles.factory();
		this.table = PlannedEntry.Table.of(context);
		this.changes = new ChangeEntryFactory(this.table, reader);
	}

	public PlannedEntry insert(Object item, WriteCall<?> call) {
		this.singles.checkNames(call);
		ShapedItem shaped = this.factory.shape(item, call);
		return planned("insert", call, this.factory.insert(shaped, call), TransactedWrite.Form.WRITE);
	}

	public PlannedEntry overwrite(Object item, WriteCall<?> call) {
		this.singles.checkConditions(call);
		ShapedItem shaped = this.factory.shape(item, call);
		boolean reads = this.context.guard().readsBeforeOverwrite();
		if (!reads && this.factory.movesClaims()) {
			return looking("overwrite", call, shaped.attributes(),
					(current) -> ready(
							this.factory.overwriteClaimed((current != null) ? current : Map.of(), shaped, call),
							TransactedWrite.Form.LOOKED));
		}
		if (!reads) {
			return planned("overwrite", call, this.factory.overwriteUnread(shaped, call), TransactedWrite.Form.WRITE);
		}
		return looking("overwrite", call, shaped.attributes(), (current) -> {
			if (current == null) {
				return ready(this.factory.overwriteOfNone(shaped, call), TransactedWrite.Form.WRITE);
			}
			return this.factory.overwriteRuling(current, shaped, call)
				.decide((ruling) -> ready(this.factory.overwriteOf(current, shaped, call, ruling),
						TransactedWrite.Form.WRITE), () -> kept(current, call), (reason) -> stale(current, reason));
		});
	}

	public PlannedEntry update(ItemKey key, Object patch, WriteCall<?> call, UpdateOptions options) {
		Assert.state(options.staleRetries() == 0,
				"'retryStale' must not be set in a transaction: all entries are tried again, or none");
		Map<String, AttributeValue> attributes = this.context.keys().attributes(key);
		Map<String, AttributeValue> changes = this.singles.changes(patch, call, options);
		return looking("update", call, attributes, (current) -> {
			if (current == null) {
				return new State.Refused(this.table.refusals().notFound(key, null));
			}
			Merge merged = this.factory.merge(current, changes, options.merge(), call);
			return this.factory.updateRuling(merged, call)
				.decide((ruling) -> ready(this.factory.updateOf(merged, call, ruling), TransactedWrite.Form.WRITE),
						() -> kept(current, call), (reason) -> stale(current, reason));
		});
	}

	/**
	 * Somebody who hears of a delete wants to know whether there was an item, and which:
	 * the transaction does not tell.
	 */
	public PlannedEntry delete(ItemKey key, WriteCall<?> call) {
		Map<String, AttributeValue> attributes = this.context.keys().attributes(key);
		this.singles.checkConditions(call);
		boolean guarded = this.context.guard().readsBeforeDelete() && call.expected() == null;
		boolean claims = this.factory.movesClaims();
		if (!guarded && !claims && !this.table.announcer().announces(call)) {
			return planned("delete", call, this.factory.deleteUnread(attributes, call), TransactedWrite.Form.WRITE);
		}
		return looking("delete", call, attributes, this.reader::removable, (current) -> {
			if (claims && !guarded) {
				return ready(this.factory.deleteClaimed(attributes, (current != null) ? current : Map.of(), call),
						TransactedWrite.Form.LOOKED);
			}
			if (call.expected() != null) {
				return ready((current != null) ? this.factory.deleteExpected(current, call)
						: this.factory.deleteUnread(attributes, call), TransactedWrite.Form.WRITE);
			}
			if (current == null) {
				return ready(this.factory.deleteOfNone(attributes, call), TransactedWrite.Form.LOOKED);
			}
			return guarded ? ready(this.factory.deleteOf(current, call), TransactedWrite.Form.WRITE)
					: ready(this.factory.deleteOfStored(current, call), TransactedWrite.Form.LOOKED);
		});
	}

	/** What makes the entries that change parts of items. */
	public ChangeEntryFactory changes() {
		return this.changes;
	}

	public PlannedEntry check(ItemKey key, WriteCall<?> call) {
		Map<String, AttributeValue> attributes = this.context.keys().attributes(key);
		this.singles.checkDemands(call);
		return planned("check", call, this.factory.deleteUnread(attributes, call), TransactedWrite.Form.CHECK);
	}

	private PlannedEntry planned(String operation, WriteCall<?> call, PreparedWrite<?> write,
			TransactedWrite.Form form) {
		State state = ready(write, form);
		return new PlannedEntry(this.table, call, operation, write.action().stored(), () -> state);
	}

	private PlannedEntry looking(String operation, WriteCall<?> call, Map<String, AttributeValue> item,
			Function<@Nullable Map<String, AttributeValue>, State> state) {
		return looking(operation, call, item, this.reader::current, state);
	}

	private PlannedEntry looking(String operation, WriteCall<?> call, Map<String, AttributeValue> item, Look look,
			Function<@Nullable Map<String, AttributeValue>, State> state) {
		Map<String, AttributeValue> key = this.context.keys().only(item);
		KeyPrefixer prefixer = this.context.prefixer(call.options());
		Map<String, AttributeValue> stored = new LinkedHashMap<>(key);
		prefixer.addTo(stored);
		return new PlannedEntry(this.table, call, operation, stored, () -> {
			Map<String, AttributeValue> current = look.at(key, prefixer);
			try {
				return state.apply(current);
			}
			catch (DataAccessException ex) {
				return new State.Refused(ex);
			}
		});
	}

	private State ready(PreparedWrite<?> write, TransactedWrite.Form form) {
		return new State.Ready(new TransactedWrite(this.table, write, form));
	}

	private State kept(Map<String, AttributeValue> current, WriteCall<?> call) {
		return new State.Kept(this.context.unanswered(call.options()).of(current));
	}

	private State stale(Map<String, AttributeValue> current, String reason) {
		return new State.Refused(this.table.refusals().stale(current, reason));
	}

}
