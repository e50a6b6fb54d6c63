package io.daplug.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.daplug.item.ItemKey;
import io.daplug.template.TenantTable.Order;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.model.InvalidTransactionException;
import io.daplug.tenant.TenantScope;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.TenantTable.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for batches and transactions that name more than one tenant.
 */
class TenantBatchIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("o1", "1");

	private final TenantTable table = TenantTable.create();

	private final DaplugTemplate orders = this.table.template();

	@Test
	void writesNothingOfACollectionThatNamesTwoTenants() {
		List<Order> two = List.of(order("a", 1), new Order("T#b#order#o2", "1", "open", "x", 1));
		List<ItemKey> keys = List.of(KEY, ItemKey.of("T#b#order#o2", "1"));
		TenantScope.run("b", () -> this.orders.insert(order("b", 2)));
		List<Map<String, AttributeValue>> stored = this.table.stored().items();
		TenantScope.run("a",
				() -> Map
					.<String, Runnable>of("insert", () -> this.orders.batchInsert(two), "overwrite",
							() -> this.orders.batchOverwrite(two), "upsert", () -> this.orders.batchUpsert(two),
							"delete", () -> this.orders.batchDelete(keys), "get", () -> this.orders.batchGet(keys))
					.forEach((name, batch) -> assertThatExceptionOfType(InvalidBatchException.class).as(name)
						.isThrownBy(batch::run)
						.satisfies((ex) -> assertThat(ex.index()).isEqualTo(1))
						.withMessageContaining("'id' begins with a tenant")));
		assertThat(this.table.stored().items()).isEqualTo(stored);
	}

	@Test
	void failsTheEntryOfAStreamThatNamesAnotherTenant() {
		List<Object> refused = new ArrayList<>();
		Order other = new Order("T#b#order#o2", "1", "open", "x", 1);
		TenantScope.run("a", () -> {
			BatchCounts counts = this.orders.batchInsert(Stream.of(order("a", 1), other),
					(options) -> options.onFailure((failure) -> refused.add(failure.entry())));
			assertThat(counts.written()).isEqualTo(1);
			assertThat(counts.failed()).isEqualTo(1);
		});
		assertThat(refused).containsExactly(other);
		assertThat(this.table.of("a")).hasSize(1);
		assertThat(this.table.stored().items()).hasSize(1);
	}

	@Test
	void writesNothingOfATransactionWhoseTenantChangesMeanwhile() {
		ItemTransactionTemplate transactions = new ItemTransactionTemplate();
		TenantScope.run("a", () -> {
			assertThatExceptionOfType(InvalidTransactionException.class)
				.isThrownBy(() -> transactions.write((entries) -> {
					entries.insert(this.orders, order("a", 1));
					TenantScope.run("b", () -> entries.insert(this.orders, order("b", 2)));
				}))
				.withMessage(
						"Entry 1 of the transaction is of another tenant than those of table 'orders' before it, and only entries that name their tenant by forTenant(…) may be. Nothing was sent");
			assertThatExceptionOfType(InvalidTransactionException.class)
				.isThrownBy(() -> transactions.get((entries) -> {
					entries.get(this.orders.as(Order.class), KEY);
					TenantScope.run("b", () -> entries.get(this.orders, ItemKey.of("o2", "1")));
				}))
				.satisfies((ex) -> assertThat(ex.index()).isEqualTo(1));
			assertThat(this.table.stored().items()).isEmpty();
			transactions.write((entries) -> entries.insert(this.orders, order("a", 1))
				.insert(this.orders.forTenant("b"), order("b", 2))
				.insert(this.orders.forTenant("c").as(Order.class), order("c", 3))
				.insert(this.orders, order("a", 4)));
		});
		assertThat(this.table.of("a")).hasSize(2);
		assertThat(this.table.of("b")).hasSize(1);
		assertThat(this.table.of("c")).hasSize(1);
	}

}
