package io.daplug.autoconfigure.stream.kcl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.daplug.stream.kcl.KclConnection;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Makes the clients that the application has not got, when they are needed, and closes
 * them. They have the region, the credentials and the endpoint of its client of DynamoDB,
 * wherever that has them from.
 */
final class KclClients implements Supplier<KclConnection>, DisposableBean {

	private final ObjectProvider<DynamoDbClient> tables;

	private final ObjectProvider<DynamoDbStreamsClient> streams;

	private final ObjectProvider<DynamoDbAsyncClient> leases;

	private final ObjectProvider<CloudWatchAsyncClient> cloudWatch;

	private final boolean sendsMetrics;

	private final List<SdkAutoCloseable> own = new ArrayList<>();

	private @Nullable KclConnection connection;

	KclClients(ObjectProvider<DynamoDbClient> tables, ObjectProvider<DynamoDbStreamsClient> streams,
			ObjectProvider<DynamoDbAsyncClient> leases, ObjectProvider<CloudWatchAsyncClient> cloudWatch,
			boolean sendsMetrics) {
		this.tables = tables;
		this.streams = streams;
		this.leases = leases;
		this.cloudWatch = cloudWatch;
		this.sendsMetrics = sendsMetrics;
	}

	@Override
	public synchronized KclConnection get() {
		if (this.connection == null) {
			DynamoDbClient client = this.tables.getObject();
			this.connection = new KclConnection(client,
					this.streams.getIfUnique(() -> own(like(client, true, DynamoDbStreamsClient.builder()).build())),
					this.leases.getIfUnique(() -> own(like(client, true, DynamoDbAsyncClient.builder()).build())),
					this.sendsMetrics ? this.cloudWatch
						.getIfUnique(() -> own(like(client, false, CloudWatchAsyncClient.builder()).build())) : null);
		}
		return this.connection;
	}

	private static <B extends AwsClientBuilder<B, ?>> B like(DynamoDbClient client, boolean endpoint, B builder) {
		DynamoDbServiceClientConfiguration configuration = client.serviceClientConfiguration();
		builder.region(configuration.region()).credentialsProvider(configuration.credentialsProvider());
		if (endpoint) {
			configuration.endpointOverride().ifPresent(builder::endpointOverride);
		}
		return builder;
	}

	private <C extends SdkAutoCloseable> C own(C client) {
		this.own.add(client);
		return client;
	}

	@Override
	public synchronized void destroy() {
		this.own.forEach(SdkAutoCloseable::close);
		this.own.clear();
		this.connection = null;
	}

}
