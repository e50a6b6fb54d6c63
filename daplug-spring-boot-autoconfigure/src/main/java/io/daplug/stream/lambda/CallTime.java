package io.daplug.stream.lambda;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

/**
 * Says whether there is time for more in a call of the function, so that there is some
 * left for the answer: without one, Lambda would hand over again what was handled.
 */
final class CallTime implements BooleanSupplier {

	private final @Nullable Context context;

	private final long reserveMillis;

	private boolean begun;

	/**
	 * Begins a call.
	 * @param context knows the time that is left; null if it does not matter
	 * @param reserve how much is kept for the answer
	 */
	CallTime(@Nullable Context context, Duration reserve) {
		this.context = context;
		this.reserveMillis = (context != null) ? Math.min(reserve.toMillis(), context.getRemainingTimeInMillis() / 4)
				: 0;
	}

	/** True the first time, since a call that does nothing would be repeated for ever. */
	@Override
	public boolean getAsBoolean() {
		if (!this.begun) {
			this.begun = true;
			return true;
		}
		return this.context == null || this.context.getRemainingTimeInMillis() > this.reserveMillis;
	}

}
