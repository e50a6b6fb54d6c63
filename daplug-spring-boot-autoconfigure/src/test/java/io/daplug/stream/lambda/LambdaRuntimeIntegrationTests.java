package io.daplug.stream.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.daplug.fixture.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application runs as a function in a process of its own, called by
 * Lambda's own runtime interface client, which has natives for Linux alone.
 */
@EnabledOnOs(OS.LINUX)
class LambdaRuntimeIntegrationTests {

	private final String orders = LocalDynamoDb.createTable("orderId", null);

	private final String copies = LocalDynamoDb.createTable("orderId", null);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@Test
	void handlesEventsAfterASnapshotByTwoThreadsAndReportsWhatFailed(TestReporter reporter) throws Exception {
		try (RuntimeApi api = new RuntimeApi()) {
			long started = System.nanoTime();
			Process function = start(api, Map.of("MAIN_CLASS", FunctionApplication.class.getName()));
			try {
				assertThat(api.awaitReady()).as(this::log).isTrue();
				reporter.publishEntry("millis from the start of the process to the first event asked for",
						String.valueOf(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started)));
				assertThat(api.wasRestored()).isTrue();
				CompletableFuture<String> one = api.invoke(event(record(1, "a", "PAIR"), record(2, "b", "NEW")));
				CompletableFuture<String> other = api.invoke(event(record(3, "c", "PAIR")));
				assertThat(answer(one)).isEqualTo("response {\"batchItemFailures\":[]}");
				assertThat(answer(other)).isEqualTo("response {\"batchItemFailures\":[]}");
				assertThat(copiedKeys()).containsExactlyInAnyOrder("a", "b", "c");
				assertThat(
						answer(api.invoke(event(record(4, "d", "NEW"), record(5, "e", "BAD"), record(6, "f", "NEW")))))
					.isEqualTo("response {\"batchItemFailures\":[{\"itemIdentifier\":\"5\"}]}");
				assertThat(copiedKeys()).contains("d", "f");
				assertThat(answer(api.invoke(event(record(7, "g", "NEW").replace("\"SequenceNumber\": \"7\",", "")))))
					.startsWith("error {")
					.contains(StreamEventFailedException.class.getName());
				assertThat(copiedKeys()).doesNotContain("g");
				assertThat(log()).contains("Restarting Spring-managed lifecycle beans after JVM restore");
			}
			finally {
				end(function);
			}
		}
	}

	@Test
	void tellsLambdaWhyTheFunctionCannotStart() throws Exception {
		try (RuntimeApi api = new RuntimeApi()) {
			Process function = start(api, Map.of("MAIN_CLASS", "com.example.Missing"));
			try {
				assertThat(api.initError().get(60, TimeUnit.SECONDS)).contains("com.example.Missing")
					.contains("not on the class path");
			}
			finally {
				end(function);
			}
		}
	}

	private String answer(CompletableFuture<String> answer) throws InterruptedException, ExecutionException {
		try {
			return answer.get(60, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			return "no answer; the function said " + log();
		}
	}

	private String record(int sequence, String key, String status) {
		return LambdaEvents.record(sequence, """
				"Keys": {"orderId": {"S": "%1$s"}},
				"NewImage": {"orderId": {"S": "%1$s"}, "status": {"S": "%2$s"}},
				""".formatted(key, status)).replace("table/orders-eu/", "table/" + this.orders + "/");
	}

	private static String event(String... records) {
		return LambdaEvents.json(List.of(records));
	}

	private List<String> copiedKeys() {
		return LocalDynamoDb.client()
			.scan((scan) -> scan.tableName(this.copies).consistentRead(true))
			.items()
			.stream()
			.filter((item) -> item.containsKey("status"))
			.map((item) -> item.getOrDefault("orderId", AttributeValue.fromS("")).s())
			.toList();
	}

	private Process start(RuntimeApi api, Map<String, String> variables) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
				"-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac", "-cp", classPath(),
				"com.amazonaws.services.lambda.runtime.api.client.AWSLambda", MainClassStreamHandler.class.getName());
		Map<String, String> environment = builder.environment();
		environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
		environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
		environment.put("AWS_LAMBDA_MAX_CONCURRENCY", "2");
		environment.put("AWS_LAMBDA_FUNCTION_NAME", "orders");
		environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
		environment.put("AWS_EC2_METADATA_DISABLED", "true");
		environment.put("SPRING_CLOUD_AWS_ENDPOINT", LocalDynamoDb.server().endpoint().toString());
		environment.put("SPRING_CLOUD_AWS_REGION_STATIC", "us-east-1");
		environment.put("SPRING_CLOUD_AWS_CREDENTIALS_ACCESSKEY", "local");
		environment.put("SPRING_CLOUD_AWS_CREDENTIALS_SECRETKEY", "local");
		environment.put("DAPLUG_TABLES_ORDERS_NAME", this.orders);
		environment.put("DAPLUG_TABLES_ORDERS_HASHKEY", "orderId");
		environment.put("DAPLUG_TABLES_ORDERS_STREAM_SOURCE", "lambda");
		environment.put("DAPLUG_TABLES_COPIES_NAME", this.copies);
		environment.put("DAPLUG_TABLES_COPIES_HASHKEY", "orderId");
		environment.put("DAPLUG_MIRRORS_COPIES_SOURCE", "orders");
		environment.put("DAPLUG_MIRRORS_COPIES_DESTINATION", "copies");
		environment.putAll(variables);
		return builder.redirectErrorStream(true).redirectOutput(this.directory.resolve("log").toFile()).start();
	}

	/** Surefire puts a jar with a manifest in the place of the class path. */
	private static String classPath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	private String log() {
		try {
			return Files.readString(this.directory.resolve("log"));
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private static void end(Process function) throws InterruptedException {
		function.destroyForcibly();
		assertThat(function.waitFor(30, TimeUnit.SECONDS)).isTrue();
	}

}
