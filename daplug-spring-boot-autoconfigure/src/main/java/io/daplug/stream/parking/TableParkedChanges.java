package io.daplug.stream.parking;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.daplug.event.ChangeHandling;
import io.daplug.event.ItemChange;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.ListenerState;
import io.daplug.stream.ListenerStoppedException;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.parking.RedriveResult.Collector;
import io.daplug.stream.parking.RedriveResult.Reason;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * Looks after the parked changes of a table.
 */
final class TableParkedChanges implements ParkedChangeOperations {

	private static final Log logger = LogFactory.getLog(TableParkedChanges.class);

	/** How long an interrupted caller waits for what is under way. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final String HELD = "Parked change '%s' was discarded, but listener '%s' still holds the item of it, because it is not known whether others of it are parked: redrive or discard these, or call release(key) of the listener if there are none";

	private final ParkedTable table;

	private final ParkedEntries entries;

	private final StreamListenerRegistry listeners;

	private final Duration patience;

	TableParkedChanges(ParkedTable table, ParkedEntries entries, StreamListenerRegistry listeners) {
		this(table, entries, listeners, PATIENCE);
	}

	/**
	 * Creates the operations.
	 * @param patience how long an interrupted caller waits for what is under way
	 */
	TableParkedChanges(ParkedTable table, ParkedEntries entries, StreamListenerRegistry listeners, Duration patience) {
		this.table = table;
		this.entries = entries;
		this.listeners = listeners;
		this.patience = patience;
	}

	@Override
	public Stream<ParkedChange> list(ParkedSelection selection) {
		String after = selection.after();
		return this.table.entries(selection.listener(), (after != null) ? ParkedPlace.of(after) : null)
			.stream()
			.map(this::parked)
			.filter((change) -> selection.table() == null || change.table().equals(selection.table()));
	}

	private ParkedChange parked(Map<String, AttributeValue> entry) {
		return ParkedEntries.of(this.table.place(entry), entry);
	}

	@Override
	public Optional<ParkedChange> find(String id) {
		return Optional.ofNullable(this.table.find(ParkedPlace.of(id))).map(this::parked);
	}

	@Override
	public Optional<ItemChange<?>> change(String id) {
		return Optional.ofNullable(this.table.find(ParkedPlace.of(id)))
			.map((entry) -> this.entries.change(this.table.change(entry)));
	}

	@Override
	public RedriveResult redrive(String id) {
		requireNoChange();
		RedriveCall call = new RedriveCall(this.patience);
		if (call.isInterrupted()) {
			call.results().skipped(id, Reason.INTERRUPTED);
			return call.result();
		}
		Optional<ParkedChange> parked = find(id);
		if (parked.isEmpty()) {
			call.results().skipped(id, Reason.NOT_FOUND);
		}
		else if (isRunning(parked.get(), call.results())) {
			redrive(parked.get(), id, call);
		}
		return call.result();
	}

	@Override
	public RedriveResult redriveAll(String listener) {
		return redriveAll(ParkedSelection.ofListener(listener));
	}

	@Override
	public RedriveResult redriveAll() {
		return redriveAll(ParkedSelection.all());
	}

	private RedriveResult redriveAll(ParkedSelection selection) {
		requireNoChange();
		RedriveCall call = new RedriveCall(this.patience);
		EntryPages entries = this.table.entries(selection.listener(), null);
		while (call.hasNext(entries)) {
			ParkedChange change = parked(entries.next());
			if (call.isInterrupted() || isRunning(change, call.results())) {
				redrive(change, null, call);
			}
		}
		return call.result();
	}

	private static void requireNoChange() {
		Assert.state(!ChangeHandling.isUnderWay(),
				"A thread that announces or handles a change cannot redrive others: they may wait for it");
	}

	private boolean isRunning(ParkedChange change, Collector results) {
		Optional<ListenerContainer> listener = this.listeners.listener(change.listener());
		if (listener.isEmpty()) {
			results.skipped(change.id(), Reason.UNKNOWN_LISTENER);
			return false;
		}
		if (listener.get().state() != ListenerState.RUNNING) {
			results.skipped(change.id(), Reason.LISTENER_NOT_RUNNING);
			return false;
		}
		return true;
	}

	/**
	 * Redrives the changes of an item, or one of them, unless the call has asked already.
	 */
	private void redrive(ParkedChange change, @Nullable String only, RedriveCall call) {
		RedriveCall.Turn waiting = call.ask(change.listener() + change.place().item(), change.id());
		if (waiting == null) {
			return;
		}
		this.listeners.inTurn(change.listener(), change.item(), (turn) -> {
			if (waiting.begin()) {
				new ItemRedrive(this.table, this.entries, call).run(turn, change.place(), only);
			}
			return true;
		}).whenComplete((done, failure) -> {
			if (failure instanceof ListenerStoppedException) {
				call.results().skipped(change.id(), Reason.LISTENER_NOT_RUNNING);
			}
			else if (failure != null) {
				call.results()
					.failed(change.id(), (failure instanceof Exception ex) ? ex : new ExecutionException(failure));
			}
			waiting.end();
		});
	}

	@Override
	public boolean discard(String id) {
		Map<String, AttributeValue> entry = this.table.find(ParkedPlace.of(id));
		if (entry == null || !this.table.discard(entry)) {
			return false;
		}
		release(parked(entry));
		return true;
	}

	@Override
	public int discardAll(String listener) {
		int count = 0;
		Map<String, ParkedChange> items = new HashMap<>();
		EntryPages parked = this.table.entries(listener, null);
		while (parked.hasNext()) {
			Map<String, AttributeValue> entry = parked.next();
			if (this.table.discard(entry)) {
				count++;
				ParkedChange change = parked(entry);
				items.putIfAbsent(change.place().item(), change);
			}
		}
		items.values().forEach(this::release);
		return count;
	}

	/** Releases an item, if it is held and nothing of it is parked any more. */
	private void release(ParkedChange discarded) {
		if (this.listeners.listener(discarded.listener()).filter((listener) -> listener.held() > 0).isPresent()) {
			this.listeners.inTurn(discarded.listener(), discarded.item(), (turn) -> {
				if (!this.table.entriesOfItem(discarded.place()).hasNext()) {
					turn.release();
				}
				return true;
			}).whenComplete((done, failure) -> {
				// What a listener holds ends with it.
				if (failure != null && !(failure instanceof ListenerStoppedException)) {
					LoggableFailure.log(logger, HELD.formatted(discarded.id(), discarded.listener()), failure);
				}
			});
		}
	}

}
