package io.daplug.stream.kcl;

import java.util.concurrent.atomic.AtomicInteger;

import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Streams with faults that DynamoDB Local does not have: it never refuses for too many
 * reads, and keeps records for ever.
 */
final class FaultyStreams implements DynamoDbStreamsClient {

	private final DynamoDbStreamsClient client;

	final AtomicInteger throttled = new AtomicInteger();

	/** How many reads from a checkpoint find that what followed it is gone. */
	final AtomicInteger trimmed = new AtomicInteger();

	volatile boolean throttling;

	FaultyStreams(DynamoDbStreamsClient client) {
		this.client = client;
	}

	@Override
	public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
		return this.client.describeStream(request);
	}

	@Override
	public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
		if (request.shardIteratorType() == ShardIteratorType.AFTER_SEQUENCE_NUMBER
				&& this.trimmed.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
			throw TrimmedDataAccessException.builder().message("trimmed").build();
		}
		return this.client.getShardIterator(request);
	}

	@Override
	public GetRecordsResponse getRecords(GetRecordsRequest request) {
		GetRecordsResponse records = this.client.getRecords(request);
		// After the read: one under way brings nothing that is written from now on
		if (this.throttling) {
			this.throttled.incrementAndGet();
			throw LimitExceededException.builder().message("too many reads").build();
		}
		return records;
	}

	@Override
	public String serviceName() {
		return this.client.serviceName();
	}

	@Override
	public void close() {
		this.client.close();
	}

}
