package io.daplug.template;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;

/**
 * Items that a query or scan selects. Each method below reads them anew, and nothing is
 * read before one is called: the same object can be used any number of times, by many
 * threads.
 * <p>
 * All methods fail with an {@link io.daplug.template.model.InvalidQueryException} if the
 * index is unknown or DynamoDB could not carry out the query, and with an
 * {@link io.daplug.item.InvalidKeyException} if a key has a value that no key can have.
 * Both are thrown before a request is sent.
 *
 * @param <T> type of the items
 */
public sealed interface ItemSelection<T> permits ItemQuery, ItemScan {

	/**
	 * Reads the items as the stream is consumed: page by page, one request of at most 1
	 * MB each. Reads no further than the limit, and nothing after the stream is closed.
	 * <p>
	 * A parallel stream reads and handles its items on one thread, as it would hold all
	 * of them otherwise; {@code segments} of a scan are read in parallel. They read ahead
	 * no more than a part of the heap holds, and a stream that nobody reads to its end or
	 * closes has no threads.
	 * @return the items
	 */
	Stream<T> stream();

	/**
	 * Reads all items into memory.
	 * @return the items
	 */
	List<T> list();

	/**
	 * Reads one page. A page is full unless there are no more items: if a filter leaves
	 * out many of them, it takes several requests. One item more than the page holds is
	 * read, so that the last page has no token. Only where the read may use no more of
	 * the table's capacity once the page is full, nothing is read beyond it, and its
	 * token may lead to an empty page.
	 * <p>
	 * The token is opaque. It belongs to this query or scan: its keys, index, filter,
	 * direction and prefixes. It is checked against damage, but not signed.
	 * @param page which page
	 * @return the page
	 * @throws io.daplug.template.model.InvalidPageTokenException if the token is damaged
	 * or belongs to another query or scan
	 */
	Page<T> page(PageRequest page);

	/**
	 * Reads the first item by one request that looks at one item, or at 100 if the table
	 * hides some. With a filter, it takes as many requests of at most 1 MB as are needed
	 * to find an item.
	 * @return the first item; empty if there is none
	 */
	Optional<T> first();

	/**
	 * Counts the items, over all pages; the segments of a scan in parallel. No items are
	 * sent over the network, or only their keys if the table hides some, but reading them
	 * costs as many read units as {@link #list()} does. A projection or schema makes no
	 * difference.
	 * @return the number of items, at most the limit
	 */
	long count();

}
