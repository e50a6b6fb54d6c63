package io.daplug.mirror.verify;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;

/**
 * Does something once, before a certain request is sent.
 *
 * @param request which one
 * @param left the how manieth of them, counted down
 * @param action what is done
 */
record Before(Predicate<SdkRequest> request, AtomicInteger left, Runnable action) implements ExecutionInterceptor {

	@Override
	public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
		if (this.request.test(context.request()) && this.left.getAndDecrement() == 1) {
			this.action.run();
		}
	}

	/** Whether a request removes copies. */
	static boolean removes(SdkRequest request) {
		return request instanceof BatchWriteItemRequest write
				&& write.requestItems().values().stream().anyMatch((writes) -> writes.get(0).deleteRequest() != null);
	}

}
