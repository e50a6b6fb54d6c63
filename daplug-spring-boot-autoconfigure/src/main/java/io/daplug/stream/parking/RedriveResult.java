package io.daplug.stream.parking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of parked changes that were to be redriven, by their ids.
 *
 * @param redriven those that their listener has handled; they are parked no more
 * @param failed those that could not be handled again, each with the reason; they stay
 * parked. One that was handled, but took longer than its claim of two minutes, is among
 * them if somebody else has claimed it meanwhile
 * @param skipped those that were not tried, each with the reason; they stay parked
 */
public record RedriveResult(List<String> redriven, Map<String, Exception> failed, Map<String, Reason> skipped) {

	/**
	 * Copies lists and maps.
	 * @param redriven those that were handled
	 * @param failed those that could not be handled
	 * @param skipped those that were not tried
	 */
	public RedriveResult {
		redriven = List.copyOf(redriven);
		failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
		skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
	}

	/**
	 * Says whether all changes were handled.
	 * @return whether none failed and none was skipped
	 */
	public boolean isComplete() {
		return this.failed.isEmpty() && this.skipped.isEmpty();
	}

	@Override
	public String toString() {
		return "RedriveResult[redriven=%d, failed=%d, skipped=%d]".formatted(this.redriven.size(), this.failed.size(),
				this.skipped.size());
	}

	/**
	 * Why a parked change was not tried.
	 */
	public enum Reason {

		/** An earlier change of the same item is parked, and was not handled. */
		EARLIER_PARKED,

		/** Somebody else is redriving a change of the item, or was when he died. */
		CLAIMED,

		/** There is no listener of that id in this application. */
		UNKNOWN_LISTENER,

		/** The listener is stopped or paused. */
		LISTENER_NOT_RUNNING,

		/**
		 * The thread that asked for it was interrupted before the change was tried, or
		 * before it was known what became of it: then it may still be handled.
		 */
		INTERRUPTED,

		/** The listener is not given changes of that table or kind any more. */
		UNWANTED,

		/** There is no parked change of that id. */
		NOT_FOUND

	}

	/** Collects results, of several threads. */
	static final class Collector {

		private final List<String> redriven = new ArrayList<>();

		private final Map<String, Exception> failed = new LinkedHashMap<>();

		private final Map<String, Reason> skipped = new LinkedHashMap<>();

		synchronized void redriven(String id) {
			this.redriven.add(id);
		}

		synchronized void failed(String id, Exception cause) {
			this.failed.put(id, cause);
		}

		synchronized void skipped(String id, Reason reason) {
			this.skipped.put(id, reason);
		}

		synchronized void skippedUnlessTold(String id, Reason reason) {
			if (!this.redriven.contains(id) && !this.failed.containsKey(id)) {
				this.skipped.putIfAbsent(id, reason);
			}
		}

		synchronized RedriveResult result() {
			return new RedriveResult(this.redriven, this.failed, this.skipped);
		}

	}

}
