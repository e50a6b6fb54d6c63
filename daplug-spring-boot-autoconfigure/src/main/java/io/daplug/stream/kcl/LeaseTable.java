package io.daplug.stream.kcl;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.kinesis.common.StreamConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseRefresher;
import software.amazon.kinesis.leases.ShardSyncTaskManager;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseSerializer;
import software.amazon.kinesis.leases.exceptions.LeasingException;
import software.amazon.kinesis.lifecycle.TaskResult;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/**
 * The table of leases, before the library works with it and after.
 */
final class LeaseTable {

	private static final Log logger = LogFactory.getLog(LeaseTable.class);

	/** Its hash key, in all versions of the library. */
	private static final String KEY = "leaseKey";

	/** The index by which an instance finds its leases, in all versions that have it. */
	private static final String INDEX = "LeaseOwnerToLeaseKeyIndex";

	private static final long CREATION_SECONDS = 600;

	private final String worker;

	private final Scheduler scheduler;

	private final LeaseRefresher leases;

	private final DynamoDbClient tables;

	LeaseTable(String worker, Scheduler scheduler, DynamoDbClient tables) {
		this.worker = worker;
		this.tables = tables;
		this.scheduler = scheduler;
		this.leases = scheduler.leaseRefresher();
	}

	/**
	 * Creates the table, its index and the leases if they are missing. The library would
	 * do so itself, but takes up to half a minute for it, lest several instances do it at
	 * once, which does no harm.
	 * @param watch is told of shards that were not read to their end and are gone
	 */
	void prepare(ReadingWatch watch) throws LeasingException {
		if (!isThere()) {
			create();
		}
		this.leases.createLeaseTableIfNotExists();
		if (!this.leases.waitUntilLeaseTableExists(1, CREATION_SECONDS)) {
			throw new IllegalStateException("The table of leases is not there yet");
		}
		this.leases.createLeaseOwnerToLeaseKeyIndexIfNotExists();
		if (!this.leases.waitUntilLeaseOwnerToLeaseKeyIndexExists(1, CREATION_SECONDS)) {
			throw new IllegalStateException("The index of the table of leases is not there yet");
		}
		StreamConfig stream = this.scheduler.streamTracker().streamConfigList().get(0);
		ShardSyncTaskManager shards = this.scheduler.shardSyncTaskManagerProvider().apply(stream);
		tellOfGaps(shards, watch);
		TaskResult result = shards.callShardSyncTask();
		if (result.getException() != null) {
			throw new IllegalStateException("The shards of the stream cannot be looked at", result.getException());
		}
	}

	private boolean isThere() {
		try {
			this.tables.describeTable((table) -> table.tableName(this.scheduler.leaseManagementConfig().tableName()));
			return true;
		}
		catch (ResourceNotFoundException ex) {
			return false;
		}
	}

	/**
	 * Creates the table with its index. The library adds the index afterwards, and
	 * DynamoDB takes minutes to build it even for a table that is empty.
	 */
	private void create() {
		DynamoDBLeaseSerializer form = new DynamoDBLeaseSerializer();
		Set<AttributeDefinition> attributes = new LinkedHashSet<>(form.getAttributeDefinitions());
		attributes.addAll(form.getWorkerIdToLeaseKeyIndexAttributeDefinitions());
		GlobalSecondaryIndex index = GlobalSecondaryIndex.builder()
			.indexName(INDEX)
			.keySchema(form.getWorkerIdToLeaseKeyIndexKeySchema())
			.projection((projection) -> projection.projectionType(ProjectionType.KEYS_ONLY))
			.build();
		try {
			this.tables.createTable((table) -> table.tableName(this.scheduler.leaseManagementConfig().tableName())
				.keySchema(form.getKeySchema())
				.attributeDefinitions(attributes)
				.billingMode(BillingMode.PAY_PER_REQUEST)
				.globalSecondaryIndexes(index));
		}
		catch (ResourceInUseException ex) {
			logger.debug("Another instance creates the table of leases");
		}
	}

	private void tellOfGaps(ShardSyncTaskManager shards, ReadingWatch watch) throws LeasingException {
		List<Lease> known = this.leases.listLeases();
		if (known.isEmpty()) {
			return;
		}
		Set<String> there = shards.shardDetector()
			.listShards()
			.stream()
			.map(Shard::shardId)
			.collect(Collectors.toSet());
		for (Lease lease : known) {
			if (!ExtendedSequenceNumber.SHARD_END.equals(lease.checkpoint()) && !there.contains(lease.leaseKey())) {
				watch.gap(lease.leaseKey(), "the stream no longer has the shard, which was read up to %s alone"
					.formatted((lease.checkpoint() != null) ? lease.checkpoint().sequenceNumber() : "nothing"));
			}
		}
	}

	/**
	 * Gives the leases of this instance back, so that others need not wait until they
	 * expire. The library must have come to its end.
	 * @param client sends the requests
	 */
	void release(DynamoDbAsyncClient client) {
		try {
			for (Lease lease : this.leases.listLeases()) {
				if (this.worker.equals(lease.leaseOwner())) {
					this.leases.evictLease(lease);
				}
			}
			client
				.deleteItem((request) -> request.tableName(this.scheduler.leaseManagementConfig().tableName())
					.key(Map.of(KEY, AttributeValue.fromS(this.worker))))
				.get(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			logger.warn("The leases in '%s' are not given back; they expire"
				.formatted(this.scheduler.leaseManagementConfig().tableName()), ex);
		}
	}

}
