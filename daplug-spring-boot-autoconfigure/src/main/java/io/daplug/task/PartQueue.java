package io.daplug.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Does parts of a call several at once, as they are handed over one after the other. Who
 * hands them over takes what came of them, and so sees to it that they do not become too
 * many. Threads begin when there is work for them. They end with the queue, and after a
 * second without work: a queue that is forgotten has none.
 *
 * @param <R> what comes of a part
 */
public final class PartQueue<R> implements AutoCloseable {

	private static final long IDLE_NANOS = 1_000_000_000;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition work = this.lock.newCondition();

	private final Condition ended = this.lock.newCondition();

	private final TaskExecutorFactory executors;

	private final int parallelism;

	private final UnaryOperator<Runnable> carried;

	private final Deque<Supplier<R>> waiting = new ArrayDeque<>();

	private final Deque<Ended<R>> results = new ArrayDeque<>();

	private @Nullable SimpleAsyncTaskExecutor executor;

	private int inHand;

	private int threads;

	private int idle;

	private boolean closed;

	/**
	 * What came of a part.
	 *
	 * @param result the result; null if it failed
	 * @param failure why there is none
	 */
	private record Ended<R>(@Nullable R result, @Nullable Throwable failure) {

	}

	/**
	 * Creates a queue, which has no threads yet.
	 * @param executors creates the threads
	 * @param parallelism how many parts are done at the same time at most
	 * @param carried what a thread needs of the caller to work
	 */
	public PartQueue(TaskExecutorFactory executors, int parallelism, UnaryOperator<Runnable> carried) {
		this.executors = executors;
		this.parallelism = parallelism;
		this.carried = carried;
	}

	/**
	 * Hands over a part, and does not wait for it. Parts begin in this order.
	 * @param part does the part
	 */
	public void submit(Supplier<R> part) {
		this.lock.lock();
		try {
			this.waiting.add(part);
			this.inHand++;
			if (this.idle >= this.waiting.size() || this.threads == this.parallelism) {
				this.work.signal();
				return;
			}
			startThread(part);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void startThread(Supplier<R> part) {
		this.threads++;
		try {
			executor().execute(this.carried.apply(this::workOn));
		}
		catch (RuntimeException | Error ex) {
			this.threads--;
			if (this.threads == 0) {
				this.waiting.remove(part);
				this.inHand--;
				throw ex;
			}
			// Those that run do it later.
		}
	}

	private SimpleAsyncTaskExecutor executor() {
		SimpleAsyncTaskExecutor current = this.executor;
		if (current == null) {
			current = this.executors.create("daplug-batch-", this.parallelism);
			// A thread that ends is counted out before the executor knows, and nobody
			// waits for it.
			current.setConcurrencyLimit(-1);
			this.executor = current;
		}
		return current;
	}

	private void workOn() {
		for (Supplier<R> part = next(); part != null; part = next()) {
			Ended<R> end;
			try {
				end = new Ended<>(part.get(), null);
			}
			catch (Throwable ex) {
				// Whoever takes results would wait for this one for ever.
				end = new Ended<>(null, ex);
			}
			this.lock.lock();
			try {
				this.results.add(end);
				this.ended.signalAll();
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	/** Waits for a part; null if the thread is to end. */
	private @Nullable Supplier<R> next() {
		this.lock.lock();
		try {
			long left = IDLE_NANOS;
			while (this.waiting.isEmpty() && !this.closed && left > 0) {
				this.idle++;
				try {
					left = this.work.awaitNanos(left);
				}
				catch (InterruptedException ex) {
					// Left by a part; it is none of the next one's business.
					continue;
				}
				finally {
					this.idle--;
				}
			}
			Supplier<R> part = this.waiting.poll();
			if (part == null) {
				this.threads--;
			}
			return part;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns how many parts were handed over and not taken back.
	 * @return the number of parts
	 */
	public int inHand() {
		this.lock.lock();
		try {
			return this.inHand;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes what came of a part, if one has ended.
	 * @return the result; null if no part has ended
	 * @throws IllegalStateException if the part failed
	 */
	public @Nullable R poll() {
		this.lock.lock();
		try {
			return taken(this.results.poll());
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes what came of a part, and waits until one has ended. One must be in hand.
	 * @return the result
	 * @throws InterruptedException if the waiting was interrupted
	 * @throws IllegalStateException if the part failed, or if none is in hand
	 */
	public R take() throws InterruptedException {
		this.lock.lock();
		try {
			if (this.inHand == 0) {
				throw new IllegalStateException("There is no part to wait for");
			}
			while (this.results.isEmpty()) {
				this.ended.await();
			}
			R result = taken(this.results.poll());
			if (result == null) {
				throw new IllegalStateException("A part has no result");
			}
			return result;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable R taken(@Nullable Ended<R> end) {
		if (end == null) {
			return null;
		}
		this.inHand--;
		if (end.failure() != null) {
			throw new IllegalStateException("A part ended unexpectedly", end.failure());
		}
		return end.result();
	}

	/**
	 * Ends the threads. Parts that wait are dropped, those that are under way end by
	 * themselves.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.waiting.clear();
			this.work.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
