package io.daplug.stream.parking;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Entries, read page by page as they are asked for.
 */
final class EntryPages implements Iterator<Map<String, AttributeValue>> {

	private final Function<Map<String, AttributeValue>, Page> read;

	private final Predicate<Map<String, AttributeValue>> wanted;

	private Iterator<Map<String, AttributeValue>> page = List.<Map<String, AttributeValue>>of().iterator();

	/** Where the next page begins; null after the last one. */
	private @Nullable Map<String, AttributeValue> start;

	private @Nullable Map<String, AttributeValue> next;

	/**
	 * One page.
	 *
	 * @param items the items
	 * @param end where the next page begins; empty if there is none
	 */
	record Page(List<Map<String, AttributeValue>> items, Map<String, AttributeValue> end) {

	}

	/**
	 * Creates what reads pages.
	 * @param read reads the page that begins after a key, or the first one
	 * @param start the key after which the first page begins; empty for the first of all
	 * @param wanted which items are entries
	 */
	EntryPages(Function<Map<String, AttributeValue>, Page> read, Map<String, AttributeValue> start,
			Predicate<Map<String, AttributeValue>> wanted) {
		this.read = read;
		this.start = start;
		this.wanted = wanted;
	}

	@Override
	public boolean hasNext() {
		while (this.next == null && (this.page.hasNext() || this.start != null)) {
			if (!this.page.hasNext()) {
				Page read = this.read.apply(this.start);
				this.page = read.items().iterator();
				this.start = read.end().isEmpty() ? null : read.end();
			}
			else {
				Map<String, AttributeValue> item = this.page.next();
				this.next = this.wanted.test(item) ? item : null;
			}
		}
		return this.next != null;
	}

	@Override
	public Map<String, AttributeValue> next() {
		Map<String, AttributeValue> entry = hasNext() ? this.next : null;
		if (entry == null) {
			throw new NoSuchElementException();
		}
		this.next = null;
		return entry;
	}

	Stream<Map<String, AttributeValue>> stream() {
		return StreamSupport
			.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false);
	}

}
