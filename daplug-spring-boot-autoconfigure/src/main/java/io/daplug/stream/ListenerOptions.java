package io.daplug.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

import io.daplug.task.Backoff;

import org.springframework.util.Assert;

/**
 * How changes are handed to one listener. Immutable.
 */
public final class ListenerOptions {

	private static final ListenerOptions DEFAULTS = new ListenerOptions(new Builder());

	private final int concurrency;

	private final int batchSize;

	private final int queueCapacity;

	private final int maxAttempts;

	private final Backoff backoff;

	private final AfterPark afterPark;

	private final Dispatch dispatch;

	private final Duration shutdownTimeout;

	private final Clock clock;

	private ListenerOptions(Builder builder) {
		this.concurrency = positive("concurrency", builder.concurrency);
		this.batchSize = positive("batch-size", builder.batchSize);
		this.queueCapacity = positive("queue-capacity", builder.queueCapacity);
		this.maxAttempts = positive("max-attempts", builder.maxAttempts);
		this.backoff = builder.backoff;
		this.afterPark = builder.afterPark;
		this.dispatch = builder.dispatch;
		Assert.isTrue(!builder.shutdownTimeout.isNegative(),
				() -> "'shutdown-timeout' must not be negative, but is " + builder.shutdownTimeout);
		this.shutdownTimeout = builder.shutdownTimeout;
		this.clock = builder.clock;
	}

	private static int positive(String name, int value) {
		Assert.isTrue(value > 0, () -> "'%s' must be 1 or more, but is %d".formatted(name, value));
		return value;
	}

	/**
	 * Returns the default options.
	 * @return the defaults
	 */
	public static ListenerOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Returns options that differ from these.
	 * @param changes sets the values that differ
	 * @return the options
	 * @throws IllegalArgumentException if a value is not allowed
	 */
	public ListenerOptions with(Consumer<Builder> changes) {
		Builder builder = new Builder(this);
		changes.accept(builder);
		return new ListenerOptions(builder);
	}

	/**
	 * Returns how many threads handle changes. Each works on other keys.
	 * @return the number of threads
	 */
	public int concurrency() {
		return this.concurrency;
	}

	/**
	 * Returns how many changes the handler is given together at most. With 1, the handler
	 * runs in the context of the thread that handed the change over, if the application
	 * has a {@link org.springframework.core.task.TaskDecorator}.
	 * @return the number of changes
	 */
	public int batchSize() {
		return this.batchSize;
	}

	/**
	 * Returns how many changes wait or are being handled before writers have to wait.
	 * @return the number of changes
	 */
	public int queueCapacity() {
		return this.queueCapacity;
	}

	/**
	 * Returns how often a change is tried before it is parked.
	 * @return the number of attempts
	 */
	public int maxAttempts() {
		return this.maxAttempts;
	}

	/**
	 * Returns how long to wait between attempts.
	 * @return the backoff
	 */
	public Backoff backoff() {
		return this.backoff;
	}

	/**
	 * Returns what happens to the later changes of a key after one of them was parked.
	 * @return the rule
	 */
	public AfterPark afterPark() {
		return this.afterPark;
	}

	/**
	 * Returns on which thread changes are handled.
	 * @return the rule
	 */
	public Dispatch dispatch() {
		return this.dispatch;
	}

	/**
	 * Returns for how long waiting changes are still handled when the listener is
	 * stopped.
	 * @return the time
	 */
	public Duration shutdownTimeout() {
		return this.shutdownTimeout;
	}

	/**
	 * Returns what tells how old changes are.
	 * @return the clock
	 */
	public Clock clock() {
		return this.clock;
	}

	/**
	 * Collects options.
	 */
	public static final class Builder {

		private int concurrency = 4;

		private int batchSize = 25;

		private int queueCapacity = 1000;

		private int maxAttempts = 5;

		private Backoff backoff = Backoff.DEFAULT;

		private AfterPark afterPark = AfterPark.CONTINUE;

		private Dispatch dispatch = Dispatch.ASYNC;

		private Duration shutdownTimeout = Duration.ofSeconds(30);

		private Clock clock = Clock.systemUTC();

		private Builder() {
		}

		private Builder(ListenerOptions options) {
			this.concurrency = options.concurrency;
			this.batchSize = options.batchSize;
			this.queueCapacity = options.queueCapacity;
			this.maxAttempts = options.maxAttempts;
			this.backoff = options.backoff;
			this.afterPark = options.afterPark;
			this.dispatch = options.dispatch;
			this.shutdownTimeout = options.shutdownTimeout;
			this.clock = options.clock;
		}

		/**
		 * Sets how many threads handle changes. 4 by default.
		 * @param concurrency the number of threads
		 * @return this builder
		 */
		public Builder concurrency(int concurrency) {
			this.concurrency = concurrency;
			return this;
		}

		/**
		 * Sets how many changes the handler is given together at most. 25 by default.
		 * @param batchSize the number of changes
		 * @return this builder
		 */
		public Builder batchSize(int batchSize) {
			this.batchSize = batchSize;
			return this;
		}

		/**
		 * Sets how many changes wait or are being handled before writers have to wait.
		 * 1000 by default.
		 * @param queueCapacity the number of changes
		 * @return this builder
		 */
		public Builder queueCapacity(int queueCapacity) {
			this.queueCapacity = queueCapacity;
			return this;
		}

		/**
		 * Sets how often a change is tried before it is parked. 5 by default.
		 * @param maxAttempts the number of attempts
		 * @return this builder
		 */
		public Builder maxAttempts(int maxAttempts) {
			this.maxAttempts = maxAttempts;
			return this;
		}

		/**
		 * Sets how long to wait between attempts. {@link Backoff#DEFAULT} by default.
		 * @param backoff the backoff
		 * @return this builder
		 */
		public Builder backoff(Backoff backoff) {
			this.backoff = backoff;
			return this;
		}

		/**
		 * Sets what happens to the later changes of a key after one of them was parked.
		 * {@link AfterPark#CONTINUE} by default.
		 * @param afterPark the rule
		 * @return this builder
		 */
		public Builder afterPark(AfterPark afterPark) {
			this.afterPark = afterPark;
			return this;
		}

		/**
		 * Sets on which thread changes are handled. {@link Dispatch#ASYNC} by default.
		 * @param dispatch the rule
		 * @return this builder
		 */
		public Builder dispatch(Dispatch dispatch) {
			this.dispatch = dispatch;
			return this;
		}

		/**
		 * Sets for how long waiting changes are still handled when the listener is
		 * stopped. 30 s by default.
		 * @param shutdownTimeout the time
		 * @return this builder
		 */
		public Builder shutdownTimeout(Duration shutdownTimeout) {
			this.shutdownTimeout = shutdownTimeout;
			return this;
		}

		/**
		 * Sets what tells how old changes are. The system's clock by default.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

	}

}
