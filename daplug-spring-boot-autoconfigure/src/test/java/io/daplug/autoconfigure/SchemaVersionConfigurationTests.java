package io.daplug.autoconfigure;

import java.util.Objects;

import io.daplug.template.DaplugTemplate;
import io.daplug.version.SchemaUpcaster;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests how versions of schemas are configured, and held against upcasters.
 */
class SchemaVersionConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
		.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class))
		.withPropertyValues("daplug.tables.orders.hash-key=id", "daplug.tables.plain.hash-key=id",
				"daplug.tables.orders.schema-version.attribute=_v", "daplug.tables.orders.schema-version.current=2");

	@Test
	void startsWithUpcastersUpToTheCurrentVersion() {
		with("orders", 1)
			.run((context) -> assertThat(context.getBean("orders", DaplugTemplate.class).table().schemaVersion())
				.hasToString("SchemaVersionDefinition[attribute=_v, current=2]"));
	}

	@Test
	void endsWithTwoUpcastersOfOneVersion() {
		with("orders", 1).withBean("other", SchemaUpcaster.class, () -> upcaster("orders", 1))
			.run((context) -> assertThat(failure(context))
				.contains("Two upcasters take the items of version 1 of table 'orders'"));
	}

	@Test
	void endsWithAnUpcasterOfTheCurrentVersion() {
		with("orders", 1).withBean("other", SchemaUpcaster.class, () -> upcaster("orders", 2))
			.run((context) -> assertThat(failure(context))
				.contains("takes items of version 2 of table 'orders', which is no version before the current one, 2"));
	}

	@Test
	void endsWithoutAnUpcaster() {
		this.runner.run((context) -> assertThat(failure(context))
			.contains("no upcaster makes items of version 1 items of version 2"));
	}

	@Test
	void endsWithAnUpcasterOfATableWithoutVersions() {
		with("orders", 1).withBean("other", SchemaUpcaster.class, () -> upcaster("plain", 1))
			.run((context) -> assertThat(failure(context))
				.contains("'daplug.tables.plain.schema-version': must be set"));
	}

	@Test
	void endsWithAnUpcasterOfATableThatThereIsNot() {
		with("orders", 1).withBean("other", SchemaUpcaster.class, () -> upcaster("order", 1))
			.run((context) -> assertThat(failure(context))
				.contains("an upcaster names table 'order', which is not configured; did you mean 'orders'?"));
	}

	private ApplicationContextRunner with(String table, int from) {
		return this.runner.withBean("first", SchemaUpcaster.class, () -> upcaster(table, from));
	}

	private static SchemaUpcaster upcaster(String table, int from) {
		return SchemaUpcaster.of(table, from, (item) -> item);
	}

	private static String failure(AssertableApplicationContext context) {
		Throwable cause = Objects.requireNonNull(context.getStartupFailure());
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return String.valueOf(cause.getMessage());
	}

}
