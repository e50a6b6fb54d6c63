package io.daplug.table.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.daplug.table.TableDefinition;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * Holds what DynamoDB says of one table against what is declared of it.
 */
final class TableCheck {

	private static final Log logger = LogFactory.getLog(TableCheck.class);

	private static final Set<TableStatus> USABLE = Set.of(TableStatus.ACTIVE, TableStatus.UPDATING);

	private static final Set<TimeToLiveStatus> ENABLED = Set.of(TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING);

	private final TableRequests requests;

	private final TableDefinition table;

	TableCheck(TableRequests requests) {
		this.requests = requests;
		this.table = requests.table();
	}

	List<TableDifference> exists(Optional<TableDescription> found) {
		if (found.isEmpty()) {
			return List.of(new TableDifference("table", "'%s'".formatted(this.table.tableName()),
					"none of this name%s".formatted(this.requests.place()),
					"Create table '%s', correct 'daplug.tables.%s.name', the region or the endpoint, or set 'daplug.create-tables' to if-missing for development."
						.formatted(this.table.tableName(), this.table.name())));
		}
		warnOfReplicas(found.get());
		TableStatus status = found.get().tableStatus();
		return USABLE.contains(status) ? List.of()
				: List.of(new TableDifference("status", "one in which it can be used", String.valueOf(status),
						"Wait until table '%s' is active, and start again.".formatted(this.table.tableName())));
	}

	List<TableDifference> shape(Optional<TableDescription> found) {
		List<TableDifference> differences = new ArrayList<>(exists(found));
		found.ifPresent((description) -> {
			differences.addAll(new TableComparison(this.table, description).shape());
			// A table that is being created or deleted has no time to live.
			if (USABLE.contains(description.tableStatus())) {
				timeToLive(differences);
			}
		});
		return differences;
	}

	private void timeToLive(List<TableDifference> differences) {
		if (this.table.timeToLive() == null && !this.table.guardedCopies()) {
			return;
		}
		// Tombstones expire, too.
		String declared = this.table.tombstoneExpiry();
		TimeToLiveDescription found = this.requests.timeToLive();
		boolean enabled = ENABLED.contains(found.timeToLiveStatus());
		if (!enabled || !declared.equals(found.attributeName())) {
			differences.add(new TableDifference("time to live", "by '%s'".formatted(declared),
					enabled ? "by '%s'".formatted(found.attributeName()) : "off",
					"Enable time to live by '%s' (UpdateTimeToLive%s), or correct 'daplug.tables.%s.time-to-live.attribute'."
						.formatted(declared, enabled ? ", once the other one is disabled" : "", this.table.name())));
		}
	}

	/** Two regions that write one item both win, each in its own place. */
	private void warnOfReplicas(TableDescription found) {
		if (this.table.idempotence() != null && !found.replicas().isEmpty()
				&& found.multiRegionConsistency() != MultiRegionConsistency.STRONG) {
			logger.warn(
					"Table '%s' (%s in DynamoDB) has replicas in %s: its guard holds within one region, and between regions the last writer wins; write an item in one region only"
						.formatted(this.table.name(), this.table.tableName(),
								found.replicas().stream().map(ReplicaDescription::regionName).toList()));
		}
	}

}
