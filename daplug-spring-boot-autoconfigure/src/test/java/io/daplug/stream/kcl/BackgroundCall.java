package io.daplug.stream.kcl;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A call on a thread of its own, so that a test can tell a call that waits from one that
 * has not begun.
 *
 * @param <T> what the call returns
 */
final class BackgroundCall<T> {

	private static final Set<Thread.State> STILL = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING,
			Thread.State.TERMINATED);

	private final FutureTask<T> task;

	private final Thread thread;

	private BackgroundCall(FutureTask<T> task) {
		this.task = task;
		this.thread = new Thread(task, "background-call");
		this.thread.setDaemon(true);
	}

	/** Begins a call, and returns when it waits for something. */
	static <T> BackgroundCall<T> startWaiting(Callable<T> call) {
		BackgroundCall<T> started = new BackgroundCall<>(new FutureTask<>(call));
		started.thread.start();
		started.awaitWaiting();
		return started;
	}

	/** Fails if the call comes to its end instead of waiting. */
	void awaitWaiting() {
		await().pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.until(() -> STILL.contains(this.thread.getState()));
		assertThat(this.task).as("the call still waits").isNotDone();
	}

	T get() throws Exception {
		return this.task.get(10, TimeUnit.SECONDS);
	}

}
