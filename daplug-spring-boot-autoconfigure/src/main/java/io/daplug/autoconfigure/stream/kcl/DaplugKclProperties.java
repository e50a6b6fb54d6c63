package io.daplug.autoconfigure.stream.kcl;

import java.time.Duration;

import io.daplug.stream.kcl.InitialPosition;
import io.daplug.stream.kcl.UnreadableRecords;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the streams of tables are read whose source of changes is the Kinesis Client
 * Library.
 *
 * @param applicationName Name that the instances have in common that share the streams.
 * With the name of the table, it is the name of the table that keeps leases and
 * checkpoints. The name of the application by default.
 * @param initialPosition Where a stream is read from that was not read before.
 * @param failoverTime How long an instance may be silent before others take over what it
 * read. 10s by default, 1s on the embedded DynamoDB.
 * @param pollInterval How often a shard is read that had something new, and half as often
 * one that had not. 250ms by default, 50ms on the embedded DynamoDB.
 * @param checkpointInterval How often checkpoints are set. 1s by default, 200ms on the
 * embedded DynamoDB.
 * @param maxRecords How many records are read at once, 1000 at most.
 * @param maxPending How many changes of a shard may be with the listeners before reading
 * waits.
 * @param unreadableRecords What becomes of a record that cannot be read as a change.
 * @param cloudWatch Metrics of the library itself.
 */
@ConfigurationProperties("daplug.stream.kcl")
record DaplugKclProperties(@Nullable String applicationName,
		@DefaultValue("trim-horizon") InitialPosition initialPosition, @Nullable Duration failoverTime,
		@Nullable Duration pollInterval, @Nullable Duration checkpointInterval, @DefaultValue("1000") int maxRecords,
		@DefaultValue("1000") int maxPending, @DefaultValue("stall") UnreadableRecords unreadableRecords,
		@DefaultValue CloudWatch cloudWatch) {

	/**
	 * Metrics of the library itself.
	 *
	 * @param enabled Whether the library sends its own metrics to CloudWatch.
	 */
	record CloudWatch(@DefaultValue("false") boolean enabled) {

	}

}
