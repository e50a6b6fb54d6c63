package io.daplug.stream.kcl;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsServiceClientConfiguration;

/**
 * What the adapter reads one stream with. Calls the stream by its name in DynamoDB, and
 * notices what the adapter passes over in silence: records that are gone before they were
 * read.
 */
final class WatchedStreamsClient implements DynamoDbStreamsClient {

	private final DynamoDbStreamsClient client;

	private final TableStream stream;

	private final ReadingWatch watch;

	/** The shard of each iterator that is to be used next. */
	private final Map<String, String> shards = new ConcurrentHashMap<>();

	WatchedStreamsClient(DynamoDbStreamsClient client, TableStream stream, ReadingWatch watch) {
		this.client = client;
		this.stream = stream;
		this.watch = watch;
	}

	@Override
	public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
		return this.client.describeStream(request.toBuilder().streamArn(this.stream.arn()).build());
	}

	@Override
	public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
		String shard = request.shardId();
		try {
			GetShardIteratorResponse response = this.client
				.getShardIterator(request.toBuilder().streamArn(this.stream.arn()).build());
			// An iterator before, if there is one, is not used any more.
			this.shards.values().remove(shard);
			remember(response.shardIterator(), shard);
			return response;
		}
		catch (TrimmedDataAccessException ex) {
			if (request.shardIteratorType() == ShardIteratorType.AFTER_SEQUENCE_NUMBER) {
				this.watch.gap(shard, "the stream no longer has what came after the checkpoint, sequence "
						+ request.sequenceNumber());
			}
			throw ex;
		}
		catch (ResourceNotFoundException ex) {
			this.watch.gap(shard, "the stream no longer has the shard, which was not read to its end");
			throw ex;
		}
	}

	@Override
	public GetRecordsResponse getRecords(GetRecordsRequest request) {
		String shard = this.shards.remove(request.shardIterator());
		try {
			GetRecordsResponse response = this.client.getRecords(request);
			if (shard != null) {
				this.watch.read(shard);
				remember(response.nextShardIterator(), shard);
			}
			return response;
		}
		catch (TrimmedDataAccessException ex) {
			if (shard != null) {
				this.watch.gap(shard, "the stream no longer has what was to be read next");
			}
			throw ex;
		}
		catch (ResourceNotFoundException ex) {
			if (shard != null) {
				this.watch.gap(shard, "the stream no longer has the shard, which was not read to its end");
			}
			throw ex;
		}
		catch (RuntimeException ex) {
			// The same iterator may be used again.
			remember(request.shardIterator(), shard);
			throw ex;
		}
	}

	private void remember(@Nullable String iterator, @Nullable String shard) {
		if (iterator != null && shard != null) {
			this.shards.put(iterator, shard);
		}
	}

	@Override
	public String serviceName() {
		return this.client.serviceName();
	}

	@Override
	public DynamoDbStreamsServiceClientConfiguration serviceClientConfiguration() {
		return this.client.serviceClientConfiguration();
	}

	/** The client belongs to others. */
	@Override
	public void close() {
	}

}
