package io.daplug.template.read;

import org.jspecify.annotations.Nullable;

/**
 * How many items a request has to look at for as many as are wanted.
 *
 * @param filters whether a filter leaves out items, nobody knows how many
 * @param hides whether some items are hidden, which are few
 */
record Selectivity(boolean filters, boolean hides) {

	/** How many items one request looks at when some may be left out. */
	private static final int CHUNK = 100;

	/** For a stream: a filter takes what it can get. */
	@Nullable Integer streamLimit(long wanted) {
		return (this.filters || wanted > Integer.MAX_VALUE) ? null : Integer.valueOf(pageLimit((int) wanted));
	}

	/** For a page, which reads no more than it shows if it can. */
	int pageLimit(int wanted) {
		return (this.filters || this.hides) ? Math.max(wanted, CHUNK) : wanted;
	}

}
