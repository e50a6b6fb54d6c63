package io.daplug.manual;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemTransactionOperations;
import io.daplug.template.ItemTransactionTemplate;
import io.daplug.template.TransactionItems;
import io.daplug.template.TransactionResult;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.template.model.TransactionFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.OptimisticLockingFailureException;

import static io.daplug.expression.Condition.attribute;
import static io.daplug.template.model.TransactionFailure.Kind.STALE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of transactions, run on the embedded server.
 */
@SuppressWarnings("NullAway")
class ItemTransactionExamplesTests extends ManualExamples {

	@Autowired
	private ItemTransactionOperations transactions;

	@Autowired
	@Qualifier("prices")
	private DaplugTemplate prices;

	private final List<String> reported = new ArrayList<>();

	@Test
	void writesItemsOfSeveralTablesTogether() {
		this.lines.insert(Map.of("orderId", "t-1", "line", 1, "quantity", 1));
		this.lines.insert(Map.of("orderId", "t-1", "line", 2, "quantity", 1));
		this.prices.overwrite(Map.of("article", "apple", "amount", 2, "modified", 1));
		ItemTransactionOperations transactions = this.transactions;
		DaplugTemplate orders = this.orders;
		DaplugTemplate lines = this.lines;
		DaplugTemplate prices = this.prices;
		Order order = order("t-1");
		// tag::transaction
		transactions.write((tx) -> tx.insert(orders, order)
			.change(lines, ItemKey.of("t-1", 1), (line) -> line.add("quantity", 2))
			.delete(lines, ItemKey.of("t-1", 2))
			.check(prices, ItemKey.of("apple"), attribute("amount").isGreaterThan(0)));
		// end::transaction
		assertThat(this.orders.get(ItemKey.of("t-1"))).isPresent();
		assertThat(this.lines.get(ItemKey.of("t-1", 1)))
			.hasValueSatisfying((line) -> assertThat(line).containsEntry("quantity", new BigDecimal(3)));
		assertThat(this.lines.get(ItemKey.of("t-1", 2))).isEmpty();
	}

	@Test
	void takesTheOptionsOfSingleWrites() {
		Order read = place("t-2");
		Order changed = new Order("t-2", "c-7", NOON, "PAID", new BigDecimal(9), null, read.version());
		Map<String, Object> line = Map.of("orderId", "t-2", "line", 1);
		ItemTransactionOperations transactions = this.transactions;
		DaplugTemplate orders = this.orders;
		DaplugTemplate lines = this.lines;
		// tag::transaction-options
		TransactionResult result = transactions.write(
				(tx) -> tx
					.overwrite(orders, changed, (options) -> options.condition(attribute("status").isEqualTo("NEW")))
					.insert(lines, line, (options) -> options.publish(false)),
				(options) -> options.deadline(Duration.ofSeconds(20)));
		Order stored = result.item(0, Order.class);
		// end::transaction-options
		assertThat(stored.version()).isEqualTo(2);
	}

	@Test
	void saysWhichEntriesFailedAndWhy() {
		place("t-3");
		this.orders.update(ItemKey.of("t-3"), Map.of("status", "PAID"));
		Order read = new Order("t-3", "c-7", NOON, "SENT", new BigDecimal(9), null, 1);
		ItemTransactionOperations transactions = this.transactions;
		DaplugTemplate orders = this.orders;
		Order order = order("t-4");
		// tag::transaction-failed
		try {
			transactions.write((tx) -> tx.overwrite(orders, read).insert(orders, order));
		}
		catch (ItemTransactionFailedException ex) {
			for (TransactionFailure failure : ex.failures()) {
				report(failure.entry().index(), failure.kind(), failure.stored());
			}
			if (ex.only(STALE)) {
				readAgain();
			}
		}
		// end::transaction-failed
		assertThat(this.reported).containsExactly("0 STALE true", "read again");
		assertThat(this.orders.get(ItemKey.of("t-4"))).isEmpty();
	}

	@Test
	void hasTheExceptionOfASingleWriteAsItsCause() {
		place("t-5");
		Order read = new Order("t-5", "c-7", NOON, "SENT", new BigDecimal(9), null, 7);
		try {
			this.transactions.write((tx) -> tx.overwrite(this.orders, read));
		}
		catch (ItemTransactionFailedException ex) {
			assertThat(ex.getCause()).isInstanceOf(OptimisticLockingFailureException.class);
			return;
		}
		throw new AssertionError("The transaction must fail");
	}

	@Test
	void readsItemsOfOneMoment() {
		place("t-6");
		this.prices.overwrite(Map.of("article", "pear", "amount", 3, "modified", 1));
		ItemTransactionOperations transactions = this.transactions;
		DaplugTemplate orders = this.orders;
		DaplugTemplate prices = this.prices;
		// tag::transaction-get
		TransactionItems items = transactions.get((tx) -> tx.get(orders, ItemKey.of("t-6"))
			.get(prices, ItemKey.of("pear"), (options) -> options.project("amount")));
		Optional<Order> order = items.get(0, Order.class);
		Optional<Map<String, Object>> price = items.get(1);
		// end::transaction-get
		assertThat(order).isPresent();
		assertThat(price).contains(Map.of("amount", new BigDecimal(3)));
	}

	@Test
	void worksWithoutSpringBoot() {
		DaplugTemplate orders = this.orders;
		// tag::transaction-template
		ItemTransactionOperations transactions = new ItemTransactionTemplate();
		// end::transaction-template
		transactions.write((tx) -> tx.insert(orders, order("t-7")));
		assertThat(this.orders.get(ItemKey.of("t-7"))).isPresent();
	}

	private void report(int index, TransactionFailure.Kind kind, @Nullable Item<?> stored) {
		this.reported.add("%d %s %s".formatted(index, kind, stored != null));
	}

	private void readAgain() {
		this.reported.add("read again");
	}

}
