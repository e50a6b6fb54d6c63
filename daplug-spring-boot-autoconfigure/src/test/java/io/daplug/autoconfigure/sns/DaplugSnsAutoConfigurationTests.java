package io.daplug.autoconfigure.sns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.sns.SnsAutoConfiguration;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.property.DaplugConfigurationFailureAnalyzer;
import io.daplug.autoconfigure.property.PropertyValueFailureAnalyzer;
import io.daplug.fixture.SnsStub;
import io.daplug.fixture.SnsStub.Attribute;
import io.daplug.fixture.SnsStub.Published;
import io.daplug.sns.InvalidMessageException;
import io.daplug.sns.SnsChangePublisher;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link DaplugSnsAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DaplugSnsAutoConfigurationTests {

	private static final String ARN = "arn:aws:sns:us-east-1:000000000000:orders";

	private static final String SNS = "daplug.tables.orders.sns.";

	private final SnsStub sns = SnsStub.start();

	private final ApplicationContextRunner withoutClient = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugSnsAutoConfiguration.class, DaplugAutoConfiguration.class,
				JacksonAutoConfiguration.class))
		.withBean("dynamoDb", DynamoDbClient.class, DaplugSnsAutoConfigurationTests::dynamoDb)
		.withPropertyValues("daplug.tables.orders.hash-key=id", "daplug.tables.prices.hash-key=id");

	private final ApplicationContextRunner runner = this.withoutClient.withBean("sns", SnsClient.class,
			this.sns::client, (definition) -> definition.setDestroyMethodName(""));

	@AfterEach
	void stop() {
		this.sns.close();
	}

	private static DynamoDbClient dynamoDb() {
		DynamoDbClient client = mock(DynamoDbClient.class);
		given(client.putItem(any(PutItemRequest.class))).willReturn(PutItemResponse.builder().build());
		return client;
	}

	@Test
	void announcesChangesOfTablesWithTopic() {
		this.runner.withPropertyValues(SNS + "topic-arn=" + ARN).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(SnsChangePublisher.class);
			assertThat(context.getBean(SnsChangePublisher.class).tables()).containsExactly("orders");
			insert(context, "orders", "a-1");
			insert(context, "prices", "tea");
			assertThat(this.sns.published()).singleElement().satisfies((message) -> {
				assertThat(message.topicArn()).isEqualTo(ARN);
				assertThat(message.message()).isEqualTo("{\"id\":\"a-1\"}");
			});
		});
	}

	@Test
	void readsAllSettings() {
		this.runner
			.withPropertyValues(SNS + "topic-arn=" + ARN + ".fifo", SNS + "attributes.source=shop",
					SNS + "attributes[shop.zone]=eu", SNS + "derived-attributes=table,change-id",
					SNS + "payload=envelope", SNS + "required-payload=total", SNS + "required-attributes=priority",
					SNS + "max-message-size=1KB", "daplug.sns.timeout=2s")
			.run((context) -> {
				DaplugTemplate orders = context.getBean("orders", DaplugTemplate.class);
				assertThatExceptionOfType(InvalidMessageException.class)
					.isThrownBy(() -> insert(context, "orders", "a"));
				assertThatExceptionOfType(InvalidMessageException.class)
					.isThrownBy(() -> orders.insert(Map.of("id", "a", "total", 1)));
				then(context.getBean(DynamoDbClient.class)).should(never()).putItem(any(PutItemRequest.class));
				orders.insert(Map.of("id", "a", "total", 1),
						(options) -> options.message((message) -> message.attribute("priority", 1)));
				orders.insert(Map.of("id", "b", "total", 1, "text", "x".repeat(500)),
						(options) -> options.message((message) -> message.attribute("priority", 1)));
				List<Published> published = this.sns.published();
				assertThat(published).hasSize(2);
				assertThat(published.get(0).attributes()).containsOnlyKeys("operation", "source", "shop.zone",
						"priority", "daplug.table", "daplug.change-id");
				assertThat(published.get(0).message()).contains("\"newItem\":{");
				assertThat(published.get(0).group()).isEqualTo("a");
				assertThat(published.get(1).message()).contains("\"newItem\":{");
				orders.insert(Map.of("id", "c", "total", 1, "text", "x".repeat(1000)),
						(options) -> options.message((message) -> message.attribute("priority", 1)));
				assertThat(this.sns.published().get(2).attribute("daplug.thin")).isEqualTo("true");
			});
	}

	@Test
	void numbersOfYamlStayNumbers() {
		this.runner.withPropertyValues(SNS + "topic-arn=" + ARN)
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("yaml",
						Map.of(SNS + "attributes.shard", 3, SNS + "attributes.live", true, SNS + "derived-attributes",
								""))))
			.run((context) -> {
				insert(context, "orders", "a-1");
				assertThat(this.sns.published().get(0).attributes())
					.containsExactlyInAnyOrderEntriesOf(Map.of("shard", new Attribute("Number", "3"), "live",
							new Attribute("String", "true"), "operation", new Attribute("String", "create")));
			});
	}

	@Test
	@DisplayName("names are found by ListTopics, never created (P32)")
	void findsTopicsByName() {
		this.sns.topics(ARN + "-other", ARN + "-x", ARN, ARN + "-z", ARN + ".fifo");
		this.runner.withPropertyValues(SNS + "topic-name=orders", "daplug.tables.prices.sns.topic-name=orders.fifo")
			.run((context) -> {
				insert(context, "orders", "a-1");
				insert(context, "prices", "tea");
				assertThat(this.sns.published()).extracting(Published::topicArn).containsExactly(ARN, ARN + ".fifo");
				assertThat(this.sns.requests()).extracting((request) -> request.get("Action"))
					.containsExactly("ListTopics", "ListTopics", "ListTopics", "Publish", "Publish");
			});
	}

	@Test
	void worksWithTheClientOfSpringCloudAws() {
		this.withoutClient
			.withConfiguration(
					AutoConfigurations.of(AwsAutoConfiguration.class, CredentialsProviderAutoConfiguration.class,
							RegionProviderAutoConfiguration.class, SnsAutoConfiguration.class))
			.withPropertyValues(SNS + "topic-arn=" + ARN, "spring.cloud.aws.region.static=us-east-1",
					"spring.cloud.aws.credentials.access-key=key", "spring.cloud.aws.credentials.secret-key=secret",
					"spring.cloud.aws.sns.endpoint=" + this.sns.uri())
			.run((context) -> {
				insert(context, "orders", "a-1");
				assertThat(this.sns.published()).hasSize(1);
			});
	}

	@Test
	void sendsOnOtherThreadsIfAsked() {
		this.runner
			.withPropertyValues(SNS + "topic-arn=" + ARN, "daplug.sns.async=true", "daplug.sns.threads=2",
					"daplug.sns.queue-capacity=10", "daplug.sns.shutdown-timeout=10s")
			.run((context) -> {
				this.sns.hang();
				insert(context, "orders", "a-1");
				assertThat(this.sns.published()).isEmpty();
				this.sns.release();
				context.close();
				assertThat(this.sns.published()).hasSize(1);
			});
	}

	@Test
	void takesItsThreadsFromTheApplication() {
		Map<String, Integer> created = new HashMap<>();
		this.runner.withPropertyValues(SNS + "topic-arn=" + ARN, "daplug.sns.async=true", "daplug.sns.threads=2")
			.withBean(TaskExecutorFactory.class, () -> (prefix, concurrency) -> {
				created.put(prefix, concurrency);
				return TaskExecutorFactory.simple().createForWorkers(prefix, concurrency);
			})
			.run((context) -> assertThat(created).isEqualTo(Map.of("daplug-sns-", 2)));
	}

	@Test
	void needsNoClientWithoutTopic(CapturedOutput output) {
		this.withoutClient.withPropertyValues(SNS + "topic-arn=", SNS + "attributes.source=shop").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(SnsChangePublisher.class);
			assertThat(output).contains("Changes of table 'orders' are not announced on SNS: "
					+ "'daplug.tables.orders.sns.topic-arn' is not set");
		});
	}

	@Test
	void staysAwayWhenDisabled() {
		this.withoutClient.withPropertyValues(SNS + "topic-arn=" + ARN, "daplug.sns.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(DaplugSnsAutoConfiguration.class)
				.doesNotHaveBean(SnsChangePublisher.class));
	}

	@Test
	void backsOffBeforeThePublisherOfTheUser() {
		SnsChangePublisher own = SnsChangePublisher.builder(this.sns.client()).build();
		this.runner.withPropertyValues(SNS + "topic-arn=" + ARN)
			.withBean("own", SnsChangePublisher.class, () -> own)
			.run((context) -> assertThat(context.getBean(SnsChangePublisher.class)).isSameAs(own));
	}

	@Test
	@DisplayName("a change that brings back what the item was is no duplicate on a FIFO topic (D31)")
	void fifoTopicsNeedNoIdempotenceKey(CapturedOutput output) {
		this.runner.withPropertyValues(SNS + "topic-arn=" + ARN + ".fifo").run((context) -> {
			insert(context, "orders", "a-1");
			insert(context, "orders", "a-1");
			assertThat(this.sns.published()).extracting(Published::deduplication).hasSize(2).doesNotHaveDuplicates();
			assertThat(output).doesNotContain("idempotence key");
		});
	}

	@Test
	void failsWithoutTheLibrary() {
		this.withoutClient.withClassLoader(new FilteredClassLoader(SnsClient.class))
			.run((context) -> assertThat(context).hasNotFailed());
		this.withoutClient.withClassLoader(new FilteredClassLoader(SnsClient.class))
			.withPropertyValues(SNS + "topic-arn=" + ARN)
			.run((context) -> assertThat(analysis(context.getStartupFailure())).satisfies((analysis) -> {
				assertThat(analysis.getDescription())
					.startsWith("Property 'daplug.tables.orders.sns': needs the AWS SDK's library");
				assertThat(analysis.getAction()).contains("spring-cloud-aws-starter-sns");
			}));
	}

	@Test
	void failsWithoutClient() {
		this.withoutClient.withPropertyValues(SNS + "topic-arn=" + ARN)
			.run((context) -> assertThat(analysis(context.getStartupFailure())).satisfies((analysis) -> {
				assertThat(analysis.getDescription()).startsWith(
						"Property 'daplug.tables.orders.sns': needs a bean of type SnsClient, and there is none");
				assertThat(analysis.getAction()).contains("spring.cloud.aws.sns.enabled")
					.contains("daplug.sns.enabled");
			}));
	}

	@Test
	void failsWithSeveralClients() {
		this.runner.withBean("second", SnsClient.class, () -> mock(SnsClient.class))
			.withPropertyValues(SNS + "topic-arn=" + ARN)
			.run((context) -> assertThat(analysis(context.getStartupFailure())).satisfies((analysis) -> {
				assertThat(analysis.getDescription()).contains("needs one bean of type SnsClient, and there are 2");
				assertThat(analysis.getAction()).isEqualTo("Mark one of them as @Primary.");
			}));
	}

	@Test
	void failsOnUnknownNameWithTheNearest() {
		this.sns.topics(ARN, "arn:aws:sns:us-east-1:000000000000:audit");
		assertAnalysis("topic-name=order",
				"Property 'daplug.tables.orders.sns.topic-name': there is no topic 'order' among the 2 of this "
						+ "account and region; did you mean 'orders'?",
				"Create the topic, or set 'daplug.tables.orders.sns.topic-name' to the name of one; "
						+ "Daplug never creates topics.");
	}

	@Test
	void failsIfTopicsCannotBeListed() {
		this.sns.refuse(403, "AuthorizationError");
		assertAnalysis("topic-name=orders",
				"Property 'daplug.tables.orders.sns.topic-name': the topics could not be listed to find its ARN: AuthorizationError",
				"Allow 'sns:ListTopics' to this application, or set 'daplug.tables.orders.sns.topic-arn' instead.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			topic-arn=orders | topic-arn | 'orders' is not the ARN of a topic | topic-name
			topic-arn=arn:aws:sqs:us-east-1:000000000000:orders | topic-arn | is not the ARN of a topic | arn:aws:sns:
			topic-name=arn:aws:sns:us-east-1:000000000000:orders | topic-name | is an ARN | topic-arn
			max-message-size=2MB | max-message-size | is not between 1KB and 1MB | MaximumMessageSize
			max-message-size=1B | max-message-size | is not between 1KB and 1MB | MaximumMessageSize
			attributes[a b]=x | attributes | 'a b' of table 'orders' has a name that SNS does not take | Correct
			attributes.shop.zone=x | attributes.shop | holds others | [shop.
			topic-nam=orders | topic-nam | is not known; did you mean 'topic-name'? | Rename
			payload=envelop | payload | envelop | envelope
			""")
	void failsOnWhatCannotWork(String setting, String property, String problem, String action) {
		this.runner.withPropertyValues(SNS + "topic-arn=" + (setting.startsWith("topic-name") ? "" : ARN))
			.withPropertyValues(SNS + setting)
			.run((context) -> assertThat(analysis(context.getStartupFailure())).satisfies((analysis) -> {
				assertThat(analysis.getDescription()).contains("daplug.tables.orders.sns." + property)
					.contains(problem);
				assertThat(analysis.getAction()).contains(action);
			}));
	}

	@Test
	void failsOnNameBesideArn() {
		this.runner.withPropertyValues(SNS + "topic-arn=" + ARN)
			.withPropertyValues(SNS + "topic-name=orders")
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getDescription())
				.startsWith("Property 'daplug.tables.orders.sns.topic-name': is set beside the ARN of the topic"));
	}

	@ParameterizedTest
	@CsvSource({ "threads=0, async=true", "queue-capacity=0, async=true", "shutdown-timeout=-1s, async=true",
			"timeout=0s, async=false" })
	void failsOnSettingsThatAreTooLittle(String setting, String async) {
		this.runner.withPropertyValues(SNS + "topic-arn=" + ARN, "daplug.sns." + setting, "daplug.sns." + async)
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getDescription())
				.startsWith("Property 'daplug.sns." + setting.substring(0, setting.indexOf('=')) + "':")
				.contains("is too little"));
	}

	@Test
	void failsOnMisspeltSettings() {
		this.runner.withPropertyValues("daplug.sns.assync=true")
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getDescription())
				.startsWith("Property 'daplug.sns.assync': is not known; did you mean 'async'?"));
		this.runner.withPropertyValues("daplug.sns.enabled=true").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void failsOnRequiredPayloadThatTheSchemaLacks() {
		this.runner
			.withPropertyValues(SNS + "topic-arn=" + ARN, SNS + "required-payload=id,totl",
					"daplug.schema=classpath:sns/order.json", "daplug.tables.orders.schema=order")
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getDescription())
				.startsWith("Property 'daplug.tables.orders.sns.required-payload': schema 'order'")
				.contains("has no property 'totl'; did you mean 'total'?"));
	}

	private void assertAnalysis(String setting, String description, String action) {
		this.runner.withPropertyValues(SNS + setting)
			.run((context) -> assertThat(analysis(context.getStartupFailure())).satisfies((analysis) -> {
				assertThat(analysis.getDescription()).startsWith(description);
				assertThat(analysis.getAction()).isEqualTo(action);
			}));
	}

	private static FailureAnalysis analysis(@Nullable Throwable failure) {
		assertThat(failure).isNotNull();
		MockEnvironment environment = new MockEnvironment();
		FailureAnalysis analysis = new DaplugConfigurationFailureAnalyzer(environment).analyze(failure);
		if (analysis == null) {
			analysis = new PropertyValueFailureAnalyzer(environment).analyze(failure);
		}
		assertThat(analysis).as(String.valueOf(failure)).isNotNull();
		return analysis;
	}

	private static void insert(ApplicationContext context, String table, String id) {
		context.getBean(table, DaplugTemplate.class).insert(Map.of("id", id));
	}

}
