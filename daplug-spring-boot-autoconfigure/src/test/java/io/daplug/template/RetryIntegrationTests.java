package io.daplug.template;

import java.math.BigDecimal;
import java.util.Map;

import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.expression.Condition;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.template.model.DuplicateItemException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for writes that DynamoDB carried out but whose answer was lost, so that the SDK
 * sent them again: a write that meets itself is a success.
 */
@DisplayName("(P22) timeout after commit")
class RetryIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	@Test
	void insertsOnce() {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(StoredTable.COUNTED).hashPrefix("o#"));
		try (LostAnswers lost = LostAnswers.of("PutItem")) {
			assertThat(table.template(lost.client()).insert(Map.of("id", "a", "n", new BigDecimal("1.50"))))
				.containsEntry("version", BigDecimal.ONE);
			assertThat(lost.attempts()).isEqualTo(2);
		}
		assertThat(table.items()).hasSize(1);
		assertThat(table.changes()).singleElement().isInstanceOf(ItemInserted.class);
	}

	@Test
	void isADuplicateIfAnotherItemIsStored() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a"), "total", number(9)));
		try (LostAnswers lost = LostAnswers.of("PutItem")) {
			assertThatExceptionOfType(DuplicateItemException.class)
				.isThrownBy(() -> table.template(lost.client()).insert(Map.of("id", "a", "total", 1)));
		}
	}

	@Test
	void isADuplicateIfTheSameItemWasStoredBeforeTheFirstAttempt() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a"));
		assertThatExceptionOfType(DuplicateItemException.class)
			.isThrownBy(() -> table.template().insert(Map.of("id", "a")));
	}

	@Test
	void updatesOnce() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		try (LostAnswers lost = LostAnswers.of("PutItem")) {
			assertThat(table.template(lost.client()).update(KEY, Map.of("total", 1))).containsEntry("version",
					new BigDecimal("2"));
			assertThat(lost.attempts()).isEqualTo(2);
		}
		assertThat(table.stored("a")).containsEntry("version", number(2));
		assertThat(table.changes()).hasSize(2).last().isInstanceOf(ItemModified.class).satisfies((change) -> {
			assertThat(StoredTable.map(change.oldItem())).containsEntry("version", BigDecimal.ONE);
			assertThat(StoredTable.map(change.newItem())).containsEntry("version", new BigDecimal("2"));
		});
	}

	@Test
	void announcesAnUnguardedUpdateToo() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a"));
		try (LostAnswers lost = LostAnswers.of("PutItem")) {
			table.template(lost.client()).update(KEY, Map.of("total", 1));
		}
		assertThat(table.changes()).hasSize(2).last().isInstanceOf(ItemModified.class).satisfies((change) -> {
			assertThat(StoredTable.map(change.oldItem())).containsOnlyKeys("id");
			assertThat(StoredTable.map(change.newItem())).containsOnlyKeys("id", "total");
		});
	}

	@Test
	void updatesOnceUnderACondition() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "status", "NEW"));
		try (LostAnswers lost = LostAnswers.of("PutItem")) {
			assertThat(table.template(lost.client())
				.update(KEY, Map.of("status", "PAID"),
						(options) -> options.condition(Condition.attribute("status").isEqualTo("NEW"))))
				.containsEntry("status", "PAID");
			assertThat(lost.attempts()).isEqualTo(2);
		}
		assertThat(table.changes()).hasSize(2);
	}

	@Test
	void isStaleIfAnotherWriterCameBetween() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		try (LostAnswers lost = LostAnswers.of("PutItem",
				() -> table.template().update(KEY, Map.of("total", 2), (options) -> options.publish(false)))) {
			assertThatExceptionOfType(StaleItemException.class)
				.isThrownBy(() -> table.template(lost.client()).update(KEY, Map.of("total", 1)))
				.satisfies((ex) -> assertThat(ex.stored().orElseThrow().toMap()).containsEntry("version",
						new BigDecimal("3")));
		}
		assertThat(table.stored("a")).containsEntry("total", number(2));
	}

	@Test
	void announcesAnOverwriteOfAStoredItemAsAModification() {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(IdempotenceDefinition.on("modified")));
		table.template().insert(Map.of("id", "a", "modified", 1), (options) -> options.publish(false));
		try (LostAnswers lost = LostAnswers.of("PutItem")) {
			table.template(lost.client()).overwrite(Map.of("id", "a", "modified", 2), (options) -> options.expected(1));
			assertThat(lost.attempts()).isEqualTo(2);
		}
		assertThat(table.stored("a")).containsEntry("modified", number(2));
		assertThat(table.changes()).singleElement()
			.isInstanceOf(ItemModified.class)
			.satisfies((change) -> assertThat(change.oldImage()).as("what it replaced").isEqualTo(ItemImage.unknown()));
	}

	@Test
	void deletesOnceAndKnowsWhat() {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(StoredTable.COUNTED).hashPrefix("o#"));
		table.template().insert(Map.of("id", "a"), (options) -> options.publish(false));
		try (LostAnswers lost = LostAnswers.of("DeleteItem")) {
			assertThat(table.template(lost.client()).delete(KEY))
				.contains(Map.of("id", "a", "version", BigDecimal.ONE));
			assertThat(lost.attempts()).isEqualTo(2);
		}
		assertThat(table.items()).isEmpty();
		assertThat(table.changes()).singleElement().isInstanceOf(ItemRemoved.class);
	}

	@Test
	void isNoConflictIfAnExpectedItemIsGoneBecauseOfItself() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"), (options) -> options.publish(false));
		try (LostAnswers lost = LostAnswers.of("DeleteItem")) {
			assertThat(table.template(lost.client()).delete(KEY, (options) -> options.expected(1)))
				.as("what it was is not known")
				.isEmpty();
			assertThat(lost.attempts()).isEqualTo(2);
		}
		assertThat(table.items()).isEmpty();
		assertThat(table.changes()).singleElement().isInstanceOf(ItemRemoved.class).satisfies((change) -> {
			assertThat(change.key()).isEqualTo(KEY);
			assertThat(change.oldImage()).isEqualTo(ItemImage.unknown());
			assertThat(change.origin().version()).isEqualTo("1");
		});
	}

	@Test
	void deletesOnceUnderACondition() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "status", "NEW"), (options) -> options.publish(false));
		try (LostAnswers lost = LostAnswers.of("DeleteItem")) {
			table.template(lost.client())
				.delete(KEY, (options) -> options.condition(Condition.attribute("status").isEqualTo("NEW")));
			assertThat(lost.attempts()).isEqualTo(2);
		}
		assertThat(table.items()).isEmpty();
		assertThat(table.changes()).singleElement().isInstanceOf(ItemRemoved.class);
	}

	@Test
	void announcesAnOverwriteWithWhatWasReadBefore() {
		StoredTable table = StoredTable.of((definition) -> definition
			.idempotence(IdempotenceDefinition.on("modified").with(IdempotenceStrategy.USE_LATEST)));
		table.template().insert(Map.of("id", "a", "modified", 1), (options) -> options.publish(false));
		try (LostAnswers lost = LostAnswers.of("PutItem")) {
			table.template(lost.client()).overwrite(Map.of("id", "a", "modified", 2));
			assertThat(lost.attempts()).isEqualTo(2);
		}
		assertThat(table.changes()).singleElement()
			.isInstanceOf(ItemModified.class)
			.satisfies((change) -> assertThat(StoredTable.map(change.oldItem())).containsEntry("modified",
					BigDecimal.ONE));
	}

	@Test
	void announcesANewItemOfAnOverwriteAsInserted() {
		StoredTable table = StoredTable.counted();
		try (LostAnswers lost = LostAnswers.of("PutItem")) {
			table.template(lost.client()).overwrite(Map.of("id", "a"));
			assertThat(lost.attempts()).isEqualTo(2);
		}
		assertThat(table.changes()).singleElement().isInstanceOf(ItemInserted.class);
	}

	@Test
	void isStaleIfTheItemIsThereAgain() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		try (LostAnswers lost = LostAnswers.of("DeleteItem",
				() -> table.put(Map.of("id", text("a"), "version", number(7))))) {
			assertThatExceptionOfType(StaleItemException.class)
				.isThrownBy(() -> table.template(lost.client()).delete(KEY));
		}
		assertThat(table.items()).hasSize(1);
	}

}
