package io.daplug.autoconfigure;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@code idempotence.token}.
 */
class WriteTokenConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
		.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class))
		.withPropertyValues("daplug.tables.orders.hash-key=id");

	@Test
	void keepsTokensWhereACounterGuards() {
		this.runner
			.withPropertyValues("daplug.tables.orders.idempotence.key=version",
					"daplug.tables.orders.idempotence.generate=counter")
			.run((context) -> assertThat(context.getBean(DaplugTemplate.class).table().writeToken())
				.isEqualTo("_write"));
	}

	@Test
	void keepsNoneWhereNobodyWantsThem() {
		this.runner
			.withPropertyValues("daplug.tables.orders.idempotence.key=version",
					"daplug.tables.orders.idempotence.generate=counter", "daplug.tables.orders.idempotence.token=none")
			.run((context) -> assertThat(context.getBean(DaplugTemplate.class).table().writeToken()).isNull());
	}

	@Test
	void needsNoGuard() {
		this.runner.withPropertyValues("daplug.tables.orders.idempotence.token=wrote").run((context) -> {
			assertThat(context.getBean(DaplugTemplate.class).table().writeToken()).isEqualTo("wrote");
			assertThat(context.getBean(DaplugTemplate.class).table().idempotence()).isNull();
		});
	}

	@Test
	void takesTheIntentionToGuardForOne() {
		this.runner
			.withPropertyValues("daplug.tables.orders.idempotence.token=wrote",
					"daplug.tables.orders.idempotence.generate=counter")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DaplugConfigurationException.class)
				.hasMessageContaining("idempotence.key"));
	}

	@Test
	void refusesAnAttributeOfOthers() {
		this.runner
			.withPropertyValues("daplug.tables.orders.idempotence.token=customer",
					"daplug.tables.orders.indexes.by-customer.hash-key=customer")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DaplugConfigurationException.class)
				.hasMessageContaining("'daplug.tables.orders.idempotence.token'")
				.hasMessageContaining("'customer' is a key"));
	}

	@Test
	void refusesAPropertyOfTheSchema() {
		this.runner
			.withPropertyValues("daplug.schema=classpath:io/daplug/template/orders.yml",
					"daplug.tables.orders.schema=Order", "daplug.tables.orders.idempotence.token=total")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'daplug.tables.orders.idempotence.token'")
				.hasMessageContaining("'total' is a property of schema 'Order'"));
	}

	@Test
	void storesChangeIdsOnRequest() {
		this.runner.withPropertyValues("daplug.tables.orders.idempotence.key=version",
				"daplug.tables.orders.idempotence.generate=counter", "daplug.tables.orders.change-id.attribute=_change")
			.run((context) -> {
				TableDefinition table = context.getBean(DaplugTemplate.class).table();
				assertThat(table.changeIdAttribute()).isEqualTo("_change");
				assertThat(table.writeToken()).isEqualTo("_change");
				assertThat(table.formerWriteToken()).isEqualTo("_write");
			});
	}

	@ParameterizedTest
	@CsvSource({ "id,is a key", "customer,is a key", "email,unique", "stamp,change-id.attribute" })
	void refusesAChangeIdInAnAttributeOfOthers(String attribute, String reason) {
		this.runner
			.withPropertyValues("daplug.tables.orders.change-id.attribute=" + attribute,
					"daplug.tables.orders.indexes.by-customer.hash-key=customer", "daplug.tables.orders.unique=email",
					"daplug.tables.orders.timestamps.created=stamp")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DaplugConfigurationException.class)
				.hasMessageContaining("change-id.attribute")
				.hasMessageContaining(reason));
	}

	@Test
	void refusesAChangeIdInAPropertyOfTheSchema() {
		this.runner
			.withPropertyValues("daplug.schema=classpath:io/daplug/template/orders.yml",
					"daplug.tables.orders.schema=Order", "daplug.tables.orders.change-id.attribute=total")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'daplug.tables.orders.change-id.attribute'")
				.hasMessageContaining("'total' is a property of schema 'Order'"));
	}

}
