package io.daplug.table.admin;

import io.daplug.table.TableDefinition;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

import org.springframework.dao.DataAccessException;

/**
 * One wait for a table, with one deadline.
 */
final class TableWait {

	/** As often as the console of DynamoDB asks, or a bit more. */
	private static final Duration PAUSE = Duration.ofMillis(500);

	/**
	 * DynamoDB may forget for a moment what it has just said of a new table, so one
	 * answer does not tell that a table is gone.
	 */
	private static final int ABSENCES = 2;

	/** Waiting does not bring a table out of them. */
	private static final Set<TableStatus> DEAD_ENDS = Set.of(TableStatus.INACCESSIBLE_ENCRYPTION_CREDENTIALS,
			TableStatus.ARCHIVING, TableStatus.ARCHIVED, TableStatus.REPLICATION_NOT_AUTHORIZED);

	private final TableRequests requests;

	private final AwaitOptions options;

	private final Pace pace;

	private final long start;

	private @Nullable TableProgress progress;

	TableWait(TableRequests requests, AwaitOptions options, Pace pace) {
		this.options = options;
		this.pace = pace;
		this.start = pace.nanoTime();
		this.requests = requests.within(this::remainingNanos);
	}

	/** Looks at the table, and tells of it. */
	Optional<TableDescription> look() {
		Optional<TableDescription> found;
		try {
			found = this.requests.describe();
		}
		catch (DataAccessException ex) {
			throw ended(ex);
		}
		this.progress = TableProgress.of(this.requests.table(), found.orElse(null), waited());
		this.options.progress().accept(this.progress);
		return found;
	}

	/** Waits until the table and its global indexes are active. */
	TableDescription untilActive() {
		boolean seen = false;
		int absences = 0;
		while (true) {
			Optional<TableDescription> found = look();
			if (found.isPresent()) {
				seen = true;
				absences = 0;
				requireHope(found.get().tableStatus());
				if (isActive(found.get())) {
					return found.get();
				}
			}
			else if (seen && ++absences == ABSENCES) {
				throw state("was deleted while it was waited for; create it again");
			}
			pause("active");
		}
	}

	/** Waits until there is no such table. */
	void untilGone() {
		while (look().isPresent()) {
			pause("gone");
		}
	}

	private void requireHope(TableStatus status) {
		if (status == TableStatus.DELETING) {
			throw state("is being deleted, and so does not become active; wait until it is gone, and create it again");
		}
		if (DEAD_ENDS.contains(status)) {
			throw state("is %s, and so does not become active; see to it in DynamoDB".formatted(status));
		}
	}

	private static boolean isActive(TableDescription table) {
		return table.tableStatus() == TableStatus.ACTIVE && table.globalSecondaryIndexes()
			.stream()
			.allMatch((index) -> index.indexStatus() == null || index.indexStatus() == IndexStatus.ACTIVE);
	}

	/** Lets some time pass, if there is time left. */
	void pause(String awaited) {
		long remaining = remainingNanos();
		if (remaining <= 0) {
			throw new TableWaitException("%s was not %s within %s, but %s; DynamoDB goes on: wait for it again"
				.formatted(name(), awaited, this.options.timeout(), words()), this.progress, null);
		}
		try {
			this.pace.pause((remaining < PAUSE.toNanos()) ? Duration.ofNanos(remaining) : PAUSE);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	/** The time that is left ends a request too, and so does an interrupt. */
	private RuntimeException ended(DataAccessException ex) {
		if (ex.getCause() instanceof AbortedException || Thread.currentThread().isInterrupted()) {
			return interrupted(ex);
		}
		return (remainingNanos() > 0) ? ex
				: new TableWaitException(
						"%s did not answer within %s; wait for it again".formatted(name(), this.options.timeout()),
						this.progress, ex);
	}

	private TableWaitException interrupted(Exception cause) {
		Thread.currentThread().interrupt();
		return new TableWaitException(
				"%s is no longer waited for, as the thread was interrupted; it was %s when last seen, and DynamoDB goes on"
					.formatted(name(), words()),
				this.progress, cause);
	}

	private TableStateException state(String problem) {
		return new TableStateException("%s %s".formatted(name(), problem), this.requests.table().name(), null);
	}

	private String name() {
		TableDefinition table = this.requests.table();
		return "Table '%s' (%s in DynamoDB)".formatted(table.name(), table.tableName());
	}

	private String words() {
		TableProgress last = this.progress;
		if (last == null || last.status() == null) {
			return "not there";
		}
		String pending = String.join(", ",
				last.indexes()
					.entrySet()
					.stream()
					.filter((index) -> index.getValue().status() != IndexStatus.ACTIVE)
					.map((index) -> "index '%s' %s%s".formatted(index.getKey(), index.getValue().status(),
							index.getValue().backfilling() ? " (backfilling)" : ""))
					.toList());
		return last.status() + (pending.isEmpty() ? "" : ", " + pending);
	}

	private Duration waited() {
		return Duration.ofNanos(this.pace.nanoTime() - this.start);
	}

	private long remainingNanos() {
		return this.options.timeout().minus(waited()).toNanos();
	}

}
