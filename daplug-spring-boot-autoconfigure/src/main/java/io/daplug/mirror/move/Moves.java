package io.daplug.mirror.move;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.daplug.mirror.CutOverOptions;
import io.daplug.mirror.InvalidMirrorOperationException;
import io.daplug.mirror.MirrorActivity;
import io.daplug.mirror.MovePhase;
import io.daplug.mirror.MoveProgress;
import io.daplug.mirror.move.MoveTables.Side;
import io.daplug.table.gate.WriteGates;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * The moves that the mirrors of an application are for: those from which another mirror
 * leads back. Each instance says regularly how far it is, and hears which table is
 * written. It begins before all else starts, and goes on until all else has stopped.
 */
public final class Moves implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Moves.class);

	private final Supplier<List<MoveTables>> pairs;

	private final WriteGates gates;

	private final Supplier<MoveStore> store;

	private final MoveSettings settings;

	private final TaskExecutorFactory executors;

	/** By the mirrors that lead to the new tables. */
	private final Map<String, MoveMember> members = new ConcurrentHashMap<>();

	/** What the mirrors ask whether they are at work. */
	private final Map<String, MirrorActivity> activities = new ConcurrentHashMap<>();

	private @Nullable CountDownLatch stopping;

	private @Nullable SimpleAsyncTaskExecutor executor;

	private volatile boolean running;

	/**
	 * Creates the moves.
	 * @param pairs finds the tables, when all mirrors are known
	 * @param gates where the gates of these tables are put in
	 * @param store makes what keeps the moves, if there are any
	 * @param settings how instances agree
	 * @param executors creates the threads
	 */
	public Moves(Supplier<List<MoveTables>> pairs, WriteGates gates, Supplier<MoveStore> store, MoveSettings settings,
			TaskExecutorFactory executors) {
		this.pairs = pairs;
		this.gates = gates;
		this.store = store;
		this.settings = settings;
		this.executors = executors;
	}

	/** What a mirror asks whether it is at work. */
	public MirrorActivity activity(String mirror) {
		return new MirrorActivity() {

			@Override
			public boolean begin() {
				return current().begin();
			}

			@Override
			public void end() {
				current().end();
			}

			private MirrorActivity current() {
				return Moves.this.activities.getOrDefault(mirror, ALWAYS);
			}

		};
	}

	@Override
	public synchronized void start() {
		if (this.running) {
			return;
		}
		Map<String, Move> moves = moves();
		this.running = true;
		if (moves.isEmpty()) {
			return;
		}
		MoveStore kept = this.store.get();
		moves.forEach((mirror, move) -> {
			MoveMember member = new MoveMember(move, mirror, kept, this.settings);
			this.members.put(mirror, member);
			put(move);
			member.begin();
		});
		CountDownLatch latch = new CountDownLatch(1);
		this.stopping = latch;
		SimpleAsyncTaskExecutor threads = this.executors.createForWorkers("daplug-moves-", moves.size());
		this.executor = threads;
		this.members.values().forEach((member) -> threads.execute(() -> repeat(member, latch)));
	}

	private Map<String, Move> moves() {
		Map<String, Move> moves = new LinkedHashMap<>();
		this.pairs.get().forEach((tables) -> moves.put(tables.forward().name(), new Move(tables, this.settings)));
		return moves;
	}

	private void put(Move move) {
		for (Side side : Side.values()) {
			this.gates.put(move.tables().table(side), move.gate(side));
			this.activities.put(move.tables().writer(side).name(), move.activity(side));
		}
	}

	private void repeat(MoveMember member, CountDownLatch latch) {
		try {
			boolean failing = false;
			while (!latch.await(member.interval().toNanos(), TimeUnit.NANOSECONDS)) {
				try {
					member.refresh();
					failing = false;
				}
				// Whoever asks no more writes no more.
				catch (Throwable ex) {
					if (!failing && !member.hasEnded()) {
						LoggableFailure.log(logger,
								"It is not known whether the tables of mirror '%s' have changed places"
									.formatted(member.mirror()),
								ex);
					}
					failing = true;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		if (this.stopping != null) {
			this.stopping.countDown();
		}
		this.members.values().forEach(MoveMember::end);
		this.members.clear();
		if (this.executor != null) {
			this.executor.close();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	private MoveMember member(String mirror) {
		MoveMember member = this.members.get(mirror);
		if (member == null) {
			throw new InvalidMirrorOperationException(
					"Mirror '%s' moves no table: no mirror leads back from it; declare one with 'reverse-of: %s'"
						.formatted(mirror, mirror));
		}
		return member;
	}

	/** How far a move is. */
	public MoveProgress progress(String mirror) {
		return member(mirror).refresh();
	}

	/** The table that is written, as far as this instance knows. */
	public String activeTable(String mirror) {
		MoveMember member = member(mirror);
		MovePhase phase = member.move().phase();
		return (phase != null) ? member.move().tables().activeTable(phase) : member.refresh().activeTable();
	}

	/** Whether a mirror takes part in a move and is not at work. */
	public boolean isIdle(String mirror) {
		return this.members.values().stream().anyMatch((member) -> {
			MovePhase phase = member.refresh().phase();
			MoveTables tables = member.move().tables();
			boolean forward = tables.forward().name().equals(mirror);
			return (forward && phase != MovePhase.OPEN)
					|| (tables.reverse().name().equals(mirror) && phase != MovePhase.TURNED);
		});
	}

	/**
	 * Has the tables of a move change places.
	 * @param mirror the mirror that leads to the new table
	 * @param target the phase to get to: TURNED, or OPEN
	 * @param options how
	 * @param step brings the table that is to be written into step with the other one
	 */
	public MoveProgress change(String mirror, MovePhase target, CutOverOptions options, CutOver.Step step) {
		return new CutOver(member(mirror), options, step).to(target);
	}

}
