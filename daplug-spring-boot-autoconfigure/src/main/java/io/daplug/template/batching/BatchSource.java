package io.daplug.template.batching;

import java.util.Iterator;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a batch from a stream, which may fail at any time.
 *
 * @param <T> type of the entries
 */
final class BatchSource<T> {

	private final Stream<? extends T> stream;

	private final Iterator<? extends T> entries;

	private final OptionalLong size;

	private @Nullable T next;

	private @Nullable Throwable failure;

	BatchSource(Stream<? extends T> stream) {
		this.stream = stream;
		Spliterator<? extends T> entries = stream.spliterator();
		long size = entries.getExactSizeIfKnown();
		this.size = (size < 0) ? OptionalLong.empty() : OptionalLong.of(size);
		this.entries = Spliterators.iterator(entries);
	}

	/** How many entries there are; empty if nobody knows. */
	OptionalLong size() {
		return this.size;
	}

	/** Reads the next entry; answers with whether there is one. */
	boolean advance() {
		try {
			if (!this.entries.hasNext()) {
				return false;
			}
			this.next = this.entries.next();
			return true;
		}
		catch (Throwable ex) {
			this.failure = ex;
			return false;
		}
	}

	/** The entry that was read last, which is null if the stream says so. */
	@SuppressWarnings("NullAway") // Nobody knows of what kind the stream's elements are.
	T entry() {
		return this.next;
	}

	void close() {
		try {
			this.stream.close();
		}
		catch (Throwable ex) {
			if (this.failure == null) {
				this.failure = ex;
			}
			else if (this.failure != ex) {
				this.failure.addSuppressed(ex);
			}
		}
	}

	/** What reading or closing the stream threw; null if nothing. */
	@Nullable Throwable failure() {
		return this.failure;
	}

}
