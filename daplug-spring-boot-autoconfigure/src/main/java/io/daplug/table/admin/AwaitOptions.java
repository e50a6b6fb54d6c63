package io.daplug.table.admin;

import java.time.Duration;
import java.util.function.Consumer;

import org.springframework.util.Assert;

/**
 * How long a table is waited for, and who is told of it.
 */
public final class AwaitOptions {

	private final Duration timeout;

	private final Consumer<TableProgress> progress;

	private AwaitOptions(Builder builder) {
		this.timeout = builder.timeout;
		this.progress = builder.progress;
	}

	static AwaitOptions of(Consumer<Builder> customizer) {
		Builder builder = new Builder();
		customizer.accept(builder);
		return new AwaitOptions(builder);
	}

	Duration timeout() {
		return this.timeout;
	}

	Consumer<TableProgress> progress() {
		return this.progress;
	}

	/**
	 * Collects the options of one wait.
	 */
	public static final class Builder {

		private Duration timeout = Duration.ofMinutes(10);

		private Consumer<TableProgress> progress = (progress) -> {
		};

		private Builder() {
		}

		/**
		 * Sets how long to wait, with all requests. Ten minutes by default.
		 * @param timeout the longest time
		 * @return this builder
		 */
		public Builder timeout(Duration timeout) {
			Assert.isTrue(!timeout.isNegative() && !timeout.isZero(),
					() -> "'timeout' must be positive, but is " + timeout);
			this.timeout = timeout;
			return this;
		}

		/**
		 * Sets who is told what the table looks like, each time that DynamoDB is asked:
		 * about twice a second. What it throws ends the wait.
		 * @param progress is told
		 * @return this builder
		 */
		public Builder onProgress(Consumer<TableProgress> progress) {
			this.progress = progress;
			return this;
		}

	}

}
