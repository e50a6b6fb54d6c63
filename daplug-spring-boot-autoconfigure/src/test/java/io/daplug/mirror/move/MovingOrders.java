package io.daplug.mirror.move;

import java.util.Map;
import java.util.UUID;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.mirror.MirrorOperations;
import io.daplug.template.DaplugTemplate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/**
 * Instances of an application that moves its orders to a table with other keys. All
 * instances that one object makes have the same tables.
 */
final class MovingOrders {

	static final String MOVE = "orders-v2";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugMirrorsAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withPropertyValues("daplug.create-tables=if-missing", "daplug.tables.orders.hash-key=order_id",
				"daplug.tables.orders.name=t-" + UUID.randomUUID(), "daplug.tables.orders-v2.hash-key=customer_id",
				"daplug.tables.orders-v2.range-key=order_id", "daplug.tables.orders-v2.name=t-" + UUID.randomUUID(),
				"daplug.tables.operations.hash-key=id", "daplug.tables.operations.name=t-" + UUID.randomUUID(),
				"daplug.mirror-operations.table=operations", "daplug.mirror-operations.poll-interval=50ms",
				"daplug.mirror-operations.valid-for=1s", "daplug.mirror-operations.writer-wait=10s",
				"daplug.mirrors.orders-v2.source=orders", "daplug.mirrors.orders-v2.destination=orders-v2",
				"daplug.mirrors.orders-back.source=orders-v2", "daplug.mirrors.orders-back.destination=orders",
				"daplug.mirrors.orders-back.reverse-of=orders-v2");

	/** An instance whose requests go the ordinary way. */
	ApplicationContextRunner instance() {
		return instance(LocalDynamoDb.client());
	}

	/** An instance whose writers soon give up while nobody can tell where they write. */
	ApplicationContextRunner hastyInstance(DynamoDbClient client) {
		return instance(client).withPropertyValues("daplug.mirror-operations.writer-wait=500ms");
	}

	/** An instance with a client of its own. */
	ApplicationContextRunner instance(DynamoDbClient client) {
		return this.runner.withBean("client", DynamoDbClient.class, () -> client,
				(definition) -> definition.setDestroyMethodName(""));
	}

	static MirrorOperations mirrors(ApplicationContext context) {
		return context.getBean(MirrorOperations.class);
	}

	static DaplugTemplate template(ApplicationContext context, String table) {
		return context.getBean(table, DaplugTemplate.class);
	}

	static Map<String, Object> order(String id, int count) {
		return Map.of("order_id", id, "customer_id", customer(id), "count", count);
	}

	static String customer(String order) {
		return "c" + Math.floorMod(order.hashCode(), 3);
	}

}
