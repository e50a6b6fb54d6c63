package io.daplug.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.daplug.event.Announcement;
import io.daplug.event.ChangePublisher;
import io.daplug.event.ItemChange;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.UnknownTableException;
import io.daplug.template.DaplugOperations;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplates;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DaplugAutoConfiguration}.
 */
class DaplugAutoConfigurationTests {

	private final ApplicationContextRunner withoutTables = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withBean("client", DynamoDbClient.class, () -> mock(DynamoDbClient.class));

	private final ApplicationContextRunner runner = this.withoutTables.withPropertyValues(
			"daplug.tables.orders.hash-key=id", "daplug.tables.customers.hash-key=number",
			"daplug.tables.customers.name=customers-eu");

	@Test
	void offersOneTemplatePerTable() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed()
				.hasSingleBean(DaplugTemplates.class)
				.hasSingleBean(SchemaRegistry.class)
				.hasSingleBean(ItemConverter.class)
				.hasSingleBean(ChangePublisher.class);
			Map<String, DaplugTemplate> templates = context.getBeansOfType(DaplugTemplate.class);
			assertThat(templates).containsOnlyKeys("orders", "customers");
			templates.forEach((name, template) -> assertThat(template.table().name()).isEqualTo(name));
			assertThat(context.getBean("orders", DaplugTemplate.class).table().tableName()).isEqualTo("orders");
			assertThat(context.getBean("customers", DaplugTemplate.class).table().tableName())
				.isEqualTo("customers-eu");
		});
	}

	@Test
	void backsOffBeforeABeanOfTheTablesName() {
		DaplugTemplate mine = DaplugTemplate
			.builder(mock(DynamoDbClient.class), TableDefinition.named("mine").hashKey("x").build())
			.build();
		this.runner.withBean("orders", DaplugTemplate.class, () -> mine).run((context) -> {
			assertThat(context).hasNotFailed().getBean("orders").isSameAs(mine);
			assertThat(context).getBeans(DaplugTemplate.class).containsOnlyKeys("orders", "customers");
			assertThat(context.getBean(DaplugTemplates.class).get("orders")).isSameAs(mine);
		});
	}

	@Test
	void staysAwayWithoutTheSdk() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(DynamoDbClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DaplugAutoConfiguration.class));
	}

	@Test
	void staysAwayWhenDisabled() {
		this.runner.withPropertyValues("daplug.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(DaplugAutoConfiguration.class)
				.doesNotHaveBean(DaplugTemplate.class));
	}

	@Test
	void runsWithoutTables() {
		this.withoutTables.run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(DaplugTemplate.class);
			assertThat(context.getBean(DaplugTemplates.class).tables()).isEmpty();
		});
	}

	@Test
	void offersNoTemplatesWithoutAClient() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
			.withPropertyValues("daplug.tables.orders.hash-key=id")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(DaplugAutoConfiguration.class)
				.doesNotHaveBean(DaplugTemplate.class)
				.doesNotHaveBean(DaplugTemplates.class)
				.doesNotHaveBean("orders"));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void offersNoTemplatesWhereTwoClientsAreEqual(CapturedOutput output) {
		this.runner.withBean("second", DynamoDbClient.class, () -> mock(DynamoDbClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DaplugTemplate.class));
		assertThat(output).contains("WARN")
			.contains("There are no templates for the tables [")
			.contains("there are 2 beans of type DynamoDbClient, of which none is @Primary: [client, second]");
	}

	@Test
	void takesThePrimaryOfTwoClients() {
		this.runner
			.withBean("second", DynamoDbClient.class, () -> mock(DynamoDbClient.class),
					(definition) -> definition.setPrimary(true))
			.run((context) -> {
				DynamoDbClient primary = context.getBean("second", DynamoDbClient.class);
				given(primary.putItem(any(PutItemRequest.class))).willReturn(PutItemResponse.builder().build());
				context.getBean("orders", DaplugTemplate.class).insert(Map.of("id", "a"));
				then(primary).should().putItem(any(PutItemRequest.class));
			});
	}

	@Test
	void takesTheClientOfSpringCloudAws() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, AwsAutoConfiguration.class,
					CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
					DynamoDbAutoConfiguration.class))
			.withPropertyValues("daplug.tables.orders.hash-key=id", "spring.cloud.aws.region.static=eu-central-1")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(DynamoDbClient.class)
				.hasSingleBean(DaplugTemplate.class));
	}

	@Test
	void takesTheClientOfTheApplication() {
		this.runner.run((context) -> {
			DynamoDbClient client = context.getBean(DynamoDbClient.class);
			given(client.putItem(any(PutItemRequest.class))).willReturn(PutItemResponse.builder().build());
			context.getBean("customers", DaplugTemplate.class).insert(Map.of("number", "7"));
			ArgumentCaptor<PutItemRequest> request = ArgumentCaptor.captor();
			then(client).should().putItem(request.capture());
			assertThat(request.getValue().tableName()).isEqualTo("customers-eu");
		});
	}

	@Test
	void injectsByNameQualifierMapListAndRegistry() {
		this.runner.withUserConfiguration(Users.class).run((context) -> {
			DaplugTemplate orders = context.getBean("orders", DaplugTemplate.class);
			DaplugTemplate customers = context.getBean("customers", DaplugTemplate.class);
			assertThat(context.getBean("byParameterName", Holder.class).template()).isSameAs(orders);
			assertThat(context.getBean("byQualifier", Holder.class).template()).isSameAs(customers);
			assertThat(context.getBean("byInterface", Holder.class).template()).isSameAs(orders);
			AllHolder all = context.getBean(AllHolder.class);
			assertThat(all.map()).containsOnly(Map.entry("orders", orders), Map.entry("customers", customers));
			assertThat(all.list()).containsExactlyInAnyOrder(orders, customers);
			assertThat(all.registry().tables()).containsExactlyInAnyOrder("orders", "customers");
			assertThat(all.registry().get("orders")).isSameAs(orders);
		});
	}

	@Test
	void injectsTheOnlyTemplateWhateverTheParameterIsCalled() {
		this.withoutTables.withPropertyValues("daplug.tables.orders.hash-key=id")
			.withUserConfiguration(OnlyUser.class)
			.run((context) -> assertThat(context.getBean(Holder.class).template()).isSameAs(context.getBean("orders")));
	}

	@Test
	void namesTheTablesWhenAnUnknownOneIsAskedFor() {
		this.runner.run((context) -> {
			DaplugTemplates templates = context.getBean(DaplugTemplates.class);
			assertThatExceptionOfType(UnknownTableException.class).isThrownBy(() -> templates.get("order"))
				.withMessage("Table 'order' is not configured; did you mean 'orders'? Correct the name, or add "
						+ "'daplug.tables.order'; configured are [customers, orders]");
			assertThatExceptionOfType(NoSuchBeanDefinitionException.class).isThrownBy(() -> context.getBean("order"));
		});
	}

	@Test
	void readsAndWritesWithTheMapperThatBootConfigures() {
		this.withoutTables
			.withPropertyValues("daplug.tables.orders.hash-key=order_id",
					"spring.jackson.property-naming-strategy=SNAKE_CASE")
			.run((context) -> {
				DynamoDbClient client = context.getBean(DynamoDbClient.class);
				given(client.putItem(any(PutItemRequest.class))).willReturn(PutItemResponse.builder().build());
				Order order = new Order("1", "c-7");
				assertThat(context.getBean(DaplugTemplate.class).insert(order)).isEqualTo(order);
				ArgumentCaptor<PutItemRequest> request = ArgumentCaptor.captor();
				then(client).should().putItem(request.capture());
				assertThat(request.getValue().item()).containsOnlyKeys("order_id", "customer_id");
			});
	}

	@Test
	void takesTheConverterOfTheApplication() {
		ItemConverter mine = new ItemConverter(JsonMapper.shared());
		this.runner.withBean(ItemConverter.class, () -> mine)
			.run((context) -> assertThat(context).getBean(ItemConverter.class).isSameAs(mine));
	}

	@Test
	void announcesToPublishersOfTheApplicationToo() {
		List<Announcement> published = new ArrayList<>();
		this.runner.withBean(ChangePublisher.class, () -> published::addAll).run((context) -> {
			DynamoDbClient client = context.getBean(DynamoDbClient.class);
			given(client.putItem(any(PutItemRequest.class))).willReturn(PutItemResponse.builder().build());
			context.getBean("orders", DaplugTemplate.class).insert(Map.of("id", "a"));
			assertThat(published).singleElement()
				.satisfies((announcement) -> assertThat(announcement.change().key()).isEqualTo(ItemKey.of("a")));
		});
	}

	@Test
	void announcesToListenersOfTheApplication() {
		this.runner.withUserConfiguration(Listener.class).run((context) -> {
			DynamoDbClient client = context.getBean(DynamoDbClient.class);
			given(client.putItem(any(PutItemRequest.class))).willReturn(PutItemResponse.builder().build());
			context.getBean("orders", DaplugTemplate.class).insert(Map.of("id", "a"));
			assertThat(context.getBean(Listener.class).changes).singleElement()
				.satisfies((change) -> assertThat(change.table()).isEqualTo("orders"));
		});
	}

	@Test
	void runsWithoutDynamoDbLocal() {
		this.runner.withClassLoader(new FilteredClassLoader("software.amazon.dynamodb", "org.eclipse.jetty"))
			.run((context) -> assertThat(context).hasNotFailed().hasBean("orders"));
	}

	record Order(String orderId, @Nullable String customerId) {

	}

	record Holder(DaplugOperations template) {

	}

	record AllHolder(Map<String, DaplugTemplate> map, List<DaplugTemplate> list, DaplugTemplates registry) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Users {

		@Bean
		Holder byParameterName(DaplugTemplate orders) {
			return new Holder(orders);
		}

		@Bean
		Holder byQualifier(@Qualifier("customers") DaplugTemplate template) {
			return new Holder(template);
		}

		@Bean
		Holder byInterface(DaplugOperations orders) {
			return new Holder(orders);
		}

		@Bean
		AllHolder all(Map<String, DaplugTemplate> map, List<DaplugTemplate> list, DaplugTemplates registry) {
			return new AllHolder(map, list, registry);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnlyUser {

		@Bean
		Holder user(DaplugTemplate template) {
			return new Holder(template);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		private final List<ItemChange<?>> changes = new ArrayList<>();

		@EventListener
		void on(ItemChange<?> change) {
			this.changes.add(change);
		}

	}

}
