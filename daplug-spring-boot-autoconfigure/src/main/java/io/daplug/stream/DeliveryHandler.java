package io.daplug.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.daplug.event.ChangeHandler;
import io.daplug.event.ChangeHandling;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.KeyFailureRegistry;
import io.daplug.event.TenantChanges;
import io.daplug.queue.Portion;
import io.daplug.tenant.TenantScope;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What can become of a change of one listener: it is tried, tried again later, or parked.
 */
final class DeliveryHandler {

	private static final Log logger = LogFactory.getLog(DeliveryHandler.class);

	private final String id;

	private final @Nullable Predicate<ItemChange<?>> filter;

	private final ChangeHandler handler;

	private final ListenerOptions options;

	private final ParkedChangePublisher parked;

	private final HeldKeyRegistry heldKeys;

	DeliveryHandler(ListenerDefinition definition, ListenerOptions options, ParkedChangePublisher parked,
			HeldKeyRegistry heldKeys) {
		this.id = definition.id();
		this.filter = definition.filter();
		this.handler = definition.handler();
		this.options = options;
		this.parked = parked;
		this.heldKeys = heldKeys;
	}

	/**
	 * Tries to handle changes, once. A change that comes after a failed one of its key
	 * counts as failed, whatever the handler says: to try the failed one again after it
	 * would be to bring them out of order.
	 * @return what came of it
	 */
	Attempt attempt(List<ItemChange<?>> changes) {
		if (this.filter == null) {
			return new Attempt(failures(changes, this.handler::handleAll), Set.of());
		}
		FilteredHandling handling = new FilteredHandling(this.filter, this.handler);
		return new Attempt(failures(changes, handling::handleAll), handling.skipped());
	}

	/** Each tenant's changes by themselves, in its scope. */
	private List<FailedChange> failed(List<ItemChange<?>> changes,
			Function<List<ItemChange<?>>, List<FailedChange>> handling) {
		return TenantChanges.any(changes)
				? TenantChanges.handle(changes, (some) -> call(some, () -> handling.apply(some)))
				: call(changes, () -> handling.apply(changes));
	}

	private List<FailedChange> call(List<ItemChange<?>> changes, Supplier<List<FailedChange>> handling) {
		try {
			return ChangeHandling.call(handling);
		}
		catch (Throwable ex) {
			return all(changes, exception(ex));
		}
	}

	private KeyFailureRegistry failures(List<ItemChange<?>> changes,
			Function<List<ItemChange<?>>, List<FailedChange>> handling) {
		List<FailedChange> failed = failed(changes, handling);
		try {
			return KeyFailureRegistry.of(changes, failed);
		}
		catch (IllegalArgumentException ex) {
			logger.error(("Listener '%s' reports a change as failed that it was not given; all that it was given "
					+ "counts as failed")
				.formatted(this.id));
			return KeyFailureRegistry.of(changes, all(changes, failed.get(0).cause()));
		}
	}

	/** Tries to handle changes, once; a single one in the context it came with. */
	Attempt attemptHanded(List<HandedChange> handed) {
		List<ItemChange<?>> changes = handed.stream().<ItemChange<?>>map(HandedChange::change).toList();
		CarriedContext context = (handed.size() == 1) ? handed.get(0).context() : null;
		if (context == null) {
			return attempt(changes);
		}
		try {
			return context.call(() -> attempt(changes));
		}
		catch (Throwable ex) {
			return new Attempt(KeyFailureRegistry.of(changes, all(changes, exception(ex))), Set.of());
		}
	}

	/**
	 * Tries to handle a change that comes late, once.
	 * @return why it failed; null if it did not
	 */
	@Nullable Exception attemptLate(ItemChange<?> change) {
		String tenant = change.tenant();
		return ((tenant != null) ? TenantScope.get(tenant, () -> ChangeHandling.call(() -> late(change)))
				: ChangeHandling.call(() -> late(change)))
			.orElse(null);
	}

	private Optional<Exception> late(ItemChange<?> change) {
		try {
			if (this.filter != null) {
				new FilteredHandling(this.filter, this.handler).handleLate(change);
			}
			else {
				this.handler.handleLate(change);
			}
			return Optional.empty();
		}
		catch (Throwable ex) {
			if (ex instanceof InterruptedException) {
				Thread.currentThread().interrupt();
			}
			return Optional.of(exception(ex));
		}
	}

	private Exception exception(Throwable thrown) {
		return (thrown instanceof Exception exception) ? exception
				: new ExecutionException("Listener '%s' threw an error".formatted(this.id), thrown);
	}

	private static List<FailedChange> all(List<ItemChange<?>> changes, Exception cause) {
		return changes.stream().map((change) -> new FailedChange(change, cause)).toList();
	}

	/** Whether it pays to wait a moment for more changes. */
	boolean gathers() {
		return this.handler.gathers();
	}

	/** Whether there are no more attempts after so many. */
	boolean isLast(int attempts) {
		return attempts >= this.options.maxAttempts();
	}

	Duration delay(int attempts) {
		return this.options.backoff().delay(attempts);
	}

	/** Why the changes of a key are parked untried; null if they are not. */
	@Nullable Exception hold(ItemChange<?> change) {
		return this.heldKeys.cause(change.identity());
	}

	void release(ItemIdentity item) {
		this.heldKeys.release(item);
	}

	/**
	 * Parks a change that has failed often enough, and holds its key if that is asked.
	 * @return whether the change was parked
	 */
	boolean park(ItemChange<?> change, int attempts, Exception cause) {
		if (this.options.afterPark() == AfterPark.HOLD) {
			this.heldKeys.hold(change, cause);
		}
		return this.parked.publish(new ChangeParked(this.id, change, attempts, cause));
	}

	/**
	 * Parks a change whose key is held.
	 * @return whether the change was parked
	 */
	boolean parkHeld(ItemChange<?> change, Exception hold) {
		return this.parked.publish(new ChangeParked(this.id, change, 0, hold));
	}

	/**
	 * Parks a change that the listener was stopped before it had handled, unless it comes
	 * again.
	 * @param before what the change failed with before, if it was tried
	 */
	void stopped(HandedChange handed, int attempts, @Nullable Exception before) {
		if (handed.comesAgain()) {
			handed.givenBack();
		}
		else {
			handed.parked(this.parked.publish(parkedAtStop(handed.change(), attempts, before)));
		}
	}

	/**
	 * Parks what was left when the listener was stopped, unless it comes again, with one
	 * line in the log.
	 */
	void parkLeft(List<Portion<ItemIdentity, Handed>> left) {
		List<HandedChange> changes = left.stream()
			.flatMap((portion) -> portion.elements().stream())
			.filter(HandedChange.class::isInstance)
			.map(HandedChange.class::cast)
			.toList();
		this.parked.logStopped(this.id,
				changes.stream().filter((handed) -> !handed.comesAgain()).map(HandedChange::change).toList());
		this.parked.logGivenBack(this.id, changes.stream().filter(HandedChange::comesAgain).count());
		for (Portion<ItemIdentity, Handed> portion : left) {
			int attempts = portion.attempts();
			Exception failure = portion.failure();
			for (Handed handed : portion.elements()) {
				left(handed, attempts, failure);
				attempts = 0;
				failure = null;
			}
		}
	}

	private void left(Handed handed, int attempts, @Nullable Exception failure) {
		if (handed instanceof HandedTurn turn) {
			turn.stopped().run();
		}
		else if (handed instanceof HandedChange change) {
			if (change.comesAgain()) {
				change.givenBack();
			}
			else {
				change.parked(this.parked.tell(parkedAtStop(change.change(), attempts, failure)));
			}
		}
	}

	private ChangeParked parkedAtStop(ItemChange<?> change, int attempts, @Nullable Exception before) {
		return new ChangeParked(this.id, change, attempts, new ListenerStoppedException(this.id, before));
	}

}
