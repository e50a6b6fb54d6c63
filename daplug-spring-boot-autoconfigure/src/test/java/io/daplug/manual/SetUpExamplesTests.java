package io.daplug.manual;

import java.util.List;
import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplates;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of templates and clients, and of events, run on the embedded server.
 */
@SuppressWarnings("NullAway")
class SetUpExamplesTests extends ManualExamples {

	@Autowired
	private DaplugTemplates templates;

	@Autowired
	private EmbeddedDynamoDb server;

	@Test
	void announcesChanges() {
		place("o-1");
		this.orders.as(Order.class).update(ItemKey.of("o-1"), Map.of("status", "PAID"));
		this.lines.insert(Map.of("orderId", "o-1", "line", 1));
		assertThat(ManualApplication.heard).contains("placed o-1", "any INSERT", "modified o-1 PAID", "any UPDATE");
		int before = ManualApplication.heard.size();
		// tag::quiet
		orders().insert(order("o-2"), (options) -> options.publish(false));
		// end::quiet
		assertThat(ManualApplication.heard).hasSize(before);
	}

	private DaplugTemplate orders() {
		return this.orders;
	}

	@Test
	void looksTemplatesUp() {
		DaplugTemplates templates = this.templates;
		// tag::look-up
		DaplugTemplate orders = templates.get("orders");
		// end::look-up
		assertThat(orders).isSameAs(this.orders);
	}

	@Test
	void pointsAClientAtTheEmbeddedServer() {
		// tag::own-client
		DynamoDbClientBuilder builder = DynamoDbClient.builder().region(Region.EU_CENTRAL_1);
		this.server.configure(builder); // the bean of type EmbeddedDynamoDb
		DynamoDbClient client = builder.build();
		// end::own-client
		assertThat(client.listTables().tableNames()).contains("orders-eu");
		client.close();
	}

	@Test
	void runsWithoutSpringBoot() {
		DynamoDbClientBuilder builder = DynamoDbClient.builder().region(Region.EU_CENTRAL_1);
		this.server.configure(builder);
		DynamoDbClient client = builder.build();
		// tag::without-boot
		TableDefinition table = TableDefinition.named("archive").hashKey("orderId").schema("ArchivedOrder").build();
		new TableAdministrator(client).createIfMissing(table);
		DaplugTemplate archive = DaplugTemplate.builder(client, table)
			.schemas(SchemaRegistry.load(List.of("classpath:manual/openapi.yml"), SchemaLoading.defaults()))
			.build();
		// end::without-boot
		archive.insert(Map.of("orderId", "p-1", "total", 1, "status", "PAID"));
		assertThat(archive.get(ItemKey.of("p-1")).orElseThrow()).containsOnlyKeys("orderId", "total");
		client.close();
	}

}
