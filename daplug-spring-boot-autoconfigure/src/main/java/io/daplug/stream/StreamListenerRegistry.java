package io.daplug.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.event.ChangeHandling;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.Assert;

/**
 * All listeners, and the way of a change to those that it concerns. Starts them with the
 * application context and stops them after the web server. Sources of changes hand over
 * what they have, by {@link #accept} or, where they want to know what became of it, by
 * {@link #handleBatch}.
 */
public final class StreamListenerRegistry implements SmartLifecycle {

	/** Stops after Spring Boot's web servers, whose requests make changes. */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	private final KnownTables knownTables;

	private final ListenerOptions defaults;

	private final ParkedChanges parked;

	private final Map<String, KeyedListenerContainer> containers = new ConcurrentHashMap<>();

	/** In the order of their registration, each with those of one table. */
	private volatile Map<String, List<KeyedListenerContainer>> byTable = Map.of();

	/** What came before the listeners were started. */
	private final Queue<ItemChange<?>> early = new ArrayDeque<>();

	/** Whether the listeners have been started at least once. */
	private volatile boolean ready;

	private volatile boolean running;

	/**
	 * Creates a registry.
	 * @param knownTables the tables that listeners may name
	 * @param defaults how changes are handed to listeners that say nothing else
	 * @param events where {@link ChangeParked} goes
	 * @param parking keeps changes that could not be handled
	 */
	public StreamListenerRegistry(KnownTables knownTables, ListenerOptions defaults, ApplicationEventPublisher events,
			ChangeParking parking) {
		this.knownTables = knownTables;
		this.defaults = defaults;
		this.parked = new ParkedChanges(events, parking);
	}

	/**
	 * Returns how changes are handed to listeners that say nothing else.
	 * @return the options
	 */
	public ListenerOptions defaults() {
		return this.defaults;
	}

	/**
	 * Adds a listener. It is started with the others, or at once if they are running.
	 * @param definition what declares it
	 * @return the listener
	 * @throws InvalidListenerException if its id is taken or there is no such table
	 */
	public synchronized ListenerContainer register(ListenerDefinition definition) {
		definition.tables().forEach((table) -> requireKnown(definition.id(), table));
		ListenerOptions options = (definition.options() != null) ? definition.options() : this.defaults;
		KeyedListenerContainer container = new KeyedListenerContainer(definition, options, this.parked);
		if (this.containers.putIfAbsent(definition.id(), container) != null) {
			throw new InvalidListenerException(definition.id(), "is there twice",
					"Give one of the two an 'id' of its own.");
		}
		Map<String, List<KeyedListenerContainer>> tables = new LinkedHashMap<>(this.byTable);
		definition.tables().forEach((table) -> tables.merge(table, List.of(container), (before, more) -> {
			List<KeyedListenerContainer> all = new ArrayList<>(before);
			all.addAll(more);
			return List.copyOf(all);
		}));
		if (this.running) {
			container.start();
		}
		this.byTable = tables;
		return container;
	}

	private void requireKnown(String id, String table) {
		if (!this.knownTables.names().contains(table)) {
			throw new InvalidListenerException(id,
					"names the table '%s', which is not configured".formatted(table) + this.knownTables.nearest(table)
						.map((nearest) -> " (did you mean '%s'?)".formatted(nearest))
						.orElse(""),
					"Correct the name, or add 'daplug.tables.%s'; configured are %s.".formatted(table,
							this.knownTables.names().stream().sorted().toList()));
		}
	}

	/**
	 * Returns the listeners.
	 * @return all of them, by id in alphabetical order
	 */
	public Collection<ListenerContainer> listeners() {
		return this.containers.values()
			.stream()
			.sorted(Comparator.comparing(ListenerContainer::id))
			.map(ListenerContainer.class::cast)
			.toList();
	}

	/**
	 * Returns a listener.
	 * @param id its id
	 * @return the listener, if there is one
	 */
	public Optional<ListenerContainer> listener(String id) {
		return Optional.ofNullable(this.containers.get(id));
	}

	/**
	 * Hands changes to the listeners that they concern. Each change is handled or parked
	 * by each of them, and none of that is seen here. What comes before the start waits
	 * for it. While the queue of a listener is full the calling thread waits, unless it
	 * handles a change itself.
	 * @param changes the changes, those of one key in their order, also from call to call
	 */
	public void accept(Collection<? extends ItemChange<?>> changes) {
		if (!this.ready && isEarly(changes)) {
			return;
		}
		if (!this.byTable.isEmpty()) {
			changes.forEach(this::accept);
		}
	}

	private boolean isEarly(Collection<? extends ItemChange<?>> changes) {
		synchronized (this.early) {
			if (!this.ready) {
				this.early.addAll(changes);
				return true;
			}
			return false;
		}
	}

	private void accept(ItemChange<?> change) {
		for (KeyedListenerContainer container : this.byTable.getOrDefault(change.table(), List.of())) {
			if (container.concerns(change)) {
				container.accept(change);
			}
		}
	}

	/**
	 * Handles changes now, on this thread, by all listeners that they concern, once, and
	 * parks none: for sources that hand over again what failed. A listener is given no
	 * change of a key after one that it failed to handle; other listeners are. It does
	 * not matter whether listeners are started or paused.
	 * @param changes the changes
	 * @return those that a listener did not handle, in the order of their sequences
	 */
	public List<FailedChange> handleBatch(List<? extends ItemChange<?>> changes) {
		List<ItemChange<?>> ordered = new ArrayList<>(changes);
		ordered.sort(Comparator.comparing((change) -> change.origin().sequence()));
		Map<ItemChange<?>, Exception> failed = new IdentityHashMap<>();
		for (KeyedListenerContainer container : this.containers.values()) {
			List<ItemChange<?>> concerned = ordered.stream().filter(container::concerns).toList();
			if (!concerned.isEmpty()) {
				failures(concerned, container.handleOnce(concerned), failed);
			}
		}
		return ordered.stream().filter(failed::containsKey).map((change) -> failedChange(change, failed)).toList();
	}

	private static FailedChange failedChange(ItemChange<?> change, Map<ItemChange<?>, Exception> failed) {
		Exception cause = failed.get(change);
		Assert.state(cause != null, "A failed change has a cause");
		return new FailedChange(change, cause);
	}

	/** From the first failed change of a key on, all are failed. */
	private static void failures(List<ItemChange<?>> changes, Map<KeyOfTable, FailedChange> first,
			Map<ItemChange<?>, Exception> failed) {
		BrokenKeys broken = new BrokenKeys();
		for (ItemChange<?> change : changes) {
			FailedChange failure = first.get(KeyOfTable.of(change));
			if (failure != null && failure.change().equals(change)) {
				broken.add(change, failure.cause());
			}
			Exception cause = broken.cause(change);
			if (cause != null) {
				failed.putIfAbsent(change, cause);
			}
		}
	}

	@Override
	public synchronized void start() {
		if (this.running) {
			return;
		}
		this.containers.values().forEach(KeyedListenerContainer::start);
		this.running = true;
		if (!this.ready) {
			// Must not wait: a listener that writes meanwhile waits for this to end.
			ChangeHandling.run(this::acceptEarly);
		}
	}

	private void acceptEarly() {
		synchronized (this.early) {
			for (ItemChange<?> change = this.early.poll(); change != null; change = this.early.poll()) {
				accept(change);
			}
			this.ready = true;
		}
	}

	/**
	 * Stops all listeners. Until all are idle or their time is over they hand over what
	 * they have, and take what other listeners write; what is left is parked.
	 */
	@Override
	public void stop() {
		if (!this.running) {
			return;
		}
		this.running = false;
		long now = System.nanoTime();
		awaitIdle(now);
		List<Thread> stopping = new ArrayList<>();
		for (KeyedListenerContainer container : this.containers.values()) {
			Thread thread = new Thread(() -> container.stop(now + container.options().shutdownTimeout().toNanos()),
					"daplug-%s-stop".formatted(container.id()));
			thread.start();
			stopping.add(thread);
		}
		stopping.forEach(StreamListenerRegistry::join);
	}

	/** Waits until no listener has changes: one may write what another one hears of. */
	private void awaitIdle(long now) {
		try {
			boolean idle = false;
			while (!idle) {
				idle = true;
				for (KeyedListenerContainer container : this.containers.values()) {
					long deadline = now + container.options().shutdownTimeout().toNanos();
					boolean waited = container.isBusy() && System.nanoTime() < deadline;
					container.awaitEmpty(deadline);
					idle &= !waited;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void join(Thread thread) {
		boolean interrupted = false;
		while (thread.isAlive()) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
