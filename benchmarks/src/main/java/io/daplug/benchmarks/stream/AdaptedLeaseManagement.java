package io.daplug.benchmarks.stream;

import com.amazonaws.services.dynamodbv2.streamsadapter.AmazonDynamoDBStreamsAdapterClient;
import com.amazonaws.services.dynamodbv2.streamsadapter.DynamoDBStreamsLeaseManagementFactory;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.StreamConfig;
import software.amazon.kinesis.coordinator.DeletedStreamListProvider;
import software.amazon.kinesis.coordinator.StreamInfoManager;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.leases.LeaseManagementFactory;
import software.amazon.kinesis.leases.ShardSyncTaskManager;
import software.amazon.kinesis.metrics.MetricsFactory;
import software.amazon.kinesis.retrieval.RetrievalConfig;

/**
 * Gives the library the method that it calls in place of the one that the adapter has.
 */
final class AdaptedLeaseManagement extends LeaseManagementConfig {

	private final AmazonDynamoDBStreamsAdapterClient adapter;

	private final RetrievalConfig retrieval;

	AdaptedLeaseManagement(ConfigsBuilder configs, AmazonDynamoDBStreamsAdapterClient adapter) {
		super(configs.tableName(), configs.applicationName(), configs.dynamoDBClient(), configs.kinesisClient(),
				configs.workerIdentifier());
		this.adapter = adapter;
		this.retrieval = configs.retrievalConfig();
	}

	@Override
	public LeaseManagementConfig leaseManagementFactory(LeaseManagementFactory factory) {
		return super.leaseManagementFactory(new Factory(this.adapter, this, this.retrieval));
	}

	/** The adapter's own, with the method. */
	private static final class Factory extends DynamoDBStreamsLeaseManagementFactory {

		Factory(AmazonDynamoDBStreamsAdapterClient adapter, LeaseManagementConfig config, RetrievalConfig retrieval) {
			super(adapter, config, retrieval);
		}

		@Override
		@SuppressWarnings("deprecation")
		public ShardSyncTaskManager createShardSyncTaskManager(MetricsFactory metrics, StreamConfig stream,
				DeletedStreamListProvider deleted, StreamInfoManager streams) {
			return createShardSyncTaskManager(metrics, stream, deleted);
		}

	}

}
