package io.daplug.template.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import io.daplug.task.TaskExecutorFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Reads the segments of a scan by several threads. Each reads a segment to its end and
 * then takes the next one that nobody has read. A queue of pages makes them wait for a
 * slow reader. They start with the first page that is asked for, and end when the source
 * is closed.
 */
final class ParallelPageSource implements PageSource {

	private final IntFunction<ReadRequest> requests;

	private final int segments;

	private final int parallelism;

	private final TaskExecutorFactory executors;

	private final BlockingQueue<Message> messages;

	private final AtomicInteger nextSegment = new AtomicInteger();

	private final List<Future<?>> readers = new ArrayList<>();

	private @Nullable SimpleAsyncTaskExecutor executor;

	private int running;

	private volatile boolean closed;

	/** A page, or the end of a reader with what made it fail. */
	private record Message(@Nullable ReadPage page, @Nullable RuntimeException failure) {

		static final Message END = new Message(null, null);

	}

	/**
	 * Creates a source.
	 * @param requests makes the request of a segment
	 * @param segments how many segments there are
	 * @param parallelism how many of them are read at the same time
	 * @param executors creates the threads
	 */
	ParallelPageSource(IntFunction<ReadRequest> requests, int segments, int parallelism,
			TaskExecutorFactory executors) {
		this.requests = requests;
		this.segments = segments;
		this.parallelism = Math.min(parallelism, segments);
		this.executors = executors;
		this.messages = new ArrayBlockingQueue<>(this.parallelism * 2);
	}

	@Override
	public @Nullable ReadPage next(@Nullable Integer limit) {
		if (this.executor == null && !this.closed) {
			start();
		}
		while (!this.closed && this.running > 0) {
			Message message = take();
			if (message.page() != null) {
				return message.page();
			}
			if (message.failure() != null) {
				close();
				throw message.failure();
			}
			this.running--;
		}
		close();
		return null;
	}

	private void start() {
		SimpleAsyncTaskExecutor threads = this.executors.create("daplug-scan-", this.parallelism);
		this.executor = threads;
		try {
			for (int reader = 0; reader < this.parallelism; reader++) {
				this.readers.add(threads.submit(this::readSegments));
				this.running++;
			}
		}
		catch (Throwable ex) {
			close();
			throw ex;
		}
	}

	private void readSegments() {
		try {
			int segment = this.nextSegment.getAndIncrement();
			while (segment < this.segments && !this.closed) {
				read(this.requests.apply(segment));
				segment = this.nextSegment.getAndIncrement();
			}
			this.messages.put(Message.END);
		}
		catch (InterruptedException ex) {
			// The source was closed: nobody waits for the rest.
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
		catch (Throwable ex) {
			// Whoever reads would wait for this thread for ever.
			fail(new IllegalStateException("A segment of the scan ended unexpectedly", ex));
		}
	}

	private void read(ReadRequest request) throws InterruptedException {
		Map<String, AttributeValue> lastKey = null;
		do {
			ReadPage page = request.read(lastKey, null);
			lastKey = page.lastKey();
			this.messages.put(new Message(page, null));
		}
		while (lastKey != null && !this.closed);
	}

	private void fail(RuntimeException failure) {
		try {
			this.messages.put(new Message(null, failure));
		}
		catch (InterruptedException ex) {
			// The source was closed: nobody waits for the failure.
			Thread.currentThread().interrupt();
		}
	}

	private Message take() {
		try {
			return this.messages.take();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			close();
			throw new IllegalStateException("The scan was interrupted", ex);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.readers.forEach((reader) -> reader.cancel(true));
		if (this.executor != null) {
			this.executor.close();
		}
	}

}
