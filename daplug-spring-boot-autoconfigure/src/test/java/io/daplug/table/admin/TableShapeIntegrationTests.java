package io.daplug.table.admin;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.table.IndexDefinition;
import io.daplug.table.IndexProjection;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.Throughput;
import io.daplug.table.TimeToLiveDefinition;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what {@link TableAdministrator} finds that is not as declared. Each table is
 * created otherwise than it is declared then.
 */
class TableShapeIntegrationTests {

	private final String tableName = "t-" + UUID.randomUUID();

	private final TableAdministrator administrator = new TableAdministrator(LocalDynamoDb.client());

	@Test
	void findsTableThatIsNotThere() {
		for (List<TableDifference> differences : List.of(this.administrator.checkExists(table()),
				this.administrator.checkShape(table()))) {
			assertThat(differences).singleElement().satisfies((difference) -> {
				assertThat(difference.subject()).isEqualTo("table");
				assertThat(difference.declared()).isEqualTo("'" + this.tableName + "'");
				assertThat(difference.found()).startsWith("none of this name in region 'us-east-1' at http");
				assertThat(difference.action()).contains("'daplug.tables.orders.name'", "'daplug.create-tables'");
			});
		}
	}

	@Test
	void looksAtTheExistenceAlone() {
		exists((table) -> table.hashKey("other"));
		assertThat(this.administrator.checkExists(table())).isEmpty();
	}

	@Test
	void findsATableThatCannotBeUsed() {
		for (TableStatus status : List.of(TableStatus.CREATING, TableStatus.DELETING, TableStatus.ARCHIVED)) {
			TableAdministrator administrator = new TableAdministrator(new ScriptedTables().then(status));
			assertThat(administrator.checkExists(table())).extracting(TableDifference::toString)
				.containsExactly("status: declared is one in which it can be used, found is " + status);
			assertThat(administrator.checkShape(table((table) -> table.timeToLive(TimeToLiveDefinition.on("expires")))))
				.hasSize(1);
		}
		assertThat(new TableAdministrator(new ScriptedTables().then(TableStatus.UPDATING)).checkExists(table()))
			.isEmpty();
	}

	@Test
	void findsOtherKeysAndTypes() {
		exists((table) -> table.hashKey("id", ScalarAttributeType.N).rangeKey("line"));
		finds((table) -> table.hashKey("order"), "keys: declared is [order], found is [id, line]");
		finds((table) -> table.hashKey("line").rangeKey("id"), "keys: declared is [line, id], found is [id, line]");
		finds((table) -> table.hashKey("id", ScalarAttributeType.S).rangeKey("line", ScalarAttributeType.B),
				"type of the key 'id': declared is text, found is a number",
				"type of the key 'line': declared is binary, found is text");
	}

	@Test
	void findsIndexesThatAreMissing() {
		exists((table) -> table.rangeKey("line").index(IndexDefinition.of("by-status", "status", null)));
		List<TableDifference> differences = finds(
				(table) -> table.rangeKey("line")
					.index(IndexDefinition.of("by-customer", "customer", null))
					.index(IndexDefinition.local("by-size", KeyAttribute.number("size"))),
				"index 'by-customer': declared is a global index, found is none; the table's indexes are [by-status]",
				"index 'by-size': declared is a local index, found is none; the table's indexes are [by-status]");
		assertThat(differences).extracting(TableDifference::action)
			.containsExactly(
					"Add the index to the table (UpdateTable), or remove 'daplug.tables.orders.indexes.by-customer'.",
					"Local indexes are created with their table: create the table anew, or remove 'daplug.tables.orders.indexes.by-size'.");
	}

	@Test
	void findsAnIndexOfAnotherType() {
		exists((table) -> table.rangeKey("line").index(IndexDefinition.local("by-size", KeyAttribute.number("size"))));
		finds((table) -> table.rangeKey("line")
			.index(IndexDefinition.of("by-size", KeyAttribute.text("id"), KeyAttribute.number("size"))),
				"type of index 'by-size': declared is global, found is local");
	}

	@Test
	void findsAnIndexWithOtherKeys() {
		exists((table) -> table.index(IndexDefinition.of("by-customer", "customer", "line")));
		finds((table) -> table.index(IndexDefinition.of("by-customer", "line", "customer")),
				"keys of index 'by-customer': declared is [line] with range [customer], found is [customer] with range [line]");
		finds((table) -> table.index(IndexDefinition.of("by-customer", "customer", null)),
				"keys of index 'by-customer': declared is [customer] with range [], found is [customer] with range [line]");
		finds((table) -> table
			.index(IndexDefinition.of("by-customer", KeyAttribute.number("customer"), KeyAttribute.text("line"))),
				"type of the key 'customer': declared is a number, found is text");
	}

	@Test
	void findsAnIndexWithAnotherProjection() {
		IndexDefinition index = IndexDefinition.of("by-customer", "customer", null);
		exists((table) -> table.index(index.with(IndexProjection.include("status", "total"))));
		finds((table) -> table.index(index),
				"projection of index 'by-customer': declared is all, found is include [status, total]");
		finds((table) -> table.index(index.with(IndexProjection.include("status"))),
				"projection of index 'by-customer': declared is include [status], found is include [status, total]");
		finds((table) -> table.index(index.with(IndexProjection.KEYS_ONLY)),
				"projection of index 'by-customer': declared is keys-only, found is include [status, total]");
		finds((table) -> table.index(index.with(IndexProjection.include("total", "status"))));
	}

	@Test
	void findsATimeToLiveThatIsOffOrOfAnotherAttribute() {
		exists((table) -> {
		});
		finds((table) -> table.timeToLive(TimeToLiveDefinition.on("expires")),
				"time to live: declared is by 'expires', found is off");
		LocalDynamoDb.client()
			.updateTimeToLive((update) -> update.tableName(this.tableName)
				.timeToLiveSpecification((specification) -> specification.enabled(true).attributeName("until")));
		assertThat(finds((table) -> table.timeToLive(TimeToLiveDefinition.on("expires")),
				"time to live: declared is by 'expires', found is by 'until'"))
			.extracting(TableDifference::action)
			.containsExactly("Enable time to live by 'expires' (UpdateTimeToLive, once the other one is disabled), "
					+ "or correct 'daplug.tables.orders.time-to-live.attribute'.");
		finds((table) -> table.timeToLive(TimeToLiveDefinition.on("until")));
	}

	@Test
	void findsAStreamThatIsOffOrHasAnotherView() {
		exists((table) -> table.streamView(StreamViewType.KEYS_ONLY));
		finds((table) -> table.streamView(StreamViewType.NEW_AND_OLD_IMAGES),
				"stream: declared is new-and-old-images, found is keys-only");
		LocalDynamoDb.client()
			.updateTable((update) -> update.tableName(this.tableName)
				.streamSpecification((stream) -> stream.streamEnabled(false)));
		finds((table) -> table.streamView(StreamViewType.KEYS_ONLY), "stream: declared is keys-only, found is off");
	}

	@Test
	void findsAnotherBilling() {
		exists((table) -> table.throughput(Throughput.provisioned(5, 3)));
		finds((table) -> table.throughput(Throughput.onDemand()),
				"billing: declared is on-demand, found is provisioned");
		finds((table) -> table.throughput(Throughput.provisioned(50, 30)));
	}

	@Test
	void findsACapacityWhereRequestsAreBilled() {
		exists((table) -> {
		});
		finds((table) -> table.throughput(Throughput.provisioned(5, 3)),
				"billing: declared is provisioned, found is on-demand");
	}

	@Test
	void doesNotCompareWhatIsNotDeclared() {
		exists((table) -> table.rangeKey("line")
			.throughput(Throughput.provisioned(5, 3))
			.streamView(StreamViewType.KEYS_ONLY)
			.timeToLive(TimeToLiveDefinition.on("expires"))
			.index(IndexDefinition.of("by-customer", "customer", null))
			.index(IndexDefinition.local("by-size", KeyAttribute.number("size"))));
		finds((table) -> table.rangeKey("line"));
	}

	private void exists(Consumer<TableDefinitionBuilder> customizer) {
		this.administrator.create(table(customizer));
	}

	private List<TableDifference> finds(Consumer<TableDefinitionBuilder> customizer, String... differences) {
		List<TableDifference> found = this.administrator.checkShape(table(customizer));
		assertThat(found).extracting(TableDifference::toString).containsExactly(differences);
		return found;
	}

	private TableDefinition table() {
		return table((table) -> {
		});
	}

	private TableDefinition table(Consumer<TableDefinitionBuilder> customizer) {
		TableDefinitionBuilder table = TableDefinition.named("orders").tableName(this.tableName).hashKey("id");
		customizer.accept(table);
		return table.build();
	}

}
