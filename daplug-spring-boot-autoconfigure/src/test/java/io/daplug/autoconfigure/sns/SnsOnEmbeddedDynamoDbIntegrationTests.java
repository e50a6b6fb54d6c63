package io.daplug.autoconfigure.sns;

import java.util.List;
import java.util.Map;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.event.PublishFailed;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.SnsStub;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.sns.InvalidMessageException;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests what becomes of messages of tables that the embedded DynamoDB has.
 */
@ExtendWith(OutputCaptureExtension.class)
class SnsOnEmbeddedDynamoDbIntegrationTests {

	private static final String SNS = "daplug.tables.orders.sns.";

	private static final String ARN = SNS + "topic-arn=arn:aws:sns:us-east-1:000000000000:orders";

	private final ApplicationContextRunner withoutSns = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugSnsAutoConfiguration.class, DaplugAutoConfiguration.class))
		.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
		.withBean(EmbeddedDynamoDb.class, LocalDynamoDb::server, (definition) -> definition.setDestroyMethodName(""))
		.withPropertyValues("daplug.tables.orders.hash-key=id",
				"daplug.tables.orders.name=" + LocalDynamoDb.createTable("id", null));

	private final ApplicationContextRunner runner = this.withoutSns.withBean(SnsClient.class,
			SnsOnEmbeddedDynamoDbIntegrationTests::aws);

	/**
	 * The build's own switches begin with "daplug." too; that they are told of is right.
	 */
	private static List<String> complaints(CapturedOutput output) {
		return output.getAll()
			.lines()
			.filter((line) -> !line.contains("PropertyNameCheck"))
			.filter((line) -> line.contains("WARN") || line.contains("ERROR") || line.startsWith("\tat "))
			.toList();
	}

	/** As on a machine that knows of no account. */
	private static SnsClient aws() {
		return SnsClient.builder()
			.region(Region.US_EAST_1)
			.credentialsProvider(
					AwsCredentialsProviderChain.of(ProfileCredentialsProvider.create("a-profile-that-is-not-there")))
			.build();
	}

	@Test
	void saysOnceThatMessagesAreNotSent(CapturedOutput output) {
		this.runner.withPropertyValues(ARN).run((context) -> {
			insert(context, "1");
			insert(context, "2");
			assertThat(output.getAll().split("Messages of the tables \\[orders\\] are not sent", -1)).hasSize(2);
			assertThat(output).contains("INFO").contains("Set 'spring.cloud.aws.sns.endpoint'");
			assertThat(complaints(output)).isEmpty();
		});
	}

	@Test
	void checksMessagesAllTheSame() {
		this.runner.withPropertyValues(ARN, SNS + "required-payload=total")
			.run((context) -> assertThatExceptionOfType(InvalidMessageException.class)
				.isThrownBy(() -> insert(context, "3")));
	}

	@Test
	void looksNoTopicUp() {
		this.runner.withPropertyValues(SNS + "topic-name=orders").run((context) -> {
			assertThat(context).hasNotFailed();
			insert(context, "4");
		});
	}

	@Test
	void sendsInBatchesToNobodyToo(CapturedOutput output) {
		this.runner.withPropertyValues(ARN, "daplug.sns.async=true").run((context) -> {
			insert(context, "5");
			insert(context, "6");
		});
		assertThat(complaints(output)).isEmpty();
	}

	@Test
	void sendsToAwsWhereTheConfigurationSaysSo() {
		Failures failures = new Failures();
		this.runner.withPropertyValues(ARN, "daplug.sns.enabled=true")
			.withInitializer((context) -> context.addApplicationListener(failures))
			.run((context) -> {
				insert(context, "7");
				assertThat(failures.count).isEqualTo(1);
			});
	}

	@Test
	void sendsToAnSnsOfTheApplication() {
		try (SnsStub sns = SnsStub.start()) {
			this.withoutSns.withBean(SnsClient.class, sns::client, (definition) -> definition.setDestroyMethodName(""))
				.withPropertyValues(ARN)
				.run((context) -> {
					insert(context, "8");
					assertThat(sns.published()).hasSize(1);
				});
		}
	}

	private static void insert(ApplicationContext context, String id) {
		context.getBean(DaplugTemplate.class).insert(Map.of("id", id));
	}

	private static final class Failures implements ApplicationListener<PayloadApplicationEvent<PublishFailed>> {

		private int count;

		@Override
		public void onApplicationEvent(PayloadApplicationEvent<PublishFailed> event) {
			this.count++;
		}

	}

}
