package io.daplug.stream.parking;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

import io.daplug.event.ChangeContents;
import io.daplug.event.ItemChange;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.ItemTurn;
import io.daplug.stream.parking.RedriveResult.Collector;
import io.daplug.stream.parking.RedriveResult.Reason;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Redrives the parked changes of one item in the turn of the item, the oldest first, up
 * to the first that fails.
 */
final class ItemRedrive {

	private static final Log logger = LogFactory.getLog(ItemRedrive.class);

	private final ParkedTable table;

	private final ParkedEntries entries;

	private final RedriveCall call;

	private final Collector results;

	/** Nobody else's claims have this name. */
	private final String owner = UUID.randomUUID().toString();

	ItemRedrive(ParkedTable table, ParkedEntries entries, RedriveCall call) {
		this.table = table;
		this.entries = entries;
		this.call = call;
		this.results = call.results();
	}

	/**
	 * Redrives, and releases the item if none of its changes is left.
	 * @param place an entry of the item
	 * @param only id of the only change to redrive; null for all of the item
	 */
	void run(ItemTurn turn, ParkedPlace place, @Nullable String only) {
		List<ParkedChange> parked = ParkedOrder.of(this.table.entriesOfItem(place)
			.stream()
			.map((entry) -> ParkedEntries.of(this.table.place(entry), entry))
			.toList());
		List<ParkedChange> wanted = (only != null) ? oldest(parked, only) : parked;
		Reason blocked = null;
		for (ParkedChange change : wanted) {
			Reason stop = this.call.blocked();
			blocked = (stop != null) ? stop : blocked;
			if (blocked != null) {
				this.results.skipped(change.id(), blocked);
			}
			else if (!redrive(turn, change)) {
				blocked = Reason.EARLIER_PARKED;
			}
		}
		if (blocked == null && wanted.size() == parked.size()) {
			turn.release();
		}
	}

	private List<ParkedChange> oldest(List<ParkedChange> parked, String id) {
		if (!parked.isEmpty() && parked.get(0).id().equals(id)) {
			return parked.subList(0, 1);
		}
		boolean there = parked.stream().anyMatch((change) -> change.id().equals(id));
		this.results.skipped(id, there ? Reason.EARLIER_PARKED : Reason.NOT_FOUND);
		return List.of();
	}

	/** Redrives a change, and says whether later ones may follow. */
	private boolean redrive(ItemTurn turn, ParkedChange parked) {
		try {
			Claim claim = this.table.claim(parked.place(), this.owner);
			if (claim == Claim.Refused.TAKEN) {
				this.results.skipped(parked.id(), Reason.CLAIMED);
				return false;
			}
			// What is gone was redriven by somebody else, or thrown away.
			return !(claim instanceof Claim.Granted granted) || redrive(turn, parked, granted.entry());
		}
		// The result would name another change of the item.
		catch (Throwable ex) {
			LoggableFailure.log(logger, "Parked change '%s' was not redriven; it stays parked".formatted(parked.id()),
					ex);
			this.results.failed(parked.id(),
					(ex instanceof Exception exception) ? exception : new ExecutionException(ex));
			return false;
		}
	}

	private boolean redrive(ItemTurn turn, ParkedChange parked, Map<String, AttributeValue> entry) {
		UpdateTerms left = new UpdateTerms();
		boolean stays = true;
		try {
			ItemChange<?> change = this.entries.change(this.table.change(entry));
			if (!turn.isWanted(change)) {
				this.results.skipped(parked.id(), Reason.UNWANTED);
				return true;
			}
			Exception failure = turn.handleLate(change);
			if (failure == null) {
				boolean removed = uninterrupted(() -> this.table.remove(entry, this.owner));
				stays = false;
				return handled(parked, removed);
			}
			LoggableFailure.log(logger,
					"Parked change '%s' could not be handled again; it stays parked".formatted(parked.id()), failure,
					ChangeContents.of(change));
			ParkedEntries.failed(left, new ChangeParked(parked.listener(), change, 1, failure), this.table.now());
			this.results.failed(parked.id(), failure);
			return false;
		}
		finally {
			if (stays) {
				giveBack(parked, left);
			}
		}
	}

	/** Somebody else who has claimed it meanwhile goes on with the item. */
	private boolean handled(ParkedChange parked, boolean removed) {
		if (removed) {
			this.results.redriven(parked.id());
			return true;
		}
		String lost = "Parked change '%s' was handled, but not within the %s of its claim; somebody else has claimed it, and may have it handled again"
			.formatted(parked.id(), ParkedTable.CLAIM);
		logger.warn(lost);
		this.results.failed(parked.id(), new IllegalStateException(lost));
		return false;
	}

	private void giveBack(ParkedChange parked, UpdateTerms left) {
		try {
			uninterrupted(() -> this.table.giveBack(parked.place(), this.owner, left));
		}
		catch (RuntimeException ex) {
			LoggableFailure.log(logger,
					"Parked change '%s' stays claimed until %s are over".formatted(parked.id(), ParkedTable.CLAIM), ex);
		}
	}

	/** An interruption is meant for the listener, and would keep a request from it. */
	private static boolean uninterrupted(BooleanSupplier request) {
		boolean interrupted = Thread.interrupted();
		try {
			return request.getAsBoolean();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
