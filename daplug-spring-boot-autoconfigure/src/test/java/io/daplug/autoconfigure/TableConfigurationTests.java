package io.daplug.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.MissingValue;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.table.UnknownAttributes;
import io.daplug.table.UnknownInput;
import io.daplug.table.Validation;
import io.daplug.table.WriteOnlyAttributes;
import io.daplug.template.DaplugTemplate;
import io.daplug.version.StoredAs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests what {@link DaplugAutoConfiguration} makes of the properties of tables.
 */
@ExtendWith(OutputCaptureExtension.class)
class TableConfigurationTests {

	private final ApplicationContextRunner withoutTables = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withBean("client", DynamoDbClient.class, () -> mock(DynamoDbClient.class));

	private final ApplicationContextRunner runner = this.withoutTables.withPropertyValues(
			"daplug.tables.orders.hash-key=id", "daplug.tables.customers.hash-key=number",
			"daplug.tables.customers.name=customers-eu");

	@Test
	void failsOnATableWithoutHashKey() {
		this.runner.withPropertyValues("daplug.tables.audit.name=audit")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DaplugConfigurationException.class)
				.hasMessageContaining("'daplug.tables.audit.hash-key'"));
	}

	@Test
	void knowsTheTablesThatBeansDeclare(CapturedOutput output) {
		TableDefinition archive = TableDefinition.named("archive").hashKey("id").build();
		this.runner.withBean(TableDefinition.class, () -> archive).run((context) -> {
			assertThat(context.getBean(TableRegistry.class).tables()).extracting(TableDefinition::name)
				.containsExactlyInAnyOrder("orders", "customers", "archive");
			assertThat(output).doesNotContain("has no template");
		});
	}

	@Test
	void refusesABeanThatDeclaresAConfiguredTable() {
		TableDefinition orders = TableDefinition.named("orders").hashKey("id").build();
		this.runner.withBean(TableDefinition.class, () -> orders)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DaplugConfigurationException.class)
				.hasMessage("Property 'daplug.tables.orders': a bean of type TableDefinition declares table 'orders' "
						+ "too"));
	}

	@Test
	void backsOffBeforeARegistryOfTheApplication() {
		TableDefinition orders = TableDefinition.named("orders").tableName("mine").hashKey("id").build();
		TableRegistry mine = TableRegistry.of(List.of(orders));
		this.withoutTables.withPropertyValues("daplug.tables.orders.hash-key=id")
			.withBean(TableRegistry.class, () -> mine)
			.run((context) -> assertThat(context.getBean("orders", DaplugTemplate.class).table()).isSameAs(orders));
	}

	@Test
	void bindsEveryPropertyOfATable(@TempDir Path directory) throws IOException {
		Path schema = Files.writeString(directory.resolve("api.yml"), """
				openapi: 3.1.0
				info: {title: Orders, version: 1.0.0}
				paths: {}
				components:
				  schemas:
				    Order:
				      type: object
				      properties:
				        id: {type: string}
				        line: {type: integer}
				        customer: {type: string}
				        total: {type: number}
				        version: {type: integer}
				""");
		this.withoutTables.withPropertyValues("daplug.schema=file:" + schema, "daplug.tables.orders.name=orders-eu",
				"daplug.tables.orders.schema=Order", "daplug.tables.orders.hash-key=id",
				"daplug.tables.orders.hash-prefix=order#", "daplug.tables.orders.range-key=line",
				"daplug.tables.orders.range-key-type=number", "daplug.tables.orders.validation=none",
				"daplug.tables.orders.write-only=hide", "daplug.tables.orders.stored-as=dynamodb-mapper-v1",
				"daplug.tables.orders.unknown=refuse", "daplug.tables.orders.update-unknown=drop",
				"daplug.tables.orders.idempotence.key=version", "daplug.tables.orders.idempotence.strategy=raise",
				"daplug.tables.orders.idempotence.missing=adopt", "daplug.tables.orders.idempotence.generate=counter",
				"daplug.tables.orders.indexes.by-customer.hash-key=customer",
				"daplug.tables.orders.indexes.by-customer.range-key=total",
				"daplug.tables.orders.item-type=" + Order.class.getName())
			.run((context) -> {
				TableDefinition table = context.getBean(DaplugTemplate.class).table();
				assertThat(table.name()).isEqualTo("orders");
				assertThat(table.tableName()).isEqualTo("orders-eu");
				assertThat(table.schema()).isEqualTo("Order");
				assertThat(table.hashKey()).isEqualTo("id");
				assertThat(table.keyType("id")).isEqualTo(ScalarAttributeType.S);
				assertThat(table.rangeKey()).isEqualTo("line");
				assertThat(table.keyType("line")).isEqualTo(ScalarAttributeType.N);
				assertThat(table.prefixer().add("id", AttributeValue.fromS("1")))
					.isEqualTo(AttributeValue.fromS("order#1"));
				assertThat(table.validation()).isEqualTo(Validation.NONE);
				assertThat(table.unknown()).isEqualTo(UnknownInput.REFUSE);
				assertThat(table.writeOnly()).isEqualTo(WriteOnlyAttributes.HIDE);
				assertThat(table.storedAs()).isEqualTo(StoredAs.DYNAMODB_MAPPER_V1);
				assertThat(table.updateUnknown()).isEqualTo(UnknownAttributes.DROP);
				assertThat(table.idempotence()).isEqualTo(new IdempotenceDefinition("version",
						IdempotenceStrategy.RAISE, MissingValue.ADOPT, GeneratedValue.COUNTER));
				assertThat(table.indexes()).containsOnly(Map.entry("by-customer", IndexDefinition.of("by-customer",
						KeyAttribute.text("customer"), KeyAttribute.number("total"))));
				assertThat(table.itemType()).isEqualTo(Order.class);
			});
	}

	@Test
	void bindsIndexesOfOneOrSeveralKeys() {
		this.withoutTables
			.withPropertyValues("daplug.tables.orders.hash-key=id", "daplug.tables.orders.indexes.one.hash-key=tenant",
					"daplug.tables.orders.indexes.list.hash-key=tenant,region",
					"daplug.tables.orders.indexes.list.hash-key-type=text,number",
					"daplug.tables.orders.indexes.list.range-key[0]=status",
					"daplug.tables.orders.indexes.list.range-key[1]=total")
			.run((context) -> assertThat(context.getBean(DaplugTemplate.class).table().indexes().values())
				.containsExactlyInAnyOrder(IndexDefinition.of("one", "tenant", null),
						new IndexDefinition("list", List.of(KeyAttribute.text("tenant"), KeyAttribute.number("region")),
								List.of(KeyAttribute.text("status"), KeyAttribute.text("total")))));
	}

	@Test
	void usesTheDocumentedDefaults() {
		this.withoutTables
			.withPropertyValues("daplug.tables.orders.hash-key=id", "daplug.tables.orders.idempotence.key=version")
			.run((context) -> {
				TableDefinition table = context.getBean(DaplugTemplate.class).table();
				assertThat(table.validation()).isEqualTo(Validation.STRICT);
				assertThat(table.unknown()).isEqualTo(UnknownInput.DROP);
				assertThat(table.writeOnly()).isEqualTo(WriteOnlyAttributes.KEEP);
				assertThat(table.updateUnknown()).isEqualTo(UnknownAttributes.KEEP);
				assertThat(table.idempotence()).isEqualTo(new IdempotenceDefinition("version",
						IdempotenceStrategy.CONDITIONAL, MissingValue.FAIL, GeneratedValue.NONE));
			});
	}

	@Test
	void bindsEnvironmentVariables() {
		Map<String, Object> variables = new LinkedHashMap<>();
		variables.put("DAPLUG_TABLES_ORDERS_HASHKEY", "id");
		variables.put("DAPLUG_TABLES_ORDERS_NAME", "orders-eu");
		variables.put("DAPLUG_TABLES_ORDERS_IDEMPOTENCE_KEY", "version");
		this.withoutTables
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
			.run((context) -> {
				TableDefinition table = context.getBean("orders", DaplugTemplate.class).table();
				assertThat(table.hashKey()).isEqualTo("id");
				assertThat(table.tableName()).isEqualTo("orders-eu");
				assertThat(Objects.requireNonNull(table.idempotence()).key()).isEqualTo("version");
			});
	}

	@Test
	void letsAnEnvironmentVariableReplaceAProperty() {
		Map<String, Object> variables = Map.of("DAPLUG_TABLES_ORDERS_NAME", "orders-us");
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
			.run((context) -> assertThat(context.getBean("orders", DaplugTemplate.class).table().tableName())
				.isEqualTo("orders-us"));
	}

	@Test
	void keepsTheSpellingOfATablesName() {
		this.withoutTables
			.withPropertyValues("daplug.tables.[Orders_EU].hash-key=id", "daplug.tables.line-items.hash-key=id")
			.run((context) -> assertThat(context).getBeans(DaplugTemplate.class)
				.containsOnlyKeys("Orders_EU", "line-items"));
	}

	record Order(String orderId, @Nullable String customerId) {

	}

}
