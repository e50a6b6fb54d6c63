package io.daplug.metrics;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.daplug.event.PublishFailed;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.ChangeSource;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.ListenerCounts;
import io.daplug.stream.SourceProgress;
import io.daplug.stream.StreamGapRegistry;
import io.daplug.stream.StreamListenerRegistry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;

/**
 * Shows what becomes of changes and what waits, by table and never by key.
 * <ul>
 * <li>{@code daplug.publish.failed}, counter, by {@code table} and
 * {@code destination}</li>
 * <li>{@code daplug.changes.parked}, counter, by {@code listener} and {@code table}</li>
 * <li>{@code daplug.changes.handled}, {@code daplug.changes.retried} and
 * {@code daplug.changes.skipped}, counters, by {@code listener}</li>
 * <li>{@code daplug.listener.pending}, {@code daplug.listener.held} and
 * {@code daplug.listener.lag}, gauges, by {@code listener}</li>
 * <li>{@code daplug.source.shards}, {@code daplug.source.waiting},
 * {@code daplug.source.waiting.age}, {@code daplug.source.checkpoint.age} and
 * {@code daplug.source.gaps}, gauges, by {@code source} and {@code table}, of the sources
 * that name their tables</li>
 * </ul>
 */
public final class DaplugMeters {

	private final MeterRegistry meters;

	private final StreamListenerRegistry listeners;

	private final ChangeSourceRegistry sources;

	private final StreamGapRegistry gaps;

	/**
	 * Creates the meters.
	 * @param meters where they are registered
	 * @param listeners the listeners to watch
	 * @param sources the sources to watch
	 * @param gaps the gaps of streams
	 */
	public DaplugMeters(MeterRegistry meters, StreamListenerRegistry listeners, ChangeSourceRegistry sources,
			StreamGapRegistry gaps) {
		this.meters = meters;
		this.listeners = listeners;
		this.sources = sources;
		this.gaps = gaps;
	}

	/** Begins to watch, when all listeners and sources are there. */
	@EventListener(ContextRefreshedEvent.class)
	void watch() {
		this.listeners.listeners().forEach(this::watch);
		for (ChangeSource source : this.sources.sources()) {
			source.progress().forEach((progress) -> watch(source, progress.table()));
		}
	}

	private void watch(ListenerContainer listener) {
		Tags tags = Tags.of("listener", listener.id());
		gauge("daplug.listener.pending", "Changes that wait for a listener or are being handled", tags, listener,
				ListenerContainer::pending);
		gauge("daplug.listener.held", "Keys whose changes are parked untried", tags, listener, ListenerContainer::held);
		age("daplug.listener.lag",
				"Age of the oldest change that waits, or if none does, the age that the last change was handled at",
				tags, listener, (one) -> one.lag().toMillis());
		count("daplug.changes.handled", "Changes that a listener has handled", listener, ListenerCounts::handled);
		count("daplug.changes.retried", "Attempts that failed and were followed by another one", listener,
				ListenerCounts::retried);
		count("daplug.changes.skipped", "Changes that their kind or a filter kept from a listener", listener,
				ListenerCounts::skipped);
	}

	private void count(String name, String description, ListenerContainer listener,
			ToLongFunction<ListenerCounts> count) {
		FunctionCounter.builder(name, listener, (one) -> count.applyAsLong(one.counts()))
			.description(description)
			.tag("listener", listener.id())
			.register(this.meters);
	}

	private void watch(ChangeSource source, String table) {
		Tags tags = Tags.of("source", source.name(), "table", table);
		gauge("daplug.source.shards", "Shards of the table's stream that this instance reads", tags, source,
				(one) -> progress(one, table).shards());
		gauge("daplug.source.waiting", "Changes that were handed over and that no checkpoint covers yet", tags, source,
				(one) -> progress(one, table).handOver().waiting());
		age("daplug.source.waiting.age", "For how long no checkpoint was set although changes wait for one", tags,
				source, (one) -> {
					Instant since = progress(one, table).handOver().waitingSince();
					return (since != null) ? since(since) : 0;
				});
		age("daplug.source.checkpoint.age", "Time since the last checkpoint", tags, source,
				(one) -> since(progress(one, table).handOver().checkpointed()));
		gauge("daplug.source.gaps", "Gaps of the table's stream that nobody has acknowledged", tags, this.gaps,
				(gaps) -> gaps.open().stream().filter((noticed) -> noticed.gap().table().equals(table)).count());
	}

	private static SourceProgress progress(ChangeSource source, String table) {
		return source.progress()
			.stream()
			.filter((progress) -> progress.table().equals(table))
			.findAny()
			.orElseGet(() -> SourceProgress.of(table, SourceProgress.State.STOPPED));
	}

	private double since(@Nullable Instant time) {
		return (time != null) ? Math.max(0, this.meters.config().clock().wallTime() - time.toEpochMilli()) : Double.NaN;
	}

	private <T> void gauge(String name, String description, Tags tags, T of, ToDoubleFunction<T> value) {
		Gauge.builder(name, of, value).description(description).tags(tags).strongReference(true).register(this.meters);
	}

	private <T> void age(String name, String description, Tags tags, T of, ToDoubleFunction<T> millis) {
		TimeGauge.builder(name, of, TimeUnit.MILLISECONDS, millis)
			.description(description)
			.tags(tags)
			.strongReference(true)
			.register(this.meters);
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
