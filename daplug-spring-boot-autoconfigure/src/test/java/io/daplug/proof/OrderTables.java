package io.daplug.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * A server of its own with orders and their copies, which have another key, that can
 * change, other names, and no drafts.
 */
final class OrderTables implements AutoCloseable {

	static final String ORDERS = "orders";

	static final String COPIES = "orders-archive";

	/** Written down beside a copy, or instead of one. */
	private static final String OWN = "_";

	private static final String TOMBSTONE = "_removed";

	private final EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory();

	private final DynamoDbClient client;

	OrderTables() {
		this.server.start();
		DynamoDbClientBuilder builder = DynamoDbClient.builder().region(Region.US_EAST_1);
		this.server.configure(builder);
		this.client = builder.build();
		create(ORDERS, "order", null);
		create(COPIES, "customer", "order");
	}

	void create(String table, String hashKey, @Nullable String rangeKey) {
		this.client.createTable((request) -> {
			request.tableName(table)
				.billingMode(BillingMode.PAY_PER_REQUEST)
				.streamSpecification(
						(stream) -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES));
			LocalDynamoDb.textKeys(hashKey, rangeKey).accept(request);
		});
		this.client.waiter().waitUntilTableExists((request) -> request.tableName(table));
	}

	/**
	 * How far an application has come with the only shard of the orders' stream, as a
	 * sequence; nothing if it has set no checkpoint.
	 */
	Optional<String> checkpoint(String applicationName) {
		return scan(applicationName + "-" + ORDERS).stream()
			.filter((lease) -> lease.containsKey("checkpoint"))
			.map((lease) -> lease.get("checkpoint").s())
			.filter((checkpoint) -> Character.isDigit(checkpoint.charAt(0)))
			.map((checkpoint) -> "0".repeat(40 - checkpoint.length()) + checkpoint)
			.findFirst();
	}

	/** What an application is told to work with these tables. */
	List<String> properties() {
		List<String> properties = new ArrayList<>(List.of("spring.main.web-application-type=none",
				"spring.main.keep-alive=true", "spring.cloud.aws.endpoint=" + this.server.endpoint(),
				"spring.cloud.aws.region.static=us-east-1", "spring.cloud.aws.credentials.access-key=daplug",
				"spring.cloud.aws.credentials.secret-key=embedded"));
		properties.addAll(List.of("daplug.tables.orders.hash-key=order", "daplug.tables.orders.stream.source=kcl",
				"daplug.tables.orders-archive.hash-key=customer", "daplug.tables.orders-archive.range-key=order",
				"daplug.tables.orders-archive.time-to-live.attribute=_expires"));
		properties
			.addAll(List.of("daplug.mirrors.archive.source=orders", "daplug.mirrors.archive.destination=orders-archive",
					"daplug.mirrors.archive.fields.total=amount", "daplug.mirrors.archive.constants.currency=EUR",
					"daplug.mirrors.archive.filter=status != 'DRAFT'", "daplug.mirrors.archive.guard=sequence"));
		return properties;
	}

	/** A writer's template: nothing in its process listens to changes. */
	DaplugTemplate template() {
		return DaplugTemplate.builder(this.client, TableDefinition.named(ORDERS).hashKey("order").build()).build();
	}

	DynamoDbClient client() {
		return this.client;
	}

	/** What the copies have to be. */
	Set<Map<String, AttributeValue>> projection() {
		Set<Map<String, AttributeValue>> copies = new HashSet<>();
		for (Map<String, AttributeValue> order : scan(ORDERS)) {
			if (!AttributeValue.fromS("DRAFT").equals(order.get("status"))) {
				Map<String, AttributeValue> copy = new HashMap<>(order);
				copy.put("currency", AttributeValue.fromS("EUR"));
				AttributeValue total = copy.remove("total");
				if (total != null) {
					copy.put("amount", total);
				}
				copies.add(copy);
			}
		}
		return copies;
	}

	/** What the copies are, as they are stored, but for what the mirror notes there. */
	Set<Map<String, AttributeValue>> copies() {
		Set<Map<String, AttributeValue>> copies = new HashSet<>();
		for (Map<String, AttributeValue> stored : scan(COPIES)) {
			if (!stored.containsKey(TOMBSTONE)) {
				Map<String, AttributeValue> copy = new HashMap<>(stored);
				copy.keySet().removeIf((name) -> name.startsWith(OWN));
				copies.add(copy);
			}
		}
		return copies;
	}

	private List<Map<String, AttributeValue>> scan(String table) {
		return this.client.scanPaginator((scan) -> scan.tableName(table).consistentRead(true))
			.items()
			.stream()
			.toList();
	}

	@Override
	public void close() {
		this.client.close();
		this.server.stop();
	}

}
