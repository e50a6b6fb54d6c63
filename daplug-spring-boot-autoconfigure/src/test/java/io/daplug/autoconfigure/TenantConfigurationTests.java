package io.daplug.autoconfigure;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.item.ItemKey;
import io.daplug.table.TableRegistry;
import io.daplug.template.DaplugTemplate;
import io.daplug.tenant.MissingTenantException;
import io.daplug.tenant.TenantDefinition;
import io.daplug.tenant.TenantResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

/**
 * Tests what {@link DaplugAutoConfiguration} makes of tenants.
 */
class TenantConfigurationTests {

	private final AtomicReference<@Nullable String> tenant = new AtomicReference<>("a");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
		.withBean("client", DynamoDbClient.class, () -> mock(DynamoDbClient.class))
		.withBean("currentTenant", TenantResolver.class, () -> this.tenant::get)
		.withPropertyValues("daplug.check-tables=none", "daplug.tables.orders.hash-key=id",
				"daplug.tables.orders.tenant.prefix=T#{tenant}#");

	@Test
	void asksTheNamedResolverOfEachCall() {
		this.runner.withBean("other", TenantResolver.class, () -> () -> "other")
			.withPropertyValues("daplug.tables.orders.tenant.resolver=currentTenant")
			.run((context) -> {
				TenantDefinition tenant = tenant(context);
				assertThat(tenant.prefix()).isEqualTo("T#{tenant}#");
				assertThat(tenant.current("orders")).isEqualTo("a");
				this.tenant.set("b");
				assertThat(tenant.current("orders")).isEqualTo("b");
			});
	}

	@Test
	void takesTheOnlyResolver() {
		this.runner.run((context) -> {
			assertThat(tenant(context).current("orders")).isEqualTo("a");
		});
	}

	@Test
	void refusesToChooseAmongResolvers() {
		this.runner.withBean("other", TenantResolver.class, () -> () -> "other")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DaplugConfigurationException.class)
				.hasMessageContaining("'daplug.tables.orders.tenant.resolver': must be set, as there are several"));
	}

	@Test
	void needsAResolver() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
			.withPropertyValues("daplug.tables.orders.hash-key=id", "daplug.tables.orders.tenant.prefix=T#{tenant}#")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("there is no bean of type TenantResolver"));
	}

	@Test
	void makesTheResolverWhenItIsAsked() {
		this.runner.withBean("late", TenantResolver.class, () -> {
			throw new IllegalStateException("made at start");
		}, (definition) -> definition.setLazyInit(true))
			.withPropertyValues("daplug.tables.orders.tenant.resolver=late")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static TenantDefinition tenant(ApplicationContext context) {
		return Objects.requireNonNull(context.getBean(TableRegistry.class).require("orders").tenant());
	}

	@Test
	void sendsNothingWithoutATenant() {
		this.tenant.set(null);
		this.runner.run((context) -> {
			DaplugTemplate orders = context.getBean("orders", DaplugTemplate.class);
			assertThatExceptionOfType(MissingTenantException.class).isThrownBy(() -> orders.get(ItemKey.of("o-1")));
			verifyNoInteractions(context.getBean(DynamoDbClient.class));
		});
	}

}
