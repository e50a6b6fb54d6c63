package io.daplug.autoconfigure.local;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import io.awspring.cloud.autoconfigure.sns.SnsAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.local.EmbeddedDynamoDbStartException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DaplugLocalAutoConfiguration}, beside the auto-configurations of
 * Spring Cloud AWS that make the clients.
 */
@ExtendWith(OutputCaptureExtension.class)
class DaplugLocalAutoConfigurationTests {

	private static final Map<String, AttributeValue> ITEM = Map.of("id", AttributeValue.fromS("a"));

	private static final URI ELSEWHERE = URI.create("http://127.0.0.1:1");

	private final ApplicationContextRunner disabled = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugLocalAutoConfiguration.class, AwsAutoConfiguration.class,
				CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
				DynamoDbAutoConfiguration.class, SnsAutoConfiguration.class))
		// The files of whoever runs the tests are no part of them.
		.withSystemProperties("aws.configFile=/does/not/exist", "aws.sharedCredentialsFile=/does/not/exist");

	private final ApplicationContextRunner runner = this.disabled.withPropertyValues("daplug.local.enabled=true");

	@Test
	void storesItemsWithoutAnyAwsSetting() {
		this.runner.run((context) -> {
			DynamoDbClient client = context.getBean(DynamoDbClient.class);
			createTable(client);
			client.putItem((put) -> put.tableName("things").item(ITEM));
			assertThat(get(client)).isEqualTo(ITEM);
			assertThat(endpoint(context)).isEqualTo(server(context));
		});
	}

	@Test
	void staysAwayUnlessEnabled() {
		this.disabled.withPropertyValues("spring.cloud.aws.region.static=eu-central-1").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(DaplugLocalAutoConfiguration.class);
			assertThat(endpoint(context)).isNull();
		});
		this.disabled.withPropertyValues("daplug.local.enabled=false", "spring.cloud.aws.region.static=eu-central-1")
			.run((context) -> assertThat(context).doesNotHaveBean(DaplugLocalAutoConfiguration.class));
	}

	@Test
	void staysAwayWithoutTheSdk() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DaplugLocalAutoConfiguration.class))
			.withPropertyValues("daplug.local.enabled=true")
			.withClassLoader(new FilteredClassLoader(DynamoDbClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DaplugLocalAutoConfiguration.class));
	}

	@Test
	void runsWithoutSpringCloudAws() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DaplugLocalAutoConfiguration.class))
			.withPropertyValues("daplug.local.enabled=true")
			.withClassLoader(new FilteredClassLoader("io.awspring.cloud"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(EmbeddedDynamoDb.class));
	}

	@Test
	void failsWithoutTheLibrary() {
		this.runner.withClassLoader(new FilteredClassLoader("software.amazon.dynamodb"))
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(EmbeddedDynamoDbStartException.class)
				.hasMessageContaining("DynamoDB Local")
				.satisfies((ex) -> assertThat(((EmbeddedDynamoDbStartException) ex).problem())
					.isEqualTo(EmbeddedDynamoDbStartException.Problem.LIBRARY)));
	}

	@Test
	void failsOnAPortThatDoesNotExist() {
		this.runner.withPropertyValues("daplug.local.port=65536")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("'port'"));
	}

	@Test
	void backsOffBeforeAServerOfTheApplication() {
		EmbeddedDynamoDb shared = LocalDynamoDb.server();
		// Without a destroy method: the other tests of this JVM need the server too.
		this.runner.withBean("mine", EmbeddedDynamoDb.class, () -> shared).run((context) -> {
			assertThat(context).hasSingleBean(EmbeddedDynamoDb.class);
			assertThat(endpoint(context)).isEqualTo(shared.endpoint());
		});
	}

	@Test
	void leavesOtherServicesAlone() {
		this.runner.run((context) -> {
			SnsClient sns = context.getBean(SnsClient.class);
			assertThat(sns.serviceClientConfiguration().endpointOverride()).isEmpty();
			assertThat(sns.serviceClientConfiguration().credentialsProvider())
				.isSameAs(context.getBean(AwsCredentialsProvider.class));
			assertThat(context.getBean(DynamoDbClient.class).serviceClientConfiguration().credentialsProvider())
				.isNotSameAs(context.getBean(AwsCredentialsProvider.class));
		});
	}

	@Test
	void winsOverConfiguredEndpointsForDynamoDbOnly() {
		this.runner
			.withPropertyValues("spring.cloud.aws.endpoint=" + ELSEWHERE,
					"spring.cloud.aws.dynamodb.endpoint=" + ELSEWHERE, "spring.cloud.aws.credentials.access-key=a-b",
					"spring.cloud.aws.credentials.secret-key=c")
			.run((context) -> {
				assertThat(endpoint(context)).isEqualTo(server(context));
				assertThat(context.getBean(DynamoDbClient.class).listTables().tableNames()).isEmpty();
				assertThat(context.getBean(SnsClient.class).serviceClientConfiguration().endpointOverride())
					.hasValue(ELSEWHERE);
			});
	}

	@Test
	void leavesTheLastWordToCustomizersOfTheApplication() {
		this.runner.withBean(DynamoDbClientCustomizer.class, () -> (builder) -> builder.endpointOverride(ELSEWHERE))
			.run((context) -> assertThat(endpoint(context)).isEqualTo(ELSEWHERE));
	}

	@Test
	void namesARegionWhereNobodyDoes() {
		assumeThat(System.getenv()).doesNotContainKey("AWS_REGION");
		this.runner.run((context) -> assertThat(region(context)).isEqualTo(Region.US_EAST_1));
	}

	@Test
	void takesTheRegionOfTheEnvironment() {
		this.runner.withSystemProperties("aws.region=eu-west-3")
			.run((context) -> assertThat(region(context)).isEqualTo(Region.EU_WEST_3));
	}

	@Test
	void takesTheRegionOfTheProperties() {
		this.runner.withPropertyValues("spring.cloud.aws.region.static=eu-central-1").run((context) -> {
			assertThat(region(context)).isEqualTo(Region.EU_CENTRAL_1);
			assertThat(context).doesNotHaveBean("daplugEmbeddedDynamoDbRegionProvider");
		});
	}

	@Test
	void takesTheRegionProviderOfTheApplication() {
		this.runner.withBean(AwsRegionProvider.class, () -> () -> Region.AP_SOUTH_1)
			.run((context) -> assertThat(region(context)).isEqualTo(Region.AP_SOUTH_1));
	}

	@Test
	void leavesAClientOfTheApplicationAloneAndWarns(CapturedOutput output) {
		DynamoDbClient client = mock(DynamoDbClient.class);
		this.runner.withBean("mine", DynamoDbClient.class, () -> client).run((context) -> {
			assertThat(context).getBean(DynamoDbClient.class).isSameAs(client);
			assertThat(output).contains("WARN").contains("The DynamoDbClient bean 'mine' is not pointed");
		});
	}

	@Test
	void doesNotWarnOfClientsThatTalkToTheServer(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(DynamoDbClient.class);
			assertThat(output).doesNotContain("is not pointed");
		});
	}

	@Test
	void saysWhereItListensAndWhereTheDataIs(CapturedOutput output, @TempDir Path directory) {
		this.runner.run((context) -> assertThat(output)
			.contains("Embedded DynamoDB on %s (in memory)".formatted(server(context))));
		this.runner.withPropertyValues("daplug.local.path=" + directory)
			.run((context) -> assertThat(output)
				.contains("Embedded DynamoDB on %s (data in %s)".formatted(server(context), directory)));
	}

	@Test
	void keepsDataOnDiskForTheNextContext(@TempDir Path directory) {
		ApplicationContextRunner onDisk = this.runner.withPropertyValues("daplug.local.path=" + directory);
		onDisk.run((context) -> {
			DynamoDbClient client = context.getBean(DynamoDbClient.class);
			createTable(client);
			client.putItem((put) -> put.tableName("things").item(ITEM));
		});
		onDisk.run((context) -> assertThat(get(context.getBean(DynamoDbClient.class))).isEqualTo(ITEM));
	}

	@Test
	void keepsContextsApart() {
		this.runner.run((first) -> {
			createTable(first.getBean(DynamoDbClient.class));
			this.runner
				.run((second) -> assertThat(second.getBean(DynamoDbClient.class).listTables().tableNames()).isEmpty());
			assertThat(first.getBean(DynamoDbClient.class).listTables().tableNames()).containsExactly("things");
		});
	}

	@Test
	void stopsWithTheContextAfterThoseWhoUseIt() {
		this.runner.withUserConfiguration(LastUsers.class).run((context) -> {
			URI endpoint = server(context);
			DynamoDbClient client = context.getBean(DynamoDbClient.class);
			createTable(client);
			LastUser listener = context.getBean(LastUser.class);
			Repository repository = context.getBean(Repository.class);
			context.getSourceApplicationContext().close();
			assertThat(listener.item).as("a listener that stops").isEqualTo(Map.of());
			assertThat(repository.item).as("a bean that is destroyed").isEqualTo(Map.of());
			assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(endpoint));
		});
	}

	private static URI server(ApplicationContext context) {
		return context.getBean(EmbeddedDynamoDb.class).endpoint();
	}

	private static @Nullable URI endpoint(ApplicationContext context) {
		return context.getBean(DynamoDbClient.class).serviceClientConfiguration().endpointOverride().orElse(null);
	}

	private static Region region(ApplicationContext context) {
		return Objects.requireNonNull(context.getBean(DynamoDbClient.class).serviceClientConfiguration().region());
	}

	private static void createTable(DynamoDbClient client) {
		client.createTable(LocalDynamoDb.textKeys("id", null)
			.andThen((table) -> table.tableName("things").billingMode(BillingMode.PAY_PER_REQUEST)));
	}

	private static Map<String, AttributeValue> get(DynamoDbClient client) {
		return client.getItem((get) -> get.tableName("things").key(ITEM)).item();
	}

	private static void connect(URI endpoint) throws IOException {
		try (Socket socket = new Socket(InetAddress.getByName(endpoint.getHost()), endpoint.getPort())) {
			assertThat(socket.isConnected()).isTrue();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class LastUsers {

		@Bean
		LastUser listener(DynamoDbClient client) {
			return new LastUser(client);
		}

		@Bean
		Repository repository(DynamoDbClient client) {
			return new Repository(client);
		}

	}

	/**
	 * Reads once more when the context stops its lifecycle beans.
	 */
	static final class LastUser implements SmartLifecycle {

		private final DynamoDbClient client;

		private boolean running;

		private @Nullable Map<String, AttributeValue> item;

		LastUser(DynamoDbClient client) {
			this.client = client;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			this.item = get(this.client);
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	/**
	 * Reads once more when it is destroyed.
	 */
	static final class Repository implements DisposableBean {

		private final DynamoDbClient client;

		private @Nullable Map<String, AttributeValue> item;

		Repository(DynamoDbClient client) {
			this.client = client;
		}

		@Override
		public void destroy() {
			this.item = get(this.client);
		}

	}

}
