package io.daplug.dynamodb;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.NonRetryableException;

/**
 * What is known of the attempts of one write. The SDK sends a request again by itself,
 * and tells in the end of the last attempt only. An attempt that DynamoDB refused, for
 * lack of capacity for instance, did nothing. One that got no answer, or the answer that
 * something went wrong inside of DynamoDB, may have been carried out.
 * <p>
 * {@link AttemptInterceptor} tells of each attempt. It knows the write by its request,
 * which the client begins with in the thread that makes the write. Where it is not asked,
 * as the client is a stand-in, or makes another request of it, the exception has to tell.
 */
final class Attempts {

	private static final ThreadLocal<@Nullable Attempts> UNDER_WAY = new ThreadLocal<>();

	private final Object request;

	/** The write that makes this one, from an interceptor for instance. */
	private final @Nullable Attempts outer;

	private boolean watched;

	/** How many attempts went out and are not known to have done nothing. */
	private int open;

	private final boolean repeats;

	private Attempts(Object request, @Nullable Attempts outer, boolean repeats) {
		this.request = request;
		this.outer = outer;
		this.repeats = repeats;
	}

	/**
	 * Begins to watch the write that this thread is about to make.
	 * @param repeats whether what may have been done is sent again
	 */
	static Attempts begin(Object request, boolean repeats) {
		Attempts attempts = new Attempts(request, UNDER_WAY.get(), repeats);
		UNDER_WAY.set(attempts);
		return attempts;
	}

	/** The write that this thread makes by a request; null if it is of somebody else. */
	static @Nullable Attempts of(Object request) {
		Attempts attempts = UNDER_WAY.get();
		return (attempts != null && attempts.request == request) ? attempts : null;
	}

	void end() {
		if (this.outer != null) {
			UNDER_WAY.set(this.outer);
		}
		else {
			UNDER_WAY.remove();
		}
	}

	void watched() {
		this.watched = true;
	}

	/** An attempt is about to go out. */
	void sent() {
		if (!this.repeats && this.open > 0) {
			throw NonRetryableException
				.create("The write is not sent again: an attempt without an answer may have been carried out");
		}
		this.open++;
	}

	void answered(int status) {
		if (RequestFailure.isRefusal(status)) {
			this.open--;
		}
	}

	/** Whether a write that succeeded may have been carried out before, too. */
	boolean mayBeRepeated() {
		return this.open > 1;
	}

	/** Whether a write that failed in the end may have been carried out. */
	boolean mayBeDone(RuntimeException failure) {
		return this.watched ? this.open > RequestFailure.unsent(failure) : RequestFailure.mayBeDone(failure);
	}

}
