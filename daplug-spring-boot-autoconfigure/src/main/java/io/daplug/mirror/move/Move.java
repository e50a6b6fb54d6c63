package io.daplug.mirror.move;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.daplug.mirror.MirrorActivity;
import io.daplug.mirror.MovePhase;
import io.daplug.mirror.move.MoveTables.Side;
import io.daplug.table.gate.TableMovedException;
import io.daplug.table.gate.TableMovingException;
import io.daplug.table.gate.WriteGate;
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
	 * What holds for whoever wants to write. It is read as a whole, so that nobody meets
	 * the phase of one epoch and the closed mirrors of another one.
	 *
	 * @param phase the phase that this instance was told last; null before it was told
	 * anything
	 * @param epoch the epoch that it was told last
	 * @param validUntil until when that holds, unless it is told again
	 * @param mirrors what mirrors may do
	 */
	private record State(@Nullable MovePhase phase, long epoch, long validUntil, Mirrors mirrors) {

		boolean isSettled() {
			return this.phase != null && this.phase.isSettled();
		}

		boolean isValid() {
			return this.phase != null && System.nanoTime() - this.validUntil < 0;
		}

		Side active() {
			return MoveTables.active((this.phase != null) ? this.phase : MovePhase.OPEN);
		}

		State with(Mirrors mirrors) {
			return new State(this.phase, this.epoch, this.validUntil, mirrors);
		}

	}

	/**
	 * What mirrors may do.
	 */
	private enum Mirrors {

		/** Begin, and write. */
		BEGIN,

		/** End what they have begun, after the last write of the application. */
		END,

		/** Nothing, after they have ended what they had begun. */
		STOP

	}

	private final MoveTables tables;

	private final MoveSettings settings;

	private final AtomicInteger writes = new AtomicInteger();

	private final AtomicInteger mirrored = new AtomicInteger();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private volatile State state = new State(null, -1, System.nanoTime(), Mirrors.BEGIN);

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
		return this.state.phase();
	}

	long epoch() {
		return this.state.epoch();
	}

	/** Takes in what holds now. */
	synchronized void tell(MoveRecord record, long validUntil) {
		Mirrors mirrors = (record.epoch() == this.state.epoch()) ? this.state.mirrors() : Mirrors.BEGIN;
		this.state = new State(record.phase(), record.epoch(), validUntil, mirrors);
		closeMirrors();
		wake();
	}

	/** Nothing holds any more. */
	synchronized void invalidate() {
		State last = this.state;
		this.state = new State(last.phase(), last.epoch(), System.nanoTime(), last.mirrors());
	}

	void coordinate(boolean coordinating) {
		this.coordinating = coordinating;
	}

	private void closeMirrors() {
		State now = this.state;
		if (now.phase() == null || now.isSettled() || this.writes.get() > 0) {
			return;
		}
		if (now.mirrors() == Mirrors.BEGIN) {
			this.state = now.with(Mirrors.END);
		}
		if (this.mirrored.get() == 0) {
			this.state = now.with(Mirrors.STOP);
		}
	}

	/** Whether nothing is under way any more that was let through before. */
	synchronized boolean isDrained() {
		closeMirrors();
		return this.state.mirrors() == Mirrors.STOP && this.writes.get() == 0 && this.mirrored.get() == 0;
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
				Ruling ruling = mirrors ? copies(side, Mirrors.STOP) : writes(side);
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
		State now = this.state;
		if (!now.isValid() || !now.isSettled()) {
			return Ruling.WAIT;
		}
		return (side == now.active()) ? Ruling.PASS : Ruling.REFUSE;
	}

	/**
	 * Copies are written into the table that is not active.
	 * @param closed what closes the mirrors to what asks
	 */
	private Ruling copies(Side side, Mirrors closed) {
		State now = this.state;
		if (!now.isValid()) {
			return Ruling.WAIT;
		}
		if (side == now.active()) {
			return Ruling.REFUSE;
		}
		return (now.isSettled() || now.mirrors().compareTo(closed) < 0 || this.coordinating) ? Ruling.PASS
				: Ruling.WAIT;
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
			long left = Math.min(deadline - System.nanoTime(), this.settings.pollInterval().toNanos());
			if (left <= 0) {
				throw late(side);
			}
			this.changed.await(left, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw late(side);
		}
		finally {
			this.lock.unlock();
		}
	}

	private TableMovingException late(Side side) {
		String table = this.tables.table(side);
		String reason = this.state.isValid()
				? "at this moment, tables '%s' and '%s' change places; try again, with the one that is active then"
					.formatted(this.tables.table(Side.SOURCE), this.tables.table(Side.DESTINATION))
				: "nobody can tell whether it has moved, as the table of 'daplug.mirror-operations.table' was not reached for %s"
					.formatted(this.settings.validFor());
		return new TableMovingException("Table '%s' was not written: %s".formatted(table, reason), table);
	}

	/** The activity of the mirror that writes one of the tables. */
	MirrorActivity activity(Side side) {
		return new MirrorActivity() {

			@Override
			public boolean begin() {
				long deadline = System.nanoTime() + MIRROR_WAIT_NANOS;
				while (true) {
					Move.this.mirrored.incrementAndGet();
					Ruling ruling = copies(side, Mirrors.END);
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
