package io.daplug.autoconfigure.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link EmbeddedDynamoDbStartFailureAnalyzer}, in applications that fail to
 * start, so that its registration is tested too.
 */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedDynamoDbStartFailureAnalyzerTests {

	@Test
	void namesTheDependencyToAdd(CapturedOutput output) {
		SpringApplication application = application();
		application.setResourceLoader(new DefaultResourceLoader(new FilteredClassLoader("software.amazon.dynamodb")));
		fail(application);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("needs DynamoDB Local, which is not on the class path")
			.contains("<artifactId>daplug-spring-boot-starter-test</artifactId>\n")
			.contains("<scope>test</scope>")
			.contains("mvn spring-boot:test-run")
			.contains("'daplug.local.enabled'");
	}

	@Test
	void namesThePropertyOfThePort(CapturedOutput output) throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			fail(application(), "--daplug.local.port=" + taken.getLocalPort());
			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("cannot listen on port %d of 127.0.0.1".formatted(taken.getLocalPort()))
				.contains("Set 'daplug.local.port' to another port");
		}
	}

	@Test
	void namesThePropertyOfThePath(CapturedOutput output, @TempDir Path directory) throws IOException {
		Path path = Files.createFile(directory.resolve("file")).resolve("below");
		fail(application(), "--daplug.local.path=" + path);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("cannot write to the directory '%s'".formatted(path))
			.contains("Set 'daplug.local.path' to a directory");
	}

	@Test
	void tellsTheRangeOfThePort(CapturedOutput output) {
		fail(application(), "--daplug.local.port=70000");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property 'daplug.local.port': must be 0 (a free one) to 65535, not 70000");
	}

	private static SpringApplication application() {
		return new SpringApplication(Application.class);
	}

	private static void fail(SpringApplication application, String... arguments) {
		String[] all = new String[arguments.length + 1];
		all[0] = "--daplug.local.enabled=true";
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		assertThatException().isThrownBy(() -> application.run(all).close());
	}

	@ImportAutoConfiguration(DaplugLocalAutoConfiguration.class)
	static class Application {

	}

}
