package io.daplug.template;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.dynamodb.TableNotFoundException;
import io.daplug.dynamodb.WriteConflictException;
import io.daplug.fixture.FaultyWire;
import io.daplug.fixture.FaultyWire.Fault;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemConversionException;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.template.model.TransactionFailure.Kind;
import org.junit.jupiter.api.Test;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for transactions that read.
 */
class TransactionGetIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private final ItemTransactionTemplate transactions = new ItemTransactionTemplate();

	private final StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("o#"));

	private final StoredTable counted = StoredTable.counted();

	record Order(String id, BigDecimal total) {

	}

	@Test
	void readsItemsOfSeveralTablesInOneRequestAndInOrder() {
		this.table.put(Map.of("id", text("o#a"), "total", number(3), "note", text("n")));
		this.counted.template().insert(Map.of("id", "a", "total", 5));
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate orders = this.table.quiet(requests.client());
			DaplugTemplate versions = this.counted.quiet(requests.client());
			TransactionItems items = this.transactions
				.get((tx) -> tx.get(versions, KEY).get(orders, ItemKey.of("none")).get(orders.as(Order.class), KEY));
			assertThat(requests.operations()).containsExactly("TransactGetItems");
			assertThat(items.size()).isEqualTo(3);
			assertThat(items.get(0))
				.hasValueSatisfying((item) -> assertThat(item).containsOnlyKeys("id", "total", "version"));
			assertThat(items.get(1)).isEmpty();
			assertThat(items.get(1, Order.class)).isEmpty();
			assertThat(items.get(2, Order.class)).contains(new Order("a", new BigDecimal("3")));
			assertThat(items.get(2)).hasValueSatisfying((item) -> assertThat(item).containsEntry("note", "n"));
			assertThat(items).hasToString("TransactionItems[3 entries]");
		}
	}

	@Test
	void projectsWhatIsAskedFor() {
		this.table.put(Map.of("id", text("o#a"), "total", number(3), "size", text("n")));
		DaplugTemplate orders = this.table.template();
		TransactionItems items = this.transactions
			.get((tx) -> tx.get(orders, KEY, (options) -> options.project("size")));
		assertThat(items.get(0)).contains(Map.of("size", "n"));
		TransactionItems typed = this.transactions
			.get((tx) -> tx.get(orders.as(Order.class), KEY, (options) -> options.projectType()));
		assertThat(typed.get(0)).hasValueSatisfying((item) -> assertThat(item).containsOnlyKeys("id", "total"));
	}

	@Test
	void failsWhereAnItemIsReadInsteadOfTheWholeIfItDoesNotFitItsType() {
		this.table.put(Map.of("id", text("o#a"), "total", text("many")));
		this.table.put(Map.of("id", text("o#b"), "total", number(1)));
		DaplugTemplate orders = this.table.template();
		TransactionItems items = this.transactions.get((tx) -> tx.get(orders, KEY).get(orders, ItemKey.of("b")));
		assertThatExceptionOfType(ItemConversionException.class).isThrownBy(() -> items.get(0, Order.class));
		assertThat(items.get(1, Order.class)).isPresent();
	}

	@Test
	void isSentAgainWhileAnotherTransactionWritesAnItem() {
		this.table.put(Map.of("id", text("o#a")));
		AtomicInteger requests = new AtomicInteger();
		try (FaultyWire wire = FaultyWire
			.with((operation, body) -> (requests.incrementAndGet() <= 3) ? Fault.CONFLICT : Fault.NONE)) {
			DaplugTemplate orders = this.table.quiet(wire.client());
			assertThat(this.transactions.get((tx) -> tx.get(orders, KEY)).get(0)).isPresent();
			assertThat(requests).hasValue(4);
		}
	}

	@Test
	void isSentAgainForLackOfCapacity() {
		this.table.put(Map.of("id", text("o#a")));
		AtomicInteger requests = new AtomicInteger();
		// The SDK makes four attempts of its own.
		try (FaultyWire wire = FaultyWire
			.with((operation, body) -> (requests.incrementAndGet() <= 5) ? Fault.THROTTLED : Fault.NONE)) {
			DaplugTemplate orders = this.table.quiet(wire.client());
			assertThat(this.transactions.get((tx) -> tx.get(orders, KEY)).get(0)).isPresent();
		}
	}

	@Test
	void namesTheItemThatIsWrittenUntilTheDeadline() {
		try (FaultyWire wire = FaultyWire.with((operation, body) -> Fault.CONFLICT)) {
			DaplugTemplate orders = this.table.quiet(wire.client());
			assertThatExceptionOfType(ItemTransactionFailedException.class)
				.isThrownBy(() -> this.transactions.get((tx) -> tx.get(orders, KEY).get(orders, ItemKey.of("b")),
						(options) -> options.deadline(Duration.ofSeconds(1))))
				.withMessageStartingWith(
						"Nothing was read by the transaction, as 1 of its 2 entries failed: entry 0 (get")
				.withCauseInstanceOf(WriteConflictException.class)
				.satisfies((ex) -> assertThat(ex.only(Kind.CONFLICT)).isTrue());
		}
	}

	@Test
	void namesTheTablesIfOneIsNotThere() {
		DaplugTemplate missing = DaplugTemplate
			.builder(LocalDynamoDb.client(),
					TableDefinition.named("missing").tableName("t-missing").hashKey("id").build())
			.build();
		DaplugTemplate orders = this.table.template();
		assertThatExceptionOfType(TableNotFoundException.class)
			.isThrownBy(() -> this.transactions.get((tx) -> tx.get(orders, KEY).get(missing, KEY)))
			.withMessageContaining("t-missing");
	}

}
