package io.daplug.sample;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Counts the requests that a thread sends to DynamoDB.
 */
final class RequestCount implements ExecutionInterceptor {

	private static final ThreadLocal<@Nullable AtomicInteger> COUNT = new ThreadLocal<>();

	/**
	 * Begins to count the requests of this thread, until it is closed.
	 */
	static Counting begin() {
		AtomicInteger count = new AtomicInteger();
		COUNT.set(count);
		return new Counting(count);
	}

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		AtomicInteger count = COUNT.get();
		if (count != null) {
			count.incrementAndGet();
		}
	}

	/**
	 * The requests since the beginning.
	 *
	 * @param count how many there are
	 */
	record Counting(AtomicInteger count) implements AutoCloseable {

		int requests() {
			return this.count.get();
		}

		@Override
		public void close() {
			COUNT.remove();
		}

	}

}
