package io.daplug.autoconfigure;

import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemTransactionOperations;
import io.daplug.template.ItemTransactionTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for the bean that makes transactions.
 */
class TransactionBeanTests {

	private final ApplicationContextRunner withoutClient = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.withoutClient.withBean(DynamoDbClient.class,
			() -> mock(DynamoDbClient.class));

	@Test
	void isThereWhereThereIsAClient() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(ItemTransactionOperations.class)
			.getBean("daplugTransactions")
			.isInstanceOf(ItemTransactionTemplate.class));
	}

	@Test
	void isThereWhereThereAreSeveralClients() {
		this.runner.withBean("second", DynamoDbClient.class, () -> mock(DynamoDbClient.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(DaplugTemplate.class)
				.hasSingleBean(ItemTransactionTemplate.class));
	}

	@Test
	void isNotThereWithoutAClient() {
		this.withoutClient
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ItemTransactionOperations.class));
	}

	@Test
	void backsOffBeforeABeanOfTheApplication() {
		ItemTransactionOperations mine = mock(ItemTransactionOperations.class);
		this.runner.withBean("mine", ItemTransactionOperations.class, () -> mine)
			.run((context) -> assertThat(context).getBean(ItemTransactionOperations.class).isSameAs(mine));
	}

	@Test
	void staysAwayWhenDisabled() {
		this.runner.withPropertyValues("daplug.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ItemTransactionOperations.class));
	}

	@Test
	void staysAwayWithoutTheSdk() {
		this.withoutClient.withClassLoader(new FilteredClassLoader(DynamoDbClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("daplugTransactions"));
	}

}
