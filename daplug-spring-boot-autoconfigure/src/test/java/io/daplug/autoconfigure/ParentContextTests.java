package io.daplug.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.customize.ItemCustomizer;
import io.daplug.event.ItemChange;
import io.daplug.mirror.MirrorGuard;
import io.daplug.mirror.MirrorTo;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableRegistry;
import io.daplug.template.DaplugTemplate;
import io.daplug.tenant.TenantResolver;
import io.daplug.version.SchemaUpcaster;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests which beans of the ancestors of a context count in it.
 */
class ParentContextTests {

	private static final List<String> asked = new CopyOnWriteArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugMirrorsAutoConfiguration.class))
		.withBean(DynamoDbClient.class, ParentContextTests::client)
		.withInitializer((context) -> asked.clear())
		.withPropertyValues("daplug.check-tables=none", "daplug.tables.orders.hash-key=id",
				"daplug.tables.notes.hash-key=id");

	private final ApplicationContextRunner streamed = this.runner
		.withPropertyValues("daplug.tables.orders.stream.source=lambda");

	private static DynamoDbClient client() {
		DynamoDbClient client = mock(DynamoDbClient.class);
		given(client.putItem(ArgumentMatchers.<PutItemRequest>any())).willReturn(PutItemResponse.builder().build());
		return client;
	}

	private static void run(ApplicationContextRunner runner, Class<?> parent,
			ContextConsumer<AssertableApplicationContext> consumer) {
		try (AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext(parent)) {
			runner.withParent(beans).run(consumer);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		@Order(2)
		ItemCustomizer<Map<String, Object>> second() {
			return asking("second");
		}

		@Bean
		@Order(4)
		@Qualifier("notes")
		ItemCustomizer<Map<String, Object>> fourth() {
			return asking("fourth");
		}

		@Bean
		@Order(5)
		ItemCustomizer<Map<String, Object>> hidden() {
			return asking("fifth of the parent");
		}

		@Bean
		@Qualifier("elsewhere")
		ItemCustomizer<StringBuilder> ofAnotherContext() {
			return asking("of another context");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NearCustomizers {

		@Bean
		@Order(1)
		ItemCustomizer<Map<String, Object>> first() {
			return asking("first");
		}

		@Bean
		@Order(3)
		ItemCustomizer<Map<String, Object>> third() {
			return asking("third");
		}

		@Bean
		@Order(5)
		ItemCustomizer<Map<String, Object>> hidden() {
			return asking("fifth");
		}

	}

	private static <T> ItemCustomizer<T> asking(String name) {
		return (item) -> {
			asked.add(name);
			return item;
		};
	}

	@Test
	void hasCustomizersInOneOrderWithThoseOfTheContext() {
		run(this.runner.withUserConfiguration(NearCustomizers.class), Customizers.class, (context) -> {
			template(context, "notes").insert(Map.of("id", "1"));
			assertThat(asked).containsExactly("first", "second", "third", "fourth", "fifth");
			asked.clear();
			template(context, "orders").insert(Map.of("id", "1"));
			assertThat(asked).containsExactly("first", "second", "third", "fifth");
		});
	}

	@Test
	void hasTheResolversOfTenants() {
		ApplicationContextRunner tenants = this.runner
			.withPropertyValues("daplug.tables.orders.tenant.prefix=T#{tenant}#");
		run(tenants, Resolvers.class, (context) -> assertThat(tenant(context)).isEqualTo("parent"));
		run(tenants.withBean("own", TenantResolver.class, () -> () -> "own"), Resolvers.class,
				(context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(DaplugConfigurationException.class)
					.hasMessageContaining("must be set, as there are several: [own, currentTenant]"));
		run(tenants.withBean("own", TenantResolver.class, () -> () -> "own")
			.withPropertyValues("daplug.tables.orders.tenant.resolver=currentTenant"), Resolvers.class,
				(context) -> assertThat(tenant(context)).isEqualTo("parent"));
	}

	private static String tenant(ApplicationContext context) {
		return Objects.requireNonNull(context.getBean(TableRegistry.class).require("orders").tenant())
			.current("orders");
	}

	@Configuration(proxyBeanMethods = false)
	static class Resolvers {

		@Bean
		TenantResolver currentTenant() {
			return () -> "parent";
		}

	}

	@Test
	void hasUpcasters() {
		run(this.runner.withPropertyValues("daplug.tables.orders.schema-version.attribute=_v",
				"daplug.tables.orders.schema-version.current=2"), Upcasters.class,
				(context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	static class Upcasters {

		@Bean
		SchemaUpcaster first() {
			return SchemaUpcaster.of("orders", 1, (item) -> item);
		}

	}

	static class Listener {

		@DaplugStreamListener(id = "heard", tables = "orders")
		void hear(ItemChange<Map<String, Object>> change) {
		}

	}

	static class Copier {

		@DaplugStreamListener(id = "copied", tables = "orders")
		@MirrorTo(value = "notes", guard = MirrorGuard.SEQUENCE)
		Map<String, Object> copy(Map<String, Object> order) {
			return order;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		@Bean
		Listener listener() {
			return new Listener();
		}

		@Bean
		Copier copier() {
			return new Copier();
		}

	}

	@Test
	void hasListenersAndMirrors() {
		run(this.streamed, Listeners.class, (context) -> {
			assertThat(context.getBean(StreamListenerRegistry.class).listeners()).extracting(ListenerContainer::id)
				.containsExactlyInAnyOrder("heard", "copied");
			assertThat(context.getBean(TableRegistry.class).require("notes").guardedCopies()).isTrue();
		});
	}

	@Test
	void leavesListenersToAnAncestorThatLooksForThem() {
		this.streamed.withUserConfiguration(Listeners.class)
			.run((parent) -> new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class,
						DaplugListenersAutoConfiguration.class, DaplugMirrorsAutoConfiguration.class))
				.withParent(parent)
				.run((context) -> {
					assertThat(context).hasNotFailed();
					assertThat(context.getBean(StreamListenerRegistry.class).listeners()).hasSize(2);
				}));
	}

	private static DaplugTemplate template(ApplicationContext context, String table) {
		return context.getBean(table, DaplugTemplate.class);
	}

}
