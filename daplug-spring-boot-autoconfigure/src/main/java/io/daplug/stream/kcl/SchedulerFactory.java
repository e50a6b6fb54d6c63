package io.daplug.stream.kcl;

import java.time.Duration;
import java.util.concurrent.ExecutorService;

import com.amazonaws.services.dynamodbv2.streamsadapter.AmazonDynamoDBStreamsAdapterClient;
import com.amazonaws.services.dynamodbv2.streamsadapter.StreamsSchedulerFactory;
import com.amazonaws.services.dynamodbv2.streamsadapter.polling.DynamoDBStreamsPollingConfig;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.kinesis.checkpoint.CheckpointConfig;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.SchedulerCoordinatorFactory;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.lifecycle.LifecycleConfig;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.ProcessorConfig;
import software.amazon.kinesis.processor.StreamTracker;
import software.amazon.kinesis.retrieval.RetrievalConfig;

/**
 * Says to the Kinesis Client Library how one stream is read.
 */
final class SchedulerFactory {

	/** Each lets the leader read the table of leases. */
	private static final Duration LONGEST_ASSIGNMENT_INTERVAL = Duration.ofSeconds(2);

	private static final Duration LONGEST_DISPATCH_INTERVAL = Duration.ofSeconds(1);

	private final KclSettings settings;

	private final KclConnection connection;

	private final ExecutorService executor;

	SchedulerFactory(KclSettings settings, KclConnection connection, ExecutorService executor) {
		this.settings = settings;
		this.connection = connection;
		this.executor = executor;
	}

	/**
	 * Creates a scheduler. It can run once.
	 * @param application what the instances that share the stream have in common, which
	 * is the name of the table of leases
	 * @param worker tells this instance from others
	 * @param client reads the stream
	 * @param stream the stream
	 * @param readers read its shards
	 */
	Scheduler create(String application, String worker, WatchedStreamsClient client, TableStream stream,
			ShardReaders readers) {
		AmazonDynamoDBStreamsAdapterClient adapter = new AmazonDynamoDBStreamsAdapterClient(client,
				this.connection.region());
		RetrievalConfig retrieval = retrieval(application, adapter, stream);
		return StreamsSchedulerFactory.createScheduler(new CheckpointConfig(), coordinator(application),
				leases(new SyncedLeases(application, worker, this.connection.leases(), adapter, retrieval)),
				new LifecycleConfig(), metrics(application), new ProcessorConfig(readers), retrieval, adapter);
	}

	private RetrievalConfig retrieval(String application, AmazonDynamoDBStreamsAdapterClient adapter,
			TableStream stream) {
		InitialPositionInStream position = switch (this.settings.initialPosition()) {
			case TRIM_HORIZON -> InitialPositionInStream.TRIM_HORIZON;
			case LATEST -> InitialPositionInStream.LATEST;
		};
		StreamTracker tracker = StreamsSchedulerFactory.createSingleStreamTracker(stream.adapterArn(),
				InitialPositionInStreamExtended.newInitialPosition(position));
		DynamoDBStreamsPollingConfig polling = new DynamoDBStreamsPollingConfig(
				tracker.streamConfigList().get(0).streamIdentifier().streamName(), adapter);
		polling.idleTimeBetweenReadsInMillis(this.settings.times().poll().toMillis());
		polling.maxRecords(this.settings.limits().records());
		return new RetrievalConfig(adapter, tracker, application).retrievalSpecificConfig(polling);
	}

	private CoordinatorConfig coordinator(String application) {
		Duration dispatch = shorter(this.settings.times().poll(), LONGEST_DISPATCH_INTERVAL);
		return new CoordinatorConfig(application).skipShardSyncAtWorkerInitializationIfLeasesExist(true)
			.shardConsumerDispatchPollIntervalMillis(dispatch.toMillis())
			.parentShardPollIntervalMillis(LONGEST_DISPATCH_INTERVAL.toMillis())
			.coordinatorFactory(new CoordinatorFactory(this.executor));
	}

	/** All follows from how long an instance may be silent. */
	private LeaseManagementConfig leases(SyncedLeases leases) {
		Duration failover = this.settings.times().failover();
		leases.failoverTimeMillis(failover.toMillis())
			.leaseAssignmentIntervalMillis(shorter(failover.dividedBy(2), LONGEST_ASSIGNMENT_INTERVAL).toMillis())
			.dynamoDbLockBasedLeaderLeaseDurationInMillis(failover.multipliedBy(2).toMillis())
			.dynamoDbLockBasedLeaderHeartbeatPeriodInMillis(failover.dividedBy(3).toMillis())
			// A longer one would be waited for between two looks for new shards.
			.shardSyncIntervalMillis(0)
			.executorService(this.executor);
		leases.workerUtilizationAwareAssignmentConfig()
			.disableWorkerMetrics(true)
			.inMemoryWorkerMetricsCaptureFrequencyMillis(
					shorter(failover.dividedBy(10), Duration.ofSeconds(1)).toMillis())
			.workerMetricsReporterFreqInMillis(failover.dividedBy(2).toMillis());
		return leases;
	}

	private MetricsConfig metrics(String application) {
		CloudWatchAsyncClient cloudWatch = this.connection.cloudWatch();
		return (cloudWatch != null) ? new MetricsConfig(cloudWatch, application)
				: new MetricsConfig(new SilentCloudWatchClient(), application).metricsFactory(new NullMetricsFactory());
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	/**
	 * Has the library work on the application's threads.
	 */
	private static final class CoordinatorFactory extends SchedulerCoordinatorFactory {

		private final ExecutorService executor;

		CoordinatorFactory(ExecutorService executor) {
			this.executor = executor;
		}

		@Override
		public ExecutorService createExecutorService() {
			return this.executor;
		}

		@Override
		protected boolean canEqual(Object other) {
			return other instanceof CoordinatorFactory;
		}

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

}
