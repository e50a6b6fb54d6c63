package io.daplug.template.read;

import org.jspecify.annotations.Nullable;

/**
 * Brings the pages of a query or scan, one after the other. An empty page is not the end:
 * a filter can leave nothing of a page. Used by one thread.
 *
 * @param <T> what an item of a page is
 */
interface PageSource<T> extends AutoCloseable {

	/**
	 * Reads on.
	 * @param limit how many items to look at; null for as many as fit into 1 MB
	 * @return the next page; null if there is no more
	 */
	@Nullable ReadPage<T> next(@Nullable Integer limit);

	/** Nothing is read any more. */
	@Override
	void close();

}
