package io.daplug.metrics;

import io.daplug.event.PublishFailed;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.StreamListenerRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;

/**
 * Counts what was not announced and not handled, by table and never by key, and shows how
 * many changes wait for each listener.
 * <ul>
 * <li>{@code daplug.publish.failed}, counter, by {@code table} and
 * {@code destination}</li>
 * <li>{@code daplug.changes.parked}, counter, by {@code listener} and {@code table}</li>
 * <li>{@code daplug.listener.pending} and {@code daplug.listener.held}, gauges, by
 * {@code listener}</li>
 * </ul>
 */
public final class DaplugMeters {

	private final MeterRegistry meters;

	private final StreamListenerRegistry listeners;

	/**
	 * Creates the meters.
	 * @param meters where they are registered
	 * @param listeners the listeners to watch
	 */
	public DaplugMeters(MeterRegistry meters, StreamListenerRegistry listeners) {
		this.meters = meters;
		this.listeners = listeners;
	}

	/** Begins to watch, when all listeners are there. */
	@EventListener(ContextRefreshedEvent.class)
	void watch() {
		for (ListenerContainer listener : this.listeners.listeners()) {
			Gauge.builder("daplug.listener.pending", listener, ListenerContainer::pending)
				.description("Changes that wait for a listener or are being handled")
				.tag("listener", listener.id())
				.strongReference(true)
				.register(this.meters);
			Gauge.builder("daplug.listener.held", listener, ListenerContainer::held)
				.description("Keys whose changes are parked untried")
				.tag("listener", listener.id())
				.strongReference(true)
				.register(this.meters);
		}
	}

	@EventListener
	void count(ChangeParked parked) {
		this.meters.counter("daplug.changes.parked", "listener", parked.listener(), "table", parked.change().table())
			.increment();
	}

	@EventListener
	void count(PublishFailed failed) {
		this.meters
			.counter("daplug.publish.failed", "table", failed.change().table(), "destination", failed.destination())
			.increment();
	}

}
