package io.daplug.template.read;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of a query or scan, read page by page as they are asked for. An empty page
 * that has a last key is not the end: a filter can leave nothing of a page.
 */
final class PagedItems extends Spliterators.AbstractSpliterator<Map<String, AttributeValue>> {

	private final ReadRequest request;

	private final boolean filtered;

	private long remaining;

	private Iterator<Map<String, AttributeValue>> page = List.<Map<String, AttributeValue>>of().iterator();

	private @Nullable Map<String, AttributeValue> lastKey;

	private boolean started;

	PagedItems(ReadRequest request, @Nullable Integer limit, boolean filtered) {
		super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
		this.request = request;
		this.filtered = filtered;
		this.remaining = (limit != null) ? limit : Long.MAX_VALUE;
	}

	@Override
	public boolean tryAdvance(Consumer<? super Map<String, AttributeValue>> action) {
		while (this.remaining > 0) {
			if (this.page.hasNext()) {
				this.remaining--;
				action.accept(this.page.next());
				return true;
			}
			if (this.started && this.lastKey == null) {
				return false;
			}
			ReadRequest.Response response = this.request.read(this.lastKey, limit());
			this.started = true;
			this.page = response.items().iterator();
			this.lastKey = response.lastKey();
		}
		return false;
	}

	/** Nothing is read any more. */
	void close() {
		this.remaining = 0;
	}

	/** What a filter leaves of a page is not known before it is read. */
	private @Nullable Integer limit() {
		return (this.filtered || this.remaining > Integer.MAX_VALUE) ? null : Integer.valueOf((int) this.remaining);
	}

}
