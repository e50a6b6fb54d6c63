package io.daplug.table.admin;

import io.daplug.table.Throughput;
import io.daplug.table.IndexProjection;
import io.daplug.table.IndexDefinition;
import io.daplug.table.ThroughputUnits;
import io.daplug.table.TableSettings;
import io.daplug.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.WarmThroughput;

/**
 * Makes the request that creates a table with all that is declared of it.
 */
final class CreateTableFactory {

	private final TableDefinition table;

	private final Throughput throughput;

	CreateTableFactory(TableDefinition table) {
		this.table = table;
		this.throughput = table.settings().throughput();
	}

	CreateTableRequest create() {
		TableSettings settings = this.table.settings();
		CreateTableRequest.Builder request = CreateTableRequest.builder()
			.tableName(this.table.tableName())
			.keySchema(keySchema(this.table))
			.attributeDefinitions(attributes())
			.tableClass(settings.tableClass())
			.billingMode(this.throughput.isProvisioned() ? BillingMode.PROVISIONED : BillingMode.PAY_PER_REQUEST)
			.provisionedThroughput(provisioned(this.throughput))
			.onDemandThroughput(maximum(this.throughput))
			.warmThroughput(warm(this.throughput));
		if (settings.deletionProtection()) {
			request.deletionProtectionEnabled(true);
		}
		if (settings.streamView() != null) {
			request.streamSpecification((stream) -> stream.streamEnabled(true).streamViewType(settings.streamView()));
		}
		if (!settings.tags().isEmpty()) {
			request.tags(settings.tags()
				.entrySet()
				.stream()
				.map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
				.toList());
		}
		indexes(request);
		return request.build();
	}

	private void indexes(CreateTableRequest.Builder request) {
		List<GlobalSecondaryIndex> globals = new ArrayList<>();
		List<LocalSecondaryIndex> locals = new ArrayList<>();
		this.table.indexes().values().forEach((index) -> {
			if (index.isLocal()) {
				locals.add(LocalSecondaryIndex.builder()
					.indexName(index.name())
					.keySchema(keySchema(index))
					.projection(projection(index))
					.build());
			}
			else {
				globals.add(global(index));
			}
		});
		if (!globals.isEmpty()) {
			request.globalSecondaryIndexes(globals);
		}
		if (!locals.isEmpty()) {
			request.localSecondaryIndexes(locals);
		}
	}

	/** An index without a capacity of its own has that of its table. */
	private GlobalSecondaryIndex global(IndexDefinition index) {
		Throughput own = index.settings().throughput();
		return GlobalSecondaryIndex.builder()
			.indexName(index.name())
			.keySchema(keySchema(index))
			.projection(projection(index))
			.provisionedThroughput(provisioned((own.provisioned() != null) ? own : this.throughput))
			.onDemandThroughput(maximum(own))
			.warmThroughput(warm(own))
			.build();
	}

	private static Projection projection(IndexDefinition index) {
		IndexProjection declared = index.projection();
		Projection.Builder projection = Projection.builder().projectionType(declared.type());
		if (!declared.attributes().isEmpty()) {
			projection.nonKeyAttributes(declared.attributes());
		}
		return projection.build();
	}

	private static @Nullable ProvisionedThroughput provisioned(Throughput throughput) {
		ThroughputUnits units = throughput.provisioned();
		return (units != null) ? ProvisionedThroughput.builder()
			.readCapacityUnits(units.read())
			.writeCapacityUnits(units.write())
			.build() : null;
	}

	private static @Nullable OnDemandThroughput maximum(Throughput throughput) {
		ThroughputUnits units = throughput.maximum();
		return (units != null) ? OnDemandThroughput.builder()
			.maxReadRequestUnits(units.read())
			.maxWriteRequestUnits(units.write())
			.build() : null;
	}

	private static @Nullable WarmThroughput warm(Throughput throughput) {
		ThroughputUnits units = throughput.warm();
		return (units != null)
				? WarmThroughput.builder().readUnitsPerSecond(units.read()).writeUnitsPerSecond(units.write()).build()
				: null;
	}

	private List<AttributeDefinition> attributes() {
		Set<String> names = new LinkedHashSet<>(this.table.keyAttributes());
		return names.stream()
			.map((name) -> AttributeDefinition.builder().attributeName(name).attributeType(typeOf(name)).build())
			.toList();
	}

	private ScalarAttributeType typeOf(String key) {
		ScalarAttributeType type = this.table.keyType(key);
		return (type != null) ? type : ScalarAttributeType.S;
	}

	static List<KeySchemaElement> keySchema(TableDefinition table) {
		KeySchemaElement hash = element(table.hashKey(), KeyType.HASH);
		return (table.rangeKey() != null) ? List.of(hash, element(table.rangeKey(), KeyType.RANGE)) : List.of(hash);
	}

	static List<KeySchemaElement> keySchema(IndexDefinition index) {
		List<KeySchemaElement> schema = new ArrayList<>();
		index.hashKeys().forEach((key) -> schema.add(element(key.name(), KeyType.HASH)));
		index.rangeKeys().forEach((key) -> schema.add(element(key.name(), KeyType.RANGE)));
		return schema;
	}

	private static KeySchemaElement element(String attribute, KeyType type) {
		return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
	}

}
