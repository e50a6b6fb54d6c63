package io.daplug.autoconfigure;

import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests that a variable of the environment changes a table, an index or a mirror with
 * dashes in its name, and makes no other.
 */
class RelaxedNameTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugMirrorsAutoConfiguration.class))
		.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class))
		.withPropertyValues("daplug.tables.order-lines.hash-key=id",
				"daplug.tables.order-lines.indexes.by-customer.hash-key=customer",
				"daplug.tables.old-lines.hash-key=id", "daplug.mirrors.line-archive.source=order-lines",
				"daplug.mirrors.line-archive.destination=old-lines");

	@ParameterizedTest
	@CsvSource({ "DAPLUG_TABLES_ORDERLINES_NAME", "DAPLUG_TABLES_ORDER_LINES_NAME" })
	void namesATable(String variable) {
		with(variable, "lines-eu").run((context) -> {
			assertThat(context).hasNotFailed()
				.getBeans(DaplugTemplate.class)
				.containsOnlyKeys("order-lines", "old-lines");
			assertThat(table(context.getBean("order-lines", DaplugTemplate.class)).tableName()).isEqualTo("lines-eu");
		});
	}

	@ParameterizedTest
	@CsvSource({ "DAPLUG_TABLES_ORDERLINES_INDEXES_BYCUSTOMER_RANGEKEY",
			"DAPLUG_TABLES_ORDER_LINES_INDEXES_BY_CUSTOMER_RANGE_KEY" })
	void completesAnIndex(String variable) {
		with(variable, "placed_at")
			.run((context) -> assertThat(table(context.getBean("order-lines", DaplugTemplate.class)).indexes())
				.containsOnlyKeys("by-customer")
				.extractingByKey("by-customer")
				.satisfies((index) -> assertThat(index.rangeKeys()).singleElement()
					.satisfies((key) -> assertThat(key.name()).isEqualTo("placed_at"))));
	}

	@ParameterizedTest
	@CsvSource({ "DAPLUG_MIRRORS_LINEARCHIVE_FILTER", "DAPLUG_MIRRORS_LINE_ARCHIVE_FILTER" })
	void completesAMirror(String variable) {
		with(variable, "status != null")
			.run((context) -> assertThat(context.getBean(StreamListenerRegistry.class).listeners()).hasSize(1));
	}

	@Test
	void givesATableItsTypeOfItems() {
		with("DAPLUG_TABLES_ORDER_LINES_ITEM_TYPE", "java.lang.StringBuilder")
			.run((context) -> assertThat(context).hasNotFailed().hasBean("order-linesOperations"));
	}

	private ApplicationContextRunner with(String variable, String value) {
		return this.runner.withInitializer((context) -> TestPropertyValues.of(variable + "=" + value)
			.applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT));
	}

	private static TableDefinition table(DaplugTemplate template) {
		return template.table();
	}

}
