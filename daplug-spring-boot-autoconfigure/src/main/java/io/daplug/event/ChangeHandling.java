package io.daplug.event;

import java.util.function.Supplier;

/**
 * Marks threads that handle a change. What such a thread writes must never wait for
 * another change to be handled: that one may be waiting for this thread.
 */
public final class ChangeHandling {

	private static final ThreadLocal<Boolean> underWay = ThreadLocal.withInitial(() -> false);

	private ChangeHandling() {
	}

	/**
	 * Says whether this thread handles a change.
	 * @return whether it does, and therefore must not wait
	 */
	public static boolean isUnderWay() {
		return underWay.get();
	}

	/**
	 * Runs what handles a change.
	 * @param action the action
	 */
	public static void run(Runnable action) {
		call(() -> {
			action.run();
			return true;
		});
	}

	/**
	 * Calls what handles a change.
	 * @param <T> type of its result
	 * @param action the action
	 * @return its result
	 */
	public static <T> T call(Supplier<T> action) {
		if (underWay.get()) {
			return action.get();
		}
		underWay.set(true);
		try {
			return action.get();
		}
		finally {
			underWay.remove();
		}
	}

}
