package io.daplug.benchmarks.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * How many changes a second come from a stream into copies: by what the library's own
 * examples do, and by mirrors. All changes are in the stream when a consumer starts, and
 * time counts from its first request that writes a copy to the answer of the last one.
 * Each run has a fresh server, and the contenders take turns.
 */
final class ThroughputComparison {

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final int changes;

	private final int rounds;

	private ThroughputComparison(int changes, int rounds) {
		this.changes = changes;
		this.rounds = rounds;
	}

	/** Who copies. */
	private enum Contender {

		PLAIN("plain consumer") {

			@Override
			AutoCloseable start(StreamServer server, CopyClock clock) {
				return new PlainConsumer(server, clock);
			}

		},

		UNGUARDED("mirror, `guard: none`") {

			@Override
			AutoCloseable start(StreamServer server, CopyClock clock) {
				return mirror(server, clock, "none");
			}

		},

		GUARDED("mirror, `guard: sequence`") {

			@Override
			AutoCloseable start(StreamServer server, CopyClock clock) {
				return mirror(server, clock, "sequence");
			}

		};

		private final String text;

		Contender(String text) {
			this.text = text;
		}

		abstract AutoCloseable start(StreamServer server, CopyClock clock);

		private static MirrorConsumer mirror(StreamServer server, CopyClock clock, String guard) {
			return new MirrorConsumer(server.client(List.of(clock)),
					MirrorConsumer.kcl(guard, PlainConsumer.POLL_INTERVAL.toMillis() + "ms"));
		}

	}

	/** What came out of one run. */
	private record Run(double changesPerSecond, int items, int requests) {

	}

	/**
	 * Measures, and returns the lines of a table.
	 * @param changes how many changes the stream holds
	 * @param rounds how often each contender has its turn
	 * @throws Exception if a contender fails
	 */
	static String table(int changes, int rounds) throws Exception {
		ThroughputComparison comparison = new ThroughputComparison(changes, rounds);
		StringBuilder table = new StringBuilder(
				"| keys | who copies | changes/s, each round | requests for %,d changes | ratio of medians to the plain consumer |\n"
					.formatted(changes))
			.append("|---|---|---|---|---|\n");
		for (Workload workload : Workload.values()) {
			Map<Contender, List<Run>> runs = comparison.run(workload);
			double plain = median(runs.getOrDefault(Contender.PLAIN, List.of()));
			runs.forEach((contender,
					series) -> table.append("| %s | %s | %s | %,d | %.1f |%n".formatted(
							workload.name().toLowerCase(Locale.ROOT), contender.text,
							String.join(", ",
									series.stream().map((run) -> "%,.0f".formatted(run.changesPerSecond())).toList()),
							series.get(0).requests(), median(series) / plain)));
		}
		return table.toString();
	}

	private Map<Contender, List<Run>> run(Workload workload) throws Exception {
		List<String> keys = workload.keys(this.changes);
		Map<Contender, List<Run>> runs = new EnumMap<>(Contender.class);
		// The first round is that of a machine that is not warm yet.
		for (int round = 0; round <= this.rounds; round++) {
			for (int turn = 0; turn < Contender.values().length; turn++) {
				// Nobody always comes after the same one.
				Contender contender = Contender.values()[(round + turn) % Contender.values().length];
				Run run = run(contender, keys);
				if (round > 0) {
					runs.computeIfAbsent(contender, (key) -> new ArrayList<>()).add(run);
				}
			}
		}
		return runs;
	}

	private Run run(Contender contender, List<String> keys) throws Exception {
		try (StreamServer server = new StreamServer()) {
			server.write(keys);
			System.gc();
			CopyClock clock = new CopyClock();
			AutoCloseable consumer = contender.start(server, clock);
			try {
				awaitCopies(server, clock, contender);
			}
			finally {
				consumer.close();
			}
			if ((contender == Contender.GUARDED) != server.hasGuardedCopies()) {
				throw new IllegalStateException("The copies of '%s' are not what it says".formatted(contender.text));
			}
			return new Run(keys.size() / clock.seconds(), clock.items(), clock.requests());
		}
	}

	private static void awaitCopies(StreamServer server, CopyClock clock, Contender contender)
			throws ExecutionException, InterruptedException {
		Map<String, String> wanted = server.versions(StreamServer.ORDERS);
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		boolean done = false;
		while (!done) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException("%s wrote %d copies in %s, and is not at the end"
					.formatted(contender.text, clock.items(), PATIENCE));
			}
			LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
			// Reading all copies takes the server's time: only when nothing is written.
			boolean idle = clock.items() > 0 && System.nanoTime() - clock.end() > Duration.ofSeconds(1).toNanos();
			done = idle && server.versions(StreamServer.COPIES).equals(wanted);
		}
	}

	private static double median(List<Run> runs) {
		List<Double> sorted = runs.stream().map(Run::changesPerSecond).sorted().toList();
		return sorted.get((sorted.size() - 1) / 2);
	}

}
