package io.daplug.stream.kcl;

import java.util.Optional;
import java.util.function.Supplier;

import io.daplug.stream.ChangeSource;

import org.springframework.context.SmartLifecycle;

/**
 * Completes a {@link KclChangeSource} after the listeners have stopped: only then are the
 * last receipts there.
 */
public final class KclCompletion implements SmartLifecycle {

	private final Supplier<Optional<KclChangeSource>> source;

	/**
	 * Creates what completes a source.
	 * @param source finds the source, if there is one
	 */
	public KclCompletion(Supplier<Optional<KclChangeSource>> source) {
		this.source = source;
	}

	@Override
	public void start() {
		// The source starts itself.
	}

	@Override
	public void stop() {
		this.source.get().ifPresent(KclChangeSource::complete);
	}

	@Override
	public boolean isRunning() {
		return this.source.get().filter((source) -> !source.isComplete()).isPresent();
	}

	/** Below that of the listeners, which is below that of sources. */
	@Override
	public int getPhase() {
		return ChangeSource.PHASE - 2048;
	}

}
