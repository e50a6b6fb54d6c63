package io.daplug.template.write;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.daplug.item.ItemKey;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.TurnRegistry;
import io.daplug.template.context.WriteCall;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An entry of a transaction, checked as far as that is possible without the stored item.
 */
public final class PlannedEntry {

	private final EntryTable table;

	private final WriteCall<?> call;

	private final String operation;

	private final Map<String, AttributeValue> key;

	private final Supplier<EntryState> state;

	/**
	 * Creates an entry.
	 * @param table what its table does for it
	 * @param call the call that it is part of
	 * @param operation what it does, for messages
	 * @param item the item, or its key, without prefixes
	 * @param state looks at the stored item, if it has to, and makes the write
	 */
	PlannedEntry(EntryTable table, WriteCall<?> call, String operation, Map<String, AttributeValue> item,
			Supplier<EntryState> state) {
		this.table = table;
		this.call = call;
		this.operation = operation;
		this.key = table.context().keys().only(item);
		this.state = state;
	}

	/** What it does, for messages. */
	public String operation() {
		return this.operation;
	}

	/** What the parts of its table's template work with. */
	public TableContext context() {
		return this.table.context();
	}

	/** The key, prefixes removed. */
	public ItemKey key() {
		return context().keys().of(this.key);
	}

	/** The key as it is stored: a prefix can make two of one. */
	public ItemKey storedKey() {
		Map<String, AttributeValue> stored = new LinkedHashMap<>(this.key);
		context().prefixer(this.call.options()).addTo(stored);
		return context().keys().of(stored);
	}

	/** The turns of its table; null if nobody hears, at this moment, of its change. */
	public @Nullable TurnRegistry turns() {
		return this.table.announcer().announces(this.call) ? context().announcing().turns() : null;
	}

	/** Looks at the stored item, if it has to: one consistent GetItem. */
	public EntryState look() {
		return this.state.get();
	}

}
