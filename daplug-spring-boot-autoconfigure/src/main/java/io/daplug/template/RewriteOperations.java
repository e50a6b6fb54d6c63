package io.daplug.template;

import java.util.function.Consumer;

import io.daplug.template.batch.RewriteResult;
import io.daplug.template.model.RewriteOptions;

/**
 * Stores items of earlier versions of their schema as items of the current one.
 */
public interface RewriteOperations {

	/**
	 * Stores items of earlier versions as items of the current one. See
	 * {@link #rewrite(RewriteOptions)}:
	 * {@code orders.rewrite((rewrite) -> rewrite.unitsPerSecond(50))}.
	 * @param options which items, and how
	 * @return what was done
	 */
	default RewriteResult rewrite(Consumer<RewriteOptions.Builder> options) {
		return rewrite(RewriteOptions.of(options));
	}

	/**
	 * Stores items of earlier versions as items of the current one: all of the table, or
	 * those of a hash key. Readers see no difference, so nothing is announced, and
	 * neither idempotence keys nor times of writes advance.
	 * <p>
	 * Reads the table, or what has the hash key, page by page with consistent reads, and
	 * sends one conditional UpdateItem for each older item. A table can be read in
	 * several {@linkplain RewriteOptions.Builder#segments(int) segments} at a time. An
	 * item that somebody writes meanwhile is read again; no write is lost. Items of later
	 * versions, of other types, of other tenants, and with other prefixes stay as they
	 * are.
	 * <p>
	 * The call can be made again, at the same time too: what has the current version is
	 * only read. With the {@linkplain RewriteResult#position() position} of a call that
	 * ended early, it goes on from there, and does not read what comes before.
	 * @param options which items, and how
	 * @return what was done; items that could not be rewritten are in it
	 * @throws io.daplug.template.batch.IncompleteRewriteException if the call ended
	 * before it was through, as when the thread is interrupted; it says what was done,
	 * and the position
	 * @throws io.daplug.template.model.InvalidQueryException if the table must not be
	 * scanned, and no hash key is named. Nothing was sent
	 * @throws io.daplug.template.model.InvalidPageTokenException if the position belongs
	 * to a rewrite of other items, in other segments or to another version, or is
	 * damaged. Nothing was sent
	 * @throws IllegalStateException if the items of the table have no versions
	 */
	RewriteResult rewrite(RewriteOptions options);

}
