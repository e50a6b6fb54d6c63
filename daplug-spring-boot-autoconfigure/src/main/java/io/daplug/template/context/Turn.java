package io.daplug.template.context;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.daplug.event.ChangeHandling;
import org.jspecify.annotations.Nullable;

/**
 * A write's place among the announced writes of its keys: it is sent after those before
 * it have been sent, and announced after they have been announced.
 */
public final class Turn implements AutoCloseable {

	private static final CompletableFuture<?>[] ARRAY = {};

	/** How many turns a thread has taken and not sent. */
	private static final ThreadLocal<int[]> OPEN = ThreadLocal.withInitial(() -> new int[1]);

	/** For writes that are not announced. */
	public static final Turn NONE = new Turn(List.of(), false);

	private final CompletableFuture<@Nullable Void> sent = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> announced = new CompletableFuture<>();

	private final CompletableFuture<?> sentBefore;

	private final CompletableFuture<?> announcedBefore;

	/** Whether this thread has not sent another write of its own yet. */
	private final boolean nested;

	private boolean used;

	private Turn(Collection<Turn> before, boolean nested) {
		this.nested = nested;
		this.sentBefore = CompletableFuture.allOf(before.stream().map((turn) -> turn.sent).toList().toArray(ARRAY));
		this.announcedBefore = CompletableFuture
			.allOf(before.stream().map((turn) -> turn.announced).toList().toArray(ARRAY));
	}

	static Turn after(Collection<Turn> before) {
		int[] open = OPEN.get();
		open[0]++;
		return new Turn(before, open[0] > 1);
	}

	CompletableFuture<@Nullable Void> announced() {
		return this.announced;
	}

	/**
	 * Those before may wait for what this thread has not sent, so it waits for none then.
	 */
	void awaitSent() {
		if (!this.nested) {
			this.sentBefore.join();
		}
	}

	/**
	 * Announces what was written, and lets the next write of the keys be sent meanwhile.
	 * A thread that handles a change, or that has another write to send, does not wait
	 * for those before: whoever announces them goes on with this one.
	 */
	public void announce(Runnable announcement) {
		this.used = true;
		sent();
		if (this.nested || ChangeHandling.isUnderWay()) {
			this.announcedBefore.thenRun(() -> finish(announcement));
		}
		else {
			this.announcedBefore.join();
			finish(announcement);
		}
	}

	private void sent() {
		OPEN.get()[0]--;
		this.sent.complete(null);
	}

	private void finish(Runnable announcement) {
		try {
			ChangeHandling.announce(announcement);
		}
		finally {
			this.announced.complete(null);
		}
	}

	/** Gives the turn up, if there was nothing to announce. */
	@Override
	public void close() {
		if (!this.used && this != NONE) {
			sent();
			this.announcedBefore.thenRun(() -> this.announced.complete(null));
		}
	}

}
