package io.daplug.template;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.daplug.fixture.LocalDynamoDb;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A client before the embedded DynamoDB that fails as no embedded server does.
 */
final class FaultyClient {

	/**
	 * Answers requests.
	 */
	interface Fault {

		/**
		 * Answers a request.
		 * @param request the request
		 * @param server what sends it on
		 * @return the answer
		 */
		Object answer(DynamoDbRequest request, Supplier<Object> server);

	}

	private FaultyClient() {
	}

	static DynamoDbClient with(Fault fault) {
		DynamoDbClient server = LocalDynamoDb.client();
		InvocationHandler handler = (proxy, method, arguments) -> {
			// Templates tell clients apart: one with faults is as good as another
			// process.
			if (method.getName().equals("equals")) {
				return proxy == arguments[0];
			}
			if (method.getName().equals("hashCode")) {
				return System.identityHashCode(proxy);
			}
			if (arguments == null || arguments.length != 1 || !(arguments[0] instanceof DynamoDbRequest request)) {
				return method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments)
						: invoke(server, method, arguments);
			}
			return fault.answer(request, () -> invoke(server, method, arguments));
		};
		return (DynamoDbClient) Proxy.newProxyInstance(FaultyClient.class.getClassLoader(),
				new Class<?>[] { DynamoDbClient.class }, handler);
	}

	/** Leaves all but the first entry of so many batch requests unprocessed. */
	static DynamoDbClient leavingUnprocessed(AtomicInteger requests) {
		return with((request, server) -> {
			if (!(request instanceof BatchWriteItemRequest batch) || requests.getAndDecrement() <= 0) {
				return server.get();
			}
			Map.Entry<String, List<WriteRequest>> table = batch.requestItems().entrySet().iterator().next();
			List<WriteRequest> writes = table.getValue();
			LocalDynamoDb.client()
				.batchWriteItem((first) -> first.requestItems(Map.of(table.getKey(), writes.subList(0, 1))));
			return BatchWriteItemResponse.builder()
				.unprocessedItems(
						(writes.size() > 1) ? Map.of(table.getKey(), writes.subList(1, writes.size())) : Map.of())
				.build();
		});
	}

	/** DynamoDB as it is with large items: a page of a scan has few of them. */
	static DynamoDbClient pagesOf(int items, Fault fault) {
		return with((request, server) -> fault.answer(request, (request instanceof ScanRequest scan)
				? () -> LocalDynamoDb.client().scan(scan.toBuilder().limit(items).build()) : server));
	}

	static DynamoDbClient pagesOf(int items) {
		return pagesOf(items, (request, server) -> server.get());
	}

	static ProvisionedThroughputExceededException throttled() {
		return ProvisionedThroughputExceededException.builder().message("Slow down").build();
	}

	private static Object invoke(DynamoDbClient server, Method method, @Nullable Object[] arguments) {
		try {
			return method.invoke(server, arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
