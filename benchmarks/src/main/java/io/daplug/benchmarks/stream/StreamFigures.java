package io.daplug.benchmarks.stream;

import java.time.Duration;
import java.util.List;

/**
 * Everything that is compared of copies that come from streams.
 */
public final class StreamFigures {

	private StreamFigures() {
	}

	/**
	 * Measures, and prints each table when it is there.
	 * @param names which ones: {@code throughput}, {@code network}, {@code latency},
	 * {@code lambda} and {@code heap}; all if none is named
	 * @param quick whether a first look is enough
	 * @throws Exception if something does not run
	 */
	public static void print(List<String> names, boolean quick) throws Exception {
		List<String> given = names.stream().filter((name) -> !name.startsWith("-")).toList();
		for (String name : given.isEmpty() ? List.of("throughput", "network", "latency", "lambda", "heap") : given) {
			System.out.println(table(name, quick));
		}
	}

	private static String table(String name, boolean quick) throws Exception {
		return switch (name) {
			case "throughput" -> ThroughputComparison.table(quick ? 2_000 : 3_000, quick ? 1 : 3, Duration.ZERO);
			case "network" -> ThroughputComparison.table(2_000, quick ? 1 : 3, Duration.ofMillis(3));
			case "latency" -> LatencyComparison.table(quick ? 100 : 1_000);
			case "lambda" -> LambdaComparison.table(quick ? 10 : 100);
			case "heap" -> HeapComparison.table(128, quick ? List.of(2_000) : List.of(2_000, 20_000));
			default -> throw new IllegalArgumentException("There are no figures of '%s'".formatted(name));
		};
	}

}
