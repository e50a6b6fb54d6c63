package io.daplug.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests what goes together in a table, its indexes, and their throughput.
 */
class IndexRulesTests {

	private static final IndexDefinition BY_SIZE = IndexDefinition.local("by-size", KeyAttribute.number("size"));

	private static final IndexDefinition BY_CUSTOMER = IndexDefinition.of("by-customer", "customer", null);

	@Test
	void keepsTheSettings() {
		TableSettings settings = table((table) -> table.throughput(Throughput.provisioned(5, 3))
			.streamView(StreamViewType.OLD_IMAGE)
			.deletionProtection(true)
			.tag("team", "shop")
			.tableClass(TableClass.STANDARD)).settings();
		assertThat(settings).isEqualTo(new TableSettings(Throughput.provisioned(5, 3), StreamViewType.OLD_IMAGE, true,
				Map.of("team", "shop"), TableClass.STANDARD));
		assertThat(table((table) -> {
		}).settings()).isEqualTo(new TableSettings(Throughput.UNDECLARED, null, false, Map.of(), null));
	}

	@Test
	void givesLocalIndexesTheHashKeyOfTheTable() {
		IndexDefinition index = table((table) -> table.hashKey("id", ScalarAttributeType.N).index(BY_SIZE)).indexes()
			.get("by-size");
		assertThat(index).isNotNull();
		assertThat(index.hashKeys()).containsExactly(KeyAttribute.number("id"));
		assertThat(index.isLocal()).isTrue();
		assertThat(BY_CUSTOMER.isLocal()).isFalse();
		IndexDefinition named = new IndexDefinition("by-size", List.of(KeyAttribute.text("id")), BY_SIZE.rangeKeys(),
				BY_SIZE.settings());
		assertThat(table((table) -> table.index(named)).indexes()).containsOnly(Map.entry("by-size", named));
	}

	@Test
	void knowsWhatAnIndexHolds() {
		TableDefinition table = table((definition) -> definition.index(BY_CUSTOMER.with(IndexProjection.KEYS_ONLY))
			.index(BY_SIZE.with(IndexProjection.include("status"))));
		IndexDefinition keys = Objects.requireNonNull(table.indexes().get("by-customer"));
		IndexDefinition more = Objects.requireNonNull(table.indexes().get("by-size"));
		assertThat(List.of("id", "line", "customer", "size", "status")).filteredOn((name) -> table.holds(keys, name))
			.containsExactly("id", "line", "customer");
		assertThat(List.of("id", "line", "customer", "size", "status")).filteredOn((name) -> table.holds(more, name))
			.containsExactly("id", "line", "size", "status");
		assertThat(table.holds(BY_CUSTOMER, "anything")).isTrue();
	}

	@Test
	void refusesLocalIndexesThatCannotBe() {
		refuses("Index 'by-size' of table 'orders' is local, so its hash key must be 'id', the table's, not [customer]",
				(table) -> table.index(new IndexDefinition("by-size", List.of(KeyAttribute.text("customer")),
						BY_SIZE.rangeKeys(), BY_SIZE.settings())));
		refuses("Index 'by-size' of table 'orders' is local and has no throughput of its own: it uses the table's",
				(table) -> table.throughput(Throughput.provisioned(5, 3))
					.index(BY_SIZE.with(Throughput.provisioned(5, 3))));
		refuses("Table 'orders' has 6 local indexes, and DynamoDB takes 5 at most", (table) -> IntStream.range(0, 6)
			.forEach((i) -> table.index(IndexDefinition.local("by-" + i, KeyAttribute.text("a" + i)))));
		assertThatIllegalStateException()
			.isThrownBy(() -> TableDefinition.named("orders").hashKey("id").index(BY_SIZE).build())
			.withMessage("Index 'by-size' of table 'orders' is local, which needs a 'range-key' of the table");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new IndexDefinition("by-none", List.of(), List.of(), BY_SIZE.settings()))
			.withMessage("'range-key' of index 'by-none', which is local, must have one attribute, but has 0");
	}

	@Test
	void refusesMoreIncludedAttributesThanDynamoDbTakes() {
		List<String> sixty = new ArrayList<>();
		IntStream.range(0, 60).forEach((i) -> sixty.add("a" + i));
		IndexProjection projection = new IndexProjection(ProjectionType.INCLUDE, sixty);
		refuses("The indexes of table 'orders' include 120 attributes together, and DynamoDB takes 100 at most",
				(table) -> table.index(BY_CUSTOMER.with(projection)).index(BY_SIZE.with(projection)));
	}

	@Test
	void refusesAnIndexThatIsBilledOtherwiseThanItsTable() {
		IndexDefinition provisioned = BY_CUSTOMER.with(Throughput.provisioned(2, 1));
		IndexDefinition limited = BY_CUSTOMER.with(Throughput.UNDECLARED.maximum(new ThroughputUnits(2L, 1L)));
		refuses("Index 'by-customer' of table 'orders' has a throughput that is provisioned, but the 'throughput' of the table is on demand",
				(table) -> table.index(provisioned));
		refuses("Index 'by-customer' of table 'orders' has a throughput that is on demand, but the 'throughput' of the table is provisioned",
				(table) -> table.throughput(Throughput.provisioned(2, 1)).index(limited));
		table((table) -> table.index(limited));
		table((table) -> table.throughput(Throughput.provisioned(9, 9)).index(provisioned));
	}

	@Test
	void refusesAThroughputThatCannotBe() {
		ThroughputUnits units = new ThroughputUnits(5L, 3L);
		refuses("'read' and 'write' of the provisioned throughput must both be set, but one is missing",
				() -> new Throughput(null, new ThroughputUnits(5L, null), null, null));
		refuses("'provisioned' and 'maximum' must not both be set", () -> new Throughput(null, units, units, null));
		refuses("'provisioned' must not be set if 'billing' is on demand",
				() -> new Throughput(BillingMode.PAY_PER_REQUEST, units, null, null));
		refuses("'maximum' must not be set if 'billing' is provisioned",
				() -> new Throughput(BillingMode.PROVISIONED, null, units, null));
		refuses("'read' and 'write' must not both be left out", () -> new ThroughputUnits(null, null));
		refuses("'read' must be 1 or more, but is 0", () -> new ThroughputUnits(0L, 1L));
		refuses("'write' must be 1 or more, but is -1", () -> new ThroughputUnits(1L, -1L));
		refuses("'provisioned' must be set if 'billing' is provisioned",
				() -> new Throughput(BillingMode.PROVISIONED, null, null, null));
	}

	@Test
	void refusesAProjectionThatCannotBe() {
		refuses("'attributes' of a projection must not be empty if its type is INCLUDE",
				() -> IndexProjection.include());
		refuses("'attributes' of a projection must be empty unless its type is INCLUDE",
				() -> new IndexProjection(ProjectionType.ALL, List.of("a")));
		refuses("must not name one attribute twice", () -> IndexProjection.include("a", "a"));
		refuses("must not hold an empty name", () -> IndexProjection.include(" "));
		refuses("'type' of a projection must be set",
				() -> new IndexProjection(ProjectionType.UNKNOWN_TO_SDK_VERSION, List.of()));
	}

	private static void refuses(String message, Runnable creation) {
		assertThatIllegalArgumentException().isThrownBy(creation::run).withMessageContaining(message);
	}

	private static void refuses(String message, Consumer<TableDefinitionBuilder> customizer) {
		assertThatIllegalStateException().isThrownBy(() -> table(customizer)).withMessageContaining(message);
	}

	private static TableDefinition table(Consumer<TableDefinitionBuilder> customizer) {
		TableDefinitionBuilder table = TableDefinition.named("orders").hashKey("id").rangeKey("line");
		customizer.accept(table);
		return table.build();
	}

}
