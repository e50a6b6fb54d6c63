package io.daplug.stream.kcl;

import com.amazonaws.services.dynamodbv2.streamsadapter.DynamoDBStreamsLeaseManagementFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.common.StreamConfig;
import software.amazon.kinesis.coordinator.DeletedStreamListProvider;
import software.amazon.kinesis.coordinator.StreamInfoManager;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.leases.LeaseManagementFactory;
import software.amazon.kinesis.leases.LeaseSerializer;
import software.amazon.kinesis.leases.ShardSyncTaskManager;
import software.amazon.kinesis.metrics.MetricsFactory;
import software.amazon.kinesis.retrieval.RetrievalConfig;

/**
 * Mends the adapter for versions of the Kinesis Client Library that are newer than it:
 * they create what finds new shards by a method that the adapter does not know, and that
 * would ask DynamoDB for what only Kinesis has.
 */
final class SyncedLeases extends LeaseManagementConfig {

	private final KinesisAsyncClient adapter;

	private final RetrievalConfig retrieval;

	SyncedLeases(String application, String worker, DynamoDbAsyncClient client, KinesisAsyncClient adapter,
			RetrievalConfig retrieval) {
		super(application, application, client, adapter, worker);
		this.adapter = adapter;
		this.retrieval = retrieval;
	}

	@Override
	public LeaseManagementFactory leaseManagementFactory(LeaseSerializer leaseSerializer,
			boolean isMultiStreamingMode) {
		return new Factory(this.adapter, this, this.retrieval);
	}

	@Override
	protected boolean canEqual(Object other) {
		return other instanceof SyncedLeases;
	}

	@Override
	public boolean equals(Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

	/**
	 * The adapter's factory, with the method that it lacks.
	 */
	private static final class Factory extends DynamoDBStreamsLeaseManagementFactory {

		Factory(KinesisAsyncClient client, LeaseManagementConfig leases, RetrievalConfig retrieval) {
			super(client, leases, retrieval);
		}

		@Override
		public ShardSyncTaskManager createShardSyncTaskManager(MetricsFactory metrics, StreamConfig stream,
				DeletedStreamListProvider deletedStreams, StreamInfoManager streamInfo) {
			return createShardSyncTaskManager(metrics, stream, deletedStreams);
		}

	}

}
