package io.daplug.template.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.daplug.cache.CachedItem;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * The read of a key that is under way, for which all others wait who want the same item.
 */
public final class ItemLoad {

	private final ItemKey key;

	private final CompletableFuture<@Nullable CachedItem> outcome = new CompletableFuture<>();

	/**
	 * Creates a read.
	 * @param key the key as it is stored, by position
	 */
	public ItemLoad(ItemKey key) {
		this.key = key;
	}

	ItemKey key() {
		return this.key;
	}

	void loaded(CachedItem item) {
		this.outcome.complete(item);
	}

	/** Fails those who wait. */
	void failed(RuntimeException failure) {
		this.outcome.completeExceptionally(failure);
	}

	/** Has one of those who wait begin anew, unless the outcome is known. */
	void giveUp() {
		this.outcome.complete(null);
	}

	/**
	 * Waits for the outcome.
	 * @return what was read; null if the read was given up
	 * @throws InterruptedException if the thread is interrupted
	 * @throws RuntimeException the failure of the read
	 */
	@Nullable CachedItem await() throws InterruptedException {
		try {
			return this.outcome.get();
		}
		catch (ExecutionException ex) {
			throw failure(ex);
		}
	}

	/**
	 * Waits for the outcome as long as there is time.
	 * @param nanos how much time there is
	 * @return what was read; null if nothing is known, as the read was given up, has
	 * failed, or is not over
	 * @throws InterruptedException if the thread is interrupted
	 */
	public @Nullable CachedItem await(long nanos) throws InterruptedException {
		try {
			return this.outcome.get(nanos, TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			return null;
		}
	}

	private static RuntimeException failure(ExecutionException ex) {
		return (ex.getCause() instanceof RuntimeException failure) ? failure : new CompletionException(ex.getCause());
	}

}
