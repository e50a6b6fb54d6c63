package com.example.webshop;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpServer;
import io.daplug.local.EmbeddedDynamoDb;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts the executable jar, which has no DynamoDB in it, beside servers of the test.
 */
@Timeout(120)
class FatJarIT {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory();

	private static final List<String> published = new CopyOnWriteArrayList<>();

	private static HttpServer sns;

	private final List<String> log = new CopyOnWriteArrayList<>();

	private final HttpClient http = HttpClient.newHttpClient();

	private Process application;

	private String root;

	@BeforeAll
	static void startServers() throws IOException {
		server.start();
		sns = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		sns.createContext("/", (exchange) -> {
			published.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			byte[] answer = "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>"
				.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		sns.start();
	}

	@AfterAll
	static void stopServers() {
		sns.stop(0);
		server.stop();
	}

	@AfterEach
	void stop() throws Exception {
		assertThat(post("/actuator/shutdown", "")).contains("Shutting down");
		assertThat(this.application.waitFor(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void runsWithVirtualThreads() throws Exception {
		start("-Dspring.threads.virtual.enabled=true");
		placeAndPay("v-1");
		if (Runtime.version().feature() >= 21) {
			assertThat(get("/orders/v-1/traces")).contains("VirtualThread");
		}
	}

	@Test
	void runsAsProcessedAheadOfTime() throws Exception {
		start("-Dspring.aot.enabled=true");
		assertThat(this.log).anyMatch((line) -> line.contains("Starting AOT-processed WebshopApplication"));
		placeAndPay("a-1");
	}

	private void placeAndPay(String id) throws Exception {
		assertThat(post("/orders", "{\"orderId\": \"%s\", \"total\": 12.5}".formatted(id))).contains("NEW");
		assertThat(post("/orders/" + id + "/payment", "")).contains("PAID").contains("12.5");
		assertThat(get("/orders/" + id)).contains("PAID");
		assertThat(post("/orders/none/payment", "")).contains("urn:problem-type:daplug:item-not-found");
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(get("/orders/" + id + "/traces")).contains("\"archived\":true")
				.contains("\"invoiced\":true")
				.contains("Thread["));
		assertThat(published).anyMatch((message) -> message.contains("Action=Publish") && message.contains(id));
		assertThat(get("/actuator/health")).contains("\"daplug\":{\"status\":\"UP\"");
	}

	private void start(String option) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), option, "-XX:TieredStopAtLevel=1",
				"-jar", "target/webshop-1.0.0.jar", "--server.port=0", "--daplug.create-tables=if-missing",
				"--spring.cloud.aws.dynamodb.endpoint=" + server.endpoint(),
				"--spring.cloud.aws.sns.endpoint=http://127.0.0.1:" + sns.getAddress().getPort(),
				"--shop.topic=arn:aws:sns:eu-central-1:000000000000:orders");
		builder.environment()
			.putAll(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "daplug", "AWS_SECRET_ACCESS_KEY",
					"embedded", "AWS_EC2_METADATA_DISABLED", "true"));
		this.application = builder.redirectErrorStream(true).start();
		this.root = "http://127.0.0.1:" + port(this.application.inputReader());
	}

	/** Read to its end, or the application would stop when nobody reads what it writes. */
	private String port(BufferedReader output) throws IOException {
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			this.log.add(line);
			Matcher port = PORT.matcher(line);
			if (port.find()) {
				Thread reader = new Thread(() -> output.lines().forEach(this.log::add));
				reader.setDaemon(true);
				reader.start();
				return port.group(1);
			}
		}
		throw new AssertionError("The application has not started: " + String.join("\n", this.log));
	}

	private String get(String path) throws Exception {
		return send(HttpRequest.newBuilder(URI.create(this.root + path)));
	}

	private String post(String path, String body) throws Exception {
		return send(HttpRequest.newBuilder(URI.create(this.root + path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body)));
	}

	private String send(HttpRequest.Builder request) throws Exception {
		return this.http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString()).body();
	}

}
