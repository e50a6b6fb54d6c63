package io.daplug.health;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.event.PublishFailed;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.StreamListenerRegistry;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.event.EventListener;

/**
 * Shows whether changes are announced and handled, by counts and never by items. Sends
 * nothing.
 * <p>
 * The status is {@link #DEGRADED} for five minutes after a change could not be published
 * or was parked, and as long as keys are held. It does not weigh in the status of the
 * application: writes go on, and to restart the application would mend nothing.
 */
public final class DaplugHealthIndicator extends AbstractHealthIndicator {

	/** Writes are stored, but not all that follows from them happens. */
	public static final Status DEGRADED = new Status("DEGRADED", "Not all changes were announced and handled");

	private static final Duration REMEMBERED = Duration.ofMinutes(5);

	private final StreamListenerRegistry listeners;

	private final Clock clock;

	private final Failures unpublished = new Failures();

	private final Failures parked = new Failures();

	/**
	 * Creates an indicator.
	 * @param listeners the listeners to look at
	 * @param clock tells how long ago a failure was
	 */
	public DaplugHealthIndicator(StreamListenerRegistry listeners, Clock clock) {
		super("Daplug's health could not be told");
		this.listeners = listeners;
		this.clock = clock;
	}

	@EventListener
	void remember(PublishFailed failed) {
		this.unpublished.add(this.clock.instant());
	}

	@EventListener
	void remember(ChangeParked change) {
		this.parked.add(this.clock.instant());
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Map<String, Map<String, Object>> states = new LinkedHashMap<>();
		int held = 0;
		for (ListenerContainer listener : this.listeners.listeners()) {
			held += listener.held();
			states.put(listener.id(),
					Map.of("state", listener.state().name(), "pending", listener.pending(), "held", listener.held()));
		}
		boolean degraded = held > 0 || this.unpublished.since(this.clock.instant().minus(REMEMBERED))
				|| this.parked.since(this.clock.instant().minus(REMEMBERED));
		builder.status(degraded ? DEGRADED : Status.UP)
			.withDetail("unpublishedChanges", this.unpublished.details())
			.withDetail("parkedChanges", this.parked.details())
			.withDetail("listeners", states);
	}

}
