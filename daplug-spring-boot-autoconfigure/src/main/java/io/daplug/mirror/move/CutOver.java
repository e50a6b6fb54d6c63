package io.daplug.mirror.move;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.daplug.mirror.CutOverOptions;
import io.daplug.mirror.InvalidMirrorOperationException;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MirrorReport;
import io.daplug.mirror.MovePhase;
import io.daplug.mirror.MoveProgress;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Has two tables change places. Nobody writes the one that is active any more; when all
 * that was under way has ended, on every instance, and the mirrors have stopped, the
 * other one is brought into step; then it is the active one. If any of that does not
 * succeed in time, all stays as it was.
 */
public final class CutOver {

	private static final Log logger = LogFactory.getLog(CutOver.class);

	private static final long STEP_NANOS = 20_000_000;

	private final MoveMember member;

	private final CutOverOptions options;

	private final Step step;

	/**
	 * Brings a table into step with the other one.
	 */
	@FunctionalInterface
	public interface Step {

		/**
		 * Compares and repairs the destination of a mirror whose source nobody writes.
		 * @param mirror the mirror
		 * @param stopped whether the time is over
		 * @return what was found, and repaired
		 */
		MirrorReport repair(MirrorDefinition mirror, BooleanSupplier stopped);

	}

	CutOver(MoveMember member, CutOverOptions options, Step step) {
		this.member = member;
		this.options = options;
		this.step = step;
	}

	MoveProgress to(MovePhase target) {
		boolean forward = target == MovePhase.TURNED;
		MovePhase from = forward ? MovePhase.OPEN : MovePhase.TURNED;
		MovePhase between = forward ? MovePhase.CLOSING : MovePhase.RETURNING;
		MoveRecord before = this.member.beat();
		if (before.phase() != from) {
			throw new InvalidMirrorOperationException("The tables of mirror '%s' cannot change places: the move is %s"
				.formatted(this.member.mirror(), before.phase()));
		}
		this.member.forgetDead(before);
		if (!this.member.beginChange()) {
			throw new InvalidMirrorOperationException(
					"The tables of mirror '%s' cannot change places: this instance has them change places already"
						.formatted(this.member.mirror()));
		}
		try {
			change(before, target, between);
		}
		finally {
			this.member.endChange();
		}
		logger.info("Table '%s' is written from now on".formatted(this.member.move().tables().activeTable(target)));
		return this.member.refresh();
	}

	private void change(MoveRecord before, MovePhase target, MovePhase between) {
		turn(before, between, this.member.id());
		long end = System.nanoTime() + this.options.limit().toNanos();
		boolean done = false;
		try {
			MoveRecord closed = awaitDrained(between, end);
			MoveTables tables = this.member.move().tables();
			repair((target == MovePhase.TURNED) ? tables.forward() : tables.reverse(), end);
			turn(closed, target, null);
			done = true;
		}
		finally {
			if (!done) {
				reopen(before.phase(), between);
			}
		}
	}

	private void turn(MoveRecord seen, MovePhase phase, @Nullable String coordinator) {
		if (!this.member.turn(seen, phase, coordinator)) {
			throw new InvalidMirrorOperationException(
					"The tables of mirror '%s' cannot change places: another instance has changed the move at this moment"
						.formatted(this.member.mirror()));
		}
	}

	private MoveRecord awaitDrained(MovePhase between, long end) {
		while (true) {
			MoveRecord record = this.member.beat();
			if (record.phase() != between || !this.member.id().equals(record.coordinator())) {
				throw new InvalidMirrorOperationException(
						"The cut over of mirror '%s' was taken back by another instance"
							.formatted(this.member.mirror()));
			}
			if (this.member.areAllDrained(record)) {
				return record;
			}
			if (isOver(end)) {
				throw new InvalidMirrorOperationException(
						"The cut over of mirror '%s' was given up: writes were still under way after %s, and all stays as it was"
							.formatted(this.member.mirror(), this.options.limit()));
			}
			LockSupport.parkNanos(this, STEP_NANOS);
		}
	}

	private void repair(MirrorDefinition mirror, long end) {
		this.member.move().coordinate(true);
		try {
			MirrorReport report = this.step.repair(mirror, () -> isOver(end) || this.member.hasEnded());
			if (!report.isEqual()) {
				throw new InvalidMirrorOperationException(
						"The cut over of mirror '%s' was given up, and all stays as it was: table '%s' cannot be brought into step, %s"
							.formatted(this.member.mirror(), mirror.destination(), report.counts()));
			}
		}
		finally {
			this.member.move().coordinate(false);
		}
	}

	private static boolean isOver(long end) {
		return System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted();
	}

	/**
	 * If this fails, it is done when this instance is heard again, or found dead. If it
	 * has left, it has done that, too.
	 */
	private void reopen(MovePhase from, MovePhase between) {
		if (this.member.hasEnded()) {
			return;
		}
		try {
			MoveRecord record = this.member.beat();
			if (record.phase() == between && this.member.id().equals(record.coordinator())) {
				this.member.turn(record, from, null);
				this.member.beat();
			}
		}
		catch (RuntimeException ex) {
			LoggableFailure.log(logger, "The tables of mirror '%s' stay closed until that can be taken back"
				.formatted(this.member.mirror()), ex);
		}
	}

}
