package io.daplug.template.read;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

/**
 * The items of a query or scan, whose pages are read as the items are asked for.
 *
 * @param <T> what an item is
 */
final class ItemSpliterator<T> extends Spliterators.AbstractSpliterator<T> {

	private final PageSource<T> pages;

	private final Selectivity selectivity;

	private Iterator<T> page = List.<T>of().iterator();

	private long remaining;

	private ItemSpliterator(PageSource<T> pages, Selectivity selectivity, @Nullable Integer limit) {
		super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
		this.pages = pages;
		this.selectivity = selectivity;
		this.remaining = (limit != null) ? limit : Long.MAX_VALUE;
	}

	static <T> Stream<T> stream(PageSource<T> pages, Selectivity selectivity, @Nullable Integer limit) {
		ItemSpliterator<T> items = new ItemSpliterator<>(pages, selectivity, limit);
		return StreamSupport.stream(items, false).onClose(items::close);
	}

	@Override
	public boolean tryAdvance(Consumer<? super T> action) {
		while (this.remaining > 0) {
			if (this.page.hasNext()) {
				T item = this.page.next();
				this.remaining--;
				if (this.remaining == 0) {
					close();
				}
				action.accept(item);
				return true;
			}
			ReadPage<T> next = this.pages.next(this.selectivity.streamLimit(this.remaining));
			if (next == null) {
				return false;
			}
			this.page = next.items().iterator();
		}
		return false;
	}

	/**
	 * Does not split: the parts of a parallel stream would be read into memory much
	 * faster than they are consumed.
	 */
	@Override
	public @Nullable Spliterator<T> trySplit() {
		return null;
	}

	private void close() {
		this.remaining = 0;
		this.pages.close();
	}

}
