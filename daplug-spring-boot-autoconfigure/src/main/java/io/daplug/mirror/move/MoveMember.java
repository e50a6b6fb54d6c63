package io.daplug.mirror.move;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import io.daplug.mirror.InvalidMirrorOperationException;
import io.daplug.mirror.MovePhase;
import io.daplug.mirror.MoveProgress;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * This instance as a member of a move: says how far it is, and hears what holds. An
 * instance that says nothing for so long that all it was told has long ended is dead. If
 * it had the tables change places, any other one takes that back.
 */
final class MoveMember {

	private static final Log logger = LogFactory.getLog(MoveMember.class);

	/** While the tables change places, everybody is in a hurry. */
	private static final Duration HURRY = Duration.ofMillis(50);

	private final String id = UUID.randomUUID().toString();

	private final Move move;

	private final String mirror;

	private final MoveStore store;

	private final MoveSettings settings;

	/** What each instance has said last, and since when. */
	private final Map<String, Heard> heard = new HashMap<>();

	private long beat;

	/** Whether this instance has the tables change places at this moment. */
	private final AtomicBoolean changing = new AtomicBoolean();

	private volatile boolean ended;

	/**
	 * What an instance has said last.
	 *
	 * @param beat how often it had said something
	 * @param since when that was heard first
	 */
	private record Heard(long beat, long since) {

	}

	MoveMember(Move move, String mirror, MoveStore store, MoveSettings settings) {
		this.move = move;
		this.mirror = mirror;
		this.store = store;
		this.settings = settings;
	}

	Move move() {
		return this.move;
	}

	String mirror() {
		return this.mirror;
	}

	String id() {
		return this.id;
	}

	Duration interval() {
		MovePhase phase = this.move.phase();
		boolean settled = phase != null && phase.isSettled();
		return (settled || HURRY.compareTo(this.settings.pollInterval()) > 0) ? this.settings.pollInterval() : HURRY;
	}

	/**
	 * Says that this instance has the tables change places from now on.
	 * @return whether it may; false if it does already
	 */
	boolean beginChange() {
		return this.changing.compareAndSet(false, true);
	}

	void endChange() {
		this.changing.set(false);
	}

	boolean hasEnded() {
		return this.ended;
	}

	/** Joins. Fails if the table of operations is not there. */
	void begin() {
		this.store.begin(this.mirror);
		refresh();
	}

	/** Says how far this instance is, and hears what holds. */
	MoveProgress refresh() {
		MoveRecord record = beat();
		return new MoveProgress(this.mirror, record.phase(), this.move.tables().activeTable(record.phase()),
				record.members().size());
	}

	synchronized MoveRecord beat() {
		requireMember();
		long sentAt = System.nanoTime();
		this.beat++;
		MoveRecord record = this.store.beat(this.mirror, this.id,
				new MoveRecord.Member(this.beat, this.move.epoch(), this.move.isDrained()));
		this.move.tell(record, sentAt + this.settings.validFor().toNanos());
		hear(record);
		return record;
	}

	/** Who has left says nothing more: it would be a member again, and waited for. */
	private void requireMember() {
		if (this.ended) {
			throw new InvalidMirrorOperationException(
					"The move of mirror '%s' is not reached from here: the application closes".formatted(this.mirror));
		}
	}

	/**
	 * Changes the phase.
	 * @param seen the move as it was seen
	 * @param phase the next phase
	 * @param coordinator who goes on from there; null for nobody
	 * @return whether it was changed; false if somebody else has changed it
	 */
	synchronized boolean turn(MoveRecord seen, MovePhase phase, @Nullable String coordinator) {
		requireMember();
		return this.store.turn(this.mirror, seen, phase, coordinator);
	}

	private void hear(MoveRecord record) {
		long now = System.nanoTime();
		this.heard.keySet().retainAll(record.members().keySet());
		record.members()
			.forEach((member, said) -> this.heard.compute(member,
					(key, before) -> (before != null && before.beat() == said.beat()) ? before
							: new Heard(said.beat(), now)));
		String coordinator = record.coordinator();
		if (!record.phase().isSettled() && coordinator != null && isGone(coordinator, record)) {
			if (takeBack(record)) {
				logger.warn("The instance that had the tables of mirror '%s' change places is gone; all stays as it was"
					.formatted(this.mirror));
			}
		}
	}

	private boolean takeBack(MoveRecord record) {
		MovePhase before = (record.phase() == MovePhase.CLOSING) ? MovePhase.OPEN : MovePhase.TURNED;
		return this.store.turn(this.mirror, record, before, null);
	}

	private boolean isGone(String coordinator, MoveRecord record) {
		return coordinator.equals(this.id) ? !this.changing.get()
				: !record.members().containsKey(coordinator) || isDead(coordinator);
	}

	/**
	 * Whether an instance has said nothing for so long that nothing of it is under way.
	 */
	synchronized boolean isDead(String member) {
		Heard last = this.heard.get(member);
		return last != null && System.nanoTime() - last.since() > this.settings.deadAfter().toNanos();
	}

	/** Whether all who live have ended what they began before an epoch. */
	synchronized boolean areAllDrained(MoveRecord record) {
		return record.members()
			.entrySet()
			.stream()
			.allMatch((member) -> (member.getValue().epoch() == record.epoch() && member.getValue().drained())
					|| isDead(member.getKey()));
	}

	/** Takes the dead off, so that nobody waits for them again. */
	synchronized void forgetDead(MoveRecord record) {
		record.members().forEach((member, said) -> {
			if (isDead(member)) {
				this.store.forget(this.mirror, member, said.beat());
			}
		});
	}

	/**
	 * Leaves: nothing may be written by this instance any more. If it has the tables
	 * change places, that is taken back.
	 */
	synchronized void end() {
		this.ended = true;
		this.move.invalidate();
		try {
			MoveRecord record = this.store.forget(this.mirror, this.id, this.beat);
			if (record != null && !record.phase().isSettled() && this.id.equals(record.coordinator())) {
				takeBack(record);
			}
		}
		catch (RuntimeException ex) {
			LoggableFailure.log(logger, "The move of mirror '%s' was not left".formatted(this.mirror), ex);
		}
	}

}
