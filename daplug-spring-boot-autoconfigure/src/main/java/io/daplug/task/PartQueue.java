package io.daplug.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;

/**
 * Does parts of a call several at once, as they are handed over one after the other. Who
 * hands them over takes what came of them, and so sees to it that they do not become too
 * many. Threads begin when there is work for them. They end with the queue, and after a
 * second without work: a queue that is forgotten has none.
 * <p>
 * A thread need not come to its work: there may be none to be had, or what carries the
 * context of the caller may fail on it. Whoever takes results does then what no thread
 * does, and waits for none of them.
 *
 * @param <R> what comes of a part
 */
public final class PartQueue<R> implements AutoCloseable {

	private static final long IDLE_NANOS = 1_000_000_000;

	/** A thread that has not begun after so long is not waited for. */
	private static final long START_NANOS = 1_000_000_000;

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

	/** Threads that were started and have not begun. */
	private int starting;

	/** Threads that do parts, or wait for them. */
	private int begun;

	private int idle;

	/** Whether threads did not begin when they were waited for. */
	private boolean forsaken;

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
			if (this.idle >= this.waiting.size() || this.starting + this.begun >= this.parallelism) {
				this.work.signal();
			}
			else {
				startThread();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void startThread() {
		this.starting++;
		try {
			executor().execute(started());
		}
		catch (RuntimeException | Error ex) {
			// Those that run do it later, or else whoever takes results.
			this.starting--;
			this.forsaken |= this.starting == 0;
		}
	}

	/**
	 * What a thread does. What carries the context can fail or forget the work: such a
	 * thread is counted out, and another one can be had in its place.
	 */
	private Runnable started() {
		AtomicBoolean come = new AtomicBoolean();
		Runnable work = this.carried.apply(() -> {
			come.set(true);
			workOn();
		});
		TaskDecorator decorator = this.executors.decorator();
		Runnable carrying = (decorator != null) ? decorator.decorate(work) : work;
		return () -> {
			try {
				carrying.run();
			}
			finally {
				if (!come.get()) {
					lost();
				}
			}
		};
	}

	private void lost() {
		this.lock.lock();
		try {
			this.starting = Math.max(0, this.starting - 1);
			this.forsaken |= this.starting == 0;
			this.ended.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private SimpleAsyncTaskExecutor executor() {
		SimpleAsyncTaskExecutor current = this.executor;
		if (current == null) {
			current = this.executors.createForWorkers("daplug-batch-", this.parallelism);
			// A thread that ends is counted out before the executor knows, and nobody
			// waits for it.
			current.setConcurrencyLimit(-1);
			this.executor = current;
		}
		return current;
	}

	private void workOn() {
		if (!begin()) {
			return;
		}
		for (Supplier<R> part = next(); part != null; part = next()) {
			carryOut(part);
		}
	}

	/** Says whether a thread is to work: one that comes late may have been replaced. */
	private boolean begin() {
		this.lock.lock();
		try {
			this.starting = Math.max(0, this.starting - 1);
			if (this.begun == this.parallelism) {
				return false;
			}
			this.begun++;
			this.forsaken = false;
			this.ended.signalAll();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void carryOut(Supplier<R> part) {
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
				this.begun--;
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
	 * Takes what came of a part, and waits until one has ended. One must be in hand. A
	 * part that no thread begins is done here.
	 * @return the result
	 * @throws InterruptedException if the waiting was interrupted
	 * @throws IllegalStateException if the part failed, or if none is in hand
	 */
	public R take() throws InterruptedException {
		while (true) {
			Supplier<R> forsakenPart;
			this.lock.lock();
			try {
				if (this.inHand == 0) {
					throw new IllegalStateException("There is no part to wait for");
				}
				forsakenPart = awaitEnd();
				if (forsakenPart == null) {
					R result = taken(this.results.poll());
					if (result == null) {
						throw new IllegalStateException("A part has no result");
					}
					return result;
				}
			}
			finally {
				this.lock.unlock();
			}
			carryOut(forsakenPart);
		}
	}

	/** Waits until a part has ended; answers with one that no thread begins, if so. */
	private @Nullable Supplier<R> awaitEnd() throws InterruptedException {
		long left = START_NANOS;
		while (this.results.isEmpty()) {
			if (this.begun > 0 || this.waiting.isEmpty()) {
				this.ended.await();
			}
			else if (this.forsaken || left <= 0) {
				this.forsaken = true;
				this.starting = 0;
				return this.waiting.poll();
			}
			else {
				left = this.ended.awaitNanos(left);
			}
		}
		return null;
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
