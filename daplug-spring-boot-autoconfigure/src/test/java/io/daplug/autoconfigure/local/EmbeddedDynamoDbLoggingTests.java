package io.daplug.autoconfigure.local;

import io.daplug.local.EmbeddedDynamoDb;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EmbeddedDynamoDbLogging}, on the real logging system.
 */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedDynamoDbLoggingTests {

	private static final String LIBRARY = "software.amazon.dynamodb";

	private static final String SQLITE = "com.almworks.sqlite4java";

	private static final String JETTY = "org.eclipse.jetty";

	private final LoggingSystem system = LoggingSystem.get(getClass().getClassLoader());

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugLocalAutoConfiguration.class))
		.withPropertyValues("daplug.local.enabled=true")
		.withBean(LoggingSystem.class, () -> this.system);

	@AfterEach
	void restoreTheLevelsOfTheTests() {
		this.system.setLogLevel(LIBRARY, LogLevel.OFF);
		this.system.setLogLevel(SQLITE, LogLevel.WARN);
		this.system.setLogLevel(JETTY, LogLevel.WARN);
	}

	@Test
	void logsNothingButTheStartLine(CapturedOutput output) {
		forgetLevels();
		this.runner.run((context) -> {
			sendARefusedRequest(context.getBean(EmbeddedDynamoDb.class));
			assertThat(output.getOut().lines()).singleElement().asString().contains("Embedded DynamoDB on");
			// Newer JVMs warn of native libraries, once.
			assertThat(output.getErr().lines()).allSatisfy((line) -> assertThat(line).startsWith("WARNING: "));
		});
	}

	@Test
	void leavesALevelOfTheApplicationAlone(CapturedOutput output) {
		forgetLevels();
		this.system.setLogLevel(LIBRARY, LogLevel.WARN);
		this.system.setLogLevel(JETTY, LogLevel.INFO);
		this.runner.run((context) -> {
			sendARefusedRequest(context.getBean(EmbeddedDynamoDb.class));
			assertThat(level(LIBRARY)).isEqualTo(LogLevel.WARN);
			assertThat(level(JETTY)).isEqualTo(LogLevel.INFO);
			assertThat(output).contains("WARN").contains("Cannot do operations on a non-existent table");
		});
	}

	@Test
	void leavesJettyAloneWhereItServesTheApplication() {
		forgetLevels();
		new EmbeddedDynamoDbLogging(this.system, true).quiet();
		assertThat(level(JETTY)).isNull();
		assertThat(level(LIBRARY)).isEqualTo(LogLevel.OFF);
	}

	private void forgetLevels() {
		this.system.setLogLevel(LIBRARY, null);
		this.system.setLogLevel(SQLITE, null);
		this.system.setLogLevel(JETTY, null);
	}

	private @Nullable LogLevel level(String logger) {
		LoggerConfiguration configuration = this.system.getLoggerConfiguration(logger);
		return (configuration != null) ? configuration.getConfiguredLevel() : null;
	}

	private static void sendARefusedRequest(EmbeddedDynamoDb server) {
		DynamoDbClientBuilder builder = DynamoDbClient.builder().region(Region.US_EAST_1);
		server.configure(builder);
		try (DynamoDbClient client = builder.build()) {
			assertThatExceptionOfType(ResourceNotFoundException.class)
				.isThrownBy(() -> client.scan((scan) -> scan.tableName("none")));
		}
	}

}
