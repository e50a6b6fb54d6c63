package io.daplug.template;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.fixture.LocalDynamoDb;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client that remembers which requests went out.
 */
final class CountedRequests implements ExecutionInterceptor, AutoCloseable {

	private final List<String> operations = new CopyOnWriteArrayList<>();

	private final DynamoDbClient client = LocalDynamoDb.client(this);

	DynamoDbClient client() {
		return this.client;
	}

	/** The operations that were sent, in their order. */
	List<String> operations() {
		return this.operations;
	}

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		this.operations.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
	}

	@Override
	public void close() {
		this.client.close();
	}

}
