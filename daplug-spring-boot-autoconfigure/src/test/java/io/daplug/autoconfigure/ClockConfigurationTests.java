package io.daplug.autoconfigure;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests that templates tell the time by the application's clock.
 */
class ClockConfigurationTests {

	private static final Instant NINE = Instant.parse("2001-11-27T09:00:00Z");

	private static final String TEXT = "2001-11-27T09:00:00.000000000Z";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
		.withBean(DynamoDbClient.class, ClockConfigurationTests::client)
		.withPropertyValues("daplug.tables.sessions.hash-key=id",
				"daplug.tables.sessions.timestamps.modified=modified_at",
				"daplug.tables.sessions.idempotence.key=version",
				"daplug.tables.sessions.idempotence.generate=timestamp");

	@Test
	void isTheOneThatThereIs() {
		this.runner.withBean("clock", Clock.class, () -> Clock.fixed(NINE, ZoneOffset.UTC))
			.run((context) -> assertThat(inserted(context)).containsEntry("modified_at", TEXT)
				.containsEntry("version", TEXT));
	}

	@Test
	void isThePrimaryOneOfSeveral() {
		this.runner
			.withBean("clock", Clock.class, () -> Clock.fixed(NINE, ZoneOffset.UTC), (bean) -> bean.setPrimary(true))
			.withBean("other", Clock.class, Clock::systemUTC)
			.run((context) -> assertThat(inserted(context)).containsEntry("modified_at", TEXT));
	}

	@Test
	void isTheSystemsWhereNobodySaysWhich() {
		this.runner.run((context) -> assertThat(time(inserted(context))).isAfter(NINE.plusSeconds(1)));
		this.runner.withBean("clock", Clock.class, () -> Clock.fixed(NINE, ZoneOffset.UTC))
			.withBean("other", Clock.class, () -> Clock.fixed(NINE, ZoneOffset.UTC))
			.run((context) -> assertThat(time(inserted(context))).isAfter(NINE.plusSeconds(1)));
	}

	private static Instant time(Map<String, Object> item) {
		return Instant.parse(String.valueOf(item.get("modified_at")));
	}

	private static Map<String, Object> inserted(AssertableApplicationContext context) {
		return context.getBean(DaplugTemplate.class).insert(Map.of("id", "a"));
	}

	private static DynamoDbClient client() {
		DynamoDbClient client = mock(DynamoDbClient.class);
		given(client.putItem(any(PutItemRequest.class))).willReturn(PutItemResponse.builder().build());
		return client;
	}

}
