package io.daplug.template.write;

import java.util.Map;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.dynamodb.WriteConflictException;
import io.daplug.expression.UnfitChangeException;
import io.daplug.guard.Demand;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.item.TypeName;
import io.daplug.table.TableKeys;
import io.daplug.template.change.UnfitItemException;
import io.daplug.template.context.OtherTypes;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.ConditionalOptions;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.UncertainWriteException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Says why a write was refused: by what the table demands, or by the caller's own
 * condition.
 */
public final class WriteRefusalFactory {

	private final TableContext context;

	private final String table;

	private final TableKeys keys;

	private final OtherTypes others;

	public WriteRefusalFactory(TableContext context) {
		this.context = context;
		this.table = context.table().name();
		this.keys = context.keys();
		this.others = new OtherTypes(context.table());
	}

	/** A write that DynamoDB refused. */
	RuntimeException of(PreparedWrite<?> write, ConditionalCheckFailedException unmet) {
		Map<String, AttributeValue> found = unmet.hasItem() ? found(write, unmet.item()) : Map.of();
		Map<String, AttributeValue> stored = this.context.guard().isThere(found) ? found : Map.of();
		ItemKey key = this.keys.shown(write.attributes());
		if (this.others.contain(found) && write.demand().breach() != Demand.Breach.DUPLICATE) {
			return (write.demand().presence() == Demand.Presence.SOME) ? notFound(key, unmet) : other(key, unmet);
		}
		Demand seen = write.action().seen();
		if (seen != null && write.demand().met().test(stored)
				&& !seen.met().test(unmet.hasItem() ? unmet.item() : stored)) {
			return busy(write, unmet);
		}
		ConditionalOptions conditions = write.call().conditions();
		if (conditions != null && conditions.condition() != null && write.demand().met().test(found)) {
			return new ConditionNotMetException(
					"The condition is not true of the item %s of table '%s'".formatted(key, this.table), this.table,
					key, unmet);
		}
		return switch (write.demand().breach()) {
			case DUPLICATE -> new DuplicateItemException(
					"An item with the key %s is stored in table '%s' already".formatted(key, this.table), this.table,
					key, unmet);
			case MISSING -> notFound(key, unmet);
			case STALE, UNSEEN ->
				new StaleItemException("The item %s of table '%s' %s".formatted(key, this.table, reason(write, stored)),
						this.table, key, stored.isEmpty() ? null : item(stored), unmet);
		};
	}

	/** Where there must be no item, it does not matter whether it could be read. */
	private Map<String, AttributeValue> found(PreparedWrite<?> write, Map<String, AttributeValue> stored) {
		return (write.demand().breach() == Demand.Breach.DUPLICATE)
				? write.prefixer().strip(this.context.guard().token().hiddenIn(stored))
				: this.context.known(stored, write.prefixer());
	}

	/** A write that was not carried out as others were faster. */
	WriteConflictException busy(PreparedWrite<?> write, ConditionalCheckFailedException unmet) {
		return new WriteConflictException("%s on table '%s' was refused because others are writing the item; try again"
			.formatted(write.call().text(), this.table), this.table, unmet);
	}

	/** Why a write is stale, as a clause that follows the item. */
	private String reason(PreparedWrite<?> write, Map<String, AttributeValue> stored) {
		if (stored.isEmpty()) {
			return "is gone since it was read";
		}
		String guarding = this.context.guard().key();
		if (write.demand().breach() == Demand.Breach.UNSEEN) {
			return "is stored already, and the %s sends no value of '%s'; send the value that was read, or name it by 'expected'"
				.formatted(write.call().text(), guarding);
		}
		AttributeValue current = (guarding != null) ? stored.get(guarding) : null;
		if (guarding != null && current != null) {
			Object expected = write.call().expected();
			AttributeValue sent = (expected != null) ? this.context.converter().toAttribute(expected)
					: carried(write, guarding);
			if (sent != null && sent.type() != current.type()) {
				String what = (expected != null) ? "expected" : "sent";
				return "is not as expected: "
						+ TypeName.difference("the %s value of '%s'".formatted(what, guarding), sent, current);
			}
		}
		return "is changed since it was read";
	}

	/**
	 * The value by which an item that was not read is compared. A generated one that
	 * takes its place is of the same type.
	 */
	private static @Nullable AttributeValue carried(PreparedWrite<?> write, String guarding) {
		boolean read = write.before().isKnown() || write.demand().presence() == Demand.Presence.NONE;
		return read ? null : write.attributes().get(guarding);
	}

	/** A write of which nobody knows whether it was carried out. */
	public UncertainWriteException uncertain(PreparedWrite<?> write, @Nullable Throwable lastAttempt) {
		ItemKey key = this.keys.shown(write.attributes());
		return new UncertainWriteException(
				"The %s of the item %s of table '%s' may have been carried out: no answer of DynamoDB tells. Read the item with a consistent read, and write again if it does not show the write"
					.formatted(write.call().text(), key, this.table),
				this.table, key, lastAttempt);
	}

	/** A change that the stored item has no place for, as DynamoDB says. */
	UnfitChangeException unfit(PreparedWrite<?> write, DynamoDbAccessException failure) {
		return new UnfitChangeException(
				"The change '%s' does not fit the item %s of table '%s': a map, list, set or number that it needs is missing or of another type"
					.formatted(((UpdateAction) write.action()).change().steps(), this.keys.shown(write.attributes()),
							this.table),
				this.table, this.keys.shown(write.attributes()), failure);
	}

	/** A change that an item that was read has no place for. */
	UnfitChangeException unfit(Map<String, AttributeValue> stored, UnfitItemException unfit) {
		ItemKey key = this.keys.shown(stored);
		return new UnfitChangeException(
				"The change does not fit the item %s of table '%s': %s".formatted(key, this.table, unfit.getMessage()),
				this.table, key, unfit);
	}

	/** A change of an item that is not there. */
	ItemNotFoundException missing(PreparedWrite<?> write, ConditionalCheckFailedException unmet) {
		return notFound(this.keys.shown(write.attributes()), unmet);
	}

	/** A write that the guard refused before it went out. */
	StaleItemException stale(Map<String, AttributeValue> stored, String reason) {
		ItemKey key = this.keys.shown(stored);
		return new StaleItemException(
				"Write to the item %s of table '%s' is stale: %s".formatted(key, this.table, reason), this.table, key,
				item(stored), null);
	}

	/** A write that would take an item of another type. */
	StaleItemException other(ItemKey key, @Nullable ConditionalCheckFailedException unmet) {
		return new StaleItemException(
				"The item %s of table '%s' is of another type, which has the same keys: '%s' tells them apart"
					.formatted(key, this.table, this.context.table().itemContract().tellingAttribute().orElse("")),
				this.table, key, null, unmet);
	}

	/** An update of an item that is not there. */
	ItemNotFoundException notFound(ItemKey key, @Nullable ConditionalCheckFailedException unmet) {
		return new ItemNotFoundException("The item %s is not stored in table '%s'".formatted(key, this.table),
				this.table, unmet);
	}

	private Item<?> item(Map<String, AttributeValue> stored) {
		return new Item<>(this.context.unanswered().of(stored), ItemType.MAP, this.context.converter());
	}

}
