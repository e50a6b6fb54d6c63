package io.daplug.template.read;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of a query or scan, whose pages are read as the items are asked for.
 */
final class ItemSpliterator extends Spliterators.AbstractSpliterator<Map<String, AttributeValue>> {

	private final PageSource pages;

	private final Selectivity selectivity;

	private Iterator<Map<String, AttributeValue>> page = List.<Map<String, AttributeValue>>of().iterator();

	private long remaining;

	private ItemSpliterator(PageSource pages, Selectivity selectivity, @Nullable Integer limit) {
		super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
		this.pages = pages;
		this.selectivity = selectivity;
		this.remaining = (limit != null) ? limit : Long.MAX_VALUE;
	}

	static Stream<Map<String, AttributeValue>> stream(PageSource pages, Selectivity selectivity,
			@Nullable Integer limit) {
		ItemSpliterator items = new ItemSpliterator(pages, selectivity, limit);
		return StreamSupport.stream(items, false).onClose(items::close);
	}

	@Override
	public boolean tryAdvance(Consumer<? super Map<String, AttributeValue>> action) {
		while (this.remaining > 0) {
			if (this.page.hasNext()) {
				Map<String, AttributeValue> item = this.page.next();
				this.remaining--;
				if (this.remaining == 0) {
					close();
				}
				action.accept(item);
				return true;
			}
			ReadPage next = this.pages.next(this.selectivity.streamLimit(this.remaining));
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
	public @Nullable Spliterator<Map<String, AttributeValue>> trySplit() {
		return null;
	}

	private void close() {
		this.remaining = 0;
		this.pages.close();
	}

}
