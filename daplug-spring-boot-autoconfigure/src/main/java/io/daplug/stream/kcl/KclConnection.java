package io.daplug.stream.kcl;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The clients with which streams are read. Whoever makes them closes them, after the
 * source was stopped.
 *
 * @param tables describes the tables
 * @param streams reads the streams
 * @param leases keeps leases and checkpoints
 * @param cloudWatch sends the metrics of the Kinesis Client Library; null if it sends
 * none
 */
public record KclConnection(DynamoDbClient tables, DynamoDbStreamsClient streams, DynamoDbAsyncClient leases,
		@Nullable CloudWatchAsyncClient cloudWatch) {

	/** Of no matter: nothing but the name that the adapter makes of it depends on it. */
	Region region() {
		Region region = this.leases.serviceClientConfiguration().region();
		return (region != null && Region.regions().contains(region)) ? region : Region.US_EAST_1;
	}

}
