package io.daplug.autoconfigure;

import java.util.Map;

import io.daplug.item.ItemKey;
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
 * Tests that a user's test can put a mock in the place of one template.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "daplug.tables.orders.hash-key=id", "daplug.tables.customers.hash-key=number" })
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

	@Test
	void replacesTheTemplateOfThatTable() {
		given(this.orders.update(ItemKey.of("a"), Map.of())).willReturn(Map.of("id", "mocked"));
		assertThat(this.templates).containsOnlyKeys("orders", "customers");
		assertThat(this.templates.get("orders")).isSameAs(this.orders);
		assertThat(mockingDetails(this.templates.get("customers")).isMock()).isFalse();
		assertThat(this.registry.get("orders").update(ItemKey.of("a"), Map.of())).containsEntry("id", "mocked");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(DaplugAutoConfiguration.class)
	static class Application {

		@Bean
		DynamoDbClient client() {
			return mock(DynamoDbClient.class);
		}

	}

}
