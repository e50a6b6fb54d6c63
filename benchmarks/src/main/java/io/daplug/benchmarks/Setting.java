package io.daplug.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the contenders share: one table, one schema file, one client each.
 */
final class Setting {

	static final String TABLE = "orders-bench";

	static final String KEY = "id";

	static final String ID = "7c0f3c52-8d6e-4f0a-b6f1-2f1f0f3f7a11";

	static final String SCHEMAS = "classpath:orders.json";

	private Setting() {
	}

	static SchemaRegistry schemas() {
		return SchemaRegistry.load(List.of(SCHEMAS), SchemaLoading.defaults());
	}

	static TableDefinition table(Size size, Validation validation) {
		return TableDefinition.named(TABLE)
			.hashKey(KEY, ScalarAttributeType.S)
			.hashPrefix(HandWritten.PREFIX)
			.schema(size.schema())
			.validation(validation)
			.build();
	}

	static DaplugTemplate template(DynamoDbClient client, Size size, Validation validation) {
		return DaplugTemplate.builder(client, table(size, validation)).schemas(schemas()).build();
	}

	/**
	 * Returns a client that is told of every put that it was carried out.
	 * @return the client
	 */
	static DynamoDbClient clientForWrites() {
		return client("{}");
	}

	/**
	 * Returns a client that is given this item for every get.
	 * @param stored the item as stored
	 * @return the client
	 */
	static DynamoDbClient clientForReads(Map<String, AttributeValue> stored) {
		return client(JsonMapper.shared().writeValueAsString(Map.of("Item", wire(stored))));
	}

	/**
	 * Returns a client that is given these items for every batch of gets.
	 * @param stored the items as stored
	 * @return the client
	 */
	static DynamoDbClient clientForBatchReads(List<Map<String, AttributeValue>> stored) {
		return client(JsonMapper.shared()
			.writeValueAsString(Map.of("Responses", Map.of(TABLE, stored.stream().map(Setting::wire).toList()),
					"UnprocessedKeys", Map.of())));
	}

	/**
	 * Returns a client that is given these items for every query and for every segment of
	 * a scan.
	 * @param stored the items as stored
	 * @param wait how long a request takes
	 * @return the client
	 */
	static DynamoDbClient clientForPages(List<Map<String, AttributeValue>> stored, Duration wait) {
		return client(JsonMapper.shared()
			.writeValueAsString(Map.of("Items", stored.stream().map(Setting::wire).toList(), "Count", stored.size(),
					"ScannedCount", stored.size())),
				wait);
	}

	/**
	 * Returns a client that is given this item for every update.
	 * @param stored the item as stored
	 * @return the client
	 */
	static DynamoDbClient clientForChanges(Map<String, AttributeValue> stored) {
		return client(JsonMapper.shared().writeValueAsString(Map.of("Attributes", wire(stored))));
	}

	private static DynamoDbClient client(String answer) {
		return client(answer, Duration.ZERO);
	}

	private static DynamoDbClient client(String answer, Duration wait) {
		return DynamoDbClient.builder()
			.httpClient(new CannedHttpClient(answer.getBytes(StandardCharsets.UTF_8), wait))
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
			.build();
	}

	@SuppressWarnings("unchecked")
	static Map<String, Object> map(Object item) {
		return JsonMapper.shared().convertValue(item, LinkedHashMap.class);
	}

	private static Map<String, Object> wire(Map<String, AttributeValue> attributes) {
		Map<String, Object> wire = new LinkedHashMap<>();
		attributes.forEach((name, value) -> wire.put(name, wire(value)));
		return wire;
	}

	private static Map<String, Object> wire(AttributeValue value) {
		return switch (value.type()) {
			case S -> Map.of("S", value.s());
			case N -> Map.of("N", value.n());
			case BOOL -> Map.of("BOOL", value.bool());
			case M -> Map.of("M", wire(value.m()));
			case L -> Map.of("L", value.l().stream().map(Setting::wire).toList());
			default -> throw new IllegalArgumentException("No item here has an attribute of type " + value.type());
		};
	}

}
