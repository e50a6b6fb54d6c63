package io.daplug.autoconfigure;

import java.time.Duration;

import io.daplug.table.TableDefinition;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.table.TimestampAttribute;
import io.daplug.table.TimestampForm;
import io.daplug.table.TimestampsDefinition;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for the properties of timestamps and time to live.
 */
class TimesConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
		.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class))
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

	private static TableDefinition table(AssertableApplicationContext context) {
		return context.getBean(DaplugTemplate.class).table();
	}

}
