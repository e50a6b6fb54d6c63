package io.daplug.autoconfigure;

import java.util.Map;
import java.util.Set;

import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ItemInserted;
import io.daplug.item.ItemKey;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplates;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;

/**
 * Tests that a user's test can put a mock in the place of a template, though the table
 * has a listener and is the destination of one mirror and the source of another.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "daplug.tables.orders.hash-key=id", "daplug.tables.customers.hash-key=number",
				"daplug.tables.archive.hash-key=id", "daplug.tables.imports.hash-key=id",
				"daplug.mirrors.archive.source=orders", "daplug.mirrors.archive.destination=archive",
				"daplug.mirrors.imports.source=imports", "daplug.mirrors.imports.destination=orders" })
class TemplateMockingTests {

	@MockitoBean(name = "orders")
	@SuppressWarnings("NullAway.Init")
	private DaplugTemplate orders;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Map<String, DaplugTemplate> templates;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private DaplugTemplates registry;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private StreamListenerRegistry listeners;

	@Test
	void replacesTheTemplateOfThatTable() {
		given(this.orders.update(ItemKey.of("a"), Map.of())).willReturn(Map.of("id", "mocked"));
		assertThat(this.templates).containsOnlyKeys("orders", "customers", "archive", "imports");
		assertThat(this.templates.get("orders")).isSameAs(this.orders);
		assertThat(mockingDetails(this.templates.get("customers")).isMock()).isFalse();
		assertThat(this.registry.get("orders").update(ItemKey.of("a"), Map.of())).containsEntry("id", "mocked");
	}

	@Test
	void keepsListenersAndMirrorsOfThatTable() {
		assertThat(this.listeners.listeners()).extracting((listener) -> listener.tables())
			.containsExactlyInAnyOrder(Set.of("orders"), Set.of("orders"), Set.of("imports"));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
			DaplugMirrorsAutoConfiguration.class })
	static class Application {

		@Bean
		DynamoDbClient client() {
			return mock(DynamoDbClient.class);
		}

		@DaplugStreamListener("orders")
		void ordered(ItemInserted<Map<String, Object>> change) {
		}

	}

}
