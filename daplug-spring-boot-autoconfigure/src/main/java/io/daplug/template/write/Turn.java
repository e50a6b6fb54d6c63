package io.daplug.template.write;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.daplug.event.ChangeHandling;
import org.jspecify.annotations.Nullable;

/**
 * A write's place among the announced writes of its keys: it is sent after those before
 * it have been sent, and announced after they have been announced.
 */
final class Turn implements AutoCloseable {

	private static final CompletableFuture<?>[] ARRAY = {};

	/** For writes that are not announced. */
	static final Turn NONE = new Turn(List.of());

	private final CompletableFuture<@Nullable Void> sent = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> announced = new CompletableFuture<>();

	private final CompletableFuture<?> sentBefore;

	private final CompletableFuture<?> announcedBefore;

	private boolean used;

	private Turn(Collection<Turn> before) {
		this.sentBefore = CompletableFuture.allOf(before.stream().map((turn) -> turn.sent).toList().toArray(ARRAY));
		this.announcedBefore = CompletableFuture
			.allOf(before.stream().map((turn) -> turn.announced).toList().toArray(ARRAY));
	}

	static Turn after(Collection<Turn> before) {
		return new Turn(before);
	}

	CompletableFuture<@Nullable Void> announced() {
		return this.announced;
	}

	void awaitSent() {
		this.sentBefore.join();
	}

	/**
	 * Announces what was written, and lets the next write of the keys be sent meanwhile.
	 * A thread that handles a change does not wait for those before: whoever announces
	 * them goes on with this one.
	 */
	void announce(Runnable announcement) {
		this.used = true;
		this.sent.complete(null);
		if (ChangeHandling.isUnderWay()) {
			this.announcedBefore.thenRun(() -> finish(announcement));
		}
		else {
			this.announcedBefore.join();
			finish(announcement);
		}
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
			this.sent.complete(null);
			this.announcedBefore.thenRun(() -> this.announced.complete(null));
		}
	}

}
