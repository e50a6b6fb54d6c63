package io.daplug.table.admin;

import io.daplug.table.TableDefinition;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * How far a table is that is waited for.
 *
 * @param table the logical name of the table
 * @param status its status; null if DynamoDB does not have it
 * @param indexes how far its global indexes are, by name; local ones are ready with the
 * table
 * @param waited how long it has been waited for
 */
public record TableProgress(String table, @Nullable TableStatus status, Map<String, IndexProgress> indexes,
		Duration waited) {

	/**
	 * Copies the indexes.
	 * @param table the logical name of the table
	 * @param status its status
	 * @param indexes how far its global indexes are
	 * @param waited how long it has been waited for
	 */
	public TableProgress {
		indexes = Collections.unmodifiableMap(new LinkedHashMap<>(indexes));
	}

	static TableProgress of(TableDefinition table, @Nullable TableDescription found, Duration waited) {
		Map<String, IndexProgress> indexes = new LinkedHashMap<>();
		if (found != null) {
			found.globalSecondaryIndexes()
				.forEach((index) -> indexes.put(index.indexName(),
						new IndexProgress(index.indexStatus(), Boolean.TRUE.equals(index.backfilling()))));
		}
		return new TableProgress(table.name(), (found != null) ? found.tableStatus() : null, indexes, waited);
	}

}
