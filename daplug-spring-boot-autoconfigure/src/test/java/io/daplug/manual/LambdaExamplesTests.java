package io.daplug.manual;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.local.DaplugLocalAutoConfiguration;
import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.autoconfigure.stream.lambda.DaplugLambdaAutoConfiguration;
import io.daplug.stream.Dispatch;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.lambda.DynamoDbStreamHandler;
import io.daplug.template.DaplugTemplates;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's examples of Lambda functions, on the embedded server.
 */
@SuppressWarnings("NullAway")
class LambdaExamplesTests {

	private static final Map<String, String> SETTINGS = Map.of("spring.config.location", "classpath:manual/lambda.yml",
			"daplug.schema", "classpath:manual/openapi.yml", "daplug.local.enabled", "true");

	/** The context that a function started last. */
	private static @Nullable ConfigurableApplicationContext started;

	/** A function is configured by its environment. */
	@BeforeEach
	void set() {
		SETTINGS.forEach(System::setProperty);
	}

	@AfterEach
	void close() {
		SETTINGS.keySet().forEach(System::clearProperty);
		started.close();
	}

	@SpringBootConfiguration
	@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
			DaplugMirrorsAutoConfiguration.class, DaplugLambdaAutoConfiguration.class,
			DaplugLocalAutoConfiguration.class, JacksonAutoConfiguration.class, AwsAutoConfiguration.class,
			CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
			DynamoDbAutoConfiguration.class })
	static class ShopApplication {

		@Bean
		static Object contextKeeper(ConfigurableApplicationContext context) {
			started = context;
			return new Object();
		}

	}

	// tag::lambda-handler
	public static class OrderFunction extends DynamoDbStreamHandler {

		public OrderFunction() {
			super(ShopApplication.class);
		}

	}
	// end::lambda-handler

	// tag::lambda-started
	public static class ProfiledFunction extends DynamoDbStreamHandler {

		public ProfiledFunction() {
			super(() -> application(ShopApplication.class).profiles("function").run());
		}

	}
	// end::lambda-started

	@Test
	void mirrorsTheRecordsOfAnEvent() {
		OrderFunction function = new OrderFunction();
		StreamsEventResponse answer = function.handleRequest(event(record(1, "l-1"), record(2, "l-2")), null);
		assertThat(answer.getBatchItemFailures()).isEmpty();
		assertThat(started.getBean(DaplugTemplates.class).get("orders-archive").scan().list())
			.containsExactlyInAnyOrder(Map.of("orderId", "l-1", "total", new BigDecimal("5")),
					Map.of("orderId", "l-2", "total", new BigDecimal("5")));
	}

	@Test
	void doesAllWorkOnTheThreadThatIsCalled() {
		new OrderFunction();
		assertThat(started.getBean(StreamListenerRegistry.class).defaults().dispatch()).isEqualTo(Dispatch.CALLER);
	}

	@Test
	void startsTheApplicationAsTheFunctionSays() {
		new ProfiledFunction();
		assertThat(started.getEnvironment().getActiveProfiles()).containsExactly("function");
	}

	private static DynamodbEvent event(String... records) {
		return LambdaEventSerializers.serializerFor(DynamodbEvent.class, LambdaExamplesTests.class.getClassLoader())
			.fromJson("{\"Records\": [%s]}".formatted(String.join(",", List.of(records))));
	}

	private static String record(int sequence, String id) {
		return """
				{
				  "eventName": "INSERT",
				  "dynamodb": {
				    "ApproximateCreationDateTime": 1796979600,
				    "Keys": {"orderId": {"S": "%1$s"}},
				    "NewImage": {"orderId": {"S": "%1$s"}, "status": {"S": "NEW"}, "total": {"N": "5"}},
				    "SequenceNumber": "%2$d",
				    "StreamViewType": "NEW_AND_OLD_IMAGES"
				  },
				  "eventSourceARN": "arn:aws:dynamodb:eu-west-1:123456789012:table/orders-eu/stream/2026-11-20T08:00:00.000"
				}"""
			.formatted(id, sequence);
	}

}
