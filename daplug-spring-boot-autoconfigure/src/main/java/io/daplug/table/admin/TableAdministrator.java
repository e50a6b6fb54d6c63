package io.daplug.table.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.daplug.table.TableDefinition;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Creates tables as they are declared, deletes them, waits for them, and holds what is
 * there against what is declared. Each method sends its requests in the thread of its
 * caller. No property deletes or changes a table: only a call does.
 */
public final class TableAdministrator {

	/** DynamoDB refuses to delete a table in one of them. */
	private static final Set<TableStatus> CHANGING = Set.of(TableStatus.CREATING, TableStatus.UPDATING);

	private static final Consumer<AwaitOptions.Builder> DEFAULTS = (options) -> {
	};

	private final DynamoDbClient client;

	private final Pace pace;

	/**
	 * Creates an administrator.
	 * @param client sends the requests
	 */
	public TableAdministrator(DynamoDbClient client) {
		this(client, Pace.REAL);
	}

	TableAdministrator(DynamoDbClient client, Pace pace) {
		this.client = client;
		this.pace = pace;
	}

	/**
	 * Creates the table and waits until it can be used, for ten minutes at most.
	 * @param table the table
	 * @throws TableStateException if there is such a table already
	 * @throws TableMismatchException if the table is there with other keys
	 * @throws TableWaitException if it does not become active in time
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses a request
	 * or cannot be reached
	 * @see #createIfMissing(TableDefinition, Consumer)
	 */
	public void create(TableDefinition table) {
		create(table, DEFAULTS);
	}

	/**
	 * Creates the table and waits until it can be used.
	 * @param table the table
	 * @param options how long to wait
	 * @throws TableStateException if there is such a table already
	 * @throws TableMismatchException if the table is there with other keys
	 * @throws TableWaitException if it does not become active in time
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses a request
	 * or cannot be reached
	 * @see #createIfMissing(TableDefinition, Consumer)
	 */
	public void create(TableDefinition table, Consumer<AwaitOptions.Builder> options) {
		if (!createIfMissing(table, options)) {
			throw new TableStateException(
					"Table '%s' (%s in DynamoDB) is there already; delete it first, or use createIfMissing"
						.formatted(table.name(), table.tableName()),
					table.name(), null);
		}
	}

	/**
	 * Creates the table unless it is there, and waits until it can be used, for ten
	 * minutes at most.
	 * @param table the table
	 * @return whether it was created
	 * @throws TableMismatchException if the table is there with other keys, or with keys
	 * of other types than those declared
	 * @throws TableWaitException if it does not become active in time
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses a request
	 * or cannot be reached
	 * @see #createIfMissing(TableDefinition, Consumer)
	 */
	public boolean createIfMissing(TableDefinition table) {
		return createIfMissing(table, DEFAULTS);
	}

	/**
	 * Creates the table, with all that is declared of it, unless it is there, and waits
	 * until it can be used. Then it enables the time to live, if one is declared. Keys
	 * without declared type are text. A table that is being deleted is waited for until
	 * it is gone, and is created anew. A table that is there costs one DescribeTable, and
	 * nothing about it is changed, even if its time to live is off. Several instances may
	 * do so at once.
	 * @param table the table
	 * @param options how long to wait
	 * @return whether it was created
	 * @throws TableMismatchException if the table is there with other keys, or with keys
	 * of other types than those declared
	 * @throws TableWaitException if it does not become active in time
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses a request
	 * or cannot be reached
	 */
	public boolean createIfMissing(TableDefinition table, Consumer<AwaitOptions.Builder> options) {
		TableRequests requests = requests(table);
		TableWait wait = wait(requests, options);
		for (int creations = 0;; creations++) {
			Optional<TableDescription> found = wait.look();
			if (found.isPresent() && found.get().tableStatus() == TableStatus.DELETING) {
				wait.untilGone();
				found = Optional.empty();
			}
			if (found.isPresent()) {
				boolean usable = found.get().tableStatus() != TableStatus.CREATING;
				requireDeclaredKeys(table, usable ? found.get() : wait.untilActive());
				return false;
			}
			if (creations > 0) {
				// DynamoDB knows the table that another instance creates, but does not
				// show it yet.
				wait.pause("active");
			}
			if (requests.create()) {
				requireDeclaredKeys(table, wait.untilActive());
				if (table.timeToLive() != null) {
					requests.enableTimeToLive(table.timeToLive().attribute());
				}
				else if (table.guardedCopies()) {
					requests.enableTimeToLive(table.tombstoneExpiry());
				}
				return true;
			}
		}
	}

	/**
	 * Deletes the table with all its items. This is all it does: {@link #awaitGone} waits
	 * until DynamoDB has done so. A table that DynamoDB is creating or changing is waited
	 * for, ten minutes at most, since DynamoDB would not delete it. Nothing is done if
	 * the table is not there, or is being deleted. Templates with the same client forget
	 * what they keep of it in memory, and do so again when it is created anew.
	 * @param table the table
	 * @return whether there was a table to delete
	 * @throws TableStateException if the table is protected from deletion, in DynamoDB or
	 * by its definition
	 * @throws TableWaitException if it does not become active in time
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses a request
	 * or cannot be reached
	 */
	public boolean delete(TableDefinition table) {
		TableRequests requests = requests(table);
		Optional<TableDescription> found = requests.describe();
		if (found.isEmpty() || found.get().tableStatus() == TableStatus.DELETING) {
			return false;
		}
		requireDeletable(table, found.get());
		if (CHANGING.contains(found.get().tableStatus())) {
			wait(requests, DEFAULTS).untilActive();
		}
		return requests.delete();
	}

	private static void requireDeletable(TableDefinition table, TableDescription found) {
		if (table.settings().deletionProtection()) {
			throw new TableStateException(
					"Table '%s' is declared with 'deletion-protection'; remove that, and switch the protection off in DynamoDB, to delete it"
						.formatted(table.name()),
					table.name(), null);
		}
		if (Boolean.TRUE.equals(found.deletionProtectionEnabled())) {
			throw new TableStateException(
					"Table '%s' (%s in DynamoDB) is protected from deletion; switch the protection off in DynamoDB (UpdateTable) to delete it"
						.formatted(table.name(), table.tableName()),
					table.name(), null);
		}
	}

	/**
	 * Returns the table's status, by one DescribeTable.
	 * @param table the table
	 * @return its status; empty if DynamoDB does not have the table
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses the request
	 * or cannot be reached
	 */
	public Optional<TableStatus> status(TableDefinition table) {
		return describe(table).map(TableDescription::tableStatus);
	}

	/**
	 * Returns what DynamoDB says of the table, by one DescribeTable.
	 * @param table the table
	 * @return its description; empty if DynamoDB does not have the table
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses the request
	 * or cannot be reached
	 */
	public Optional<TableDescription> describe(TableDefinition table) {
		return requests(table).describe();
	}

	/**
	 * Waits until the table and all its global indexes are active, for ten minutes at
	 * most.
	 * @param table the table
	 * @return its description
	 * @throws TableStateException if it is being deleted, or was deleted meanwhile
	 * @throws TableWaitException if its time is over, or the thread is interrupted
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses a request
	 * or cannot be reached
	 */
	public TableDescription awaitActive(TableDefinition table) {
		return awaitActive(table, DEFAULTS);
	}

	/**
	 * Waits until the table and all its global indexes are active: until an index that
	 * was added has been filled. A table that is not there yet is waited for too. Asks
	 * DescribeTable about twice a second.
	 * @param table the table
	 * @param options how long to wait, and who is told how far the table is
	 * @return its description
	 * @throws TableStateException if it is being deleted, or was deleted meanwhile
	 * @throws TableWaitException if its time is over, or the thread is interrupted
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses a request
	 * or cannot be reached
	 */
	public TableDescription awaitActive(TableDefinition table, Consumer<AwaitOptions.Builder> options) {
		return wait(requests(table), options).untilActive();
	}

	/**
	 * Waits until there is no such table, for ten minutes at most.
	 * @param table the table
	 * @throws TableWaitException if its time is over, or the thread is interrupted
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses a request
	 * or cannot be reached
	 */
	public void awaitGone(TableDefinition table) {
		awaitGone(table, DEFAULTS);
	}

	/**
	 * Waits until there is no such table. Deletes nothing. Asks DescribeTable about twice
	 * a second.
	 * @param table the table
	 * @param options how long to wait, and who is told how far the table is
	 * @throws TableWaitException if its time is over, or the thread is interrupted
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses a request
	 * or cannot be reached
	 */
	public void awaitGone(TableDefinition table, Consumer<AwaitOptions.Builder> options) {
		wait(requests(table), options).untilGone();
	}

	/**
	 * Looks whether the table is there and can be used, by one DescribeTable.
	 * @param table the table
	 * @return what is not as it should be; empty if the table can be used
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses a request
	 * or cannot be reached
	 */
	public List<TableDifference> checkExists(TableDefinition table) {
		TableRequests requests = requests(table);
		return new TableCheck(requests).exists(requests.describe());
	}

	/**
	 * Compares the table with all that is declared of it: keys and their types, indexes
	 * with their keys and projections, billing, stream view, and time to live. Tags,
	 * capacities and what else may change while the table is used are not compared, nor
	 * are indexes that are not declared. Costs one DescribeTable, and one
	 * DescribeTimeToLive if a time to live is declared.
	 * @param table the table
	 * @return what differs; empty if the table is as declared
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses a request
	 * or cannot be reached
	 */
	public List<TableDifference> checkShape(TableDefinition table) {
		TableRequests requests = requests(table);
		return new TableCheck(requests).shape(requests.describe());
	}

	private TableRequests requests(TableDefinition table) {
		return TableRequests.of(table, this.client);
	}

	private TableWait wait(TableRequests requests, Consumer<AwaitOptions.Builder> options) {
		return new TableWait(requests, AwaitOptions.of(options), this.pace);
	}

	private static void requireDeclaredKeys(TableDefinition table, TableDescription existing) {
		List<TableDifference> differences = new TableComparison(table, existing).keys();
		if (!differences.isEmpty()) {
			throw new TableMismatchException(Map.of(table, differences));
		}
	}

}
