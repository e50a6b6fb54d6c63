package io.daplug.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.daplug.event.FailedChange;
import io.daplug.event.ImageKind;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.KeyFailureRegistry;
import io.daplug.item.ItemKey;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;

/**
 * Hands changes to one listener, key by key, until each is handled or parked.
 */
final class KeyedListenerContainer implements ListenerContainer {

	private static final Log logger = LogFactory.getLog(KeyedListenerContainer.class);

	/** Of changes that are handled at once together. */
	private static final int LARGEST_PORTION = 1000;

	private final ListenerDefinition definition;

	private final ListenerOptions options;

	private final ListenedTables known;

	private final HeldKeyRegistry heldKeys;

	private final DeliveryHandler handler;

	private final ChangeDispatch dispatch;

	private final DeliveryCounter counter;

	/** Carries context to a handler that takes one change at a time on other threads. */
	private final @Nullable TaskDecorator decorator;

	private volatile ListenerState state = ListenerState.STOPPED;

	KeyedListenerContainer(ListenerDefinition definition, ListenerOptions options, ParkedChangePublisher parked,
			ListenedTables tables, TaskExecutorFactory executors) {
		this.definition = definition;
		this.options = options;
		this.known = tables;
		this.heldKeys = new HeldKeyRegistry(tables);
		this.counter = new DeliveryCounter(options.clock());
		this.handler = new DeliveryHandler(definition, options, parked, this.heldKeys);
		boolean caller = (options.dispatch() == Dispatch.CALLER);
		this.dispatch = caller ? new CallerDispatch(definition.id(), this.handler)
				: new QueueDispatch(definition.id(), options, this.handler, executors);
		this.decorator = (!caller && options.batchSize() == 1) ? executors.decorator() : null;
	}

	@Override
	public String id() {
		return this.definition.id();
	}

	@Override
	public Set<String> tables() {
		return this.definition.tables();
	}

	@Override
	public ListenerState state() {
		return this.state;
	}

	@Override
	public int pending() {
		return this.dispatch.pending();
	}

	@Override
	public int held() {
		return this.heldKeys.size();
	}

	@Override
	public ListenerCounts counts() {
		return this.counter.counts();
	}

	@Override
	public Duration lag() {
		return this.counter.lag(this.dispatch);
	}

	@Override
	public Duration standstill() {
		return this.counter.standstill(this.dispatch);
	}

	@Override
	public boolean release(ItemKey key) {
		return this.heldKeys.release(tables(), key);
	}

	@Override
	public synchronized void pause() {
		if (this.state == ListenerState.RUNNING) {
			this.dispatch.pause();
			this.state = ListenerState.PAUSED;
		}
	}

	@Override
	public synchronized void resume() {
		if (this.state == ListenerState.PAUSED) {
			this.dispatch.resume();
			this.state = ListenerState.RUNNING;
		}
	}

	/** The images without which changes cannot be handled. */
	Set<ImageKind> needs() {
		return this.definition.handler().needs();
	}

	ListenerOptions options() {
		return this.options;
	}

	synchronized void start() {
		if (this.state == ListenerState.STOPPED) {
			this.dispatch.start();
			this.state = ListenerState.RUNNING;
		}
	}

	/**
	 * Whether the listener is given a change, unless the filter says no. Counts a change
	 * of its tables whose kind, or type of item, it does not want.
	 */
	boolean takes(ItemChange<?> change) {
		boolean concerned = concerns(change);
		if (!concerned && tables().contains(change.table())) {
			this.counter.skipped();
		}
		return concerned;
	}

	private boolean concerns(ItemChange<?> change) {
		return this.definition.concerns(change, this.known);
	}

	/** Takes a change over: it will be handled or parked. */
	void accept(ItemChange<?> change, @Nullable PendingReceipt receipt) {
		HandedChange handed = new HandedChange(change, receipt, context(), this.counter, this.counter.now());
		if (!this.dispatch.accept(handed)) {
			this.handler.stopped(handed, 0, null);
		}
	}

	/** Has something done in the turn of an item, or learn that the listener stops. */
	<R> CompletableFuture<R> inTurn(ItemIdentity item, Function<ItemTurn, R> work) {
		CompletableFuture<R> result = new CompletableFuture<>();
		HandedTurn turn = HandedTurn.of(id(), new ItemTurn(item, this::concerns, this.handler), work, result,
				this.counter.now());
		if (!this.dispatch.accept(turn)) {
			turn.stopped().run();
		}
		return result;
	}

	private @Nullable CarriedContext context() {
		if (this.decorator == null) {
			return null;
		}
		try {
			return new CarriedContext(this.decorator);
		}
		catch (RuntimeException ex) {
			LoggableFailure.log(logger, "Listener '%s' handles a change without its context".formatted(id()), ex);
			return null;
		}
	}

	/**
	 * Handles changes once and now, whatever the state, and parks none. Stops between two
	 * portions when there is no more time.
	 */
	List<FailedChange> handleOnce(List<ItemChange<?>> changes, BooleanSupplier mayGoOn) {
		int size = (this.options.batchSize() == 1) ? 1 : LARGEST_PORTION;
		List<FailedChange> failed = new ArrayList<>();
		KeyFailureRegistry failures = new KeyFailureRegistry();
		for (int from = 0; from < changes.size(); from += size) {
			List<ItemChange<?>> open = new ArrayList<>();
			for (ItemChange<?> change : changes.subList(from, Math.min(from + size, changes.size()))) {
				Exception before = failures.cause(change);
				if (before != null) {
					failed.add(new FailedChange(change, before));
				}
				else {
					open.add(change);
				}
			}
			List<FailedChange> unhandled = open.isEmpty() ? List.of() : handlePortion(open, mayGoOn);
			unhandled.forEach(failures::add);
			failed.addAll(unhandled);
		}
		return failed;
	}

	private List<FailedChange> handlePortion(List<ItemChange<?>> changes, BooleanSupplier mayGoOn) {
		if (Thread.currentThread().isInterrupted() || !mayGoOn.getAsBoolean()) {
			Exception late = new TimeoutException("There was no time left for listener '%s'".formatted(id()));
			return changes.stream().map((change) -> new FailedChange(change, late)).toList();
		}
		Attempt attempt = this.handler.attempt(changes);
		List<FailedChange> failed = attempt.failures().failed(changes);
		this.counter.attempted(changes, attempt, failed);
		return failed;
	}

	/** Whether it has changes that it is going to handle. */
	boolean isBusy() {
		return this.state == ListenerState.RUNNING && pending() > 0;
	}

	/** Waits until nothing is pending, or a time is over, or this is paused. */
	boolean awaitEmpty(long deadline) throws InterruptedException {
		return this.state == ListenerState.PAUSED || this.dispatch.awaitEmpty(deadline - System.nanoTime());
	}

	/**
	 * Takes no more changes, handles those it has until the deadline, and parks the rest.
	 * What a paused listener has is parked at once.
	 */
	void stop(long deadline) {
		boolean wasPaused;
		synchronized (this) {
			if (this.state == ListenerState.STOPPED || this.state == ListenerState.STOPPING) {
				return;
			}
			wasPaused = (this.state == ListenerState.PAUSED);
			this.state = ListenerState.STOPPING;
		}
		this.dispatch.stop(wasPaused ? System.nanoTime() : deadline);
		synchronized (this) {
			this.state = ListenerState.STOPPED;
		}
	}

	@Override
	public String toString() {
		return "ListenerContainer[%s, %s, pending=%d]".formatted(id(), this.state, pending());
	}

}
