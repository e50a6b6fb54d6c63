package io.daplug.mirror.move;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.table.gate.TableMovedException;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemTransactionOperations;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * All ways to write a table.
 */
final class TableWrites {

	private TableWrites() {
	}

	/**
	 * Tries every way to write a table.
	 * @param context where transactions are
	 * @param table the table
	 * @param stored the key of an order that is stored
	 * @param active the table that is to be written instead
	 */
	static void assertAllRefused(ApplicationContext context, DaplugTemplate table, ItemKey stored, String active) {
		Map<String, Object> order = MovingOrders.order("o1", 99);
		Map<String, Object> another = MovingOrders.order("o2", 99);
		ItemTransactionOperations transactions = context.getBean(ItemTransactionOperations.class);
		List<Map<String, Object>> before = items(table);
		assertThat(before).isNotEmpty();
		Map<String, ThrowingCallable> ways = new LinkedHashMap<>();
		ways.put("insert", () -> table.insert(another));
		ways.put("overwrite", () -> table.overwrite(order));
		ways.put("upsert", () -> table.upsert(order));
		ways.put("update", () -> table.update(stored, Map.of("count", 99)));
		ways.put("change", () -> table.change(stored, (change) -> change.add("count", 99)));
		ways.put("upsert of a part", () -> table.upsert(stored, (change) -> change.add("count", 99)));
		ways.put("delete", () -> table.delete(stored));
		ways.put("transaction", () -> transactions.write((tx) -> tx.insert(table, another)));
		ways.forEach((way, write) -> assertThatExceptionOfType(TableMovedException.class).as(way)
			.isThrownBy(write)
			.satisfies((ex) -> assertThat(ex.activeTable()).isEqualTo(active))
			.withMessageContaining("'%s'".formatted(active)));
		assertThat(table.batchInsert(List.of(another)).failed()).singleElement()
			.satisfies((failure) -> assertThat(failure.cause()).isInstanceOf(TableMovedException.class));
		assertThat(table.batchOverwrite(List.of(order, another), (options) -> options.publish(false)).failed())
			.hasSize(2)
			.allSatisfy((failure) -> assertThat(failure.cause()).isInstanceOf(TableMovedException.class));
		assertThat(table.batchDelete(List.of(stored)).failed()).singleElement()
			.satisfies((failure) -> assertThat(failure.cause()).isInstanceOf(TableMovedException.class));
		assertThat(items(table)).containsExactlyInAnyOrderElementsOf(before);
	}

	private static List<Map<String, Object>> items(DaplugTemplate table) {
		return table.scan((scan) -> scan.consistentRead(true)).stream().toList();
	}

}
