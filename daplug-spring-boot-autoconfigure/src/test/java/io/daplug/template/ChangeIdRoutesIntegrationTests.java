package io.daplug.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.LocalStream;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.stream.record.StreamChangeReader;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the application and the stream of a table give a change the same id, where
 * writes store it.
 */
@DisplayName("(D31) the id of a change is the same on all routes")
class ChangeIdRoutesIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private final ItemTransactionTemplate transactions = new ItemTransactionTemplate();

	enum Kind {

		PLAIN((table) -> {
		}), COUNTED((table) -> table.idempotence(StoredTable.COUNTED)), UNIQUE((table) -> table.unique("email")),
		PREFIXED((table) -> table.hashPrefix("order#"));

		private final Consumer<TableDefinitionBuilder> customizer;

		Kind(Consumer<TableDefinitionBuilder> customizer) {
			this.customizer = customizer;
		}

		StoredTable table() {
			return StoredTable.of(this.customizer.andThen((table) -> table.changeIdAttribute("_change")));
		}

	}

	@ParameterizedTest
	@EnumSource
	void eventsAndTheStreamAgree(Kind kind) {
		StoredTable table = kind.table();
		LocalStream stream = LocalStream.enable(table.definition().tableName());
		write(table.template());
		List<? extends ItemChange<?>> streamed = streamed(stream, table.definition());
		assertThat(streamed).extracting(ItemChange::changeId).doesNotHaveDuplicates().hasSize(14);
		assertThat(byId(table.changes())).isEqualTo(byId(streamed));
	}

	/** Whatever writes: items and parts, alone, in batches and in transactions. */
	private void write(DaplugTemplate template) {
		template.insert(Map.of("id", "a", "email", "x"));
		template.change(KEY, (change) -> change.set("email", "y"));
		template.update(KEY, Map.of("email", "z"));
		template.delete(KEY);
		template.upsert(KEY, (change) -> change.set("email", "x"));
		template.upsert(Map.of("id", "a", "n", 1), (options) -> {
			if (template.table().idempotence() != null) {
				options.expected(1);
			}
		});
		template.batchInsert(List.of(Map.of("id", "b", "email", "b"), Map.of("id", "c")));
		template.batchDelete(List.of(KEY, ItemKey.of("b"), ItemKey.of("none")));
		this.transactions.write((tx) -> tx.insert(template, Map.of("id", "a", "email", "x"))
			.change(template, ItemKey.of("c"), (change) -> change.set("email", "c")));
		this.transactions.write((tx) -> tx.delete(template, KEY).delete(template, ItemKey.of("c")));
	}

	@Test
	void anotherProgramsWriteHasAnIdOfItsOwn() {
		StoredTable table = Kind.PLAIN.table();
		LocalStream stream = LocalStream.enable(table.definition().tableName());
		table.template().insert(Map.of("id", "a"));
		LocalDynamoDb.client()
			.updateItem((update) -> update.tableName(table.definition().tableName())
				.key(Map.of("id", text("a")))
				.updateExpression("SET n = :n")
				.expressionAttributeValues(Map.of(":n", number(1))));
		table.template().delete(KEY);
		List<String> streamed = streamed(stream, table.definition()).stream().map(ItemChange::changeId).toList();
		assertThat(streamed).hasSize(3).doesNotHaveDuplicates();
		assertThat(table.changes()).extracting(ItemChange::changeId).containsExactly(streamed.get(0), streamed.get(2));
	}

	@ParameterizedTest
	@EnumSource(value = Kind.class, names = { "PLAIN", "UNIQUE" })
	void aTransactionRemovesNoOtherItemThanTheOneItWasReadAs(Kind kind) {
		StoredTable table = kind.table();
		LocalStream stream = LocalStream.enable(table.definition().tableName());
		table.template().insert(Map.of("id", "a", "email", "x"));
		DaplugTemplate rival = table.template();
		try (DynamoDbClient client = beforeTransactions(() -> rival.change(KEY, (change) -> change.set("n", 1)))) {
			DaplugTemplate late = table.template(client);
			if (kind == Kind.UNIQUE) {
				late.delete(KEY);
			}
			else {
				this.transactions.write((tx) -> tx.delete(late, KEY));
			}
		}
		assertThat(table.changes()).hasSize(3)
			.last()
			.satisfies((removed) -> assertThat(removed.oldItem().toMap()).containsKey("n"));
		assertThat(byId(table.changes())).isEqualTo(byId(streamed(stream, table.definition())));
	}

	private static DynamoDbClient beforeTransactions(Runnable once) {
		return LocalDynamoDb.client(new ExecutionInterceptor() {

			private boolean done;

			@Override
			public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
				if (context.request() instanceof TransactWriteItemsRequest && !this.done) {
					this.done = true;
					once.run();
				}
			}

		});
	}

	private static Map<String, String> byId(List<? extends ItemChange<?>> changes) {
		Map<String, String> byId = new LinkedHashMap<>();
		changes.forEach((change) -> byId.put(change.changeId(),
				change.getClass().getSimpleName() + change.key() + new TreeMap<>(change.lastImage().item().toMap())));
		return byId;
	}

	private static List<? extends ItemChange<?>> streamed(LocalStream stream, TableDefinition table) {
		StreamChangeReader reader = new StreamChangeReader(table, new ItemConverter(JsonMapper.shared()));
		return stream.records()
			.stream()
			.map((record) -> reader.read(record, stream.label()))
			.flatMap(Optional::stream)
			.toList();
	}

}
