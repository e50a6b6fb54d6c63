package io.daplug.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.stream.ChangeSource;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.ListenerState;
import io.daplug.stream.SourceProgress;
import io.daplug.stream.StreamListenerRegistry;

import org.springframework.util.Assert;

/**
 * Looks whether sources and listeners get on. Reads what is in memory.
 */
public final class ProgressCheck {

	private final ChangeSourceRegistry sources;

	private final StreamListenerRegistry listeners;

	private final Duration stallAfter;

	/**
	 * Creates a check.
	 * @param sources the sources to look at
	 * @param listeners the listeners to look at
	 * @param stallAfter how long one of them may make no progress although changes wait
	 */
	public ProgressCheck(ChangeSourceRegistry sources, StreamListenerRegistry listeners, Duration stallAfter) {
		Assert.isTrue(stallAfter.compareTo(Duration.ZERO) > 0,
				() -> "'stallAfter' must be positive, but is " + stallAfter);
		this.sources = sources;
		this.listeners = listeners;
		this.stallAfter = stallAfter;
	}

	/** What has ended or stands still, each in a sentence. */
	List<String> stalls(Instant now) {
		List<String> stalls = new ArrayList<>();
		for (ChangeSource source : this.sources.sources()) {
			List<SourceProgress> tables = source.progress();
			for (SourceProgress table : tables) {
				if (table.state() == SourceProgress.State.FAILED) {
					stalls.add("Source '%s' has ended for table '%s' and hands over nothing".formatted(source.name(),
							table.table()));
				}
				else if (table.isStalled(now, this.stallAfter)) {
					stalls.add("Source '%s' has made no progress with table '%s' for %s".formatted(source.name(),
							table.table(), this.stallAfter));
				}
			}
			if (tables.isEmpty() && source.state() == SourceProgress.State.FAILED) {
				stalls.add("Source '%s' has ended and hands over nothing".formatted(source.name()));
			}
		}
		for (ListenerContainer listener : this.listeners.listeners()) {
			// A pause is no stall: somebody wanted it.
			if (listener.state() == ListenerState.RUNNING && listener.standstill().compareTo(this.stallAfter) >= 0) {
				stalls.add("Listener '%s' has handled none of its changes for %s".formatted(listener.id(),
						this.stallAfter));
			}
		}
		return stalls;
	}

	/** Listeners that hold items, each in a sentence. */
	List<String> holds() {
		return this.listeners.listeners()
			.stream()
			.filter((listener) -> listener.held() > 0)
			.map((listener) -> "Listener '%s' holds %d items after a change was parked".formatted(listener.id(),
					listener.held()))
			.toList();
	}

	Map<String, Object> sources() {
		Map<String, Object> states = new LinkedHashMap<>();
		for (ChangeSource source : this.sources.sources()) {
			Map<String, Object> tables = new LinkedHashMap<>();
			source.progress()
				.forEach((table) -> tables.put(table.table(), Map.of("state", table.state().name(), "shards",
						table.shards(), "waiting", table.handOver().waiting())));
			states.put(source.name(), tables.isEmpty() ? Map.of("state", source.state().name())
					: Map.of("state", source.state().name(), "tables", tables));
		}
		return states;
	}

	Map<String, Object> listeners() {
		Map<String, Object> states = new LinkedHashMap<>();
		for (ListenerContainer listener : this.listeners.listeners()) {
			states.put(listener.id(),
					Map.of("state", listener.state().name(), "pending", listener.pending(), "held", listener.held()));
		}
		return states;
	}

}
