package io.daplug.template;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.table.IndexDefinition;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.ItemNotFoundException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for updates of the first item that a query finds.
 */
class QueryUpdateIntegrationTests {

	@Test
	void updatesTheFirstHit() {
		StoredTable table = StoredTable
			.of((definition) -> definition.rangeKey("line").hashPrefix("o#").rangePrefix("l#"));
		for (String line : new String[] { "1", "2", "3" }) {
			table.template().insert(Map.of("id", "a", "line", line, "size", line));
		}
		assertThat(table.template()
			.update((query) -> query.hashKey("a").rangeKey(RangeKeyCondition.atLeast("2")), Map.of("total", 1)))
			.isEqualTo(Map.of("id", "a", "line", "2", "size", "2", "total", BigDecimal.ONE));
		assertThat(table.template()
			.update((query) -> query.hashKey("a").filter(Condition.attribute("size").isEqualTo("3")),
					Map.of("total", 2)))
			.containsEntry("line", "3");
		assertThat(table.items()).filteredOn((item) -> item.containsKey("total"))
			.extracting((item) -> item.get("line"))
			.containsExactlyInAnyOrder(text("l#2"), text("l#3"));
	}

	@Test
	void failsIfTheQueryFindsNothing() {
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> StoredTable.plain().template().update((query) -> query.hashKey("a"), Map.of("total", 1)))
			.withMessage("The query finds no item of table 'orders' to update");
	}

	@Test
	void keepsWhatAnIndexOfKeysDoesNotHold() {
		IndexDefinition index = IndexDefinition.of("by-customer", "customer", null);
		String name = LocalDynamoDb.createTable((create) -> create
			.keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
			.attributeDefinitions(textual("id"), textual("customer"))
			.globalSecondaryIndexes(GlobalSecondaryIndex.builder()
				.indexName("by-customer")
				.keySchema(KeySchemaElement.builder().attributeName("customer").keyType(KeyType.HASH).build())
				.projection((projection) -> projection.projectionType(ProjectionType.KEYS_ONLY))
				.build()));
		StoredTable table = StoredTable.of((definition) -> definition.tableName(name).index(index));
		table.put(Map.of("id", text("a"), "customer", text("c"), "note", text("n")));
		assertThat(table.template().update((query) -> query.index("by-customer").hashKey("c"), Map.of("total", 1)))
			.containsOnlyKeys("id", "customer", "note", "total");
		assertThat(table.stored("a")).containsOnlyKeys("id", "customer", "note", "total");
	}

	@Test
	void refusesAQueryThatLeavesOutAttributes() {
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate template = StoredTable.plain().quiet(requests.client());
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> template.update((query) -> query.hashKey("a").project("total"), Map.of("n", 1)))
				.withMessageContaining("'project'");
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> template.update((query) -> query.hashKey("a").schema("Receipt"), Map.of("n", 1)))
				.withMessageContaining("'schema'");
			assertThat(requests.operations()).isEmpty();
		}
	}

	@Test
	void mergesIntoWhatIsStoredAndNotIntoAnOldCopyOfIt() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a")));
		var reads = new CopyOnWriteArrayList<Boolean>();
		DaplugTemplate template = table.template(FaultyClient.with((request, server) -> {
			if (request instanceof GetItemRequest get) {
				reads.add(get.consistentRead());
			}
			else if (request instanceof QueryRequest query) {
				reads.add(query.consistentRead());
			}
			return server.get();
		}));
		template.update((query) -> query.hashKey("a"), Map.of("total", 1));
		assertThat(reads.get(reads.size() - 1)).isTrue();
		reads.clear();
		template.update((query) -> query.hashKey("a").consistentRead(true), Map.of("total", 2));
		assertThat(reads).containsExactly(true);
	}

	private static AttributeDefinition textual(String name) {
		return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
	}

}
