package io.daplug.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.daplug.local.EmbeddedDynamoDb;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * Many items, streamed into a table and out of it by a JVM of its own with a small heap,
 * beside this one, which has the server. The items are small, as DynamoDB Local takes the
 * longer for a page of a scan the more it holds.
 */
final class StreamingComparison {

	private StreamingComparison() {
	}

	/**
	 * Measures, and returns the lines of a table.
	 * @param items how many items
	 * @param megabytes the heap of the process that streams
	 * @throws Exception if the process does not come to its end
	 */
	static String table(int items, int megabytes) throws Exception {
		EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory();
		server.start();
		try {
			DynamoDbClientBuilder builder = DynamoDbClient.builder().region(Region.EU_CENTRAL_1);
			server.configure(builder);
			try (DynamoDbClient client = builder.build()) {
				BulkComparison.createTable(client);
			}
			return "| %,d items of 3 attributes, heap of %d MB | items/s |%n|---|---|%n%s".formatted(items, megabytes,
					run(server, items, megabytes));
		}
		finally {
			server.stop();
		}
	}

	private static String run(EmbeddedDynamoDb server, int items, int megabytes)
			throws IOException, InterruptedException {
		Process process = new ProcessBuilder(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + megabytes + "m",
						"-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"),
						StreamingProcess.class.getName(), server.endpoint().toString(), Integer.toString(items)))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			StringBuilder rows = new StringBuilder();
			output.lines().forEach((row) -> rows.append(row).append('\n'));
			int status = process.waitFor();
			if (status != 0) {
				throw new IllegalStateException("The process ended with status %d after: %s".formatted(status, rows));
			}
			return rows.toString();
		}
	}

}
