package io.daplug.mirror.operation;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.daplug.mirror.BackfillOptions;
import io.daplug.mirror.BackfillProgress;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.MirrorOperations;
import io.daplug.mirror.MirrorRegistry;
import io.daplug.mirror.MirrorReport;
import io.daplug.mirror.VerifyOptions;
import io.daplug.mirror.backfill.Backfills;
import io.daplug.mirror.verify.Verifications;

import org.springframework.context.SmartLifecycle;

/**
 * Carries out operations on mirrors. What runs is stopped with the application context,
 * before the listeners are.
 */
public final class MirrorTemplate implements MirrorOperations, SmartLifecycle {

	/** Stops after Spring Boot's web servers, and before listeners. */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;

	private static final Duration SHUTDOWN = Duration.ofSeconds(30);

	private final MirrorRegistry mirrors;

	private final Backfills backfills;

	private final Verifications verifications;

	private volatile boolean running;

	private volatile boolean closed;

	public MirrorTemplate(MirrorRegistry mirrors, Backfills backfills, Verifications verifications) {
		this.mirrors = mirrors;
		this.backfills = backfills;
		this.verifications = verifications;
	}

	@Override
	public Set<String> mirrors() {
		return this.mirrors.names();
	}

	@Override
	public BackfillProgress backfill(String mirror, Consumer<BackfillOptions.Builder> options) {
		return this.backfills.begin(mirror, BackfillOptions.of(options));
	}

	@Override
	public Optional<BackfillProgress> progress(String mirror) {
		return this.backfills.progress(mirror);
	}

	@Override
	public BackfillProgress pause(String mirror) {
		return this.backfills.stop(mirror, BackfillState.PAUSED);
	}

	@Override
	public BackfillProgress resume(String mirror) {
		return this.backfills.resume(mirror);
	}

	@Override
	public BackfillProgress cancel(String mirror) {
		return this.backfills.stop(mirror, BackfillState.CANCELLED);
	}

	@Override
	public MirrorReport verify(String mirror, Consumer<VerifyOptions.Builder> options) {
		return this.verifications.verify(mirror, VerifyOptions.of(options), () -> this.closed);
	}

	@Override
	public void start() {
		this.closed = false;
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.closed = true;
		this.backfills.close(SHUTDOWN);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public String toString() {
		return "MirrorTemplate" + this.mirrors.names();
	}

}
