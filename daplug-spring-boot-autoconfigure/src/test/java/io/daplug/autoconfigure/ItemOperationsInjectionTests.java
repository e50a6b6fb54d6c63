package io.daplug.autoconfigure;

import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for the operations of items of one type as beans.
 */
class ItemOperationsInjectionTests {

	record Order(String id) {

	}

	record Customer(String id) {

	}

	record ByType(ItemOperations<Order> orders, ItemOperations<Customer> customers) {

	}

	record ByName(@Qualifier("orders") ItemOperations<Order> current,
			@Qualifier("archive") ItemOperations<Order> archived) {

	}

	record ByBeanName(ItemOperations<Order> ordersOperations, ItemOperations<Order> archiveOperations) {

	}

	record Ambiguous(ItemOperations<Order> any) {

	}

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
		.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class))
		.withPropertyValues("daplug.tables.orders.hash-key=id",
				"daplug.tables.orders.item-type=" + Order.class.getName(), "daplug.tables.customers.hash-key=id",
				"daplug.tables.customers.item-type=" + Customer.class.getName(), "daplug.tables.notes.hash-key=id");

	@Test
	void areInjectedByTheItemTypeOfTheTable() {
		this.runner.withBean(ByType.class).run((context) -> {
			ByType injected = context.getBean(ByType.class);
			assertThat(injected.orders().table().name()).isEqualTo("orders");
			assertThat(injected.customers().table().name()).isEqualTo("customers");
		});
	}

	@Test
	void areInjectedByNameWhereSeveralTablesHaveOneType() {
		ApplicationContextRunner archived = this.runner.withPropertyValues("daplug.tables.archive.hash-key=id",
				"daplug.tables.archive.item-type=" + Order.class.getName());
		archived.withBean(ByName.class).run((context) -> {
			ByName injected = context.getBean(ByName.class);
			assertThat(injected.current().table().name()).isEqualTo("orders");
			assertThat(injected.archived().table().name()).isEqualTo("archive");
		});
		archived.withBean(ByBeanName.class).run((context) -> {
			ByBeanName injected = context.getBean(ByBeanName.class);
			assertThat(injected.ordersOperations().table().name()).isEqualTo("orders");
			assertThat(injected.archiveOperations().table().name()).isEqualTo("archive");
		});
		archived.withBean(Ambiguous.class)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class));
	}

	@Test
	void areNotThereWithoutItemType() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean("notesOperations");
			assertThat(context).hasBean("notes");
		});
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
			.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class))
			.withPropertyValues("daplug.tables.orders.hash-key=id")
			.withBean(Ambiguous.class)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(NoSuchBeanDefinitionException.class));
	}

	@Test
	void backOffBeforeTheUsersBean() {
		ItemOperations<?> own = mock(ItemOperations.class);
		this.runner.withBean("ordersOperations", ItemOperations.class, () -> own)
			.run((context) -> assertThat(context.getBean("ordersOperations")).isSameAs(own));
	}

	@Test
	void areOfTheTemplateOfTheirTable() {
		this.runner.run((context) -> assertThat(context.getBean("ordersOperations", ItemOperations.class).table())
			.isSameAs(context.getBean("orders", DaplugTemplate.class).table()));
	}

}
