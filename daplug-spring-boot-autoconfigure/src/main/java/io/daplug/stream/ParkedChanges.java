package io.daplug.stream;

import java.util.List;

import io.daplug.event.ChangeHandling;
import io.daplug.event.ItemChange;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells of changes that were not handled: in the log, to the parking, and as application
 * event. None of the three keeps the others from it.
 */
final class ParkedChanges {

	private static final Log logger = LogFactory.getLog(ParkedChanges.class);

	private final ApplicationEventPublisher events;

	private final ChangeParking parking;

	ParkedChanges(ApplicationEventPublisher events, ChangeParking parking) {
		this.events = events;
		this.parking = parking;
	}

	void add(ChangeParked parked) {
		ItemChange<?> change = parked.change();
		String what = "%s %s of table '%s', sequence %s".formatted(change.getClass().getSimpleName(),
				change.origin().operation(), change.table(), change.origin().sequence());
		if (parked.attempts() > 0) {
			logger.error("Listener '%s' could not handle %s in %d attempts; the change is parked"
				.formatted(parked.listener(), what, parked.attempts()), parked.cause());
		}
		else {
			// The cause belongs to an earlier change, and is in the log.
			logger.error("Listener '%s' did not try to handle %s; the change is parked, since %s"
				.formatted(parked.listener(), what, (parked.cause() instanceof ListenerStoppedException)
						? "the listener is stopped" : "its key is held"));
		}
		tell(parked);
	}

	/** Many at once are one line. */
	void addStopped(String listener, List<ChangeParked> parked) {
		if (!parked.isEmpty()) {
			logger.error(("Listener '%s' was stopped before it had handled %d changes, the first one of table '%s' "
					+ "with the sequence %s; they are parked")
				.formatted(listener, parked.size(), parked.get(0).change().table(),
						parked.get(0).change().origin().sequence()));
			parked.forEach(this::tell);
		}
	}

	private void tell(ChangeParked parked) {
		ChangeHandling.run(() -> {
			try {
				this.parking.park(parked);
			}
			catch (Throwable ex) {
				if (ex instanceof InterruptedException) {
					Thread.currentThread().interrupt();
				}
				logger.error(
						"A change of table '%s', sequence %s, that listener '%s' could not handle was not parked"
							.formatted(parked.change().table(), parked.change().origin().sequence(), parked.listener()),
						ex);
			}
			try {
				this.events.publishEvent(parked);
			}
			catch (Throwable ex) {
				logger.error("A listener of ChangeParked failed", ex);
			}
		});
	}

}
