package io.daplug.template.transaction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.daplug.template.context.TableContext;
import io.daplug.template.model.InvalidTransactionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import org.springframework.dao.DataAccessException;

/**
 * DynamoDB's rules of what one transaction may hold. What it would refuse is not sent.
 */
public final class EntryRules {

	/** How many entries a transaction has at most. */
	public static final int MOST = 100;

	private static final long MOST_BYTES = 4L * 1024 * 1024;

	/** Where each item is named, by the table's name in DynamoDB and the stored key. */
	private final Map<String, Map<Object, Integer>> places = new HashMap<>();

	/** Whose the entries of each table are that are of the tenant that calls. */
	private final Map<String, String> tenants = new HashMap<>();

	private @Nullable TableContext first;

	private int entries;

	/**
	 * Takes the next entry.
	 * @param table its table
	 * @param storedKey its key as it is stored, which may have other attributes beside it
	 * @throws InvalidTransactionException if it cannot be in a transaction with those
	 * before it
	 */
	public void add(TableContext table, Map<String, AttributeValue> storedKey) {
		int index = this.entries;
		this.entries++;
		if (this.first == null) {
			this.first = table;
		}
		if (!this.first.requests().sharesClientWith(table.requests())) {
			throw invalid(index,
					"is of table '%s', which another DynamoDB client serves than table '%s'; a transaction is one request of one client"
						.formatted(table.table().name(), this.first.table().name()));
		}
		Integer place = this.places.computeIfAbsent(table.table().tableName(), (name) -> new HashMap<>())
			.putIfAbsent(identity(table, storedKey), index);
		if (place != null) {
			throw invalid(index,
					"is of the item of table '%s' that entry %d is of; a transaction has one entry for an item, so make one of the two"
						.formatted(table.table().name(), place));
		}
	}

	/** Most keys are one text, which is equal to none but itself. */
	private static Object identity(TableContext table, Map<String, AttributeValue> stored) {
		AttributeValue hash = (table.table().rangeKey() == null) ? stored.get(table.table().hashKey()) : null;
		String text = (hash != null) ? hash.s() : null;
		return (text != null) ? text : table.keys().of(stored);
	}

	/**
	 * Refuses one entry more than there may be, before it is made.
	 * @throws InvalidTransactionException if there are as many as there may be
	 */
	public void requireRoom() {
		if (this.entries == MOST) {
			throw invalid(MOST, "is one too many: a transaction has %d at most".formatted(MOST));
		}
	}

	/**
	 * Refuses an entry of another tenant than those before it of its table, as one call
	 * is of one tenant. Entries of tenants that callers name may be of any.
	 * @param table the table, for the tenant that calls
	 * @throws InvalidTransactionException if it is of another one
	 */
	public void requireOneTenant(TableContext table) {
		String tenant = table.tenant().id();
		String before = (tenant != null) ? this.tenants.putIfAbsent(table.table().name(), tenant) : null;
		if (before != null && !before.equals(tenant)) {
			throw invalid(this.entries,
					"is of another tenant than those of table '%s' before it, and only entries that name their tenant by forTenant(…) may be"
						.formatted(table.table().name()));
		}
	}

	/**
	 * Refuses a transaction without entries.
	 * @throws InvalidTransactionException if there are none
	 */
	public void requireEntries() {
		if (this.entries == 0) {
			throw new InvalidTransactionException("A transaction needs one entry at least, and this one has none", -1,
					null);
		}
	}

	/**
	 * Refuses more than a request may hold.
	 * @param writes the writes
	 * @throws InvalidTransactionException if they are too large together
	 */
	static void checkSize(List<SentEntry> writes) {
		long size = 0;
		for (SentEntry entry : writes) {
			size += entry.write().size();
			if (size > MOST_BYTES) {
				throw invalid(entry.index(),
						"is too large together with those before it: they have %d bytes, and a transaction has %d (4 MB) at most"
							.formatted(size, MOST_BYTES));
			}
		}
	}

	/**
	 * Refuses claims of unique attributes that make the transaction too long, or that two
	 * entries move.
	 * @param writes the writes
	 * @param items each with the claims that it moves
	 * @throws InvalidTransactionException if they cannot go out together
	 */
	static void checkClaims(List<SentEntry> writes, List<List<TransactWriteItem>> items) {
		Map<Map<String, AttributeValue>, Integer> moved = new HashMap<>();
		int count = 0;
		for (int i = 0; i < writes.size(); i++) {
			int index = writes.get(i).index();
			count += items.get(i).size();
			if (count > MOST) {
				throw invalid(index,
						"is too much together with those before it: with the claims of unique attributes they are %d, and a transaction has %d at most"
							.formatted(count, MOST));
			}
			for (Map<String, AttributeValue> key : writes.get(i).write().claimKeys()) {
				Integer other = moved.putIfAbsent(key, index);
				if (other != null) {
					throw invalid(index,
							"has, or had, a value of a unique attribute that entry %d has or had; make two transactions"
								.formatted(other));
				}
			}
		}
	}

	/**
	 * Says that an entry is unusable by itself.
	 * @param index its place
	 * @param cause what is wrong with it
	 * @return the exception
	 */
	public static InvalidTransactionException unusable(int index, DataAccessException cause) {
		return new InvalidTransactionException(
				"Entry %d of the transaction is unusable and nothing was sent: %s".formatted(index, cause.getMessage()),
				index, cause);
	}

	private static InvalidTransactionException invalid(int index, String problem) {
		return new InvalidTransactionException(
				"Entry %d of the transaction %s. Nothing was sent".formatted(index, problem), index, null);
	}

}
