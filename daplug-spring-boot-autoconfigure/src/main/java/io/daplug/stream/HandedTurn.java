package io.daplug.stream;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.daplug.event.ItemIdentity;

/**
 * Work that waits for the turn of an item.
 *
 * @param item the item
 * @param since when it was handed over, in milliseconds
 * @param work what is done in its turn
 * @param stopped called if the turn will not come
 */
record HandedTurn(ItemIdentity item, long since, Runnable work, Runnable stopped) implements Handed {

	/**
	 * Makes a turn whose outcome completes a result.
	 * @param listener id of the listener
	 * @param turn what the work is given
	 * @param work what is done
	 * @param since when it was handed over, in milliseconds
	 */
	static <R> HandedTurn of(String listener, ItemTurn turn, Function<ItemTurn, R> work, CompletableFuture<R> result,
			long since) {
		return new HandedTurn(turn.item(), since, () -> {
			try {
				result.complete(work.apply(turn));
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		}, () -> result.completeExceptionally(new ListenerStoppedException(listener, null)));
	}

	@Override
	public long time() {
		return this.since;
	}

	@Override
	public void done(Attempt attempt) {
		// The work tells of itself.
	}

	@Override
	public void retried() {
		// Work is done once.
	}

	@Override
	public void parked(boolean kept) {
		// There is nothing to park.
	}

}
