package io.daplug.template.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import io.daplug.item.ItemSize;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Pages that were read and wait for the reader of a scan, and the room for more. A page
 * that is being read counts as 1 MB, which none exceeds. Not safe for use by several
 * threads.
 *
 * @param <T> what an item of a page is
 */
final class ReadAhead<T> {

	/** No page of DynamoDB is larger. */
	static final int LARGEST_PAGE = 1024 * 1024;

	/**
	 * Pages of so many bytes are held at once. In memory, attributes take several times
	 * what they take in DynamoDB.
	 */
	static final long DEFAULT_BYTES = Math.max(LARGEST_PAGE, Runtime.getRuntime().maxMemory() / 32);

	private final long mostBytes;

	private final int mostPages;

	private final Deque<Waiting<T>> waiting = new ArrayDeque<>();

	private long bytes;

	private int underWay;

	private record Waiting<T>(ReadPage<T> page, long bytes) {

	}

	ReadAhead(long mostBytes, int mostPages) {
		this.mostBytes = mostBytes;
		this.mostPages = mostPages;
	}

	/** Begins to read a page, if there is room for it. One is always read. */
	boolean begin() {
		boolean first = this.underWay == 0 && this.waiting.isEmpty();
		if (!first && (this.bytes + (this.underWay + 1L) * LARGEST_PAGE > this.mostBytes
				|| this.waiting.size() + this.underWay >= this.mostPages)) {
			return false;
		}
		this.underWay++;
		return true;
	}

	/** Ends to read a page, which now waits; null if there is none. */
	void end(@Nullable ReadPage<T> page, long size) {
		this.underWay--;
		if (page != null) {
			this.bytes += size;
			this.waiting.add(new Waiting<>(page, size));
		}
	}

	/** Takes the next page; null if none waits. */
	@Nullable ReadPage<T> take() {
		Waiting<T> next = this.waiting.poll();
		if (next == null) {
			return null;
		}
		this.bytes -= next.bytes();
		return next.page();
	}

	/** Whether no page waits or is being read. */
	boolean isEmpty() {
		return this.waiting.isEmpty() && this.underWay == 0;
	}

	void clear() {
		this.waiting.clear();
		this.bytes = 0;
	}

	static long sizeOf(ReadPage<Map<String, AttributeValue>> page) {
		long size = 0;
		for (Map<String, AttributeValue> item : page.items()) {
			size += ItemSize.of(item);
		}
		return size;
	}

}
