package io.daplug.benchmarks;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A JVM of its own that writes a stream of items, which it makes as they are taken, and
 * reads all of them as streams. It prints a row of a table for each.
 */
final class StreamingProcess {

	private StreamingProcess() {
	}

	/**
	 * Writes and reads.
	 * @param arguments where the server is, and how many items there are
	 */
	public static void main(String[] arguments) {
		int items = Integer.parseInt(arguments[1]);
		try (DynamoDbClient client = DynamoDbClient.builder()
			.region(Region.EU_CENTRAL_1)
			.endpointOverride(URI.create(arguments[0]))
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("daplug", "embedded")))
			.build()) {
			DaplugTemplate template = Setting.template(client, Size.SMALL, Validation.STRICT);
			row("in, `batchOverwrite` of a stream", items, () -> template.batchOverwrite(items(items)).written());
			row("out, `scan().stream()`", items, () -> count(template.scan().stream()));
			row("out, 16 segments", items,
					() -> count(template.scan((scan) -> scan.segments(16).parallelism(16)).stream()));
		}
	}

	private static Stream<Object> items(int number) {
		return IntStream.range(0, number).mapToObj((i) -> Size.SMALL.item(new UUID(i, i).toString()));
	}

	/** Looks at each item, as maps read themselves when somebody looks. */
	private static long count(Stream<Map<String, Object>> items) {
		try (items) {
			return items.filter((item) -> item.get("text") != null).count();
		}
	}

	private static void row(String what, int items, LongSupplier streamed) {
		long begin = System.nanoTime();
		if (streamed.getAsLong() != items) {
			throw new IllegalStateException(what + " is not complete");
		}
		double seconds = (System.nanoTime() - begin) / 1e9;
		System.out.printf("| %s | %,.0f |%n", what, items / seconds);
	}

}
