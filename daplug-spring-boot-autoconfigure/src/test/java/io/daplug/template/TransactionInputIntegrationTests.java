package io.daplug.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.daplug.expression.Condition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.template.model.InvalidTransactionException;
import io.daplug.template.model.TransactionOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for transactions that are refused before anything is sent.
 */
class TransactionInputIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private static final Condition STORED = Condition.attribute("id").exists();

	private final CountedRequests requests = new CountedRequests();

	private final ItemTransactionTemplate transactions = new ItemTransactionTemplate();

	private final StoredTable table = StoredTable.plain();

	private final DaplugTemplate orders = this.table.quiet(this.requests.client());

	private final DaplugTemplate counted = StoredTable.counted().quiet(this.requests.client());

	@AfterEach
	void sendsNothing() {
		this.requests.close();
		assertThat(this.requests.operations()).isEmpty();
	}

	@Test
	void needsAnEntry() {
		assertThat(refusal((tx) -> {
		})).hasMessageContaining("needs one entry at least")
			.extracting(InvalidTransactionException::index)
			.isEqualTo(-1);
		assertThat(readRefusal((tx) -> {
		})).hasMessageContaining("needs one entry at least");
	}

	@Test
	@DisplayName("(P15) a hundred and one entries are refused at the last of them")
	void takesNoMoreThanAHundredEntries() {
		List<Integer> added = new ArrayList<>();
		assertThat(refusal((tx) -> IntStream.range(0, 200).forEach((i) -> {
			added.add(i);
			tx.insert(this.orders, Map.of("id", "i" + i));
		}))).hasMessageContaining("Entry 100 of the transaction is one too many")
			.hasMessageContaining("100 at most")
			.extracting(InvalidTransactionException::index)
			.isEqualTo(100);
		assertThat(added).hasSize(101);
		assertThat(
				readRefusal((tx) -> IntStream.range(0, 101).forEach((i) -> tx.get(this.orders, ItemKey.of("i" + i)))))
			.hasMessageContaining("one too many");
	}

	@Test
	@DisplayName("(P15) an item is named once, whichever template names it")
	void namesAnItemOnce() {
		DaplugTemplate prefixed = prefixed();
		assertThat(refusal((tx) -> tx.insert(this.orders, Map.of("id", "a")).delete(this.orders, KEY)))
			.hasMessageContaining("Entry 1")
			.hasMessageContaining("table 'orders'")
			.hasMessageContaining("entry 0")
			.extracting(InvalidTransactionException::index)
			.isEqualTo(1);
		assertThat(refusal((tx) -> tx.insert(this.orders, Map.of("id", "o#a"))
			.insert(this.counted, Map.of("id", "o#a"))
			.check(prefixed, KEY, STORED))).hasMessageContaining("Entry 2").hasMessageContaining("entry 0");
		assertThat(refusal((tx) -> tx.overwrite(this.orders, Map.of("id", "a"), (options) -> options.prefix("id", "x#"))
			.overwrite(this.orders.as(Map.class), Map.of("id", "x#a")))).hasMessageContaining("Entry 1");
		assertThat(readRefusal((tx) -> tx.get(prefixed, KEY).get(this.orders, ItemKey.of("o#a"))))
			.hasMessageContaining("Entry 1");
	}

	@Test
	@DisplayName("(P10) the same key of other tables, and under other prefixes, is another item")
	void tellsItemsApartByTableAndPrefix() {
		DaplugTemplate prefixed = prefixed();
		assertThat(refusal((tx) -> tx.insert(this.orders, Map.of("id", "a"))
			.insert(this.counted, Map.of("id", "a"))
			.insert(prefixed, Map.of("id", "a"))
			.insert(prefixed, Map.of("id", "a")))).extracting(InvalidTransactionException::index).isEqualTo(3);
	}

	@Test
	void spansOneClientOnly() {
		DaplugTemplate foreign = StoredTable.counted().quiet(LocalDynamoDb.client());
		assertThat(refusal((tx) -> tx.insert(this.orders, Map.of("id", "a")).insert(foreign, Map.of("id", "a"))))
			.hasMessageContaining("another DynamoDB client")
			.extracting(InvalidTransactionException::index)
			.isEqualTo(1);
		assertThat(readRefusal((tx) -> tx.get(this.orders, KEY).get(foreign, KEY)))
			.hasMessageContaining("another DynamoDB client");
	}

	@Test
	@DisplayName("(P15) more than 4 MB are refused with the size and the entry that is too much")
	void holdsNoMoreThanFourMegabytes() {
		String large = "x".repeat(400 * 1024 - 50);
		assertThat(refusal((tx) -> IntStream.range(0, 12)
			.forEach((i) -> tx.insert(this.orders, Map.of("id", "i" + i, "text", large)))))
			.hasMessageContaining("Entry 10")
			.hasMessageContaining("4194304")
			.extracting(InvalidTransactionException::index)
			.isEqualTo(10);
	}

	@Test
	void saysWhichEntryIsUnusableByItself() {
		assertThat(refusal((tx) -> tx.insert(this.orders, Map.of("id", "a")).insert(this.orders, Map.of("no", "id"))))
			.hasMessageStartingWith("Entry 1 of the transaction is unusable and nothing was sent: ")
			.hasCauseInstanceOf(InvalidKeyException.class);
		assertThat(refusal((tx) -> tx.delete(this.orders, ItemKey.of(1, 2))))
			.hasCauseInstanceOf(InvalidKeyException.class);
		assertThat(readRefusal((tx) -> tx.get(this.orders, KEY).get(this.orders, ItemKey.of("a", "b"))))
			.hasMessageStartingWith("Entry 1")
			.hasCauseInstanceOf(InvalidKeyException.class);
	}

	@Test
	void refusesOptionsThatMakeNoSense() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.transactions
				.write((tx) -> tx.insert(this.counted, Map.of("id", "a"), (options) -> options.expected(1))))
			.withMessageContaining("'expected'");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.transactions.write((tx) -> tx.check(this.orders, KEY, (check) -> check.expected(1))))
			.withMessageContaining("'expected' needs an idempotence key");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.transactions.write((tx) -> tx.check(this.orders, KEY, (check) -> {
			})))
			.withMessageContaining("demands nothing");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.transactions
				.write((tx) -> tx.check(this.orders, KEY, (check) -> check.condition(STORED).publish(true))))
			.withMessageContaining("it changes nothing");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.transactions
				.write((tx) -> tx.update(this.counted, KEY, Map.of("n", 1), (options) -> options.retryStale(3))))
			.withMessageContaining("'retryStale'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TransactionOptions.of((options) -> options.deadline(Duration.ofSeconds(-1))))
			.withMessageContaining("'deadline'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TransactionOptions.of((options) -> options.deadline(Duration.ofMinutes(10))))
			.withMessageContaining("PT9M");
	}

	@Test
	@SuppressWarnings("NullAway")
	void refusesWhatIsNoEntry() {
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> this.transactions.write((tx) -> tx.insert(mock(DaplugOperations.class), Map.of("id", "a"))))
			.withMessageContaining("needs the DaplugTemplate of a table");
		assertThatIllegalArgumentException().isThrownBy(() -> this.transactions.write((tx) -> tx.delete(null, KEY)))
			.withMessageContaining("'table'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.transactions.write((tx) -> tx.delete(this.orders, null)))
			.withMessageContaining("'key'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.transactions.write((tx) -> tx.insert(this.orders, null)))
			.withMessageContaining("'item'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.transactions.write(null));
		assertThatIllegalArgumentException().isThrownBy(() -> this.transactions.get(null));
	}

	@Test
	void takesNoEntryWhenItIsOver() {
		List<WriteTransaction> kept = new ArrayList<>();
		assertThat(refusal(kept::add)).isNotNull();
		assertThatIllegalStateException().isThrownBy(() -> kept.get(0).delete(this.orders, KEY))
			.withMessageContaining("is over");
	}

	@Test
	void sendsNothingIfTheConsumerThrows() {
		assertThatIllegalStateException().isThrownBy(() -> this.transactions.write((tx) -> {
			tx.insert(this.orders, Map.of("id", "a"));
			throw new IllegalStateException("of the application");
		})).withMessage("of the application");
	}

	private DaplugTemplate prefixed() {
		return DaplugTemplate
			.builder(this.requests.client(),
					TableDefinition.named("prefixed")
						.tableName(this.table.definition().tableName())
						.hashKey("id")
						.hashPrefix("o#")
						.build())
			.build();
	}

	private InvalidTransactionException refusal(Consumer<WriteTransaction> entries) {
		return Objects.requireNonNull(
				catchThrowableOfType(InvalidTransactionException.class, () -> this.transactions.write(entries)));
	}

	private InvalidTransactionException readRefusal(Consumer<ReadTransaction> entries) {
		return Objects.requireNonNull(
				catchThrowableOfType(InvalidTransactionException.class, () -> this.transactions.get(entries)));
	}

}
