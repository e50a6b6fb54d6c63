package io.daplug.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.customize.ItemCustomizer;
import io.daplug.customize.RefusedItemException;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * Tests which customizers of the application are asked for the items of which table.
 */
class CustomizerConfigurationTests {

	private static final List<String> asked = new CopyOnWriteArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
		.withBean(DynamoDbClient.class, CustomizerConfigurationTests::client)
		.withInitializer((context) -> asked.clear())
		.withPropertyValues("daplug.tables.orders.hash-key=id",
				"daplug.tables.orders.item-type=" + PlacedOrder.class.getName(), "daplug.tables.notes.hash-key=id");

	private static DynamoDbClient client() {
		DynamoDbClient client = mock(DynamoDbClient.class);
		given(client.putItem(ArgumentMatchers.<PutItemRequest>any())).willReturn(PutItemResponse.builder().build());
		return client;
	}

	record PlacedOrder(String id, @Nullable String note) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Twice {

		private static final ItemCustomizer<Map<String, Object>> ONE = asking("one");

		@Bean
		ItemCustomizer<Map<String, Object>> first() {
			return ONE;
		}

		@Bean
		ItemCustomizer<Map<String, Object>> second() {
			return ONE;
		}

	}

	@Test
	void asksACustomizerOfTwoNamesOnce() {
		this.runner.withUserConfiguration(Twice.class).run((context) -> {
			context.getBean("notes", DaplugTemplate.class).insert(Map.of("id", "a"));
			assertThat(asked).containsExactly("one");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Several {

		@Bean
		@Order(3)
		ItemCustomizer<Map<String, Object>> ofAll() {
			return asking("all");
		}

		@Bean
		@Order(2)
		ItemCustomizer<PlacedOrder> ofOrders() {
			return asking("orders");
		}

		@Bean
		@Order(1)
		@Qualifier("notes")
		ItemCustomizer<Map<String, Object>> ofNotes() {
			return asking("notes");
		}

	}

	private static <T> ItemCustomizer<T> asking(String name) {
		return (item) -> {
			asked.add(name);
			return item;
		};
	}

	@Test
	void asksThoseOfTheTableInTheirOrder() {
		this.runner.withUserConfiguration(Several.class).run((context) -> {
			overwrite(context.getBean("orders", DaplugTemplate.class));
			assertThat(asked).containsExactly("orders", "all");
			asked.clear();
			overwrite(context.getBean("notes", DaplugTemplate.class));
			assertThat(asked).containsExactly("notes", "all");
		});
	}

	private static void overwrite(DaplugTemplate template) {
		template.overwrite(Map.of("id", "1"));
	}

	@Component
	@Qualifier("orders")
	static class Lookup implements ItemCustomizer<PlacedOrder> {

		private final DaplugTemplate orders;

		Lookup(@Qualifier("orders") DaplugTemplate orders) {
			this.orders = orders;
		}

		@Override
		public PlacedOrder customize(PlacedOrder item) {
			asked.add(this.orders.table().name());
			throw new RefusedItemException("No");
		}

	}

	@Test
	void takesACustomizerThatNeedsTheTemplateItself() {
		this.runner.withUserConfiguration(Lookup.class).run((context) -> {
			DaplugTemplate orders = context.getBean("orders", DaplugTemplate.class);
			assertThatExceptionOfType(RefusedItemException.class).isThrownBy(() -> overwrite(orders));
			assertThat(asked).containsExactly("orders");
			verify(context.getBean(DynamoDbClient.class), never()).putItem(ArgumentMatchers.<PutItemRequest>any());
			overwrite(context.getBean("notes", DaplugTemplate.class));
			verify(context.getBean(DynamoDbClient.class)).putItem(ArgumentMatchers.<PutItemRequest>any());
		});
	}

	@Test
	void refusesACustomizerOfATableThatThereIsNot() {
		assertRefused(OfNoTable.class,
				"the bean 'misspelt' of type ItemCustomizer is qualified by 'ordres', and there is no such table; did you mean 'orders'?");
	}

	@Configuration(proxyBeanMethods = false)
	static class OfNoTable {

		@Bean
		@Qualifier("ordres")
		ItemCustomizer<Map<String, Object>> misspelt() {
			return asking("none");
		}

	}

	@Test
	void refusesACustomizerOfItemsThatThereAreNot() {
		assertRefused(OfNoItems.class,
				"the bean 'strange' of type ItemCustomizer takes items of type 'java.lang.StringBuilder', and no table has such an 'item-type'");
	}

	@Configuration(proxyBeanMethods = false)
	static class OfNoItems {

		@Bean
		ItemCustomizer<StringBuilder> strange() {
			return asking("none");
		}

	}

	@Test
	void refusesACustomizerOfOtherItemsThanThoseOfItsTable() {
		assertRefused(OfOtherItems.class,
				"the bean 'other' of type ItemCustomizer takes items of type 'java.lang.StringBuilder', and table 'orders' has others");
	}

	@Configuration(proxyBeanMethods = false)
	static class OfOtherItems {

		@Bean
		@Qualifier("orders")
		ItemCustomizer<StringBuilder> other() {
			return asking("none");
		}

	}

	@Test
	void refusesACustomizerThatIsMadeAnewEachTime() {
		assertRefused(OfNoScope.class,
				"the bean 'fleeting' of type ItemCustomizer is no singleton, and one customizer serves all writes");
	}

	@Configuration(proxyBeanMethods = false)
	static class OfNoScope {

		@Bean
		@Scope(BeanDefinition.SCOPE_PROTOTYPE)
		ItemCustomizer<PlacedOrder> fleeting() {
			return asking("fleeting");
		}

	}

	@Test
	void asksTheProxyOfACustomizerThatIsMadeAnewEachTime() {
		this.runner.withUserConfiguration(OfAProxiedScope.class).run((context) -> {
			overwrite(context.getBean("notes", DaplugTemplate.class));
			overwrite(context.getBean("notes", DaplugTemplate.class));
			assertThat(asked).containsExactly("Counting 1", "Counting 1");
		});
	}

	static class Counting implements ItemCustomizer<Map<String, Object>> {

		private final AtomicInteger items = new AtomicInteger();

		@Override
		public Map<String, Object> customize(Map<String, Object> item) {
			asked.add("Counting " + this.items.incrementAndGet());
			return item;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfAProxiedScope {

		@Bean
		@Scope(scopeName = BeanDefinition.SCOPE_PROTOTYPE, proxyMode = ScopedProxyMode.TARGET_CLASS)
		Counting counting() {
			return new Counting();
		}

	}

	@Test
	void refusesACustomizerThatDoesNotSayWhatItTakes() {
		assertRefused(OfAnything.class,
				"the bean 'unknown' of type ItemCustomizer does not say what it takes items as");
	}

	@Configuration(proxyBeanMethods = false)
	static class OfAnything {

		@Bean
		ItemCustomizer<?> unknown() {
			UnaryOperator<Object> same = UnaryOperator.identity();
			return same::apply;
		}

	}

	private void assertRefused(Class<?> configuration, String problem) {
		this.runner.withUserConfiguration(configuration)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(DaplugConfigurationException.class)
				.hasMessageContaining(problem));
	}

}
