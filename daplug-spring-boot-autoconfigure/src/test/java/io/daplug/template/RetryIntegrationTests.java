package io.daplug.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.expression.Condition;
import io.daplug.fixture.FaultyWire;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.item.ItemKey;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.UncertainWriteException;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for writes that the SDK sent again, as the answer was lost or was a refusal: a
 * write that meets itself, and can tell, is a success; what nobody can tell is said to be
 * uncertain, and not announced.
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
	void isUncertainIfAnotherItemIsStored() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a"), "total", number(9)));
		try (LostAnswers lost = LostAnswers.of("PutItem")) {
			assertThatExceptionOfType(UncertainWriteException.class).as("it may have replaced what was inserted")
				.isThrownBy(() -> table.template(lost.client()).insert(Map.of("id", "a", "total", 1)))
				.withCauseInstanceOf(ConditionalCheckFailedException.class);
		}
		assertThat(table.changes()).isEmpty();
	}

	@Test
	void isUncertainIfAnEqualItemIsStoredAndNoTokenTellsWhose() {
		StoredTable table = StoredTable.plain();
		try (LostAnswers lost = LostAnswers.of("PutItem")) {
			assertThatExceptionOfType(UncertainWriteException.class)
				.isThrownBy(() -> table.template(lost.client()).insert(Map.of("id", "a", "total", 1)))
				.satisfies((ex) -> assertThat(ex.key()).isEqualTo(KEY))
				.satisfies((ex) -> assertThat(ex.table()).isEqualTo("orders"))
				.withMessageContaining("may have been carried out");
			assertThat(lost.attempts()).isEqualTo(2);
		}
		assertThat(table.changes()).isEmpty();
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
	void updatesOnceUnderAConditionWhereATokenTells() {
		for (boolean tells : new boolean[] { true, false }) {
			StoredTable table = StoredTable.of((definition) -> definition.writeToken(tells ? "token" : ""));
			table.template().insert(Map.of("id", "a", "status", "NEW"));
			try (LostAnswers lost = LostAnswers.of("PutItem")) {
				DaplugTemplate template = table.template(lost.client());
				ThrowableAssert.ThrowingCallable update = () -> template.update(KEY, Map.of("status", "PAID"),
						(options) -> options.condition(Condition.attribute("status").isEqualTo("NEW")));
				if (tells) {
					assertThatCode(update).doesNotThrowAnyException();
				}
				else {
					assertThatExceptionOfType(UncertainWriteException.class).isThrownBy(update);
				}
				assertThat(lost.attempts()).isEqualTo(2);
			}
			assertThat(table.changes()).hasSize(tells ? 2 : 1);
		}
	}

	@Test
	void isUncertainIfAnotherWriterCameAfterwards() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		try (LostAnswers lost = LostAnswers.of("PutItem",
				() -> table.template().update(KEY, Map.of("total", 2), (options) -> options.publish(false)))) {
			assertThatExceptionOfType(UncertainWriteException.class).as("it was written, and written over")
				.isThrownBy(() -> table.template(lost.client()).update(KEY, Map.of("total", 1)));
		}
		assertThat(table.stored("a")).containsEntry("total", number(2)).containsEntry("version", number(3));
		assertThat(table.changes()).singleElement().isInstanceOf(ItemInserted.class);
	}

	@Test
	void announcesAnOverwriteOfAStoredItemAsAModification() {
		StoredTable table = StoredTable
			.of((definition) -> definition.writeToken("token").idempotence(IdempotenceDefinition.on("modified")));
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
	void isUncertainIfTheCallersOwnValueCouldBeAnothers() {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(IdempotenceDefinition.on("modified")));
		table.template().insert(Map.of("id", "a", "modified", 1), (options) -> options.publish(false));
		try (LostAnswers lost = LostAnswers.of("PutItem")) {
			assertThatExceptionOfType(UncertainWriteException.class).isThrownBy(() -> table.template(lost.client())
				.overwrite(Map.of("id", "a", "modified", 2), (options) -> options.expected(1)));
		}
		assertThat(table.changes()).isEmpty();
	}

	@Test
	void announcesAnUnguardedOverwriteThatFindsItsOwnWork() {
		StoredTable table = StoredTable.plain();
		try (LostAnswers lost = LostAnswers.of("PutItem")) {
			table.template(lost.client()).overwrite(Map.of("id", "a", "total", 1));
			assertThat(lost.attempts()).isEqualTo(2);
		}
		assertThat(table.changes()).singleElement()
			.satisfies((change) -> assertThat(change.oldImage()).isEqualTo(ItemImage.unknown()));
	}

	@Test
	void tellsAnotherWritersEqualWriteFromItsOwn() {
		for (GeneratedValue generated : new GeneratedValue[] { GeneratedValue.COUNTER, GeneratedValue.TIMESTAMP }) {
			StoredTable table = StoredTable
				.of((definition) -> definition.idempotence(IdempotenceDefinition.on("version").with(generated)));
			table.template().insert(Map.of("id", "a"));
			AtomicInteger puts = new AtomicInteger();
			try (FaultyWire wire = FaultyWire.with((operation, body) -> {
				if (!operation.equals("PutItem") || puts.incrementAndGet() > 1) {
					return FaultyWire.Fault.NONE;
				}
				table.template().update(KEY, Map.of("total", 1));
				return FaultyWire.Fault.REQUEST_LOST;
			})) {
				assertThatExceptionOfType(UncertainWriteException.class).as(generated.name())
					.isThrownBy(() -> table.template(wire.client()).update(KEY, Map.of("total", 1)));
			}
			assertThat(puts).hasValue(2);
			assertThat(table.changes()).as("of the other writer").hasSize(2);
		}
	}

	@Test
	void isARefusalIfTheAttemptsBeforeWereRefused() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "total", 1));
		AtomicInteger puts = new AtomicInteger();
		try (FaultyWire wire = FaultyWire.with((operation, body) -> (puts.incrementAndGet() == 1)
				? FaultyWire.Fault.THROTTLED : FaultyWire.Fault.NONE)) {
			assertThatExceptionOfType(DuplicateItemException.class)
				.isThrownBy(() -> table.template(wire.client()).insert(Map.of("id", "a", "total", 1)));
		}
		assertThat(puts).hasValue(2);
		assertThat(table.changes()).singleElement().isInstanceOf(ItemInserted.class);
	}

	@Test
	void isUncertainWhetherItDeletedWhatIsGone() {
		for (StoredTable table : List.of(StoredTable.counted(), StoredTable.plain())) {
			table.template().insert(Map.of("id", "a"), (options) -> options.publish(false));
			try (LostAnswers lost = LostAnswers.of("DeleteItem")) {
				assertThatExceptionOfType(UncertainWriteException.class).as("another writer may have deleted it")
					.isThrownBy(() -> table.template(lost.client()).delete(KEY));
				assertThat(lost.attempts()).isEqualTo(2);
			}
			assertThat(table.items()).isEmpty();
			assertThat(table.changes()).isEmpty();
		}
	}

	@Test
	void isUncertainWhetherItDeletedAnExpectedItem() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"), (options) -> options.publish(false));
		try (LostAnswers lost = LostAnswers.of("DeleteItem")) {
			assertThatExceptionOfType(UncertainWriteException.class)
				.isThrownBy(() -> table.template(lost.client()).delete(KEY, (options) -> options.expected(1)));
		}
		assertThat(table.changes()).isEmpty();
	}

	@Test
	void deletesWhatALaterAttemptFinds() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a"), (options) -> options.publish(false));
		AtomicInteger deletes = new AtomicInteger();
		try (FaultyWire wire = FaultyWire.with((operation, body) -> (deletes.incrementAndGet() == 1)
				? FaultyWire.Fault.REQUEST_LOST : FaultyWire.Fault.NONE)) {
			assertThat(table.template(wire.client()).delete(KEY)).contains(Map.of("id", "a"));
		}
		assertThat(table.changes()).singleElement().isInstanceOf(ItemRemoved.class);
	}

	@Test
	void isUncertainWhetherItDeletedUnderACondition() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "status", "NEW"), (options) -> options.publish(false));
		try (LostAnswers lost = LostAnswers.of("DeleteItem")) {
			assertThatExceptionOfType(UncertainWriteException.class).isThrownBy(() -> table.template(lost.client())
				.delete(KEY, (options) -> options.condition(Condition.attribute("status").isEqualTo("NEW"))));
		}
		assertThat(table.changes()).isEmpty();
	}

	@Test
	void announcesAnOverwriteWithWhatWasReadBefore() {
		StoredTable table = StoredTable.of((definition) -> definition.writeToken("token")
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
	void isUncertainIfTheItemIsThereAgain() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		try (LostAnswers lost = LostAnswers.of("DeleteItem",
				() -> table.put(Map.of("id", text("a"), "version", number(7))))) {
			assertThatExceptionOfType(UncertainWriteException.class)
				.isThrownBy(() -> table.template(lost.client()).delete(KEY));
		}
		assertThat(table.items()).hasSize(1);
	}

}
