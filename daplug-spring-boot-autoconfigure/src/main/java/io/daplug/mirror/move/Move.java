package io.daplug.mirror.move;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.daplug.mirror.MirrorActivity;
import io.daplug.mirror.MovePhase;
import io.daplug.mirror.move.MoveTables.Side;
import io.daplug.table.TableMovedException;
import io.daplug.table.TableMovingException;
import io.daplug.table.WriteGate;
import org.jspecify.annotations.Nullable;

/**
 * A move as this instance knows it: who may write at the moment, and what is under way.
 * <p>
 * Whoever wants to write counts itself first and looks afterwards; whoever closes a table
 * closes it first and counts afterwards. So none is missed.
 */
final class Move {

	/** For how long a mirror waits while the tables change places. */
	private static final long MIRROR_WAIT_NANOS = TimeUnit.MINUTES.toNanos(10);

	private enum Ruling {

		PASS, WAIT, REFUSE

	}

	/**
	 * What this instance was told last.
	 *
	 * @param phase the phase; null before it was told anything
	 * @param epoch the epoch
	 * @param validUntil until when that holds, unless it is told again
	 */
	private record Told(@Nullable MovePhase phase, long epoch, long validUntil) {

		boolean isSettled() {
			return this.phase != null && this.phase.isSettled();
		}

	}

	private final MoveTables tables;

	private final MoveSettings settings;

	private final AtomicInteger writes = new AtomicInteger();

	private final AtomicInteger mirrored = new AtomicInteger();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private volatile Told told = new Told(null, -1, System.nanoTime());

	/** Whether mirrors begin nothing more, after the last write of the application. */
	private volatile boolean stopping;

	/** Whether mirrors write nothing more, after they have ended what they had begun. */
	private volatile boolean sealed;

	/** Whether this instance brings the tables into step. */
	private volatile boolean coordinating;

	Move(MoveTables tables, MoveSettings settings) {
		this.tables = tables;
		this.settings = settings;
	}

	MoveTables tables() {
		return this.tables;
	}

	@Nullable MovePhase phase() {
		return this.told.phase();
	}

	long epoch() {
		return this.told.epoch();
	}

	/** Takes in what holds now. */
	void tell(MoveRecord record, long validUntil) {
		if (record.epoch() != this.told.epoch()) {
			this.sealed = false;
			this.stopping = false;
		}
		this.told = new Told(record.phase(), record.epoch(), validUntil);
		seal();
		wake();
	}

	/** Nothing holds any more. */
	void invalidate() {
		this.told = new Told(this.told.phase(), this.told.epoch(), System.nanoTime());
	}

	void coordinate(boolean coordinating) {
		this.coordinating = coordinating;
	}

	private void seal() {
		if (!this.told.isSettled() && this.told.phase() != null && this.writes.get() == 0) {
			this.stopping = true;
			this.sealed = this.sealed || this.mirrored.get() == 0;
		}
	}

	/** Whether nothing is under way any more that was let through before. */
	boolean isDrained() {
		seal();
		return this.sealed && this.writes.get() == 0 && this.mirrored.get() == 0;
	}

	private void wake() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The gate of one of the tables. */
	WriteGate gate(Side side) {
		String mirror = this.tables.writer(side).origin();
		WriteGate.Pass write = this.writes::decrementAndGet;
		WriteGate.Pass copy = this.mirrored::decrementAndGet;
		return (origin) -> {
			boolean mirrors = mirror.equals(origin);
			AtomicInteger counter = mirrors ? this.mirrored : this.writes;
			long deadline = 0;
			while (true) {
				counter.incrementAndGet();
				Ruling ruling = mirrors ? copies(side, this.sealed) : writes(side);
				if (ruling == Ruling.PASS) {
					return mirrors ? copy : write;
				}
				counter.decrementAndGet();
				if (ruling == Ruling.REFUSE) {
					throw refused(side);
				}
				deadline = (deadline != 0) ? deadline : System.nanoTime() + this.settings.writerWait().toNanos();
				await(deadline, side);
			}
		};
	}

	private Ruling writes(Side side) {
		Told now = this.told;
		if (!isValid(now) || !now.isSettled()) {
			return Ruling.WAIT;
		}
		return (side == active(now)) ? Ruling.PASS : Ruling.REFUSE;
	}

	/** Copies are written into the table that is not active. */
	private Ruling copies(Side side, boolean stopped) {
		Told now = this.told;
		if (!isValid(now)) {
			return Ruling.WAIT;
		}
		if (side == active(now)) {
			return Ruling.REFUSE;
		}
		return (now.isSettled() || !stopped || this.coordinating) ? Ruling.PASS : Ruling.WAIT;
	}

	private static Side active(Told told) {
		MovePhase phase = told.phase();
		return MoveTables.active((phase != null) ? phase : MovePhase.OPEN);
	}

	private static boolean isValid(Told told) {
		return told.phase() != null && System.nanoTime() - told.validUntil() < 0;
	}

	private TableMovedException refused(Side side) {
		String table = this.tables.table(side);
		String other = this.tables.table((side == Side.SOURCE) ? Side.DESTINATION : Side.SOURCE);
		return new TableMovedException((side == Side.SOURCE)
				? "Table '%s' has moved to table '%s', which is to be written instead".formatted(table, other)
				: "Table '%s' is not written before table '%s' has moved to it, which is to be written until then"
					.formatted(table, other),
				table, other);
	}

	private void await(long deadline, Side side) {
		this.lock.lock();
		try {
			Told now = this.told;
			long left = Math.min(deadline - System.nanoTime(), this.settings.pollInterval().toNanos());
			if (left <= 0) {
				throw late(side, now);
			}
			this.changed.await(left, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw late(side, this.told);
		}
		finally {
			this.lock.unlock();
		}
	}

	private TableMovingException late(Side side, Told now) {
		String table = this.tables.table(side);
		return new TableMovingException(isValid(
				now) ? "Table '%s' was not written: at this moment, tables '%s' and '%s' change places; try again, with the one that is active then".formatted(table, this.tables.table(Side.SOURCE), this.tables.table(Side.DESTINATION)) : "Table '%s' was not written: nobody can tell whether it has moved, as the table of 'daplug.mirror-operations.table' was not reached for %s".formatted(table, this.settings.validFor()), table);
	}

	/** The activity of the mirror that writes one of the tables. */
	MirrorActivity activity(Side side) {
		return new MirrorActivity() {

			@Override
			public boolean begin() {
				long deadline = System.nanoTime() + MIRROR_WAIT_NANOS;
				while (true) {
					Move.this.mirrored.incrementAndGet();
					Ruling ruling = copies(side, Move.this.stopping);
					if (ruling == Ruling.PASS) {
						return true;
					}
					Move.this.mirrored.decrementAndGet();
					if (ruling == Ruling.REFUSE) {
						return false;
					}
					await(deadline, side);
				}
			}

			@Override
			public void end() {
				Move.this.mirrored.decrementAndGet();
			}

		};
	}

}
