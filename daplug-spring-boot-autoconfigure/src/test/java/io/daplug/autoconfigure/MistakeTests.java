package io.daplug.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.daplug.autoconfigure.health.DaplugHealthAutoConfiguration;
import io.daplug.autoconfigure.local.DaplugLocalAutoConfiguration;
import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.singletable.DaplugSingleTablesAutoConfiguration;
import io.daplug.autoconfigure.sns.DaplugSnsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.tenant.TenantResolver;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests that each mistake in the configuration ends the start with an analysis that names
 * the property, the line where it is set, what is wrong and what to do. The mistakes are
 * in {@code src/test/resources/mistakes}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MistakeTests {

	/**
	 * One mistake.
	 *
	 * @param name what is done wrong
	 * @param yaml the configuration
	 * @param expected what the analysis says
	 */
	record Mistake(String name, String yaml, List<String> expected) {

		static Mistake of(String text) {
			List<String> lines = text.lines().toList();
			List<String> yaml = new ArrayList<>();
			List<String> expected = new ArrayList<>();
			lines.subList(1, lines.size()).forEach((line) -> {
				if (line.startsWith("-- @ ")) {
					expected.add("application.yml] - %s:".formatted(line.substring(5)));
				}
				else if (line.startsWith("-- ")) {
					expected.add(line.substring(3));
				}
				else {
					yaml.add(line);
				}
			});
			return new Mistake(lines.get(0), String.join("\n", yaml), expected);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@ParameterizedTest
	@MethodSource("mistakes")
	void endsTheStartWithAnAnalysis(Mistake mistake, CapturedOutput output) {
		assertThat(mistake.expected()).isNotEmpty();
		assertThat(new FailedStart(this.directory, output).of(Application.class, mistake.yaml()))
			.contains(mistake.expected());
	}

	static Stream<Mistake> mistakes() {
		return Stream
			.of("shapes", "names", "values", "times", "tables", "unique", "versions", "keys", "tenants", "mirrors",
					"single-tables")
			.flatMap((file) -> {
				try (InputStream in = MistakeTests.class.getResourceAsStream("/mistakes/" + file + ".txt")) {
					String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
					return Arrays.stream(text.split("(?m)^== ")).skip(1).map(Mistake::of);
				}
				catch (IOException ex) {
					throw new AssertionError(ex);
				}
			});
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DaplugLocalAutoConfiguration.class, DaplugAutoConfiguration.class,
			DaplugSnsAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
			DaplugMirrorsAutoConfiguration.class, DaplugSingleTablesAutoConfiguration.class,
			DaplugHealthAutoConfiguration.class })
	static class Application {

		@Bean
		DynamoDbClient client() {
			return mock(DynamoDbClient.class);
		}

		@Bean
		TenantResolver currentTenant() {
			return () -> null;
		}

		@Bean
		SnsClient topics() {
			return mock(SnsClient.class);
		}

	}

}
