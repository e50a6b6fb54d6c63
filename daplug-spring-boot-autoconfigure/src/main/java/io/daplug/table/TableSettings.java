package io.daplug.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;

/**
 * What DynamoDB is told of a table beside its keys and indexes when it is created.
 *
 * @param throughput how much may be read and written, and how it is billed
 * @param streamView what the table's stream shows of a change; null if no stream is
 * declared
 * @param deletionProtection whether the table cannot be deleted
 * @param tags the tags of the table
 * @param tableClass how storage and requests are priced; null for DynamoDB's default
 */
public record TableSettings(Throughput throughput, @Nullable StreamViewType streamView, boolean deletionProtection,
		Map<String, String> tags, @Nullable TableClass tableClass) {

	/**
	 * Copies the tags.
	 * @param throughput how much may be read and written
	 * @param streamView what the table's stream shows of a change
	 * @param deletionProtection whether the table cannot be deleted
	 * @param tags the tags of the table
	 * @param tableClass how storage and requests are priced
	 */
	public TableSettings {
		tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
	}

}
