package io.daplug.benchmarks.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

import io.daplug.stream.lambda.StreamEventHandler;
import io.daplug.template.DaplugTemplate;

/**
 * How long it takes from the end of a write until its copy is stored: by a mirror that
 * hears of the application's own writes, by one that reads the stream, and by one in a
 * handler that is called with the change at once, which Lambda does not. Orders are
 * written one after the other, with a pause between them.
 */
final class LatencyComparison {

	private static final Duration PAUSE = Duration.ofMillis(20);

	/** The first ones are those of a machine that is not warm yet. */
	private static final int UNCOUNTED = 200;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final int writes;

	private LatencyComparison(int writes) {
		this.writes = writes;
	}

	/**
	 * Measures, and returns the lines of a table.
	 * @param writes how many writes are measured of each source
	 */
	static String table(int writes) {
		LatencyComparison comparison = new LatencyComparison(writes);
		Map<String, String> application = Map.of("tables.orders.stream.source", "application");
		return new StringBuilder("| source | median | 99th percentile |\n|---|---|---|\n")
			.append(comparison.row("`application`", application))
			.append(comparison.row("`kcl`, `poll-interval: 250ms`, the default",
					MirrorConsumer.kcl("sequence", "250ms")))
			.append(comparison.row("`kcl`, `poll-interval: 50ms`, as on the embedded server",
					MirrorConsumer.kcl("sequence", "50ms")))
			.append(comparison.row("`lambda`, the handler alone", MirrorConsumer.lambda("sequence")))
			.toString();
	}

	private String row(String name, Map<String, String> settings) {
		List<Double> millis = measure(settings);
		return "| %s | %,.1f ms | %,.1f ms |%n".formatted(name, millis.get(millis.size() / 2),
				millis.get((millis.size() * 99) / 100));
	}

	private List<Double> measure(Map<String, String> settings) {
		ArrivalClock clock = new ArrivalClock();
		try (StreamServer server = new StreamServer();
				MirrorConsumer consumer = new MirrorConsumer(server.client(List.of(clock)), settings)) {
			DaplugTemplate orders = consumer.context().getBean(StreamServer.ORDERS, DaplugTemplate.class);
			IntConsumer calls = calls(server, consumer);
			// When its first copy is there, a source has come to an end of its
			// preparations.
			write(orders, 0);
			calls.accept(0);
			await(clock, 0);
			List<Long> ends = new ArrayList<>();
			for (int version = 1; version <= UNCOUNTED + this.writes; version++) {
				ends.add(write(orders, version));
				calls.accept(version);
				LockSupport.parkNanos(PAUSE.toNanos());
			}
			List<Double> millis = new ArrayList<>();
			for (int version = UNCOUNTED + 1; version <= ends.size(); version++) {
				millis.add((await(clock, version) - ends.get(version - 1)) / 1e6);
			}
			return millis.stream().sorted().toList();
		}
	}

	/** Calls the handler, where there is one, as Lambda would. */
	private static IntConsumer calls(StreamServer server, MirrorConsumer consumer) {
		StreamEvents events = new StreamEvents(server.streamArn());
		StreamEventHandler handler = consumer.context().getBeanProvider(StreamEventHandler.class).getIfAvailable();
		return (version) -> {
			if (handler != null) {
				handler.handle(events.inserts(List.of("o-" + version), version), null);
			}
		};
	}

	/** Each order is another one, so that no state of it is replaced. */
	private static long write(DaplugTemplate orders, int version) {
		orders.insert(Map.of(StreamServer.KEY, "o-" + version, StreamServer.VERSION, version));
		return System.nanoTime();
	}

	private static long await(ArrivalClock clock, int version) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		Long arrival = clock.arrivals().get(Integer.toString(version));
		while (arrival == null) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException("No copy of version %d in %s".formatted(version, PATIENCE));
			}
			LockSupport.parkNanos(1_000_000);
			arrival = clock.arrivals().get(Integer.toString(version));
		}
		return arrival;
	}

}
