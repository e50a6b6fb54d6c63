package io.daplug.template.write;

import java.util.Map;
import java.util.function.Supplier;

import io.daplug.item.ItemKey;
import io.daplug.table.gate.WriteGate;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.TurnRegistry;
import io.daplug.template.context.WriteCall;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An entry of a transaction, checked as far as that is possible without the stored item.
 */
public final class PlannedEntry {

	/**
	 * What the entries of one table are sent, announced and refused with.
	 */
	record Table(TableContext context, Announcer announcer, WriteRefusalFactory refusals,
			RequestConditionFactory conditions) {

		static Table of(TableContext context) {
			return new Table(context, new Announcer(context), new WriteRefusalFactory(context),
					new RequestConditionFactory(context));
		}

	}

	/**
	 * What becomes of an entry when the stored item was looked at.
	 */
	public sealed interface State {

		/**
		 * It goes out.
		 *
		 * @param write the write
		 */
		record Ready(TransactedWrite write) implements State {

		}

		/**
		 * It is left out: what is stored is newer.
		 *
		 * @param kept the stored item, as it is shown
		 */
		record Kept(Map<String, AttributeValue> kept) implements State {

		}

		/**
		 * It cannot be carried out.
		 *
		 * @param refusal why
		 */
		record Refused(RuntimeException refusal) implements State {

		}

	}

	private final Table table;

	private final WriteCall<?> call;

	private final String operation;

	private final Map<String, AttributeValue> stored;

	private final Supplier<State> state;

	/**
	 * Creates an entry.
	 * @param table what its table does for it
	 * @param call the call that it is part of
	 * @param operation what it does, for messages
	 * @param stored the item, or its key, as it is stored
	 * @param state looks at the stored item, if it has to, and makes the write
	 */
	PlannedEntry(Table table, WriteCall<?> call, String operation, Map<String, AttributeValue> stored,
			Supplier<State> state) {
		this.table = table;
		this.call = call;
		this.operation = operation;
		this.stored = stored;
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
		Map<String, AttributeValue> key = context().keys().only(this.stored);
		return context().keys().shown(context().prefixer(this.call.options()).strip(key));
	}

	/** The item, or its key, as it is stored: a prefix can make two keys of one. */
	public Map<String, AttributeValue> stored() {
		return this.stored;
	}

	/** The key as it is stored. */
	ItemKey storedKey() {
		return context().keys().of(this.stored);
	}

	/** The turns of its table; null if nobody hears, at this moment, of its change. */
	public @Nullable TurnRegistry turns() {
		return this.table.announcer().announces(this.call) ? context().announcing().turns() : null;
	}

	/** Looks at the stored item, if it has to: one consistent GetItem. */
	public State look() {
		return this.state.get();
	}

	/** Asks for the entry to be let through. */
	public WriteGate.Pass enter() {
		return context().enter(this.call);
	}

}
