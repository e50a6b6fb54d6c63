package io.daplug.conformance;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemConversionException;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaRegistry;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.TimestampsDefinition;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.batch.BatchResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is done where the ancestor's table manager looks wrong: a test for each family of
 * quirks of the corpus about writing.
 */
class ManagerWriteQuirksIntegrationTests {

	private static final Instant NOON = Instant.parse("2024-03-01T12:00:00Z");

	private static final ItemKey KEY = ItemKey.of("a", "b");

	private static final SchemaRegistry SCHEMAS = Adapter.schemas(Corpus.JSON.readTree("""
			{"openapi": "3.0.3", "info": {"title": "Documents", "version": "1"}, "paths": {},
			 "components": {"schemas": {"Document": {"type": "object", "properties": {
			   "pk": {"type": "string"}, "sk": {"type": "string"}, "count": {"type": "integer"},
			   "ratio": {"type": "number"}}}}}}
			"""));

	private final ObservedClient client = new ObservedClient(LocalDynamoDb.client());

	private final String tableName = "docs-" + UUID.randomUUID();

	private final DaplugTemplate docs = docs(null);

	/** Whose components say what may be stored. */
	record Counted(String pk, String sk, @Nullable Integer count) {
	}

	@Test
	void timesAreTextOfOneWidth() {
		this.docs.upsert(item());
		assertThat(stored().get("dt_created")).isEqualTo(AttributeValue.fromS("2024-03-01T12:00:00.000000000Z"));
		assertThat(stored().get("dt_modified")).isEqualTo(stored().get("dt_created"));
	}

	@Test
	void timesNeedNoDeclarationInASchema() {
		assertThat(docs("Document").upsert(item("count", 1))).containsKeys("dt_created", "dt_modified");
	}

	@Test
	void aFractionForAWholeNumberIsRefused() {
		DaplugTemplate typed = docs("Document");
		assertThatExceptionOfType(SchemaViolationException.class)
			.isThrownBy(() -> typed.upsert(item("count", new BigDecimal("3.9"))))
			.withMessageContaining("/count");
		assertThat(stored()).isEmpty();
	}

	@Test
	void aNumberOfManyDigitsCanBeWrittenWhereTheSchemaSaysNumber() {
		BigDecimal ratio = new BigDecimal("0.1234567890123456789");
		assertThat(docs("Document").upsert(item("ratio", ratio))).containsEntry("ratio", ratio);
	}

	@Test
	void aNameWithADotIsAName() {
		assertThat(this.docs.upsert(item("x.y", 1))).containsEntry("x.y", BigDecimal.ONE);
		assertThat(stored()).containsKey("x.y");
	}

	@Test
	void anAttributeToKeepThatTheRecordLacksMakesNoDifference() {
		assertThat(this.docs.upsert(item("x", 1), (options) -> options.setIfAbsent("name"))).containsEntry("x",
				BigDecimal.ONE);
	}

	@Test
	void theTimeOfAWriteIsSetOnceWhateverIsToBeKept() {
		this.docs.upsert(item("x", 1));
		assertThat(this.docs.upsert(item("x", 10), (options) -> options.setIfAbsent("dt_modified", "dt_created")))
			.containsEntry("x", BigDecimal.TEN);
	}

	@Test
	void valuesOfAConditionAreNotStored() {
		this.docs.upsert(item("state", "open"));
		assertThat(this.docs.upsert(item("state", "closed"),
				(options) -> options.condition(attribute("state").isEqualTo("open"))))
			.containsOnlyKeys("pk", "sk", "state", "dt_created", "dt_modified");
	}

	@Test
	void aStoredNullStaysWhereNobodySetsAnything() {
		LocalDynamoDb.client()
			.putItem((put) -> put.tableName(this.tableName)
				.item(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"), "x",
						AttributeValue.fromNul(true))));
		this.docs.upsert(item("v", 10));
		assertThat(stored().get("x")).isEqualTo(AttributeValue.fromNul(true));
	}

	@Test
	void whatOthersWriteMeanwhileIsNotLost() {
		this.docs.upsert(item("v", 1));
		this.client.beginStep(() -> LocalDynamoDb.client()
			.putItem((put) -> put.tableName(this.tableName)
				.item(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"), "w",
						AttributeValue.fromS("meanwhile")))),
				0);
		assertThat(this.docs.upsert(item("v", 10))).containsEntry("w", "meanwhile").containsEntry("v", BigDecimal.TEN);
	}

	@Test
	void aBatchOfDeletesAnswersWithKeys() {
		this.docs.upsert(item("v", "stored"));
		assertThat(this.docs.batchDelete(List.of(KEY)).written()).containsExactly(KEY);
	}

	@Test
	void aDeleteThatIsLeftUnprocessedIsSentAgain() {
		List<ItemKey> keys = List.of(ItemKey.of("p", "0"), ItemKey.of("p", "1"), ItemKey.of("p", "2"));
		keys.forEach((key) -> this.docs.upsert(Map.of("pk", key.hashValue(), "sk", String.valueOf(key.rangeValue()))));
		this.client.beginStep(() -> {
		}, 1);
		BatchResult<ItemKey> deleted = this.docs.batchDelete(keys);
		assertThat(deleted.complete()).isTrue();
		assertThat(this.docs.scan().list()).isEmpty();
	}

	@Test
	void aFractionIsNotReadIntoAWholeNumber() {
		this.docs.upsert(item("count", new BigDecimal("3.9")));
		assertThat(this.docs.get(KEY)).get().extracting("count").isEqualTo(new BigDecimal("3.9"));
		assertThatExceptionOfType(ItemConversionException.class).isThrownBy(() -> this.docs.get(KEY, Counted.class));
	}

	private DaplugTemplate docs(@Nullable String schema) {
		TableDefinitionBuilder builder = TableDefinition.named("docs")
			.tableName(this.tableName)
			.hashKey("pk")
			.rangeKey("sk")
			.timestamps(TimestampsDefinition.of("dt_created", "dt_modified"));
		if (schema != null) {
			builder.schema(schema);
		}
		TableDefinition table = builder.build();
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(table);
		return DaplugTemplate.builder(this.client, table)
			.schemas(SCHEMAS)
			.clock(Clock.fixed(NOON, ZoneOffset.UTC))
			.build();
	}

	private static Map<String, Object> item(Object... more) {
		Map<String, Object> item = new HashMap<>(Map.of("pk", "a", "sk", "b"));
		for (int place = 0; place < more.length; place += 2) {
			item.put((String) more[place], more[place + 1]);
		}
		return item;
	}

	private Map<String, AttributeValue> stored() {
		return LocalDynamoDb.client()
			.getItem((get) -> get.tableName(this.tableName)
				.key(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b")))
				.consistentRead(true))
			.item();
	}

}
