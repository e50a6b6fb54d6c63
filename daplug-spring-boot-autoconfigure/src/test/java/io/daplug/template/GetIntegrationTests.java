package io.daplug.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.dynamodb.TableNotFoundException;
import io.daplug.dynamodb.ThrottledException;
import io.daplug.expression.AttributePath;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemConversionException;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import tools.jackson.databind.JsonNode;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for gets.
 */
class GetIntegrationTests {

	record Order(String id, BigDecimal total, @Nullable String note) {

	}

	@Test
	void findsNothingWhereNothingIsStored() {
		assertThat(StoredTable.plain().template().get(ItemKey.of("a"))).isEmpty();
		assertThat(StoredTable.plain().template().get(ItemKey.of("a"), Order.class)).isEmpty();
	}

	@Test
	void readsByValueByNamesAndByStoredAttributes() {
		StoredTable table = StoredTable.of((definition) -> definition.rangeKey("line").hashPrefix("o#"));
		table.put(Map.of("id", text("o#a"), "line", text("1"), "total", number(3)));
		Map<String, Object> item = Map.of("id", "a", "line", "1", "total", new BigDecimal("3"));
		assertThat(table.template().get(ItemKey.of("a", "1"))).contains(item);
		assertThat(table.template().get(ItemKey.of(Map.of("line", "1", "id", "a")))).contains(item);
		assertThat(table.template().get(ItemKey.of(text("a"), text("1")))).contains(item);
	}

	@Test
	void readsInTheTypeThatIsAskedFor() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a"), "total", number(3)));
		DaplugTemplate template = table.template();
		assertThat(template.get(ItemKey.of("a"), Order.class)).contains(new Order("a", new BigDecimal("3"), null));
		assertThat(template.get(ItemKey.of("a"), JsonNode.class).orElseThrow().path("total").decimalValue())
			.isEqualByComparingTo("3");
		assertThat(template.as(Order.class).get(ItemKey.of("a"))).contains(new Order("a", new BigDecimal("3"), null));
	}

	@Test
	void failsOnAnItemThatDoesNotFitItsType() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a"), "total", text("many")));
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> table.template().get(ItemKey.of("a"), Order.class));
	}

	@Test
	@DisplayName("(P1) projections name any attributes, and bring those only")
	void projects() {
		StoredTable table = StoredTable.plain();
		table.template()
			.insert(Map.of("id", "a", "name", "n", "a.b", 1, "x-y", 2, "#z", 3, "size", 4, "deep",
					Map.of("size", 5, "left", List.of(6, 7))));
		ItemKey key = ItemKey.of("a");
		assertThat(table.template().get(key, (options) -> options.project("name", "deep.left[1]")))
			.contains(Map.of("name", "n", "deep", Map.of("left", List.of(new BigDecimal("7")))));
		assertThat(table.template()
			.get(key,
					(options) -> options.project(AttributePath.of("a.b"), AttributePath.of("x-y"),
							AttributePath.of("#z"), AttributePath.of("size"))))
			.hasValueSatisfying((item) -> assertThat(item).containsOnlyKeys("a.b", "x-y", "#z", "size"));
	}

	@Test
	void cutsToASchemaOnlyIfTheCallNamesOne() {
		StoredTable table = StoredTable.of((definition) -> definition.schema("Order"));
		table.put(Map.of("id", text("a"), "total", number(3), "color", text("red")));
		assertThat(table.template().get(ItemKey.of("a")))
			.hasValueSatisfying((item) -> assertThat(item).containsOnlyKeys("id", "total", "color"));
		assertThat(table.template().get(ItemKey.of("a"), (options) -> options.schema("Receipt")))
			.hasValueSatisfying((item) -> assertThat(item).containsOnlyKeys("id", "total"));
	}

	@Test
	void readsConsistentlyOnlyIfAsked() {
		StoredTable table = StoredTable.plain();
		var consistent = new CopyOnWriteArrayList<Boolean>();
		ExecutionInterceptor listener = new ExecutionInterceptor() {

			@Override
			public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
				consistent.add(Boolean.TRUE.equals(((GetItemRequest) context.request()).consistentRead()));
			}

		};
		try (DynamoDbClient client = LocalDynamoDb.client(listener)) {
			table.template(client).get(ItemKey.of("a"));
			table.template(client).get(ItemKey.of("a"), (options) -> options.consistentRead(true));
		}
		assertThat(consistent).containsExactly(false, true);
	}

	@Test
	@DisplayName("(P42) each operation costs the requests that its contract names, and none describes the table")
	void sendsNoMoreRequestsThanPromised() {
		StoredTable table = StoredTable.counted();
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate template = table.template(requests.client());
			template.insert(Map.of("id", "a"));
			template.get(ItemKey.of("a"));
			template.update(ItemKey.of("a"), Map.of("total", 1));
			template.overwrite(Map.of("id", "a", "version", 2));
			template.query((query) -> query.hashKey("a")).list();
			template.delete(ItemKey.of("a"), (options) -> options.expected(3));
			template.scan().list();
			assertThat(requests.operations()).containsExactly("PutItem", "GetItem", "GetItem", "PutItem", "PutItem",
					"Query", "DeleteItem", "Scan");
		}
	}

	@Test
	void saysWhichTableIsMissing() {
		StoredTable table = StoredTable.plain();
		LocalDynamoDb.client().deleteTable((delete) -> delete.tableName(table.definition().tableName()));
		assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> table.template().get(ItemKey.of("a")))
			.withMessageContaining(table.definition().tableName())
			.withMessageContaining("'orders'")
			.satisfies((ex) -> assertThat(ex.table()).isEqualTo("orders"));
	}

	@Test
	@DisplayName("(P40) a throttled call is a transient failure that names the table, not the key")
	void translatesThrottling() {
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			throw FaultyClient.throttled();
		});
		assertThatExceptionOfType(ThrottledException.class)
			.isThrownBy(() -> StoredTable.plain().template(client).get(ItemKey.of("secret-key")))
			.withMessage("get on table 'orders' was refused for lack of capacity");
	}

}
