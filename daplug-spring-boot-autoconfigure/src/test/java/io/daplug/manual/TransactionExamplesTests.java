package io.daplug.manual;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.event.ItemInserted;
import io.daplug.item.ItemKey;
import io.daplug.template.ItemTransactionOperations;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of writes and their events in a transaction of Spring.
 */
@SuppressWarnings("NullAway")
@Import(TransactionExamplesTests.Transactions.class)
class TransactionExamplesTests extends ManualExamples {

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private Confirmations confirmations;

	@Autowired
	private ItemTransactionOperations items;

	@Test
	void eventsOfATransactionAreHeardWhenItIsCommitted() {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			place("q-1");
			assertThat(this.confirmations.sent).doesNotContain("q-1");
		});
		assertThat(this.confirmations.sent).contains("q-1");
	}

	@Test
	void aRollbackTakesBackNoWriteAndIsNotHeard() {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			place("q-2");
			status.setRollbackOnly();
		});
		assertThat(this.orders.get(ItemKey.of("q-2"), Order.class))
			.hasValueSatisfying((order) -> assertThat(order.total()).isEqualByComparingTo(new BigDecimal("12.5")));
		assertThat(this.confirmations.sent).doesNotContain("q-2");
	}

	@Test
	void eventsWithoutATransactionAreHeardAtOnce() {
		place("q-3");
		assertThat(this.confirmations.sent).contains("q-3");
	}

	@Test
	void aListenerWithoutFallbackHearsOfNothingWithoutATransaction() {
		place("q-4");
		assertThat(this.confirmations.sentInTransactions).doesNotContain("q-4");
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> place("q-5"));
		assertThat(this.confirmations.sentInTransactions).contains("q-5");
	}

	@Test
	void transactionsOfItemsAreWrittenAtOnceAndHeardWithTheTransactionAroundThem() {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			this.items.write((tx) -> tx.insert(this.orders, order("q-6")).insert(this.orders, order("q-7")));
			assertThat(this.orders.get(ItemKey.of("q-7"))).isPresent();
			assertThat(this.confirmations.sent).doesNotContain("q-6", "q-7");
		});
		assertThat(this.confirmations.sent).containsSubsequence("q-6", "q-7");
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			this.items.write((tx) -> tx.insert(this.orders, order("q-8")));
			status.setRollbackOnly();
		});
		assertThat(this.orders.get(ItemKey.of("q-8"))).isPresent();
		assertThat(this.confirmations.sent).doesNotContain("q-8");
	}

	static class Confirmations {

		private final List<String> sent = new CopyOnWriteArrayList<>();

		// tag::transactional-listener
		@TransactionalEventListener(fallbackExecution = true)
		void placed(ItemInserted<Order> inserted) {
			confirm(inserted.newItem().value());
		}
		// end::transactional-listener

		private final List<String> sentInTransactions = new CopyOnWriteArrayList<>();

		@TransactionalEventListener
		void placedInATransaction(ItemInserted<Order> inserted) {
			this.sentInTransactions.add(inserted.newItem().value().orderId());
		}

		private void confirm(Order order) {
			this.sent.add(order.orderId());
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class Transactions {

		@Bean
		Confirmations confirmations() {
			return new Confirmations();
		}

		@Bean
		PlatformTransactionManager transactionManager() {
			return new Bookkeeping();
		}

	}

	/**
	 * Transactions of nothing: begun, committed and rolled back, as those of a database.
	 */
	private static final class Bookkeeping extends AbstractPlatformTransactionManager {

		private static final long serialVersionUID = 1L;

		@Override
		protected Object doGetTransaction() {
			return new Object();
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
		}

	}

}
