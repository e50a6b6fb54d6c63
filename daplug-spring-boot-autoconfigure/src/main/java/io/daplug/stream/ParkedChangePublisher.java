package io.daplug.stream;

import java.util.List;

import io.daplug.event.ChangeContents;
import io.daplug.event.ChangeHandling;
import io.daplug.event.ItemChange;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells of changes that were not handled: in the log, to the parking, and as application
 * event. None of the three keeps the others from it.
 */
final class ParkedChangePublisher {

	private static final Log logger = LogFactory.getLog(ParkedChangePublisher.class);

	private final ApplicationEventPublisher events;

	private final ChangeParking parking;

	ParkedChangePublisher(ApplicationEventPublisher events, ChangeParking parking) {
		this.events = events;
		this.parking = parking;
	}

	/**
	 * Tells of a change.
	 * @return whether the change is parked
	 */
	boolean publish(ChangeParked parked) {
		ItemChange<?> change = parked.change();
		String what = "%s %s of table '%s', sequence %s".formatted(change.getClass().getSimpleName(),
				change.origin().operation(), change.table(), change.origin().sequence());
		if (parked.attempts() > 0) {
			LoggableFailure.log(logger, "Listener '%s' could not handle %s in %d attempts; the change is parked"
				.formatted(parked.listener(), what, parked.attempts()), parked.cause(), ChangeContents.of(change));
		}
		else {
			// The cause belongs to an earlier change, and is in the log.
			logger.error("Listener '%s' did not try to handle %s; the change is parked, since %s"
				.formatted(parked.listener(), what, (parked.cause() instanceof ListenerStoppedException)
						? "the listener is stopped" : "its key is held"));
		}
		return tell(parked);
	}

	/** Many changes at once are one line. */
	void logStopped(String listener, List<? extends ItemChange<?>> changes) {
		if (!changes.isEmpty()) {
			logger.error(("Listener '%s' was stopped before it had handled %d changes, the first one of table '%s' "
					+ "with the sequence %s; they are parked")
				.formatted(listener, changes.size(), changes.get(0).table(), changes.get(0).origin().sequence()));
		}
	}

	/** What comes again is no trouble. */
	void logGivenBack(String listener, long changes) {
		if (changes > 0) {
			logger.info("Listener '%s' was stopped before it had handled %d changes; their source brings them again"
				.formatted(listener, changes));
		}
	}

	/**
	 * Tells of a change, except in the log. A change that was merely left at a stop is
	 * parked only where something keeps it: its source may bring it again.
	 * @return whether the change is parked
	 */
	boolean tell(ChangeParked parked) {
		return ChangeHandling.call(() -> {
			boolean kept = park(parked);
			try {
				this.events.publishEvent(parked);
			}
			catch (Throwable ex) {
				LoggableFailure.log(logger, "A listener of ChangeParked failed", ex,
						ChangeContents.of(parked.change()));
			}
			return kept;
		});
	}

	private boolean park(ChangeParked parked) {
		try {
			this.parking.park(parked);
			return this.parking.keepsChanges() || !(parked.cause() instanceof ListenerStoppedException);
		}
		catch (Throwable ex) {
			if (ex instanceof InterruptedException) {
				Thread.currentThread().interrupt();
			}
			LoggableFailure.log(logger,
					"A change of table '%s', sequence %s, that listener '%s' could not handle was not parked"
						.formatted(parked.change().table(), parked.change().origin().sequence(), parked.listener()),
					ex, ChangeContents.of(parked.change()));
			return false;
		}
	}

}
