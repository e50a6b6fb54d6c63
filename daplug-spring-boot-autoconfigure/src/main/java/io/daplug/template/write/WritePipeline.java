package io.daplug.template.write;

import java.util.List;
import java.util.function.Supplier;

import io.daplug.event.ItemImage;
import io.daplug.table.gate.WriteGate;
import io.daplug.task.Deadline;
import io.daplug.template.claim.WriteAttempts;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.Turn;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.WriteAnswerException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Carries out writes, each in the same order: check that the change can be announced,
 * pass the table's gate, take the key's turn, send the request, see what was there
 * before, announce the change.
 */
public final class WritePipeline {

	private final TableContext context;

	private final Announcer announcer;

	private final WriteSender sender;

	private final ChangeSender changes;

	WritePipeline(TableContext context) {
		this(context, () -> new Deadline(WriteAttempts.CONTENTION));
	}

	/**
	 * Creates a pipeline.
	 * @param context the table
	 * @param contention says how long a write waits that begins now for others that move
	 * the same claims
	 */
	WritePipeline(TableContext context, Supplier<Deadline> contention) {
		this.context = context;
		this.announcer = new Announcer(context);
		this.sender = new WriteSender(context, contention);
		this.changes = new ChangeSender(context, contention);
	}

	/**
	 * Refuses a write whose change could not be announced.
	 * @param write the write
	 */
	public void check(PreparedWrite<?> write) {
		this.announcer.check(write);
	}

	public boolean announces(WriteCall<?> call) {
		return this.announcer.announces(call);
	}

	/**
	 * Carries out a write.
	 * @param write the write
	 * @return what was there before, as far as anybody asked or knows
	 * @throws org.springframework.dao.DataAccessException if it was not carried out, or
	 * if nobody knows, which is an exception of its own
	 */
	public <C> ItemImage<C> carryOut(PreparedWrite<C> write) {
		check(write);
		WriteGate.Pass pass = this.context.enter(write.call());
		try (Turn turn = this.announcer.turn(List.of(write))) {
			Replaced<C> replaced = this.sender.send(write, answer(write, turn));
			this.announcer.announce(turn, write, replaced);
			WriteAnswerException unreadable = replaced.unreadable();
			if (unreadable != null && write.action().answersOld()) {
				throw unreadable;
			}
			return replaced.before();
		}
		finally {
			pass.close();
		}
	}

	/**
	 * Carries out a change of a part of an item.
	 * @param change the change
	 * @return what became of it
	 * @throws org.springframework.dao.DataAccessException if it was not carried out, or
	 * if nobody knows, which is an exception of its own
	 */
	<C> ChangeOutcome<C> carryOut(PreparedChange<C> change) {
		check(change.write());
		WriteGate.Pass pass = this.context.enter(change.write().call());
		try (Turn turn = this.announcer.turn(List.of(change.write()))) {
			ChangeOutcome<C> outcome = this.changes.send(change, change.asked(turn != Turn.NONE));
			if (outcome instanceof ChangeOutcome.Made<C> made) {
				this.announcer.announce(turn, change.write(), made);
			}
			return outcome;
		}
		finally {
			pass.close();
		}
	}

	/**
	 * Nobody asks for what is known anyway, or what nobody looks at. What a transaction
	 * replaces it does not tell, so the item was read before.
	 */
	private static ReturnValue answer(PreparedWrite<?> write, Turn turn) {
		if (write.action().claims().changesClaims()) {
			return ReturnValue.NONE;
		}
		boolean announcesOld = turn != Turn.NONE && !write.before().equals(ItemImage.none());
		return (write.action().answersOld() || announcesOld) ? ReturnValue.ALL_OLD : ReturnValue.NONE;
	}

	/**
	 * Carries out writes that go out in one request, of which nobody learns what was
	 * there before.
	 * @param writes the writes of one call, at least one
	 * @param request sends them, and answers with those that were carried out
	 */
	public void carryOut(List<PreparedWrite<?>> writes, Supplier<List<PreparedWrite<?>>> request) {
		WriteGate.Pass pass = this.context.enter(writes.get(0).call());
		try (Turn turn = this.announcer.turn(writes)) {
			this.announcer.announceAll(turn, request.get());
		}
		finally {
			pass.close();
		}
	}

}
