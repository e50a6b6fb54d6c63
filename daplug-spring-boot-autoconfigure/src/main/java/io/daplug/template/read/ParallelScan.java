package io.daplug.template.read;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the segments of a scan at once, a thread each, through a queue of pages that
 * makes fast segments wait for a slow reader. Threads start with the first item that is
 * asked for and end with the stream.
 */
final class ParallelScan extends Spliterators.AbstractSpliterator<Map<String, AttributeValue>> {

	private final List<Thread> threads = new ArrayList<>();

	private final BlockingQueue<Message> pages;

	private final List<ReadRequest> segments;

	private Iterator<Map<String, AttributeValue>> page = List.<Map<String, AttributeValue>>of().iterator();

	private long remaining;

	private int running;

	private boolean started;

	private volatile boolean closed;

	/** A page of a segment, its end, or what made it fail. */
	private record Message(List<Map<String, AttributeValue>> items, boolean last, @Nullable RuntimeException failure) {

	}

	private ParallelScan(List<ReadRequest> segments, @Nullable Integer limit) {
		super(Long.MAX_VALUE, Spliterator.NONNULL | Spliterator.IMMUTABLE);
		this.segments = segments;
		this.remaining = (limit != null) ? limit : Long.MAX_VALUE;
		this.pages = new ArrayBlockingQueue<>(segments.size() * 2);
	}

	static Stream<Map<String, AttributeValue>> stream(List<ReadRequest> segments, @Nullable Integer limit) {
		ParallelScan scan = new ParallelScan(segments, limit);
		return StreamSupport.stream(scan, false).onClose(scan::close);
	}

	@Override
	public boolean tryAdvance(Consumer<? super Map<String, AttributeValue>> action) {
		if (this.remaining == 0) {
			return false;
		}
		start();
		while (!this.page.hasNext()) {
			if (this.closed || this.running == 0) {
				return false;
			}
			Message message = take();
			if (message.failure() != null) {
				close();
				throw message.failure();
			}
			this.page = message.items().iterator();
			this.running -= message.last() ? 1 : 0;
		}
		Map<String, AttributeValue> item = this.page.next();
		this.remaining--;
		if (this.remaining == 0) {
			close();
		}
		action.accept(item);
		return true;
	}

	private void start() {
		if (this.started) {
			return;
		}
		this.started = true;
		this.running = this.segments.size();
		for (ReadRequest request : this.segments) {
			Thread thread = new Thread(() -> read(request), "daplug-scan-" + this.threads.size());
			thread.setDaemon(true);
			this.threads.add(thread);
		}
		this.threads.forEach(Thread::start);
	}

	private void read(ReadRequest request) {
		try {
			Map<String, AttributeValue> next = null;
			do {
				ReadRequest.Response response = request.read(next, null);
				next = response.lastKey();
				this.pages.put(new Message(response.items(), next == null, null));
			}
			while (next != null && !this.closed);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
		catch (Throwable ex) {
			// The reader would wait for this segment for ever.
			fail(new IllegalStateException("A segment of the scan ended unexpectedly", ex));
		}
	}

	private void fail(RuntimeException failure) {
		try {
			this.pages.put(new Message(List.of(), true, failure));
		}
		catch (InterruptedException ex) {
			// The reader closed the stream: nobody waits for the failure.
			Thread.currentThread().interrupt();
		}
	}

	private Message take() {
		try {
			return this.pages.take();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			close();
			throw new IllegalStateException("The scan was interrupted", ex);
		}
	}

	private void close() {
		this.closed = true;
		this.threads.forEach(Thread::interrupt);
	}

}
