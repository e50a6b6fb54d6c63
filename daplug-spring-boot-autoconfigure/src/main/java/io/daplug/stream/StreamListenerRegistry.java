package io.daplug.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

import io.daplug.event.ChangeHandling;
import io.daplug.event.FailedChange;
import io.daplug.event.ImageKind;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.task.TaskExecutorFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.Assert;

/**
 * Holds all listeners and hands changes to those that they concern. Starts the listeners
 * with the application context and stops them after the web server.
 * <p>
 * A {@link ChangeSource} hands changes over with {@code accept}, and learns by receipts
 * what became of them. {@link #handleBatch} is for sources that want the answer at once.
 */
public final class StreamListenerRegistry implements SmartLifecycle {

	/** Stops after Spring Boot's web servers, whose requests make changes. */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	private final ListenedTables tables;

	private final ListenerOptions defaults;

	private final ParkedChangePublisher parked;

	private final TaskExecutorFactory executors;

	private final ChangeWatches watches = new ChangeWatches();

	private final Map<String, KeyedListenerContainer> containers = new ConcurrentHashMap<>();

	/** The listeners of each table, in the order of their registration. */
	private volatile Map<String, List<KeyedListenerContainer>> byTable = Map.of();

	/** Changes that came before the listeners were started. */
	private final Queue<EarlyChange> early = new ArrayDeque<>();

	/** Whether the listeners have been started at least once. */
	private volatile boolean ready;

	private volatile boolean running;

	/**
	 * Creates a registry.
	 * @param tables the tables that listeners may name
	 * @param defaults how changes are handed to listeners without options of their own
	 * @param events where {@link ChangeParked} goes
	 * @param parking keeps changes that could not be handled
	 * @param executors creates the threads of the listeners
	 */
	public StreamListenerRegistry(ListenedTables tables, ListenerOptions defaults, ApplicationEventPublisher events,
			ChangeParking parking, TaskExecutorFactory executors) {
		this.tables = tables;
		this.defaults = defaults;
		this.parked = new ParkedChangePublisher(events, parking);
		this.executors = executors;
	}

	/**
	 * Returns how changes are handed to listeners without options of their own.
	 * @return the options
	 */
	public ListenerOptions defaults() {
		return this.defaults;
	}

	/**
	 * Adds a listener. It is started with the others, or at once if they are running.
	 * @param definition declares the listener
	 * @return the listener
	 * @throws InvalidListenerException if its id is taken, or one of its tables is
	 * unknown or does not have items of its type
	 */
	public synchronized ListenerContainer register(ListenerDefinition definition) {
		definition.tables().forEach((table) -> requireKnown(definition.id(), table));
		this.tables.requireItemType(definition);
		ListenerOptions options = (definition.options() != null) ? definition.options() : this.defaults;
		KeyedListenerContainer container = new KeyedListenerContainer(definition, options, this.parked, this.tables,
				this.executors);
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

	/**
	 * Has somebody see the changes of a table, each before listeners are given it.
	 * @param table the logical name of the table
	 * @param watch sees the changes, at once and on the thread that brings them; must not
	 * throw
	 */
	public void watch(String table, Consumer<ItemChange<?>> watch) {
		this.watches.add(table, watch);
	}

	private void requireKnown(String id, String table) {
		if (this.tables.registry().find(table).isEmpty()) {
			throw new InvalidListenerException(id,
					"names the table '%s', which is not configured".formatted(table) + this.tables.registry()
						.nearest(table)
						.map((nearest) -> " (did you mean '%s'?)".formatted(nearest))
						.orElse(""),
					"Correct the name, or add 'daplug.tables.%s'; configured are %s.".formatted(table,
							this.tables.registry().names().stream().sorted().toList()));
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
	 * Says whether the changes of a table concern a listener. Cheap enough to be asked
	 * for each change.
	 * @param table the logical name of the table
	 * @return whether there is a listener of the table, or somebody who sees its changes
	 */
	public boolean listensTo(String table) {
		return this.byTable.containsKey(table) || this.watches.contain(table);
	}

	/**
	 * Says whether the changes of a table concern a listener, or may concern one: before
	 * the start, not all listeners are there.
	 * @param table the logical name of the table
	 * @return false only if no listener can be given a change that is made now
	 */
	public boolean mayListenTo(String table) {
		return !this.ready || listensTo(table);
	}

	/**
	 * Returns the images of a table's changes without which they cannot be handled.
	 * @param table the logical name of the table
	 * @return the images, each with the id of a listener that needs it
	 */
	public Map<ImageKind, String> needs(String table) {
		Map<ImageKind, String> needs = new EnumMap<>(ImageKind.class);
		for (KeyedListenerContainer container : this.byTable.getOrDefault(table, List.of())) {
			container.needs().forEach((image) -> needs.putIfAbsent(image, container.id()));
		}
		return needs;
	}

	/**
	 * Hands changes to the listeners that they concern. Each listener handles or parks
	 * each change, and the caller learns nothing of it. Items of tables that tell types
	 * apart are of the type that their key says, whatever they were written as. Changes
	 * that come before the start wait for it. While the queue of a listener is full, the
	 * calling thread waits, a minute at most for a change, unless it handles a change
	 * itself.
	 * @param changes the changes, those of one key in their order, also from call to call
	 */
	public void accept(Collection<? extends ItemChange<?>> changes) {
		accept(changes.stream().<ItemChange<?>>map(this.tables::typed).toList(), ChangeReceiptHandler.NO_OP);
	}

	/**
	 * Hands changes to the listeners that they concern, and gives a receipt for each
	 * change when all these listeners have handled or parked it. Changes that come before
	 * the start wait for it. While the queue of a listener is full, the calling thread
	 * waits, a minute at most for a change, unless it handles a change itself.
	 * @param changes the changes, those of one key in their order, also from call to call
	 * @param receipts receives the receipts, also before this method returns
	 */
	public void accept(Collection<? extends ItemChange<?>> changes, ChangeReceiptHandler receipts) {
		this.watches.see(changes);
		if (!this.ready && isEarly(changes, receipts)) {
			return;
		}
		if (!this.byTable.isEmpty() || receipts != ChangeReceiptHandler.NO_OP) {
			changes.forEach((change) -> accept(change, receipts));
		}
	}

	private boolean isEarly(Collection<? extends ItemChange<?>> changes, ChangeReceiptHandler receipts) {
		synchronized (this.early) {
			if (!this.ready) {
				changes.forEach((change) -> this.early.add(new EarlyChange(change, receipts)));
				return true;
			}
			return false;
		}
	}

	private void accept(ItemChange<?> change, ChangeReceiptHandler receipts) {
		PendingReceipt receipt = (receipts != ChangeReceiptHandler.NO_OP) ? new PendingReceipt(change, receipts) : null;
		for (KeyedListenerContainer container : this.byTable.getOrDefault(change.table(), List.of())) {
			if (container.takes(change)) {
				if (receipt != null) {
					receipt.expect();
				}
				container.accept(change, receipt);
			}
		}
		if (receipt != null) {
			receipt.handled();
		}
	}

	/**
	 * Handles changes now, on this thread, by all listeners that they concern, once, and
	 * parks none: for sources that hand over again what failed. After a change that a
	 * listener failed to handle, the listener is given no later change of the same item;
	 * other listeners are. It does not matter whether listeners are started or paused.
	 * @param changes the changes
	 * @return those that a listener did not handle, in the order of their sequences
	 */
	public List<FailedChange> handleBatch(List<? extends ItemChange<?>> changes) {
		return handleBatch(changes, () -> true);
	}

	/**
	 * Handles changes now, as {@link #handleBatch(List)} does, as long as there is time.
	 * The time is asked for before each change of a listener that handles one at a time,
	 * and before each thousand of one that handles several.
	 * @param changes the changes
	 * @param mayGoOn says whether there is time for more
	 * @return those that a listener did not handle, in the order of their sequences; the
	 * cause of those for which there was no time is a {@link TimeoutException}
	 */
	public List<FailedChange> handleBatch(List<? extends ItemChange<?>> changes, BooleanSupplier mayGoOn) {
		this.watches.see(changes);
		List<ItemChange<?>> ordered = new ArrayList<>(changes);
		ordered.sort(Comparator.comparing((change) -> change.origin().sequence()));
		Map<ItemChange<?>, FailedChange> failed = new IdentityHashMap<>();
		for (KeyedListenerContainer container : this.containers.values()) {
			List<ItemChange<?>> concerned = ordered.stream().filter(container::takes).toList();
			container.handleOnce(concerned, mayGoOn)
				.forEach((failure) -> failed.putIfAbsent(failure.change(), failure));
		}
		return ordered.stream().map(failed::get).filter(Objects::nonNull).toList();
	}

	/**
	 * Has something done in the turn of an item: while it is done, the listener handles
	 * no other change of the item. It is done by a thread of the listener, after the
	 * changes of the item that wait, and not before the listener is resumed if it is
	 * paused. A listener that handles changes on the threads of the writers has no turns:
	 * it is done at once, on this thread.
	 * @param <R> type of the result
	 * @param listener id of the listener
	 * @param item the item
	 * @param work what to do
	 * @return the result; a {@link ListenerStoppedException} if the listener does not run
	 * any more when the turn should come
	 * @throws IllegalArgumentException if there is no such listener
	 */
	public <R> CompletableFuture<R> inTurn(String listener, ItemIdentity item, Function<ItemTurn, R> work) {
		KeyedListenerContainer container = this.containers.get(listener);
		Assert.notNull(container, () -> "There is no listener '%s'".formatted(listener));
		return container.inTurn(item, work);
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
			for (EarlyChange next = this.early.poll(); next != null; next = this.early.poll()) {
				accept(next.change(), next.receipts());
			}
			this.ready = true;
		}
	}

	/**
	 * Stops all listeners. Until all are idle or their time is over, they go on handling
	 * changes, also those that other listeners make. What is left then is parked.
	 */
	@Override
	public void stop() {
		if (!this.running) {
			return;
		}
		this.running = false;
		long now = System.nanoTime();
		awaitIdle(now);
		Collection<KeyedListenerContainer> all = List.copyOf(this.containers.values());
		try (SimpleAsyncTaskExecutor executor = this.executors.createForWorkers("daplug-stop-",
				Math.max(1, all.size()))) {
			CompletableFuture
				.allOf(all.stream()
					.map((container) -> CompletableFuture.runAsync(
							() -> container.stop(now + container.options().shutdownTimeout().toNanos()), executor))
					.toArray(CompletableFuture[]::new))
				.join();
		}
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

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * A change that came before the listeners were started.
	 *
	 * @param change the change
	 * @param receipts receives its receipt
	 */
	private record EarlyChange(ItemChange<?> change, ChangeReceiptHandler receipts) {

	}

}
