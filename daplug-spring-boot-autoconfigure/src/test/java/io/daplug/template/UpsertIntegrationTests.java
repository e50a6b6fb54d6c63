package io.daplug.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaViolationException;
import io.daplug.template.model.ConditionNotMetException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.expression.Condition.attribute;
import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for upserts, of parts of items and of whole records.
 */
class UpsertIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	record Order(String id, @Nullable String status, @Nullable BigDecimal total) {

	}

	@Test
	void createsWhatIsMissingAndChangesWhatIsThere() {
		StoredTable table = StoredTable.plain();
		assertThat(table.template().upsert(KEY, (change) -> change.add("visits", 1)))
			.isEqualTo(Map.of("id", "a", "visits", BigDecimal.ONE));
		assertThat(table.template().upsert(KEY, (change) -> change.add("visits", 1))).containsEntry("visits",
				new BigDecimal("2"));
		assertThat(table.changes().get(0)).isInstanceOf(ItemInserted.class);
		assertThat(table.changes().get(1)).isInstanceOf(ItemModified.class);
	}

	@Test
	void setsWhatARecordHasAndLeavesTheRest() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "status", "NEW", "note", "n", "meta", Map.of("a", 1)));
		try (CountedRequests counted = new CountedRequests()) {
			DaplugTemplate template = table.template(counted.client());
			assertThat(template.upsert(Map.of("id", "a", "total", 2, "meta", Map.of("b", 2))))
				.isEqualTo(Map.of("id", "a", "status", "NEW", "note", "n", "total", new BigDecimal("2"), "meta",
						Map.of("b", new BigDecimal("2"))));
			assertThat(template.upsert(new Order("a", null, BigDecimal.TEN), (options) -> options.setIfAbsent("total")))
				.isEqualTo(new Order("a", "NEW", new BigDecimal("2")));
			assertThat(template.as(Order.class).upsert(new Order("b", "NEW", null)))
				.isEqualTo(new Order("b", "NEW", null));
			assertThat(counted.operations()).containsExactly("UpdateItem", "UpdateItem", "UpdateItem");
		}
		assertThat(table.stored("b")).isEqualTo(Map.of("id", text("b"), "status", text("NEW")));
	}

	@Test
	void writesARecordOfNothingButItsKey() {
		StoredTable table = StoredTable.plain();
		assertThat(table.template().upsert(Map.of("id", "a"))).isEqualTo(Map.of("id", "a"));
		assertThat(table.template().upsert(Map.of("id", "a"))).isEqualTo(Map.of("id", "a"));
		assertThat(table.items()).hasSize(1);
		assertThat(table.changes()).as("the second one left everything as it was").hasSize(1);
	}

	@Test
	void keepsAStoredNullThatIsSetIfAbsent() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a"), "x", AttributeValue.fromNul(true)));
		table.template().upsert(Map.of("id", "a", "x", 1), (options) -> options.setIfAbsent("x", "unheardOf"));
		assertThat(table.stored("a")).isEqualTo(Map.of("id", text("a"), "x", AttributeValue.fromNul(true)));
	}

	@Test
	void heedsTheCallersCondition() {
		StoredTable table = StoredTable.plain();
		table.template()
			.upsert(Map.of("id", "a", "rank", 5),
					(options) -> options.condition(attribute("id").isMissing().or(attribute("rank").isLessThan(5))));
		assertThatExceptionOfType(ConditionNotMetException.class).isThrownBy(() -> table.template()
			.upsert(Map.of("id", "a", "rank", 6), (options) -> options.condition(attribute("id").isMissing())));
		assertThat(table.stored("a")).containsEntry("rank", number(5));
	}

	@Test
	void isHeldAgainstTheStoredItemAsAnOverwriteIs() {
		StoredTable table = StoredTable.counted();
		assertThat(table.template().upsert(Map.of("id", "a"))).containsEntry("version", BigDecimal.ONE);
		assertThat(table.template().upsert(Map.of("id", "a", "version", 1, "total", 1))).containsEntry("version",
				new BigDecimal("2"));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template().upsert(Map.of("id", "a", "version", 1, "total", 2)))
			.satisfies((ex) -> assertThat(ex.stored().orElseThrow().toMap()).containsEntry("total", BigDecimal.ONE));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template().upsert(Map.of("id", "a", "total", 2)))
			.withMessageContaining("the upsert sends no value of 'version'");
		assertThat(table.template().upsert(Map.of("id", "a", "total", 3), (options) -> options.expected(2)))
			.containsEntry("version", new BigDecimal("3"));
	}

	@Test
	void checksARecordAsAWhole() {
		StoredTable table = StoredTable.of((definition) -> definition.schema("Order"));
		assertThatExceptionOfType(SchemaViolationException.class)
			.isThrownBy(() -> table.template().upsert(Map.of("id", "a", "total", "much")));
		assertThat(table.items()).isEmpty();
	}

	@Test
	void announcesBothImagesOfARecord() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "tags", List.of("x")));
		table.template().upsert(Map.of("id", "a", "total", 1));
		assertThat(table.changes().get(1)).isInstanceOfSatisfying(ItemModified.class, (modified) -> {
			assertThat(StoredTable.map(modified.oldItem())).isEqualTo(Map.of("id", "a", "tags", List.of("x")));
			assertThat(StoredTable.map(modified.newItem()))
				.isEqualTo(Map.of("id", "a", "tags", List.of("x"), "total", BigDecimal.ONE));
		});
	}

}
