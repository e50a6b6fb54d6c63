package io.daplug.template;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.daplug.expression.Condition;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaViolationException;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.InvalidTransactionException;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.template.model.TransactionFailure;
import io.daplug.template.model.TransactionFailure.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for transactions that write.
 */
class TransactionIntegrationTests {

	private static final Condition STORED = Condition.attribute("id").exists();

	private final ItemTransactionTemplate transactions = new ItemTransactionTemplate();

	private final StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("o#"));

	private final DaplugTemplate orders = this.table.template();

	record Order(String id, BigDecimal total) {

	}

	@Test
	void writesAllEntriesOfSeveralTablesInOneRequest() {
		StoredTable counted = StoredTable.counted();
		this.table.put(Map.of("id", text("o#old")));
		this.table.put(Map.of("id", text("o#gone")));
		this.table.put(Map.of("id", text("o#seen")));
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate plain = this.table.quiet(requests.client());
			ItemOperations<Order> typed = counted.quiet(requests.client()).as(Order.class);
			TransactionResult result = this.transactions.write((tx) -> tx.insert(plain, Map.of("id", "new"))
				.insert(typed, new Order("a", BigDecimal.ONE))
				.overwrite(plain, Map.of("id", "old", "note", "n"))
				.delete(plain, ItemKey.of("gone"))
				.check(plain, ItemKey.of("seen"), STORED));
			assertThat(requests.operations()).containsExactly("TransactWriteItems");
			assertThat(result.size()).isEqualTo(5);
			assertThat(result.item(0)).isEqualTo(Map.of("id", "new"));
			assertThat(result.item(1, Order.class)).isEqualTo(new Order("a", BigDecimal.ONE));
			assertThat(result.item(1)).containsEntry("version", BigDecimal.ONE);
			assertThat(result.item(2)).containsEntry("note", "n");
			assertThatIllegalStateException().isThrownBy(() -> result.item(3)).withMessageContaining("Entry 3");
			assertThatIllegalStateException().isThrownBy(() -> result.item(4)).withMessageContaining("Entry 4");
		}
		assertThat(this.table.items()).containsExactlyInAnyOrder(Map.of("id", text("o#new")),
				Map.of("id", text("o#old"), "note", text("n")), Map.of("id", text("o#seen")));
		assertThat(counted.stored("a")).containsEntry("version", number(1));
	}

	@Test
	void writesNothingIfOneEntryFails() {
		this.table.put(Map.of("id", text("o#a"), "total", number(5)));
		ItemTransactionFailedException failed = failure((tx) -> tx.insert(this.orders, Map.of("id", "b"))
			.insert(this.orders, Map.of("id", "a"))
			.check(this.orders, ItemKey.of("c"), STORED));
		assertThat(this.table.items()).hasSize(1);
		assertThat(this.table.changes()).isEmpty();
		assertThat(failed.failures()).extracting((failure) -> failure.entry().index()).containsExactly(1, 2);
		assertThat(failed)
			.hasMessageStartingWith("Nothing of the transaction was written, as 2 of its 3 entries failed")
			.hasMessageContaining("entry 1 (insert, table 'orders'): ")
			.hasMessageContaining("entry 2 (check, table 'orders'): ")
			.hasCauseInstanceOf(DuplicateItemException.class);
		assertThat(failed.getSuppressed()).singleElement().isInstanceOf(ConditionNotMetException.class);
		assertThat(failed.getCause()).rootCause().isInstanceOf(TransactionCanceledException.class);
	}

	@Test
	void namesTheReasonOfEachEntry() {
		StoredTable counted = StoredTable.counted();
		DaplugTemplate versions = counted.template();
		versions.insert(Map.of("id", "stale"));
		versions.update(ItemKey.of("stale"), Map.of("total", 1));
		this.table.put(Map.of("id", text("o#dup"), "total", number(5)));
		ItemTransactionFailedException failed = failure((tx) -> tx.insert(this.orders, Map.of("id", "dup"))
			.overwrite(versions, Map.of("id", "stale", "version", 1))
			.delete(this.orders, ItemKey.of("dull"),
					(options) -> options.condition(Condition.attribute("total").isGreaterThan(1)))
			.check(versions, ItemKey.of("none"), (check) -> check.expected(3)));
		assertThat(failed.failures()).extracting(TransactionFailure::kind)
			.containsExactly(Kind.DUPLICATE, Kind.STALE, Kind.CONDITION, Kind.STALE);
		assertThat(failed.failures()).extracting(TransactionFailure::entry)
			.containsExactly(new TransactionFailure.Entry(0, "insert", "orders", ItemKey.of("dup")),
					new TransactionFailure.Entry(1, "overwrite", "orders", ItemKey.of("stale")),
					new TransactionFailure.Entry(2, "delete", "orders", ItemKey.of("dull")),
					new TransactionFailure.Entry(3, "check", "orders", ItemKey.of("none")));
		assertThat(StoredTable.map(failed.failures().get(0).stored())).containsEntry("id", "dup")
			.containsEntry("total", new BigDecimal("5"));
		assertThat(StoredTable.map(failed.failures().get(1).stored())).containsOnlyKeys("id", "total", "version");
		assertThat(failed.failures().get(2).stored()).isNull();
		assertThat(failed.failures().get(1).cause()).isInstanceOfSatisfying(StaleItemException.class,
				(stale) -> assertThat(stale.stored()).isPresent());
		assertThat(failed.only(Kind.STALE)).isFalse();
		assertThat(failed.only(Kind.DUPLICATE, Kind.STALE, Kind.CONDITION)).isTrue();
	}

	@Test
	@DisplayName("An update reads, merges, and demands what it read")
	void updatesWhatIsStored() {
		StoredTable counted = StoredTable.counted();
		DaplugTemplate versions = counted.template();
		versions.insert(Map.of("id", "a", "total", 1));
		TransactionResult result = this.transactions
			.write((tx) -> tx.update(versions, ItemKey.of("a"), Map.of("note", "n"))
				.insert(this.orders, Map.of("id", "b")));
		assertThat(result.item(0)).containsEntry("version", new BigDecimal("2")).containsEntry("note", "n");
		assertThat(counted.stored("a")).containsEntry("total", number(1)).containsEntry("version", number(2));
		ItemTransactionFailedException failed = failure(
				(tx) -> tx.update(this.orders, ItemKey.of("b"), Map.of("note", "n"))
					.update(versions, ItemKey.of("none"), Map.of("note", "n")));
		assertThat(failed.failures()).singleElement().satisfies((failure) -> {
			assertThat(failure.kind()).isEqualTo(Kind.MISSING);
			assertThat(failure.cause()).isInstanceOf(ItemNotFoundException.class);
		});
		assertThat(this.table.stored("o#b")).doesNotContainKey("note");
	}

	@Test
	void leavesOutWhatIsOlderThanTheStoredItemOfAUseLatestTable() {
		StoredTable latest = StoredTable.of((definition) -> definition
			.idempotence(IdempotenceDefinition.on("modified").with(IdempotenceStrategy.USE_LATEST)));
		latest.put(Map.of("id", text("a"), "modified", number(5), "note", text("newer")));
		DaplugTemplate projections = latest.template();
		TransactionResult result = this.transactions
			.write((tx) -> tx.overwrite(projections, Map.of("id", "a", "modified", 3))
				.insert(this.orders, Map.of("id", "message-1")));
		assertThat(result.ignored(0)).isTrue();
		assertThat(result.item(0)).containsEntry("note", "newer");
		assertThat(result.ignored(1)).isFalse();
		assertThat(latest.stored("a")).containsEntry("note", text("newer"));
		assertThat(latest.changes()).isEmpty();
		assertThat(this.table.stored("o#message-1")).isNotNull();
		TransactionResult nothing = this.transactions
			.write((tx) -> tx.overwrite(projections, Map.of("id", "a", "modified", 4)));
		assertThat(nothing.ignored(0)).isTrue();
	}

	@Test
	void refusesWhatDiffersFromTheStoredItemOfARaiseTableBeforeTheRequest() {
		StoredTable raise = StoredTable.of((definition) -> definition
			.idempotence(IdempotenceDefinition.on("modified").with(IdempotenceStrategy.RAISE)));
		raise.put(Map.of("id", text("a"), "modified", number(5)));
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate template = raise.quiet(requests.client());
			ItemTransactionFailedException failed = failure(
					(tx) -> tx.overwrite(template, Map.of("id", "a", "modified", 6))
						.overwrite(template, Map.of("id", "b", "modified", 6)));
			assertThat(requests.operations()).containsExactly("GetItem", "GetItem");
			assertThat(failed.failures()).singleElement().satisfies((failure) -> {
				assertThat(failure.entry().index()).isZero();
				assertThat(failure.kind()).isEqualTo(Kind.STALE);
				assertThat(StoredTable.map(failure.stored())).containsEntry("modified", new BigDecimal("5"));
			});
		}
	}

	@Test
	void shapesAndChecksItemsBySchema() {
		StoredTable shaped = StoredTable.of((definition) -> definition.schema("Order"));
		DaplugTemplate template = shaped.template();
		assertThatExceptionOfType(InvalidTransactionException.class)
			.isThrownBy(() -> this.transactions
				.write((tx) -> tx.insert(this.orders, Map.of("id", "a")).insert(template, Map.of("id", 1))))
			.satisfies((ex) -> assertThat(ex.index()).isEqualTo(1))
			.withCauseInstanceOf(SchemaViolationException.class);
		assertThat(this.table.items()).isEmpty();
	}

	@Test
	void deletesWhatIsNotThereWithoutFailing() {
		StoredTable counted = StoredTable.counted();
		DaplugTemplate versions = counted.template();
		this.transactions
			.write((tx) -> tx.delete(this.orders, ItemKey.of("none")).delete(versions, ItemKey.of("none")));
		assertThat(this.table.changes()).isEmpty();
		assertThat(counted.changes()).isEmpty();
	}

	@Test
	@DisplayName("(P15) a hundred entries are one transaction")
	void writesAHundredEntries() {
		this.transactions
			.write((tx) -> IntStream.range(0, 100).forEach((i) -> tx.insert(this.orders, Map.of("id", "i" + i))));
		assertThat(this.table.items()).hasSize(100);
		assertThat(this.table.changes()).extracting((change) -> change.key().hashValue())
			.isEqualTo(IntStream.range(0, 100).mapToObj((i) -> "i" + i).toList());
	}

	private ItemTransactionFailedException failure(Consumer<WriteTransaction> entries) {
		return Objects.requireNonNull(
				catchThrowableOfType(ItemTransactionFailedException.class, () -> this.transactions.write(entries)));
	}

}
