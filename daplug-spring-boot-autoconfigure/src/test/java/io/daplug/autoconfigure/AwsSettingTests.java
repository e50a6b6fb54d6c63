package io.daplug.autoconfigure;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that an application without region or credentials is told in a few lines.
 */
@ExtendWith(OutputCaptureExtension.class)
class AwsSettingTests {

	private static final AwsCredentialsProvider NO_CREDENTIALS = AwsCredentialsProviderChain.of(
			SystemPropertyCredentialsProvider.create(),
			ProfileCredentialsProvider.create("a-profile-that-is-not-there"));

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@Test
	void saysThatThereIsNoRegion(CapturedOutput output) {
		assertThat(new FailedStart(this.directory, output).of(WithoutRegion.class, "daplug.tables.orders.hash-key: id"))
			.contains("No AWS region is set")
			.contains("Set 'spring.cloud.aws.region.static', to 'eu-central-1' for instance, or AWS_REGION.");
	}

	@Test
	void saysAtStartThatThereAreNoCredentials(CapturedOutput output) {
		assertThat(new FailedStart(this.directory, output).of(WithoutCredentials.class, """
				spring.cloud.aws.region.static: eu-central-1
				daplug:
				  create-tables: if-missing
				  tables:
				    orders: {hash-key: id}
				""")).contains("No AWS credentials are found")
			.contains("Set 'spring.cloud.aws.credentials.access-key' and 'spring.cloud.aws.credentials.secret-key'");
	}

	@Test
	void saysThatNobodyIsReached(CapturedOutput output) throws IOException {
		int port;
		try (ServerSocket closed = new ServerSocket(0)) {
			port = closed.getLocalPort();
		}
		assertThat(new FailedStart(this.directory, output).of(Application.class, """
				spring.cloud.aws:
				  region.static: eu-central-1
				  credentials: {access-key: mine, secret-key: mine}
				  dynamodb.endpoint: http://localhost:%d
				daplug:
				  create-tables: if-missing
				  tables:
				    orders: {hash-key: id}
				""".formatted(port))).contains("AWS, or what stands in for it, is not reached: ")
			.contains("Start it, or correct 'spring.cloud.aws.dynamodb.endpoint'");
	}

	@Test
	void saysAtTheFirstCallThatThereAreNoCredentials() {
		try (DynamoDbClient client = DynamoDbClient.builder()
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(NO_CREDENTIALS)
			.build()) {
			DaplugTemplate orders = DaplugTemplate
				.builder(client, TableDefinition.named("orders").hashKey("id").build())
				.build();
			assertThatExceptionOfType(DynamoDbAccessException.class).isThrownBy(() -> orders.insert(Map.of("id", "1")))
				.withMessageContaining("on table 'orders' was not sent: no AWS credentials were found by the chain of "
						+ "providers [SystemProperty, Profile]. Set 'spring.cloud.aws.credentials.access-key' and ")
				.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(400));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AwsAutoConfiguration.class, CredentialsProviderAutoConfiguration.class,
			RegionProviderAutoConfiguration.class, DynamoDbAutoConfiguration.class, DaplugAutoConfiguration.class })
	static class Application {

	}

	static class WithoutRegion extends Application {

		/** As the SDK does it on a machine that knows of none. */
		@Bean
		AwsRegionProvider regions() {
			return new AwsRegionProviderChain(() -> {
				throw new IllegalStateException("none");
			}, new SystemSettingsRegionProvider());
		}

	}

	static class WithoutCredentials extends Application {

		@Bean
		AwsCredentialsProvider credentials() {
			return NO_CREDENTIALS;
		}

	}

}
