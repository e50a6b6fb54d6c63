package io.daplug.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the service runs as it was written down ahead of time, when it was built.
 */
class AheadOfTimeIT {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private final List<String> log = new ArrayList<>();

	@Test
	@Timeout(120)
	void runsAsWrittenDown() throws IOException, InterruptedException {
		Process service = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Dspring.aot.enabled=true", "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				OrderServiceApplication.class.getName(), "--server.port=0")
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = service.inputReader()) {
			String port = port(output);
			assertThat(this.log).anyMatch((line) -> line.contains("Starting AOT-processed OrderServiceApplication"));
			awaitOrders(output);
			HttpResponse<String> order = get(port, "/orders/o-1300");
			assertThat(order.statusCode()).isEqualTo(200);
			assertThat(order.body()).contains("\"orderId\":\"o-1300\"");
			HttpResponse<String> device = get(port, "/devices/printer-1");
			assertThat(device.statusCode()).isEqualTo(200);
			assertThat(device.body()).contains("\"deviceId\":\"printer-1\"", "\"requests\":1");
			HttpResponse<String> none = get(port, "/orders/none");
			assertThat(none.statusCode()).isEqualTo(404);
			assertThat(none.body()).contains("urn:problem-type:daplug:item-not-found");
		}
		finally {
			service.destroy();
			service.waitFor();
		}
	}

	private static HttpResponse<String> get(String port, String path) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
					BodyHandlers.ofString());
	}

	private String port(BufferedReader output) throws IOException {
		Matcher port = PORT.matcher(lineWith(output, PORT));
		assertThat(port.find()).isTrue();
		return port.group(1);
	}

	private void awaitOrders(BufferedReader output) throws IOException {
		lineWith(output, Pattern.compile("The order service is ready"));
	}

	private String lineWith(BufferedReader output, Pattern wanted) throws IOException {
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			this.log.add(line);
			if (wanted.matcher(line).find()) {
				return line;
			}
		}
		throw new AssertionError(
				"The service has ended without '%s': %s".formatted(wanted, String.join("\n", this.log)));
	}

}
