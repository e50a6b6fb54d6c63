package io.daplug.benchmarks.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * How much memory a mirror needs that finds few or many changes in a stream. It runs in a
 * JVM of its own with a small heap, beside the one that has the server.
 */
final class HeapComparison {

	/** The length of a change, nearly. */
	private static final int NOTE = 3_000;

	private final int megabytes;

	private HeapComparison(int megabytes) {
		this.megabytes = megabytes;
	}

	/**
	 * Measures, and returns the lines of a table.
	 * @param megabytes the heap of the mirror
	 * @param waiting how many changes are in the stream when it starts
	 * @throws Exception if the mirror does not come to its end, or copies are wrong
	 */
	static String table(int megabytes, List<Integer> waiting) throws Exception {
		HeapComparison comparison = new HeapComparison(megabytes);
		StringBuilder table = new StringBuilder(
				"| changes of 3 KB that wait | guard | heap | in use after the full collection that left most | time |\n")
			.append("|---|---|---|---|---|\n");
		for (int changes : waiting) {
			for (String guard : List.of("none", "sequence")) {
				table.append(comparison.row(changes, guard));
			}
		}
		return table.toString();
	}

	private String row(int changes, String guard) throws IOException, InterruptedException, ExecutionException {
		try (StreamServer server = new StreamServer(NOTE)) {
			server.write(IntStream.range(0, changes).mapToObj((number) -> "o-" + number).toList(), 0);
			long begin = System.nanoTime();
			long used = run(server, guard, changes);
			long seconds = (System.nanoTime() - begin) / 1_000_000_000;
			if (!server.versions(StreamServer.COPIES).equals(server.versions(StreamServer.ORDERS))) {
				throw new IllegalStateException("The copies are not what was written");
			}
			return "| %,d | `%s` | %d MB | %d MB | %d s |%n".formatted(changes, guard, this.megabytes, used >> 20,
					seconds);
		}
	}

	private long run(StreamServer server, String guard, int changes) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx" + this.megabytes + "m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-cp",
				System.getProperty("java.class.path"), HeapConsumer.class.getName(),
				server.server().endpoint().toString(), guard, Integer.toString(changes))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			String last = output.lines().reduce("", (before, line) -> line);
			int status = process.waitFor();
			if (status != 0) {
				throw new IllegalStateException("The mirror ended with status %d: %s".formatted(status, last));
			}
			return Long.parseLong(last);
		}
	}

}
