package io.daplug.benchmarks.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Sees every request of a client, counts those that put copies, and notes when the first
 * one went out and when the last one was answered. May hold each of them back, as a
 * network would.
 */
final class CopyClock implements ExecutionInterceptor {

	private final AtomicLong begin = new AtomicLong(Long.MAX_VALUE);

	private final AtomicLong end = new AtomicLong();

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicInteger items = new AtomicInteger();

	private final Duration delay;

	private volatile CountDownLatch gate = new CountDownLatch(0);

	/**
	 * Creates a clock.
	 * @param delay how long each request that puts copies is held back
	 */
	CopyClock(Duration delay) {
		this.delay = delay;
	}

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		if (!this.delay.isZero() && items(context.request()) > 0) {
			LockSupport.parkNanos(this.delay.toNanos());
		}
	}

	/** Starts anew, and lets no request pass until it is opened. */
	void hold() {
		this.gate = new CountDownLatch(1);
		this.begin.set(Long.MAX_VALUE);
		this.end.set(0);
		this.requests.set(0);
		this.items.set(0);
	}

	/** Lets requests pass. */
	void open() {
		this.gate.countDown();
	}

	@Override
	public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
		if (items(context.request()) > 0) {
			try {
				this.gate.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.begin.accumulateAndGet(System.nanoTime(), Math::min);
		}
	}

	@Override
	public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
		add(items(context.request()));
	}

	@Override
	public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
		// A guarded copy that is refused was work, too.
		add(items(context.request()));
	}

	private void add(int count) {
		if (count > 0) {
			this.end.accumulateAndGet(System.nanoTime(), Math::max);
			this.requests.incrementAndGet();
			this.items.addAndGet(count);
		}
	}

	private static int items(Object request) {
		if (request instanceof BatchWriteItemRequest batch) {
			return batch.requestItems().getOrDefault(StreamServer.COPIES, List.of()).size();
		}
		return (request instanceof PutItemRequest put && put.tableName().equals(StreamServer.COPIES)) ? 1 : 0;
	}

	/** How long it took from the first request to the last answer. */
	double seconds() {
		return (this.end.get() - this.begin.get()) / 1e9;
	}

	/** When the last request was answered, as {@link System#nanoTime()} has it. */
	long end() {
		return this.end.get();
	}

	int requests() {
		return this.requests.get();
	}

	int items() {
		return this.items.get();
	}

}
