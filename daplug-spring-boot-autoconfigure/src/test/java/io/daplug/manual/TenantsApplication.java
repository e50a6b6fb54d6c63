package io.daplug.manual;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.local.DaplugLocalAutoConfiguration;
import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ItemChange;
import io.daplug.item.ItemKey;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.template.DaplugTemplate;
import io.daplug.tenant.TenantResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/**
 * The application of the manual's tenants.
 */
@SuppressWarnings("NullAway")
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
		DaplugMirrorsAutoConfiguration.class, DaplugLocalAutoConfiguration.class, JacksonAutoConfiguration.class,
		AwsAutoConfiguration.class, CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
		DynamoDbAutoConfiguration.class })
@Import(TenantsApplication.OrderCounter.class)
class TenantsApplication {

	static final List<String> heard = new CopyOnWriteArrayList<>();

	/** Stands for what a filter takes from the request. */
	static final ThreadLocal<@Nullable String> LOGIN = new ThreadLocal<>();

	private static @Nullable String tenantOfLogin() {
		return LOGIN.get();
	}

	// tag::tenant-resolver
	@Bean
	TenantResolver currentTenant() {
		return () -> tenantOfLogin(); // null if nobody is logged in: calls fail then
	}
	// end::tenant-resolver

	// tag::tenant-listener
	@Component
	static class OrderCounter {

		private final DaplugTemplate orders;

		OrderCounter(@Qualifier("orders") DaplugTemplate orders) {
			this.orders = orders;
		}

		@DaplugStreamListener(tables = "orders")
		void count(ItemChange<Map<String, Object>> change) {
			boolean there = orders.exists(change.key()); // an order of change.tenant()
			record(change.tenant(), change.key(), there);
		}

	}
	// end::tenant-listener

	private static void record(@Nullable String tenant, ItemKey key, boolean there) {
		heard.add(tenant + " " + key.hashValue() + " " + there);
	}

}
