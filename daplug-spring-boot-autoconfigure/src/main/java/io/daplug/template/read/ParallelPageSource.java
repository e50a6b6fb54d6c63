package io.daplug.template.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntFunction;

import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.model.ReadBudgetExceededException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Reads the segments of a scan by several threads. They read as far ahead as there is
 * room, and end then: a source that nobody reads or closes has no threads, and its pages
 * go with it. Whoever takes a page makes room, and lets threads read on. The threads
 * convert what they read, so that more segments at a time are more items at a time. What
 * no thread comes to read is read by whoever takes pages.
 *
 * @param <T> what an item of a page is
 */
final class ParallelPageSource<T> implements PageSource<T> {

	/** A thread that has not begun after so long is not waited for. */
	private static final long START_NANOS = 1_000_000_000;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Segments segments;

	private final Function<Map<String, AttributeValue>, T> conversion;

	private final int parallelism;

	private final TaskExecutorFactory executors;

	private final ReadAhead<T> ahead;

	/** Segments that were begun, where they are read on. */
	private final Deque<Place> open = new ArrayDeque<>();

	/** Where threads are to read that were started and have not begun. */
	private final Deque<Place> handed = new ArrayDeque<>();

	private int nextSegment;

	private int threads;

	/** Threads that have begun. */
	private int begun;

	/** Whether threads did not begin when they were waited for. */
	private boolean forsaken;

	private @Nullable SimpleAsyncTaskExecutor executor;

	private @Nullable RuntimeException failure;

	private boolean closed;

	/**
	 * The segments of a scan.
	 *
	 * @param requests makes the request of a segment
	 * @param number how many segments there are
	 * @param parallelism how many of them are read at the same time
	 * @param budget what their requests may use
	 */
	record Segments(IntFunction<ReadRequest> requests, int number, int parallelism, ReadBudget budget) {

	}

	/**
	 * Where a segment is read on.
	 *
	 * @param request reads the segment
	 * @param lastKey after which key; null for the beginning
	 */
	private record Place(ReadRequest request, @Nullable Map<String, AttributeValue> lastKey) {

	}

	/**
	 * What came of reading a page.
	 *
	 * @param place where it was read
	 * @param page the page; null if there is none
	 * @param size how large it is, in bytes
	 * @param problem why there is no page; null if there is one
	 */
	private record Read<T>(Place place, @Nullable ReadPage<T> page, long size, @Nullable RuntimeException problem) {

	}

	/**
	 * Creates a source.
	 * @param segments the segments
	 * @param conversion makes of an item what the reader gets, in the thread that read it
	 * @param executors creates the threads
	 * @param mostBytes how many bytes are read ahead at most
	 */
	ParallelPageSource(Segments segments, Function<Map<String, AttributeValue>, T> conversion,
			TaskExecutorFactory executors, long mostBytes) {
		this.segments = segments;
		this.conversion = conversion;
		this.parallelism = Math.min(segments.parallelism(), segments.number());
		this.executors = executors;
		this.ahead = new ReadAhead<>(mostBytes, this.parallelism * 2);
	}

	@Override
	public @Nullable ReadPage<T> next(@Nullable Integer limit) {
		this.lock.lock();
		try {
			while (!this.closed) {
				ReadPage<T> page = this.ahead.take();
				startThreads();
				if (page != null) {
					return page;
				}
				if (this.failure instanceof ReadBudgetExceededException && this.ahead.isEmpty()) {
					throw this.segments.budget().exceeded(null);
				}
				if (this.failure != null && !(this.failure instanceof ReadBudgetExceededException)) {
					throw this.failure;
				}
				if (this.ahead.isEmpty()) {
					return null;
				}
				awaitChange();
			}
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			close();
			throw new IllegalStateException("The scan was interrupted", ex);
		}
		catch (RuntimeException | Error ex) {
			close();
			throw ex;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Begins to read as many pages as there are threads and room for. */
	private void startThreads() {
		Place place = (this.threads < this.parallelism) ? begin() : null;
		while (place != null) {
			this.threads++;
			start(place);
			place = (this.threads < this.parallelism) ? begin() : null;
		}
	}

	private void start(Place place) {
		SimpleAsyncTaskExecutor threads = this.executor;
		if (threads == null) {
			threads = this.executors.create("daplug-scan-", this.parallelism);
			// The limit is kept here: handing over must not wait for what waits for it.
			threads.setConcurrencyLimit(-1);
			this.executor = threads;
		}
		this.handed.add(place);
		try {
			threads.execute(this::readOn);
		}
		catch (RuntimeException | Error ex) {
			// Threads that run read it later, or else whoever takes pages.
			this.forsaken |= this.begun == 0;
		}
	}

	/** Waits for a page, or reads one that no thread begins to read. */
	private void awaitChange() throws InterruptedException {
		if (this.begun > 0 || this.handed.isEmpty()) {
			this.changed.await();
			return;
		}
		if (!this.forsaken && this.changed.awaitNanos(START_NANOS) > 0) {
			return;
		}
		Place place = (this.begun == 0) ? this.handed.poll() : null;
		if (place != null) {
			this.forsaken = true;
			this.threads--;
			readHere(place);
		}
	}

	private void readHere(Place place) {
		Read<T> read;
		this.lock.unlock();
		try {
			read = read(place);
		}
		finally {
			this.lock.lock();
		}
		end(read);
	}

	/** Where to read the next page; null if there is nothing to read, or no room. */
	private @Nullable Place begin() {
		boolean more = !this.open.isEmpty() || this.nextSegment < this.segments.number();
		if (this.closed || this.failure != null || !more || !this.ahead.begin()) {
			return null;
		}
		Place place = this.open.poll();
		return (place != null) ? place : new Place(this.segments.requests().apply(this.nextSegment++), null);
	}

	/** Reads pages as long as there is room, and ends then. */
	private void readOn() {
		Place place = first();
		while (place != null) {
			place = next(place);
		}
	}

	/** Where a thread begins that was started; null if others read there already. */
	private @Nullable Place first() {
		this.lock.lock();
		try {
			Place place = this.handed.poll();
			if (place == null && this.threads < this.parallelism) {
				place = begin();
				this.threads += (place != null) ? 1 : 0;
			}
			if (place != null) {
				this.begun++;
				this.forsaken = false;
				this.changed.signalAll();
			}
			return place;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Place next(Place place) {
		Read<T> read = read(place);
		this.lock.lock();
		try {
			end(read);
			return following();
		}
		finally {
			this.lock.unlock();
		}
	}

	private Read<T> read(Place place) {
		long size = 0;
		try {
			ReadPage<Map<String, AttributeValue>> stored = place.request().read(place.lastKey(), null);
			size = ReadAhead.sizeOf(stored);
			return new Read<>(place, converted(stored), size, null);
		}
		catch (RuntimeException ex) {
			return new Read<>(place, null, size, ex);
		}
		catch (Throwable ex) {
			// Whoever reads would wait for this thread for ever.
			return new Read<>(place, null, size,
					new IllegalStateException("A segment of the scan ended unexpectedly", ex));
		}
	}

	private ReadPage<T> converted(ReadPage<Map<String, AttributeValue>> stored) {
		List<T> items = new ArrayList<>(stored.items().size());
		stored.items().forEach((item) -> items.add(this.conversion.apply(item)));
		return new ReadPage<>(items, stored.count(), stored.lastKey(), stored.cost());
	}

	private void end(Read<T> read) {
		ReadPage<T> page = read.page();
		this.ahead.end(page, read.size());
		if (this.closed) {
			this.ahead.clear();
		}
		else if (read.problem() != null && this.failure == null) {
			this.failure = read.problem();
		}
		if (page != null && page.lastKey() != null) {
			this.open.addFirst(new Place(read.place().request(), page.lastKey()));
		}
		this.changed.signalAll();
	}

	/** Where a thread reads on; null if it is to end. */
	private @Nullable Place following() {
		Place place = this.handed.poll();
		if (place != null) {
			// The thread that was started for it finds something else, or ends.
			this.threads--;
			return place;
		}
		place = begin();
		if (place == null) {
			this.threads--;
			this.begun--;
		}
		return place;
	}

	/** Nothing more is read. Requests under way end by themselves. */
	@Override
	public void close() {
		this.segments.budget().close();
		this.lock.lock();
		try {
			this.closed = true;
			this.handed.clear();
			this.ahead.clear();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
