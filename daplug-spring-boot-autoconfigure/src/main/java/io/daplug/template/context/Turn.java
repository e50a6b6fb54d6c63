package io.daplug.template.context;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.daplug.event.ChangeHandling;
import org.jspecify.annotations.Nullable;

/**
 * A write's place among the announced writes of its keys: it is sent after those before
 * it have been sent, and announced after they have been announced.
 */
public final class Turn implements AutoCloseable {

	private static final CompletableFuture<?>[] ARRAY = {};

	private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture("done");

	/**
	 * The turns that a thread is about to end. They end one after the other, as each lets
	 * the next one be announced: one within the other, they would fill the stack.
	 */
	private static final ThreadLocal<@Nullable Deque<Turn>> ENDING = new ThreadLocal<>();

	/** How many turns a thread has taken and not sent. */
	private static final ThreadLocal<int[]> OPEN = ThreadLocal.withInitial(() -> new int[1]);

	/** For writes that are not announced. */
	public static final Turn NONE = new Turn(null, List.of(), false);

	/** Where it was taken; null for none. */
	private final @Nullable TurnRegistry registry;

	private final CompletableFuture<@Nullable Void> sent = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> announced = new CompletableFuture<>();

	private final CompletableFuture<?> sentBefore;

	private final CompletableFuture<?> announcedBefore;

	/** Whether this thread has not sent another write of its own yet. */
	private final boolean nested;

	/** Those that are announced before; forgotten when this one is. */
	private volatile Collection<Turn> before;

	/** When its announcement began; 0 before that. */
	private volatile long begun;

	private boolean used;

	private Turn(@Nullable TurnRegistry registry, Collection<Turn> before, boolean nested) {
		this.registry = registry;
		this.nested = nested;
		this.before = before;
		this.sentBefore = all(before.stream().map((turn) -> turn.sent).toList());
		this.announcedBefore = all(before.stream().map((turn) -> turn.announced).toList());
	}

	private static CompletableFuture<?> all(List<CompletableFuture<@Nullable Void>> futures) {
		return switch (futures.size()) {
			case 0 -> DONE;
			case 1 -> futures.get(0);
			default -> CompletableFuture.allOf(futures.toArray(ARRAY));
		};
	}

	static Turn after(TurnRegistry registry, Collection<Turn> before) {
		int[] open = OPEN.get();
		open[0]++;
		return new Turn(registry, before, open[0] > 1);
	}

	CompletableFuture<@Nullable Void> announced() {
		return this.announced;
	}

	/** Whether the thread must not wait for others, which may wait for it. */
	private boolean mustNotWait() {
		return this.nested || ChangeHandling.isUnderWay();
	}

	/**
	 * Waits until those before have been sent. They may wait for what this thread has not
	 * sent, so it waits for none then.
	 * @return whether they have been, in time
	 */
	boolean awaitSent(Duration limit) throws InterruptedException {
		return this.nested || isDone(this.sentBefore, limit);
	}

	private static boolean isDone(CompletableFuture<?> future, Duration limit) throws InterruptedException {
		if (future.isDone()) {
			return true;
		}
		try {
			future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A turn does not fail", ex);
		}
	}

	/**
	 * Announces what was written, and lets the next write of the keys be sent meanwhile.
	 * Waits for those before for a moment. They may wait for this thread: a listener may
	 * let others write the item and wait for them. So after that moment, and at once if
	 * the thread handles a change or has another write to send, whoever announces those
	 * before goes on with this one. An interruption ends the waiting and is kept.
	 */
	public void announce(Runnable announcement) {
		TurnRegistry owner = this.registry;
		if (owner == null) {
			return;
		}
		this.used = true;
		sent();
		if (!mustNotWait() && isTurn(owner.limits().announcing())) {
			finish(announcement);
		}
		else {
			this.announcedBefore.thenRun(() -> finish(announcement));
			owner.watch(this);
		}
	}

	private boolean isTurn(Duration limit) {
		try {
			return isDone(this.announcedBefore, limit);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return this.announcedBefore.isDone();
		}
	}

	private void sent() {
		OPEN.get()[0]--;
		this.sent.complete(null);
	}

	private void finish(Runnable announcement) {
		this.begun = System.nanoTime() | 1;
		Deque<Turn> ending = ENDING.get();
		ENDING.remove();
		try {
			ChangeHandling.announce(announcement);
		}
		finally {
			if (ending != null) {
				ENDING.set(ending);
			}
			end();
		}
	}

	/** Lets those that come after be announced, on this thread if they do not wait. */
	void end() {
		this.before = List.of();
		Deque<Turn> ending = ENDING.get();
		if (ending != null) {
			ending.add(this);
			return;
		}
		Deque<Turn> own = new ArrayDeque<>();
		ENDING.set(own);
		try {
			for (Turn turn = this; turn != null; turn = own.poll()) {
				turn.announced.complete(null);
			}
		}
		finally {
			ENDING.remove();
		}
	}

	/** All turns before this one that are not announced yet. */
	Set<Turn> waitedFor() {
		Deque<Turn> open = new ArrayDeque<>(this.before);
		Set<Turn> waitedFor = new LinkedHashSet<>();
		for (Turn turn = open.poll(); turn != null; turn = open.poll()) {
			if (!turn.announced.isDone() && waitedFor.add(turn)) {
				open.addAll(turn.before);
			}
		}
		return waitedFor;
	}

	/** Whether its announcement takes longer than a limit. */
	boolean isStuck(Duration limit) {
		return this.begun != 0 && System.nanoTime() - this.begun >= limit.toNanos();
	}

	/** Gives the turn up, if there was nothing to announce. */
	@Override
	public void close() {
		if (!this.used && this.registry != null) {
			sent();
			this.announcedBefore.thenRun(this::end);
		}
	}

	/** Gives the turn up before its time: those after it still wait for those before. */
	void giveUp() {
		this.used = true;
		OPEN.get()[0]--;
		this.sentBefore.thenRun(() -> this.sent.complete(null));
		this.announcedBefore.thenRun(this::end);
	}

}
