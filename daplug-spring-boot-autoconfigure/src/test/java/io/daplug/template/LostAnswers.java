package io.daplug.template;

import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.fixture.LocalDynamoDb;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client whose first request of one operation is carried out, but answered with a
 * server error, so that the SDK sends it again.
 */
final class LostAnswers implements ExecutionInterceptor, AutoCloseable {

	private final String operation;

	private final Runnable meanwhile;

	private final AtomicInteger attempts = new AtomicInteger();

	private final DynamoDbClient client = LocalDynamoDb.client(this);

	private LostAnswers(String operation, Runnable meanwhile) {
		this.operation = operation;
		this.meanwhile = meanwhile;
	}

	static LostAnswers of(String operation) {
		return new LostAnswers(operation, () -> {
		});
	}

	/** Has something else happen before the request is sent again. */
	static LostAnswers of(String operation, Runnable meanwhile) {
		return new LostAnswers(operation, meanwhile);
	}

	DynamoDbClient client() {
		return this.client;
	}

	/** How often the operation was sent. */
	int attempts() {
		return this.attempts.get();
	}

	@Override
	public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
		if (!this.operation.equals(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))
				|| this.attempts.incrementAndGet() > 1) {
			return context.httpResponse();
		}
		this.meanwhile.run();
		return context.httpResponse().toBuilder().statusCode(500).build();
	}

	@Override
	public void close() {
		this.client.close();
	}

}
