package io.daplug.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.idempotence.StaleItemException;
import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemKey;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.InvalidBatchException;
import org.junit.jupiter.api.Test;

import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for batches of tables with unique attributes: each entry moves its claims.
 */
class UniqueBatchIntegrationTests {

	private final StoredTable table = StoredTable.of((definition) -> definition.unique("email"));

	private long claims() {
		return this.table.items().stream().filter((item) -> item.containsKey("_claimed_by")).count();
	}

	@Test
	void insertsClaimTheirValues() {
		BatchResult<Map<String, Object>> result = this.table.template()
			.batchInsert(List.of(Map.of("id", "a", "email", "x"), Map.of("id", "b", "email", "x"), Map.of("id", "c")));
		assertThat(result.written()).hasSize(2);
		assertThat(result.failed()).singleElement()
			.satisfies((failure) -> assertThat(failure.cause()).isInstanceOf(DuplicateAttributeException.class));
		assertThat(claims()).isEqualTo(1);
		assertThat(this.table.changes()).hasSize(2);
	}

	@Test
	void overwritesMoveTheClaimsOfWhateverIsStored() {
		DaplugTemplate template = this.table.template();
		template.batchOverwrite(IntStream.range(0, 30)
			.<Map<String, Object>>mapToObj((i) -> Map.of("id", "i" + i, "email", "e" + i))
			.toList());
		assertThat(claims()).isEqualTo(30);
		List<BatchFailure<?>> failed = new ArrayList<>();
		BatchCounts result = template.batchOverwrite(
				Stream.of(Map.of("id", "i0", "email", "other"), Map.of("id", "i1"), Map.of("id", "i2", "email", "e3")),
				(options) -> options.onFailure(failed::add));
		assertThat(result.written()).isEqualTo(2);
		assertThat(failed).singleElement()
			.satisfies((failure) -> assertThat(failure.cause()).isInstanceOf(DuplicateAttributeException.class));
		assertThat(claims()).isEqualTo(29);
		template.insert(Map.of("id", "new", "email", "e0"));
		assertThat(this.table.stored("i2")).containsEntry("email", text("e2"));
	}

	@Test
	void overwritesOfGuardedTablesAreGuarded() {
		StoredTable guarded = StoredTable
			.of((definition) -> definition.unique("email").idempotence(StoredTable.COUNTED));
		guarded.template().insert(Map.of("id", "a", "email", "x"));
		List<Map<String, Object>> stale = List.of(Map.of("id", "a", "email", "y", "version", 7));
		assertThat(guarded.template().batchOverwrite(stale).failed()).singleElement()
			.satisfies((failure) -> assertThat(failure.cause()).isInstanceOf(StaleItemException.class));
		assertThat(guarded.template().batchOverwrite(stale, (options) -> options.guarded(false)).written()).hasSize(1);
		assertThat(guarded.items()).hasSize(2).anySatisfy((item) -> assertThat(item).containsEntry("email", text("y")));
	}

	@Test
	void deletesReleaseTheirValues() {
		DaplugTemplate template = this.table.quiet(io.daplug.fixture.LocalDynamoDb.client());
		template.batchInsert(IntStream.range(0, 30)
			.<Map<String, Object>>mapToObj((i) -> Map.of("id", "i" + i, "email", "e" + i))
			.toList());
		BatchResult<ItemKey> result = template
			.batchDelete(IntStream.range(0, 31).mapToObj((i) -> ItemKey.of("i" + i)).toList());
		assertThat(result.written()).hasSize(31);
		assertThat(this.table.items()).isEmpty();
	}

	@Test
	void anEntryThatCanClaimNothingStopsTheBatchBeforeAnyRequest() {
		List<Map<String, Object>> entries = List.of(Map.of("id", "a", "email", "x"),
				Map.of("id", "b", "email", List.of("x")));
		assertThatExceptionOfType(InvalidBatchException.class)
			.isThrownBy(() -> this.table.template().batchOverwrite(entries))
			.withCauseInstanceOf(InvalidItemException.class)
			.satisfies((ex) -> assertThat(ex.index()).isEqualTo(1));
		assertThat(this.table.items()).isEmpty();
	}

}
