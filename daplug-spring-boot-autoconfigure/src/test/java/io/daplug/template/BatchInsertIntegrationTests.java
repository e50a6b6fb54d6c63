package io.daplug.template;

import java.util.List;
import java.util.Map;

import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.Operation;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.model.DuplicateItemException;
import org.junit.jupiter.api.Test;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for batches whose items must be new, and for what tells them from batches that
 * replace whatever is stored.
 */
class BatchInsertIntegrationTests {

	record Counted(String id, int version) {

	}

	record Order(String id, int total) {

	}

	@Test
	void failsEntriesWhoseKeyIsStoredAndWritesTheOthers() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a"), "total", number(1)));
		BatchResult<Order> result = table.template()
			.batchInsert(List.of(new Order("a", 2), new Order("b", 3), new Order("c", 4)));
		assertThat(result.written()).containsExactly(new Order("b", 3), new Order("c", 4));
		assertThat(result.failed()).singleElement().satisfies((failure) -> {
			assertThat(failure.entry()).isEqualTo(new Order("a", 2));
			assertThat(failure.cause()).isInstanceOf(DuplicateItemException.class).hasMessageContaining("a");
		});
		assertThat(table.stored("a")).containsEntry("total", number(1));
		assertThat(table.changes()).hasSize(2)
			.allSatisfy((change) -> assertThat(change).isInstanceOf(ItemInserted.class))
			.allSatisfy((change) -> assertThat(change.origin().operation()).isEqualTo(Operation.BATCH_INSERT));
	}

	@Test
	void answersWithWhatIsStored() {
		StoredTable table = StoredTable.counted();
		DaplugTemplate template = table.template();
		List<Counted> given = List.of(new Counted("a", 0), new Counted("b", 0));
		assertThat(template.batchInsert(given).requireComplete().written()).containsExactly(new Counted("a", 1),
				new Counted("b", 1));
		List<Counted> seen = List.of(new Counted("a", 1), new Counted("b", 1));
		assertThat(template.batchOverwrite(seen).requireComplete().written()).containsExactly(new Counted("a", 2),
				new Counted("b", 2));
		assertThat(template.batchOverwrite(List.of(new Counted("a", 7)), (options) -> options.guarded(false)).written())
			.containsExactly(new Counted("a", 8));
		assertThat(template.as(Counted.class).batchInsert(List.of(new Counted("c", 0))).written())
			.containsExactly(new Counted("c", 1));
		assertThat(template.batchInsert(List.of(Map.<String, Object>of("id", "d"))).written())
			.containsExactly(Map.of("id", "d", "version", java.math.BigDecimal.ONE));
	}

	@Test
	void announcesAnUnknownOldImageWhereItCannotKnowWhatItReplaced() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a"), "total", number(1)));
		table.template().batchOverwrite(List.of(new Order("a", 2), new Order("b", 3)));
		assertThat(table.changes()).hasSize(2).allSatisfy((change) -> {
			assertThat(change).isInstanceOf(ItemModified.class);
			assertThat(change.oldImage()).isEqualTo(ItemImage.unknown());
			assertThat(change.origin().operation()).isEqualTo(Operation.BATCH_OVERWRITE);
		});
	}

	@Test
	void writesNothingOfACollectionWithAnUnusableEntry() {
		StoredTable table = StoredTable.plain();
		assertThatExceptionOfType(InvalidBatchException.class)
			.isThrownBy(() -> table.template().batchInsert(List.of(Map.of("id", "a"), Map.of("id", ""))))
			.withMessageContaining("Entry 1");
		assertThat(table.items()).isEmpty();
	}

}
