package io.daplug.template.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.daplug.item.ItemKey;
import io.daplug.task.PartQueue;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.IncompleteBatchException;
import io.daplug.template.model.BatchGetOptions;
import org.jspecify.annotations.Nullable;

/**
 * The items of keys that come from a stream, which are read while items are taken. The
 * first request goes out alone: it shows how large items are, and so how many requests
 * may be under way.
 *
 * @param <T> type of the items
 */
final class KeyedItems<T> extends Spliterators.AbstractSpliterator<T> {

	private final Stream<ItemKey> source;

	private final Iterator<ItemKey> keys;

	private final KeyLookup<T> lookup;

	private final BatchGetOptions options;

	private final PartQueue<KeyChunk<T>> queue;

	/** Chunks that are being read, or wait to be taken, in the order of their keys. */
	private final Deque<KeyChunk<T>> ahead = new ArrayDeque<>();

	private KeyChunk<T> current = new KeyChunk<>();

	private int place;

	private long largest;

	private @Nullable Throwable sourceFailure;

	private boolean closed;

	private KeyedItems(Stream<ItemKey> source, KeyLookup<T> lookup, BatchGetOptions options,
			TaskExecutorFactory executors) {
		super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
		this.source = source;
		this.keys = Spliterators.iterator(source.spliterator());
		this.lookup = lookup;
		this.options = options;
		this.queue = new PartQueue<>(executors, options.parallelism(), UnaryOperator.identity());
	}

	static <T> Stream<T> stream(Stream<ItemKey> keys, KeyLookup<T> lookup, BatchGetOptions options,
			TaskExecutorFactory executors) {
		KeyedItems<T> items = new KeyedItems<>(keys, lookup, options, executors);
		return StreamSupport.stream(items, false).onClose(items::close);
	}

	@Override
	public boolean tryAdvance(Consumer<? super T> action) {
		try {
			T item = next();
			if (item == null) {
				close();
				return false;
			}
			action.accept(item);
			return true;
		}
		catch (RuntimeException | Error ex) {
			close();
			throw ex;
		}
	}

	/** Takes the next item; null if there is none. */
	private @Nullable T next() {
		while (!this.closed) {
			AskedKeys<T> taken = this.current.keys();
			while (this.place < taken.size()) {
				T item = item(taken.given(this.place), taken.asked(this.place));
				this.place++;
				if (item != null) {
					return item;
				}
			}
			if (!advance()) {
				return null;
			}
		}
		return null;
	}

	private @Nullable T item(ItemKey key, AskedKey<T> asked) {
		T item = asked.item();
		if (item != null) {
			return item;
		}
		RuntimeException failure = asked.answered() ? asked.failure() : new IncompleteBatchException(
				"The key %s was not answered within %s".formatted(key, this.options.deadline()), null);
		if (failure == null) {
			if (this.options.onMissing() != null) {
				this.options.onMissing().accept(key);
			}
		}
		else if (this.options.onFailure() != null) {
			this.options.onFailure().accept(new BatchFailure<>(key, failure));
		}
		else {
			throw failure;
		}
		return null;
	}

	/** Goes on to the next chunk; answers with whether there is one. */
	private boolean advance() {
		readAhead();
		KeyChunk<T> next = this.ahead.poll();
		if (next == null) {
			failAsTheSourceDid();
			return false;
		}
		await(next);
		this.current = next;
		this.place = 0;
		return true;
	}

	private void readAhead() {
		boolean more = true;
		while (more && this.ahead.size() < room()) {
			KeyChunk<T> chunk = new KeyChunk<>();
			more = fill(chunk);
			if (!chunk.isEmpty()) {
				this.ahead.add(chunk);
				this.queue.submit(() -> chunk.read(this.lookup, this.options.deadline()));
			}
		}
	}

	/** How many chunks are read ahead, or wait to be taken. */
	private long room() {
		if (this.largest == 0) {
			return 1;
		}
		return Math.max(1, Math.min(2L * this.options.parallelism(), ReadAhead.DEFAULT_BYTES / this.largest));
	}

	/** Fills a chunk; answers with whether there may be more keys. */
	private boolean fill(KeyChunk<T> chunk) {
		try {
			while (this.sourceFailure == null && this.keys.hasNext()) {
				chunk.add(this.keys.next(), this.lookup);
				if (chunk.isFull()) {
					return true;
				}
			}
		}
		catch (RuntimeException | Error ex) {
			// Comes out after the items of the keys before.
			this.sourceFailure = ex;
		}
		return false;
	}

	private void failAsTheSourceDid() {
		if (this.sourceFailure instanceof RuntimeException failure) {
			throw failure;
		}
		if (this.sourceFailure instanceof Error failure) {
			throw failure;
		}
	}

	private void await(KeyChunk<T> chunk) {
		try {
			while (!chunk.answered()) {
				KeyChunk<T> read = this.queue.take();
				read.answer();
				this.largest = Math.max(Math.max(1, read.bytes()), this.largest);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The read was interrupted", ex);
		}
	}

	/**
	 * Does not split: the parts of a parallel stream would be read into memory much
	 * faster than they are consumed.
	 */
	@Override
	public @Nullable Spliterator<T> trySplit() {
		return null;
	}

	/** Nothing more is read. Requests under way end by themselves. */
	private void close() {
		if (!this.closed) {
			this.closed = true;
			this.queue.close();
			this.ahead.clear();
			this.source.close();
		}
	}

}
