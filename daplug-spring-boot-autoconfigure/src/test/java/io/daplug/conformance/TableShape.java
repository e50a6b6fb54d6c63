package io.daplug.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The shape of a table in the form of the corpus.
 */
final class TableShape {

	private TableShape() {
	}

	static Map<String, @Nullable Object> of(TableDescription table) {
		Map<String, @Nullable Object> shape = new LinkedHashMap<>();
		shape.put("attributes",
				table.attributeDefinitions()
					.stream()
					.map((attribute) -> Map.of("AttributeName", attribute.attributeName(), "AttributeType",
							attribute.attributeTypeAsString()))
					.sorted(Comparator.comparing((attribute) -> attribute.get("AttributeName")))
					.toList());
		shape.put("billing", (table.billingModeSummary() != null) ? table.billingModeSummary().billingModeAsString()
				: BillingMode.PROVISIONED.toString());
		List<Map<String, Object>> globalIndexes = new ArrayList<>();
		table.globalSecondaryIndexes().forEach((index) -> {
			Map<String, Object> global = index(index.indexName(), index.keySchema(), index.projection());
			global.put("throughput", throughput(index.provisionedThroughput()));
			globalIndexes.add(global);
		});
		shape.put("globalIndexes", sorted(globalIndexes));
		shape.put("keySchema", keys(table.keySchema()));
		shape.put("localIndexes",
				sorted(table.localSecondaryIndexes()
					.stream()
					.map((index) -> index(index.indexName(), index.keySchema(), index.projection()))
					.toList()));
		shape.put("status", table.tableStatusAsString());
		shape.put("throughput", throughput(table.provisionedThroughput()));
		return shape;
	}

	private static List<Map<String, Object>> sorted(List<Map<String, Object>> indexes) {
		return indexes.stream().sorted(Comparator.comparing((index) -> String.valueOf(index.get("name")))).toList();
	}

	private static Map<String, Object> index(String name, List<KeySchemaElement> keys, Projection projection) {
		Map<String, Object> index = new LinkedHashMap<>();
		index.put("name", name);
		index.put("keySchema", keys(keys));
		Map<String, Object> projected = new LinkedHashMap<>();
		projected.put("ProjectionType", projection.projectionTypeAsString());
		if (projection.hasNonKeyAttributes()) {
			projected.put("NonKeyAttributes", projection.nonKeyAttributes());
		}
		index.put("projection", projected);
		return index;
	}

	private static List<Map<String, String>> keys(List<KeySchemaElement> keys) {
		return keys.stream()
			.map((key) -> Map.of("AttributeName", key.attributeName(), "KeyType", key.keyTypeAsString()))
			.toList();
	}

	private static Map<String, Long> throughput(@Nullable ProvisionedThroughputDescription throughput) {
		return Map.of("read", (throughput != null) ? throughput.readCapacityUnits() : 0L, "write",
				(throughput != null) ? throughput.writeCapacityUnits() : 0L);
	}

}
