package io.daplug.table.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.table.IndexDefinition;
import io.daplug.table.IndexProjection;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.Throughput;
import io.daplug.table.ThroughputUnits;
import io.daplug.table.TimeToLiveDefinition;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a table is created with all that is declared of it: as DynamoDB Local shows
 * it, and as it is sent where DynamoDB Local knows nothing of it.
 */
class TableSettingsIntegrationTests {

	/** What was sent, by the names of the operations. */
	private final Map<String, JsonNode> sent = new ConcurrentHashMap<>();

	private final DynamoDbClient client = LocalDynamoDb.client(new ExecutionInterceptor() {

		@Override
		public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
			context.requestBody().ifPresent((body) -> {
				try (var in = body.contentStreamProvider().newStream()) {
					TableSettingsIntegrationTests.this.sent.put(
							String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)),
							JsonMapper.shared().readTree(in));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}

	});

	private final TableAdministrator administrator = new TableAdministrator(this.client);

	@Test
	void createsLocalIndexesWithTheHashKeyOfTheTable() {
		TableDescription table = created((definition) -> definition.hashKey("id", ScalarAttributeType.N)
			.rangeKey("line")
			.index(IndexDefinition.local("by-size", KeyAttribute.number("size")))
			.index(IndexDefinition.local("by-colour", KeyAttribute.text("colour")).with(IndexProjection.KEYS_ONLY)));
		assertThat(table.hasGlobalSecondaryIndexes()).isFalse();
		assertThat(table.localSecondaryIndexes()).hasSize(2).allSatisfy((index) -> {
			assertThat(index.keySchema()).hasSize(2);
			assertThat(index.keySchema().get(0).attributeName()).isEqualTo("id");
		});
		assertThat(table.localSecondaryIndexes())
			.extracting((index) -> index.indexName() + " " + index.projection().projectionType())
			.containsExactlyInAnyOrder("by-size ALL", "by-colour KEYS_ONLY");
		assertThat(table.attributeDefinitions())
			.extracting((attribute) -> attribute.attributeName() + " " + attribute.attributeType())
			.containsExactlyInAnyOrder("id N", "line S", "size N", "colour S");
	}

	@Test
	void projectsWhatIsDeclared() {
		TableDescription table = created((definition) -> definition.index(
				IndexDefinition.of("by-customer", "customer", null).with(IndexProjection.include("status", "total"))));
		assertThat(table.globalSecondaryIndexes()).singleElement().satisfies((index) -> {
			assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.INCLUDE);
			assertThat(index.projection().nonKeyAttributes()).containsExactlyInAnyOrder("status", "total");
		});
	}

	@Test
	void givesIndexesTheirOwnCapacityOrTheTables() {
		TableDescription table = created((definition) -> definition.throughput(Throughput.provisioned(5, 3))
			.index(IndexDefinition.of("own", "customer", null).with(Throughput.provisioned(2, 1)))
			.index(IndexDefinition.of("shared", "status", null)));
		assertThat(table.provisionedThroughput().readCapacityUnits()).isEqualTo(5);
		assertThat(table.provisionedThroughput().writeCapacityUnits()).isEqualTo(3);
		assertThat(table.globalSecondaryIndexes()).extracting((index) -> "%s %d %d".formatted(index.indexName(),
				index.provisionedThroughput().readCapacityUnits(), index.provisionedThroughput().writeCapacityUnits()))
			.containsExactlyInAnyOrder("own 2 1", "shared 5 3");
		assertThat(sent("CreateTable").path("BillingMode").asString()).isEqualTo(BillingMode.PROVISIONED.toString());
	}

	@Test
	void enablesTheStream() {
		TableDescription table = created((definition) -> definition.streamView(StreamViewType.KEYS_ONLY));
		assertThat(table.streamSpecification().streamEnabled()).isTrue();
		assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.KEYS_ONLY);
		assertThat(table.latestStreamArn()).isNotEmpty();
	}

	@Test
	void enablesTheTimeToLiveOnceTheTableIsActive() {
		TableDescription table = created((definition) -> definition.timeToLive(TimeToLiveDefinition.on("expires")));
		assertThat(this.client.describeTimeToLive((describe) -> describe.tableName(table.tableName()))
			.timeToLiveDescription()).satisfies((timeToLive) -> {
				assertThat(timeToLive.attributeName()).isEqualTo("expires");
				assertThat(timeToLive.timeToLiveStatus()).isIn(TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING);
			});
	}

	@Test
	void leavesTheTimeToLiveOfATableThatIsThereAlone() {
		TableDefinition table = definition((definition) -> {
		});
		this.administrator.create(table);
		assertThat(this.administrator.createIfMissing(TableDefinition.named("orders")
			.tableName(table.tableName())
			.hashKey("id")
			.timeToLive(TimeToLiveDefinition.on("expires"))
			.build())).isFalse();
		assertThat(this.sent).doesNotContainKey("UpdateTimeToLive");
	}

	@Test
	void protectsFromDeletion() {
		TableDescription table = created((definition) -> definition.deletionProtection(true));
		assertThat(table.deletionProtectionEnabled()).isTrue();
		TableDefinition unprotected = TableDefinition.named("orders")
			.tableName(table.tableName())
			.hashKey("id")
			.build();
		assertThatExceptionOfType(TableStateException.class).isThrownBy(() -> this.administrator.delete(unprotected));
		this.client.updateTable((update) -> update.tableName(table.tableName()).deletionProtectionEnabled(false));
		assertThat(this.administrator.delete(unprotected)).isTrue();
	}

	@Test
	void sendsWhatDynamoDbLocalDoesNotShow() {
		created((definition) -> definition.throughput(
				Throughput.onDemand().maximum(new ThroughputUnits(100L, 50L)).warm(new ThroughputUnits(12000L, 4000L)))
			.tag("team", "shop")
			.tag("cost", "42")
			.tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)
			.index(IndexDefinition.of("by-customer", "customer", null)
				.with(Throughput.UNDECLARED.maximum(new ThroughputUnits(20L, 10L))
					.warm(new ThroughputUnits(13000L, null)))));
		JsonNode create = sent("CreateTable");
		assertThat(create.path("BillingMode").asString()).isEqualTo("PAY_PER_REQUEST");
		assertThat(create.path("OnDemandThroughput").toString())
			.isEqualTo("{\"MaxReadRequestUnits\":100,\"MaxWriteRequestUnits\":50}");
		assertThat(create.path("WarmThroughput").toString())
			.isEqualTo("{\"ReadUnitsPerSecond\":12000,\"WriteUnitsPerSecond\":4000}");
		assertThat(create.path("Tags").toString())
			.isEqualTo("[{\"Key\":\"team\",\"Value\":\"shop\"},{\"Key\":\"cost\",\"Value\":\"42\"}]");
		assertThat(create.path("TableClass").asString()).isEqualTo("STANDARD_INFREQUENT_ACCESS");
		JsonNode index = create.path("GlobalSecondaryIndexes").path(0);
		assertThat(index.path("OnDemandThroughput").toString())
			.isEqualTo("{\"MaxReadRequestUnits\":20,\"MaxWriteRequestUnits\":10}");
		assertThat(index.path("WarmThroughput").toString()).isEqualTo("{\"ReadUnitsPerSecond\":13000}");
	}

	@Test
	void saysNothingOfWhatIsNotDeclared() {
		created((definition) -> {
		});
		assertThat(sent("CreateTable").propertyNames()).containsExactlyInAnyOrder("TableName", "KeySchema",
				"AttributeDefinitions", "BillingMode");
		assertThat(this.sent).doesNotContainKey("UpdateTimeToLive");
	}

	private JsonNode sent(String operation) {
		return Objects.requireNonNull(this.sent.get(operation));
	}

	private TableDescription created(Consumer<TableDefinitionBuilder> customizer) {
		TableDefinition table = definition(customizer);
		this.administrator.create(table);
		assertThat(this.administrator.checkShape(table)).isEmpty();
		return this.administrator.describe(table).orElseThrow();
	}

	private static TableDefinition definition(Consumer<TableDefinitionBuilder> customizer) {
		TableDefinitionBuilder builder = TableDefinition.named("orders")
			.tableName("t-" + UUID.randomUUID())
			.hashKey("id");
		customizer.accept(builder);
		return builder.build();
	}

}
