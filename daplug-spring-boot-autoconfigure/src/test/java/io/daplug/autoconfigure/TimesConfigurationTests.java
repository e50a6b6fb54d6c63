package io.daplug.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.daplug.id.GeneratedId;
import io.daplug.table.TableDefinition;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.table.TimestampAttribute;
import io.daplug.table.TimestampForm;
import io.daplug.table.TimestampsDefinition;
import io.daplug.template.DaplugTemplate;
import io.daplug.test.CountedIdGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for the properties of timestamps, time to live and generated ids.
 */
class TimesConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
		.withBean(DynamoDbClient.class, TimesConfigurationTests::client)
		.withPropertyValues("daplug.tables.sessions.hash-key=id");

	@Test
	void storesNoTimesUnlessTold() {
		this.runner.run((context) -> {
			assertThat(table(context).timestamps()).isNull();
			assertThat(table(context).timeToLive()).isNull();
		});
	}

	@Test
	void storesTextWithoutSchema() {
		this.runner
			.withPropertyValues("daplug.tables.sessions.timestamps.created=created_at",
					"daplug.tables.sessions.timestamps.modified=modified_at")
			.run((context) -> assertThat(table(context).timestamps())
				.isEqualTo(TimestampsDefinition.of("created_at", "modified_at")));
	}

	@Test
	void needsOneOfBoth() {
		this.runner.withPropertyValues("daplug.tables.sessions.timestamps.modified=modified_at")
			.run((context) -> assertThat(table(context).timestamps())
				.isEqualTo(new TimestampsDefinition(null, new TimestampAttribute("modified_at", TimestampForm.TEXT))));
	}

	@ParameterizedTest
	@CsvSource({ "created,,TEXT", "millis,,MILLISECONDS", "count,,SECONDS", "millis,seconds,SECONDS" })
	void storesWhatTheSchemaSays(String attribute, @Nullable String form, TimestampForm expected) {
		this.runner
			.withPropertyValues("daplug.schema=classpath:mistakes/sessions.yml",
					"daplug.tables.sessions.schema=Session", "daplug.tables.sessions.timestamps.created=" + attribute)
			.withPropertyValues(
					(form != null) ? new String[] { "daplug.tables.sessions.timestamps.form=" + form } : new String[0])
			.run((context) -> assertThat(table(context).timestamps())
				.isEqualTo(new TimestampsDefinition(new TimestampAttribute(attribute, expected), null)));
	}

	@Test
	void letsItemsExpire() {
		this.runner
			.withPropertyValues("daplug.tables.sessions.time-to-live.attribute=expires_at",
					"daplug.tables.sessions.time-to-live.after=30d",
					"daplug.tables.sessions.time-to-live.hide-expired=true")
			.run((context) -> assertThat(table(context).timeToLive())
				.isEqualTo(new TimeToLiveDefinition("expires_at", Duration.ofDays(30), true)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "orderId", "order_id", "order-id" })
	void generatesIdsInAttributesAsTheyAreWritten(String attribute, @TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("application.yml"), """
				daplug:
				  tables:
				    sessions:
				      generated:
				        %s: uuid-v7
				""".formatted(attribute));
		this.runner.withInitializer((context) -> new ConfigDataApplicationContextInitializer().initialize(context))
			.withSystemProperties("spring.config.location=" + file.toUri())
			.run((context) -> assertThat(table(context).generated()).isEqualTo(Map.of(attribute, GeneratedId.UUID_V7)));
	}

	@Test
	void makesIdsByTheApplicationsGenerator() {
		this.runner.withPropertyValues("daplug.tables.sessions.generated.id=ulid")
			.withBean(CountedIdGenerator.class)
			.run((context) -> assertThat(context.getBean(DaplugTemplate.class).insert(Map.of("total", 1)))
				.containsEntry("id", "00000000000000000000000001"));
	}

	private static TableDefinition table(AssertableApplicationContext context) {
		return context.getBean(DaplugTemplate.class).table();
	}

	private static DynamoDbClient client() {
		DynamoDbClient client = mock(DynamoDbClient.class);
		given(client.putItem(any(PutItemRequest.class))).willReturn(PutItemResponse.builder().build());
		return client;
	}

}
