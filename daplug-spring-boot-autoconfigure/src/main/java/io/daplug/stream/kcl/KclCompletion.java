package io.daplug.stream.kcl;

import io.daplug.stream.ChangeSource;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Completes a {@link KclChangeSource} after the listeners have stopped: only then are the
 * last receipts there.
 */
public final class KclCompletion implements SmartLifecycle {

	private final @Nullable KclChangeSource source;

	/**
	 * Creates what completes a source.
	 * @param source the source; null if there is none
	 */
	public KclCompletion(@Nullable KclChangeSource source) {
		this.source = source;
	}

	@Override
	public void start() {
		// The source starts itself.
	}

	@Override
	public void stop() {
		if (this.source != null) {
			this.source.complete();
		}
	}

	@Override
	public boolean isRunning() {
		return this.source != null && !this.source.isComplete();
	}

	/** Below that of the listeners, which is below that of sources. */
	@Override
	public int getPhase() {
		return ChangeSource.PHASE - 2048;
	}

}
