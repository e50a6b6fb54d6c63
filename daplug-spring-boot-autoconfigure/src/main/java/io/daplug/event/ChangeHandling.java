package io.daplug.event;

import java.util.function.Supplier;

/**
 * Marks threads that handle a change. A write of such a thread must never wait until
 * another change is handled, because that change may wait for this thread.
 */
public final class ChangeHandling {

	private static final ThreadLocal<State> current = ThreadLocal.withInitial(() -> State.NONE);

	private ChangeHandling() {
	}

	/**
	 * Says whether this thread announces or handles a change.
	 * @return whether it does, and what it writes must not wait for other announcements
	 */
	public static boolean isUnderWay() {
		return current.get() != State.NONE;
	}

	/**
	 * Says whether a publisher that is called on this thread may wait until there is room
	 * for what it announces.
	 * @return whether it may: the thread handles no change, and does not write while it
	 * announces another change
	 */
	public static boolean mayWait() {
		return current.get() != State.HANDLING;
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
		return call(State.HANDLING, action);
	}

	/**
	 * Runs what announces a change. Only the outermost announcement of a thread that
	 * handles no change {@linkplain #mayWait() may wait}.
	 * @param action the action
	 */
	public static void announce(Runnable action) {
		call(isUnderWay() ? State.HANDLING : State.ANNOUNCING, () -> {
			action.run();
			return true;
		});
	}

	private static <T> T call(State state, Supplier<T> action) {
		State before = current.get();
		if (before == state) {
			return action.get();
		}
		current.set(state);
		try {
			return action.get();
		}
		finally {
			if (before == State.NONE) {
				current.remove();
			}
			else {
				current.set(before);
			}
		}
	}

	/**
	 * What a thread does with changes.
	 */
	private enum State {

		NONE, ANNOUNCING, HANDLING

	}

}
