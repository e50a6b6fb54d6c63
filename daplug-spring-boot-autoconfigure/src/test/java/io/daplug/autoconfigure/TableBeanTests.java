package io.daplug.autoconfigure;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugOperations;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests that no other bean takes the place of a table's template, as an injection point
 * would be given the template of another table.
 */
class TableBeanTests {

	private static final DaplugTemplate MINE = DaplugTemplate
		.builder(mock(DynamoDbClient.class), TableDefinition.named("mine").hashKey("x").build())
		.build();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
		.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class))
		.withPropertyValues("daplug.tables.orders.hash-key=id", "daplug.tables.customers.hash-key=id",
				"daplug.tables.customers.item-type=" + Customer.class.getName());

	@ParameterizedTest
	@ValueSource(classes = { OtherComponent.class, OtherMethod.class, OtherAlias.class, OtherFactory.class,
			OtherBehindObject.class })
	void refusesAnotherBeanOfTheTablesName(Class<?> configuration) {
		this.runner.withUserConfiguration(configuration, User.class)
			.run((context) -> assertThat(context).getFailure()
				.extracting(NestedExceptionUtils::getMostSpecificCause, InstanceOfAssertFactories.THROWABLE)
				.isInstanceOf(DaplugConfigurationException.class)
				.hasMessageStartingWith(
						"Property 'daplug.tables.orders': the application has another bean named 'orders', of type '"
								+ OtherComponent.class.getName() + "'")
				.hasMessageEndingWith(", where the table's DaplugTemplate belongs"));
	}

	@Test
	void tellsWhereTheOtherBeanIsDefined() {
		this.runner.withUserConfiguration(OtherMethod.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("and defined in " + OtherMethod.class.getName()));
	}

	@Test
	void refusesASingletonWithoutDefinition() {
		this.runner
			.withInitializer((context) -> context.getBeanFactory().registerSingleton("orders", new OtherComponent()))
			.withUserConfiguration(User.class)
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("another bean named 'orders'"));
	}

	@ParameterizedTest
	@ValueSource(classes = { MineByAlias.class, MineByFactory.class, MineByInterface.class, MineBehindObject.class })
	void takesATemplateOfTheApplication(Class<?> configuration) {
		this.runner.withUserConfiguration(configuration).run((context) -> {
			assertThat(context).hasNotFailed().getBean("orders").isSameAs(MINE);
			assertThat(context.getBean("customers", DaplugTemplate.class).table().name()).isEqualTo("customers");
		});
	}

	@Test
	void offersOperationsThoughAnotherBeanHasTheirName() {
		this.runner.withBean("customersOperations", OtherComponent.class)
			.withBean(TypedUser.class)
			.run((context) -> assertThat(context.getBean(TypedUser.class).operations().table().name())
				.isEqualTo("customers"));
	}

	@Test
	void leavesOperationsOfTheApplicationAlone() {
		ItemOperations<Customer> mine = MINE.as(Customer.class);
		this.runner.withBean("customersOperations", ItemOperations.class, () -> mine)
			.run((context) -> assertThat(context).getBeans(ItemOperations.class)
				.containsOnlyKeys("customersOperations"));
	}

	@Test
	void leavesTheBeansOfAnApplicationWithoutClientAlone() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
			.withPropertyValues("daplug.tables.orders.hash-key=id")
			.withUserConfiguration(OtherMethod.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	record Customer(String id) {

	}

	record Holder(DaplugTemplate template) {

	}

	record TypedUser(ItemOperations<Customer> operations) {

	}

	@Component("orders")
	static class OtherComponent {

	}

	@Configuration(proxyBeanMethods = false)
	static class User {

		@Bean
		Holder holder(DaplugTemplate orders) {
			return new Holder(orders);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherMethod {

		@Bean
		OtherComponent orders() {
			return new OtherComponent();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherAlias {

		@Bean({ "ordersOfToday", "orders" })
		OtherComponent ordersOfToday() {
			return new OtherComponent();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherFactory {

		@Bean
		FactoryBean<OtherComponent> orders() {
			return new Factory<>(new OtherComponent());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherBehindObject {

		@Bean
		Object orders() {
			return new OtherComponent();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MineByAlias {

		@Bean({ "mine", "orders" })
		DaplugTemplate mine() {
			return MINE;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MineByFactory {

		@Bean
		FactoryBean<DaplugTemplate> orders() {
			return new Factory<>(MINE);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MineByInterface {

		@Bean
		DaplugOperations orders() {
			return MINE;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MineBehindObject {

		@Bean
		Object orders() {
			return MINE;
		}

	}

	record Factory<T>(T object) implements FactoryBean<T> {

		@Override
		public T getObject() {
			return this.object;
		}

		@Override
		public Class<?> getObjectType() {
			return this.object.getClass();
		}

	}

}
