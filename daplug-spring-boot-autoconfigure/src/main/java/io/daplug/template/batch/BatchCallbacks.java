package io.daplug.template.batch;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What the caller of a batch is told while it is under way.
 *
 * @param onFailure takes the entries that failed or are uncertain; null for nobody
 * @param onUnprocessed takes the entries that are left unprocessed; null for nobody
 * @param onProgress is told how far the batch has come; null for nobody
 * @param interval the shortest time between two words on the progress
 */
public record BatchCallbacks(@Nullable Consumer<? super BatchFailure<?>> onFailure,
		@Nullable Consumer<Object> onUnprocessed, @Nullable Consumer<? super BatchProgress> onProgress,
		Duration interval) {

	/** Nobody is told anything. */
	public static final BatchCallbacks NONE = new BatchCallbacks(null, null, null, Duration.ofSeconds(1));

	/**
	 * Returns the same callbacks with another consumer of failures.
	 * @param consumer takes the entries that failed or are uncertain
	 * @return the callbacks
	 */
	public BatchCallbacks withFailures(Consumer<? super BatchFailure<?>> consumer) {
		return new BatchCallbacks(consumer, this.onUnprocessed, this.onProgress, this.interval);
	}

	/**
	 * Returns the same callbacks with another consumer of what is left.
	 * @param consumer takes the entries that are left unprocessed
	 * @return the callbacks
	 */
	public BatchCallbacks withUnprocessed(Consumer<Object> consumer) {
		return new BatchCallbacks(this.onFailure, consumer, this.onProgress, this.interval);
	}

	/**
	 * Returns the same callbacks with another consumer of the progress.
	 * @param interval the shortest time between two calls
	 * @param consumer is told
	 * @return the callbacks
	 */
	public BatchCallbacks withProgress(Duration interval, Consumer<? super BatchProgress> consumer) {
		return new BatchCallbacks(this.onFailure, this.onUnprocessed, consumer, interval);
	}

}
