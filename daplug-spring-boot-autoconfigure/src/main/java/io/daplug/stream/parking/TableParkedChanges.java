package io.daplug.stream.parking;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

import io.daplug.event.ChangeHandling;
import io.daplug.event.ItemChange;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.ListenerState;
import io.daplug.stream.ListenerStoppedException;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.parking.RedriveResult.Collector;
import io.daplug.stream.parking.RedriveResult.Reason;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * Looks after the parked changes of a table.
 */
final class TableParkedChanges implements ParkedChangeOperations {

	/** How many items wait for their turns at the same time. */
	private static final int MOST_ITEMS = 64;

	private final ParkedTable table;

	private final ParkedEntries entries;

	private final StreamListenerRegistry listeners;

	TableParkedChanges(ParkedTable table, ParkedEntries entries, StreamListenerRegistry listeners) {
		this.table = table;
		this.entries = entries;
		this.listeners = listeners;
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
		Collector results = new Collector();
		Optional<ParkedChange> parked = find(id);
		if (parked.isEmpty()) {
			results.skipped(id, Reason.NOT_FOUND);
		}
		else if (isRunning(parked.get(), results)) {
			redrive(parked.get(), id, results).join();
		}
		return results.result();
	}

	@Override
	public RedriveResult redriveAll(String listener) {
		return redriveAll(list(ParkedSelection.ofListener(listener)).iterator());
	}

	@Override
	public RedriveResult redriveAll() {
		return redriveAll(list().iterator());
	}

	private RedriveResult redriveAll(Iterator<ParkedChange> parked) {
		requireNoChange();
		Collector results = new Collector();
		Set<String> items = new HashSet<>();
		Semaphore free = new Semaphore(MOST_ITEMS);
		try {
			while (parked.hasNext()) {
				ParkedChange change = parked.next();
				if (isRunning(change, results) && items.add(change.listener() + change.place().item())) {
					if (!acquire(free)) {
						results.skipped(change.id(), Reason.INTERRUPTED);
						break;
					}
					redrive(change, null, results).whenComplete((done, failure) -> free.release());
				}
			}
		}
		finally {
			// After an interruption, too: the result would not tell of them.
			free.acquireUninterruptibly(MOST_ITEMS);
		}
		return results.result();
	}

	private static boolean acquire(Semaphore free) {
		try {
			free.acquire();
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
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

	/** Redrives the changes of an item, or one of them; never fails. */
	private CompletableFuture<Boolean> redrive(ParkedChange change, @Nullable String only, Collector results) {
		return this.listeners.inTurn(change.listener(), change.item(), (turn) -> {
			new ItemRedrive(this.table, this.entries, results).run(turn, change.place(), only);
			return true;
		}).exceptionally((failure) -> {
			Throwable cause = (failure instanceof CompletionException && failure.getCause() != null)
					? failure.getCause() : failure;
			if (cause instanceof ListenerStoppedException) {
				results.skipped(change.id(), Reason.LISTENER_NOT_RUNNING);
			}
			else {
				results.failed(change.id(), (cause instanceof Exception ex) ? ex : new ExecutionException(cause));
			}
			return false;
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
			});
		}
	}

}
