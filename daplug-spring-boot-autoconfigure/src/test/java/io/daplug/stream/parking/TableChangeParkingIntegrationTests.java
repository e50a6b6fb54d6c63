package io.daplug.stream.parking;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.daplug.dynamodb.TableNotFoundException;
import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.Operation;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.Changes;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TableChangeParking}.
 */
class TableChangeParkingIntegrationTests {

	private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

	private final TableDefinition table = TableDefinition.named("parked")
		.tableName(LocalDynamoDb.createTable("id", null))
		.hashKey("id")
		.hashPrefix("p#")
		.build();

	@Test
	void keepsAChange() {
		ItemChange<?> change = Changes.modified("a", 1, 2);
		park(change);
		assertThat(items()).singleElement()
			.isEqualTo(Map.ofEntries(Map.entry("id", text("p#one|" + change.changeId())),
					Map.entry("listener", text("one")), Map.entry("table", text("orders")),
					Map.entry("operation", text("MODIFY")),
					Map.entry("key", AttributeValue.fromM(Map.of("id", text("a")))),
					Map.entry("newItem", AttributeValue.fromM(item("a", 2))),
					Map.entry("oldItem", AttributeValue.fromM(item("a", 1))),
					Map.entry("cause", text("java.lang.IllegalStateException: broken")),
					Map.entry("attempts", AttributeValue.fromN("3")),
					Map.entry("sequence", text(change.origin().sequence())),
					Map.entry("parkedAt", text("2026-11-21T12:00:00Z"))));
	}

	@Test
	void keepsAChangeOnce() {
		ItemChange<?> change = Changes.inserted("a");
		park(change);
		park(change);
		assertThat(items()).hasSize(1);
	}

	@Test
	void leavesImagesOutThatDoNotFit() {
		park(large(ItemKey.of("a"), "x".repeat(409_500)));
		assertThat(items()).singleElement()
			.satisfies((item) -> assertThat(item).doesNotContainKey("newItem")
				.containsEntry("key", AttributeValue.fromM(Map.of("id", text("a")))));
	}

	@Test
	void leavesImagesOutThatAreTooDeep() {
		Object deep = "x";
		for (int level = 0; level < 31; level++) {
			deep = List.of(deep);
		}
		park(large(ItemKey.of("a"), deep));
		assertThat(items()).singleElement().satisfies((item) -> assertThat(item).doesNotContainKey("newItem"));
	}

	@Test
	void keepsChangesOfLongKeys() {
		ItemKey key = ItemKey.of(Map.of("id", "k".repeat(2040), "line", 7));
		park(large(key, "x"));
		assertThat(items()).singleElement().satisfies((item) -> {
			assertThat(item.get("id")).satisfies((id) -> assertThat(id.s()).matches("p#sha256\\|[0-9a-f]{64}"));
			assertThat(item.get("key")).satisfies((value) -> assertThat(value.m()).containsKeys("id", "line"));
		});
	}

	@Test
	void failsWhenTheTableIsGone() {
		TableDefinition gone = TableDefinition.named("gone").tableName("gone-table").hashKey("id").build();
		TableChangeParking parking = parking(gone);
		assertThatExceptionOfType(TableNotFoundException.class)
			.isThrownBy(() -> parking.park(parked(Changes.inserted("a"))));
	}

	@Test
	void refusesTablesThatCannotHoldIt() {
		TableDefinition ranged = TableDefinition.named("ranged").hashKey("id").rangeKey("line").build();
		assertThatIllegalArgumentException().isThrownBy(() -> parking(ranged))
			.withMessage("Table 'ranged' for parked changes must have no range key");
		TableDefinition clash = TableDefinition.named("clash").hashKey("key").build();
		assertThatIllegalArgumentException().isThrownBy(() -> parking(clash))
			.withMessageContaining("The hash key of table 'clash'");
	}

	private static TableChangeParking parking(TableDefinition table) {
		TableRegistry tables = TableRegistry.of(List.of(TableDefinition.named("orders").hashKey("id").build()));
		return new TableChangeParking(LocalDynamoDb.client(), table, tables, Changes.CONVERTER, NOON);
	}

	private void park(ItemChange<?> change) {
		parking(this.table).park(parked(change));
	}

	private static ChangeParked parked(ItemChange<?> change) {
		return new ChangeParked("one", change, 3, new IllegalStateException("broken"));
	}

	private static ItemChange<?> large(ItemKey key, Object value) {
		Map<String, AttributeValue> item = Changes.CONVERTER.toAttributes(Map.of("id", "a", "value", value));
		return new ItemInserted<>(new ItemIdentity("orders", key), key,
				ItemImage.of(new Item<>(item, Object.class, Changes.CONVERTER)),
				new ChangeOrigin(Operation.INSERT, null, null, null, new ChangePosition("test", "1", Instant.EPOCH)));
	}

	private List<Map<String, AttributeValue>> items() {
		return LocalDynamoDb.client().scan((scan) -> scan.tableName(this.table.tableName())).items();
	}

	private static Map<String, AttributeValue> item(String id, int n) {
		return Map.of("id", text(id), "n", AttributeValue.fromN(Integer.toString(n)));
	}

	private static AttributeValue text(String text) {
		return AttributeValue.fromS(text);
	}

}
