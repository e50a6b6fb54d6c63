package io.daplug.autoconfigure;

import io.daplug.capacity.ReadRules;
import io.daplug.capacity.ScanRule;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for the properties of what reads may do.
 */
class ReadRulesConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
		.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class))
		.withPropertyValues("daplug.tables.orders.hash-key=id");

	@Test
	void scansByNameAndWithoutLimitUnlessTold() {
		this.runner.run((context) -> assertThat(reads(context)).isEqualTo(ReadRules.DEFAULTS)
			.isEqualTo(new ReadRules(ScanRule.BY_NAME, null)));
	}

	@Test
	void refusesScans() {
		this.runner.withPropertyValues("daplug.tables.orders.reads.scan=refuse")
			.run((context) -> assertThat(reads(context)).isEqualTo(new ReadRules(ScanRule.REFUSE, null)));
	}

	@Test
	void limitsUnits() {
		this.runner.withPropertyValues("daplug.tables.orders.reads.max-units-per-call=500")
			.run((context) -> assertThat(reads(context)).isEqualTo(new ReadRules(ScanRule.BY_NAME, 500)));
	}

	private static ReadRules reads(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		return context.getBean("orders", DaplugTemplate.class).table().reads();
	}

}
