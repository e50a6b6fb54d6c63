package io.daplug.benchmarks.stream;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import com.amazonaws.services.dynamodbv2.streamsadapter.AmazonDynamoDBStreamsAdapterClient;
import com.amazonaws.services.dynamodbv2.streamsadapter.StreamsSchedulerFactory;
import com.amazonaws.services.dynamodbv2.streamsadapter.adapter.DynamoDBStreamsClientRecord;
import com.amazonaws.services.dynamodbv2.streamsadapter.model.DynamoDBStreamsProcessRecordsInput;
import com.amazonaws.services.dynamodbv2.streamsadapter.polling.DynamoDBStreamsPollingConfig;
import com.amazonaws.services.dynamodbv2.streamsadapter.processor.DynamoDBStreamsShardRecordProcessor;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClientBuilder;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.metrics.NullMetricsFactory;

/**
 * What the library's own examples do: a record processor that puts, or deletes, the copy
 * of each record, one after the other, and sets a checkpoint at the end of each batch.
 */
final class PlainConsumer implements AutoCloseable {

	/** As mirrors have it on an embedded server. */
	static final Duration POLL_INTERVAL = Duration.ofMillis(50);

	/** DynamoDB Local has a name for its region that the adapter does not take. */
	private static final String LOCAL = "ddblocal";

	private final DynamoDbClient client;

	private final DynamoDbAsyncClient leases;

	private final DynamoDbStreamsClient streams;

	private final Scheduler scheduler;

	private final Thread thread;

	PlainConsumer(StreamServer server, CopyClock clock) {
		this.client = server.client(List.of(clock));
		DynamoDbAsyncClientBuilder leases = DynamoDbAsyncClient.builder().region(Region.US_EAST_1);
		server.server().configure(leases);
		this.leases = leases.build();
		DynamoDbStreamsClientBuilder streams = DynamoDbStreamsClient.builder().region(Region.US_EAST_1);
		server.server().configure(streams);
		this.streams = streams
			.overrideConfiguration((configuration) -> configuration.addExecutionInterceptor(new LocalArns()))
			.build();
		this.scheduler = scheduler(server.streamArn().replace(LOCAL, Region.US_EAST_1.id()));
		this.thread = new Thread(this.scheduler, "plain-consumer");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private Scheduler scheduler(String streamArn) {
		AmazonDynamoDBStreamsAdapterClient adapter = new AmazonDynamoDBStreamsAdapterClient(this.streams,
				Region.US_EAST_1);
		ConfigsBuilder configs = new ConfigsBuilder(
				StreamsSchedulerFactory.createSingleStreamTracker(streamArn,
						InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON)),
				"plain-consumer", adapter, this.leases, new NoCloudWatch(), UUID.randomUUID().toString(),
				Processor::new);
		LeaseManagementConfig leaseManagement = new AdaptedLeaseManagement(configs, adapter);
		leaseManagement.failoverTimeMillis(1_000).leaseAssignmentIntervalMillis(1_000L).shardSyncIntervalMillis(0);
		leaseManagement.workerUtilizationAwareAssignmentConfig()
			.disableWorkerMetrics(true)
			.inMemoryWorkerMetricsCaptureFrequencyMillis(100)
			.workerMetricsReporterFreqInMillis(500);
		DynamoDBStreamsPollingConfig polling = new DynamoDBStreamsPollingConfig(adapter);
		polling.idleTimeBetweenReadsInMillis(POLL_INTERVAL.toMillis());
		return StreamsSchedulerFactory.createScheduler(configs.checkpointConfig(),
				configs.coordinatorConfig()
					.skipShardSyncAtWorkerInitializationIfLeasesExist(true)
					.shardConsumerDispatchPollIntervalMillis(POLL_INTERVAL.toMillis()),
				leaseManagement, configs.lifecycleConfig(),
				configs.metricsConfig().metricsFactory(new NullMetricsFactory()), configs.processorConfig(),
				configs.retrievalConfig().retrievalSpecificConfig(polling), adapter);
	}

	@Override
	public void close() {
		this.scheduler.shutdown();
		try {
			this.thread.join(30_000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.client.close();
		this.leases.close();
		this.streams.close();
	}

	/** Copies what a shard holds. */
	private final class Processor implements DynamoDBStreamsShardRecordProcessor {

		@Override
		public void initialize(InitializationInput input) {
		}

		@Override
		public void processRecords(DynamoDBStreamsProcessRecordsInput input) {
			input.records().stream().map(DynamoDBStreamsClientRecord::getRecord).forEach(this::copy);
			try {
				input.checkpointer().checkpoint();
			}
			catch (InvalidStateException | ShutdownException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private void copy(Record record) {
			if (record.dynamodb().hasNewImage()) {
				PlainConsumer.this.client
					.putItem((put) -> put.tableName(StreamServer.COPIES).item(record.dynamodb().newImage()));
			}
			else {
				PlainConsumer.this.client
					.deleteItem((delete) -> delete.tableName(StreamServer.COPIES).key(record.dynamodb().keys()));
			}
		}

		@Override
		public void leaseLost(LeaseLostInput input) {
		}

		@Override
		public void shardEnded(ShardEndedInput input) {
			checkpoint(input.checkpointer()::checkpoint);
		}

		@Override
		public void shutdownRequested(ShutdownRequestedInput input) {
			checkpoint(input.checkpointer()::checkpoint);
		}

		private void checkpoint(Checkpoint checkpoint) {
			try {
				checkpoint.set();
			}
			catch (InvalidStateException | ShutdownException ex) {
				// Read again by the next one.
			}
		}

	}

	/** Sets a checkpoint. */
	private interface Checkpoint {

		void set() throws InvalidStateException, ShutdownException;

	}

	/** Gives requests for streams the region that DynamoDB Local has in its ARNs. */
	private static final class LocalArns implements ExecutionInterceptor {

		@Override
		public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
			SdkRequest request = context.request();
			if (request instanceof DescribeStreamRequest describe) {
				return describe.toBuilder().streamArn(local(describe.streamArn())).build();
			}
			if (request instanceof GetShardIteratorRequest iterator) {
				return iterator.toBuilder().streamArn(local(iterator.streamArn())).build();
			}
			return request;
		}

		private static String local(String arn) {
			return arn.replace(":" + Region.US_EAST_1.id() + ":", ":" + LOCAL + ":");
		}

	}

	/** The library insists on a client of CloudWatch, which nobody calls. */
	private static final class NoCloudWatch implements CloudWatchAsyncClient {

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
		}

	}

}
