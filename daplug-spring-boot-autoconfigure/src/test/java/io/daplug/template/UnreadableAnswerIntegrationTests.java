package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.item.ItemConversionException;
import io.daplug.item.ItemKey;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.model.WriteAnswerException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for answers that cannot be read as the caller's type: either nothing was written,
 * or the exception says that the write stands, and has the item.
 */
class UnreadableAnswerIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	record Counted(String id, String name, int count) {

	}

	/** Written by Jackson, and not read: it has no way to make one. */
	static final class WriteOnly {

		private final String id;

		private WriteOnly(String id, int ignored) {
			this.id = id + ignored;
		}

		static WriteOnly of(String id) {
			return new WriteOnly(id, 1);
		}

		public String getId() {
			return this.id;
		}

		public @Nullable String getStatus() {
			return null;
		}

	}

	static Stream<Consumer<DaplugTemplate>> unreadableWrites() {
		return Stream.of((template) -> template.insert(WriteOnly.of("a")),
				(template) -> template.overwrite(WriteOnly.of("a")), (template) -> template.create(WriteOnly.of("a")),
				(template) -> template.as(WriteOnly.class).insert(WriteOnly.of("a")),
				(template) -> template.as(WriteOnly.class).overwrite(WriteOnly.of("a")),
				(template) -> template.as(Object.class).insert(WriteOnly.of("a")));
	}

	@ParameterizedTest
	@MethodSource("unreadableWrites")
	void writeNothingIfTheGeneratedValueOrTheDefaultCannotBeReadBack(Consumer<DaplugTemplate> write) {
		for (StoredTable table : List.of(StoredTable.counted(),
				StoredTable.of((definition) -> definition.schema("Order")))) {
			assertThatExceptionOfType(ItemConversionException.class).isThrownBy(() -> write.accept(table.template()))
				.isNotInstanceOf(WriteAnswerException.class)
				.withMessageContaining("WriteOnly");
			assertThat(table.items()).isEmpty();
			assertThat(table.changes()).isEmpty();
		}
	}

	@Test
	void writeWhatIsStoredAsItWasGivenOrIsNotReadBack() {
		StoredTable plain = StoredTable.plain();
		WriteOnly given = WriteOnly.of("a");
		assertThat(plain.template().insert(given)).isSameAs(given);
		StoredTable counted = StoredTable.counted();
		assertThat(counted.template().insert(given, (options) -> options.answerAsGiven())).isSameAs(given);
		assertThat(counted.template()
			.batchOverwrite(List.of(given), (options) -> options.guarded(false).answerAsGiven())
			.written()).containsExactly(given);
		assertThat(counted.items()).hasSize(1);
	}

	@Test
	void updateNothingIfTheResultCannotBeRead() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a"), "name", text("Ada")));
		for (Consumer<DaplugTemplate> update : List.<Consumer<DaplugTemplate>>of(
				(template) -> template.update(KEY, Map.of("name", "Eve"), Counted.class),
				(template) -> template.as(Counted.class).update(KEY, Map.of("count", "many")),
				(template) -> template.update((query) -> query.hashKey("a"), Map.of("name", "Eve"), Counted.class))) {
			assertThatExceptionOfType(ItemConversionException.class).isThrownBy(() -> update.accept(table.template()));
		}
		assertThat(table.stored("a")).isEqualTo(Map.of("id", text("a"), "name", text("Ada")));
		assertThat(table.changes()).isEmpty();
	}

	@Test
	void deleteAndSaySoWithTheItem() {
		StoredTable table = StoredTable.plain();
		for (Consumer<DaplugTemplate> delete : List.<Consumer<DaplugTemplate>>of(
				(template) -> template.delete(KEY, Counted.class),
				(template) -> template.as(Counted.class).delete(KEY))) {
			table.put(Map.of("id", text("a"), "name", text("S3CRET")));
			assertThatExceptionOfType(WriteAnswerException.class).isThrownBy(() -> delete.accept(table.template()))
				.withMessageContaining("'orders' is deleted, and the delete stands")
				.withMessageContaining("Counted")
				.withMessageNotContaining("S3CRET")
				.satisfies((ex) -> assertThat(ex.carriedOut()).isTrue())
				.satisfies((ex) -> assertThat(ex.item().toMap()).isEqualTo(Map.of("id", "a", "name", "S3CRET")));
			assertThat(table.items()).isEmpty();
		}
		assertThat(table.changes()).hasSize(2);
	}

	@Test
	void deleteNothingIfTheItemIsReadBeforeAndCannotBeRead() {
		StoredTable table = StoredTable.of((definition) -> definition.idempotence(IdempotenceDefinition.on("version")));
		table.put(Map.of("id", text("a"), "version", number(1)));
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> table.template().delete(KEY, Counted.class))
			.isNotInstanceOf(WriteAnswerException.class);
		assertThat(table.items()).hasSize(1);
		assertThat(table.template().delete(KEY)).isPresent();
	}

	@Test
	void sayThatTheNewerItemWasKept() {
		StoredTable table = StoredTable.of((definition) -> definition
			.idempotence(IdempotenceDefinition.on("count").with(IdempotenceStrategy.USE_LATEST)));
		table.put(Map.of("id", text("b"), "name", AttributeValue.fromM(Map.of()), "count", number(7)));
		for (Consumer<DaplugTemplate> write : List.<Consumer<DaplugTemplate>>of(
				(template) -> template.overwrite(new Counted("b", "Eve", 3)),
				(template) -> template.update(ItemKey.of("b"), Map.of("count", 3), Counted.class))) {
			assertThatExceptionOfType(WriteAnswerException.class).isThrownBy(() -> write.accept(table.template()))
				.withMessageContaining("newer than what was to be written, and nothing was written")
				.satisfies((ex) -> assertThat(ex.carriedOut()).isFalse())
				.satisfies((ex) -> assertThat(ex.item().toMap()).containsKey("count"));
		}
		assertThat(table.changes()).isEmpty();
	}

	@Test
	void stopBatchesBeforeTheyBegin() {
		StoredTable table = StoredTable.counted();
		List<WriteOnly> items = List.of(WriteOnly.of("a"));
		assertThatExceptionOfType(InvalidBatchException.class).isThrownBy(() -> table.template().batchInsert(items))
			.withCauseInstanceOf(ItemConversionException.class);
		assertThatExceptionOfType(InvalidBatchException.class)
			.isThrownBy(() -> table.template().as(WriteOnly.class).batchOverwrite(items));
		assertThat(table.items()).isEmpty();
		assertThat(table.changes()).isEmpty();
	}

	@Test
	void doNotMatterToBatchesOfStreamsWhichAnswerWithNumbers() {
		StoredTable table = StoredTable.counted();
		List<WriteOnly> items = List.of(WriteOnly.of("a"));
		assertThat(table.template().batchInsert(items.stream()).requireComplete().written()).isEqualTo(1);
		assertThat(table.items()).hasSize(1);
	}

}
