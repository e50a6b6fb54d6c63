package io.daplug.guard;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a guard says of a write.
 */
public sealed interface Ruling {

	/**
	 * Goes on by what the guard says.
	 * @param <R> type of the result
	 * @param proceed what becomes of a write that goes out
	 * @param ignore what becomes of a write that is left out
	 * @param stale what becomes of a write that fails, by its reason
	 * @return the result
	 */
	<R> R decide(Function<Proceed, R> proceed, Supplier<R> ignore, Function<String, R> stale);

	/**
	 * The write goes out.
	 *
	 * @param demand what it demands of the stored item
	 * @param next the attributes by which the item as written is known to later writes;
	 * they replace what the caller sent
	 * @param mark the one among them whose value no other write has; null if there is
	 * none
	 */
	record Proceed(Demand demand, Map<String, AttributeValue> next, @Nullable String mark) implements Ruling {

		/**
		 * Goes on with attributes that another write may have, too.
		 * @param demand what it demands of the stored item
		 * @param next the attributes by which the item as written is known to later
		 * writes
		 */
		public Proceed(Demand demand, Map<String, AttributeValue> next) {
			this(demand, next, null);
		}

		@Override
		public <R> R decide(Function<Proceed, R> proceed, Supplier<R> ignore, Function<String, R> stale) {
			return proceed.apply(this);
		}

	}

	/**
	 * The write is older than the stored item. It is left out, and the stored item
	 * answers it.
	 */
	record Ignore() implements Ruling {

		@Override
		public <R> R decide(Function<Proceed, R> proceed, Supplier<R> ignore, Function<String, R> stale) {
			return ignore.get();
		}

	}

	/**
	 * The write was made from another state of the item than the stored one. It fails.
	 *
	 * @param reason what differs, as a part of a message
	 */
	record Stale(String reason) implements Ruling {

		@Override
		public <R> R decide(Function<Proceed, R> proceed, Supplier<R> ignore, Function<String, R> stale) {
			return stale.apply(this.reason);
		}

	}

}
