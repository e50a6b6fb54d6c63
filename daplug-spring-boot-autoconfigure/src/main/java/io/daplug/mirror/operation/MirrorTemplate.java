package io.daplug.mirror.operation;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.daplug.mirror.BackfillOptions;
import io.daplug.mirror.BackfillProgress;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.CutOverOptions;
import io.daplug.mirror.InvalidMirrorOperationException;
import io.daplug.mirror.MirrorOperations;
import io.daplug.mirror.MirrorRegistry;
import io.daplug.mirror.MirrorReport;
import io.daplug.mirror.MovePhase;
import io.daplug.mirror.MoveProgress;
import io.daplug.mirror.VerifyOptions;
import io.daplug.mirror.backfill.Backfills;
import io.daplug.mirror.move.Moves;
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

	private final Comparing comparing;

	private final Moves moves;

	private volatile boolean running;

	private volatile boolean closed;

	/**
	 * What compares tables.
	 *
	 * @param beside beside the mirrors, as these are at work
	 * @param between while the mirrors of a move are not
	 */
	public record Comparing(Verifications beside, Verifications between) {

	}

	public MirrorTemplate(MirrorRegistry mirrors, Backfills backfills, Comparing comparing, Moves moves) {
		this.mirrors = mirrors;
		this.backfills = backfills;
		this.comparing = comparing;
		this.moves = moves;
	}

	@Override
	public Set<String> mirrors() {
		return this.mirrors.names();
	}

	@Override
	public BackfillProgress backfill(String mirror, Consumer<BackfillOptions.Builder> options) {
		requireAtWork(mirror);
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
		requireAtWork(mirror);
		return this.backfills.resume(mirror);
	}

	private void requireAtWork(String mirror) {
		this.mirrors.get(mirror);
		if (this.moves.isIdle(mirror)) {
			throw new InvalidMirrorOperationException(
					"Mirror '%s' copies nothing at this moment: the tables have changed places, or are about to"
						.formatted(mirror));
		}
	}

	@Override
	public BackfillProgress cancel(String mirror) {
		return this.backfills.stop(mirror, BackfillState.CANCELLED);
	}

	@Override
	public MirrorReport verify(String mirror, Consumer<VerifyOptions.Builder> options) {
		VerifyOptions asked = VerifyOptions.of(options);
		requireUnshared(mirror);
		if (asked.repair()) {
			requireAtWork(mirror);
		}
		return this.comparing.beside().verify(mirror, asked, () -> this.closed);
	}

	/** Tables are compared as a whole, and the copies of tenants only within each. */
	private void requireUnshared(String mirror) {
		if (this.mirrors.get(mirror).isShared()) {
			throw new InvalidMirrorOperationException(
					"The tables of mirror '%s' can be neither compared nor moved: tenants share them; copy what is missing by a backfill"
						.formatted(mirror));
		}
	}

	@Override
	public MoveProgress cutOver(String mirror, Consumer<CutOverOptions.Builder> options) {
		requireUnshared(mirror);
		this.backfills.progress(mirror)
			.filter((backfill) -> backfill.state() == BackfillState.RUNNING || backfill.state().isResumable())
			.ifPresent((backfill) -> {
				throw new InvalidMirrorOperationException(
						"The tables of mirror '%s' cannot change places: its backfill is %s, and not at its end"
							.formatted(mirror, backfill.state()));
			});
		return change(mirror, MovePhase.TURNED, CutOverOptions.of(options));
	}

	@Override
	public MoveProgress cutBack(String mirror, Consumer<CutOverOptions.Builder> options) {
		this.mirrors.get(mirror);
		return change(mirror, MovePhase.OPEN, CutOverOptions.of(options));
	}

	private MoveProgress change(String mirror, MovePhase target, CutOverOptions options) {
		return this.moves.change(mirror, target, options, (leading, stopped) -> {
			VerifyOptions repair = VerifyOptions
				.of((verify) -> verify.repair(true).segments(options.segments()).recheck(0, Duration.ZERO));
			return this.comparing.between().verify(leading.name(), repair, () -> this.closed || stopped.getAsBoolean());
		});
	}

	@Override
	public MoveProgress move(String mirror) {
		this.mirrors.get(mirror);
		return this.moves.progress(mirror);
	}

	@Override
	public String active(String mirror) {
		return this.moves.activeTable(mirror);
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
