package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import static io.daplug.template.VersionedTable.key;

/**
 * The ways to write a part of an item: each sets the total of the order a, which was 5,
 * to 6.
 */
enum PartialWrite {

	UPDATE((orders) -> orders.update(key("a"), Map.of("total", 6))),

	QUERY_UPDATE((orders) -> orders.update((query) -> query.hashKey("a"), Map.of("total", 6))),

	CHANGE((orders) -> orders.change(key("a"), (change) -> change.set("total", 6))),

	ADD((orders) -> orders.change(key("a"), (change) -> change.add("total", 1))),

	UPSERT_CHANGE((orders) -> orders.upsert(key("a"), (change) -> change.set("total", 6))),

	UPSERT((orders) -> orders.upsert(Map.of("id", "a", "total", 6))),

	BATCH_UPSERT((orders) -> orders.batchUpsert(List.of(Map.of("id", "a", "total", 6))).failed().forEach((failure) -> {
		throw failure.cause();
	})),

	TRANSACTION_UPDATE(
			(orders) -> new ItemTransactionTemplate().write((tx) -> tx.update(orders, key("a"), Map.of("total", 6)))),

	TRANSACTION_CHANGE((orders) -> new ItemTransactionTemplate()
		.write((tx) -> tx.change(orders, key("a"), (change) -> change.set("total", 6)))),

	TRANSACTION_UPSERT(
			(orders) -> new ItemTransactionTemplate().write((tx) -> tx.upsert(orders, Map.of("id", "a", "total", 6))));

	private final Consumer<DaplugTemplate> write;

	PartialWrite(Consumer<DaplugTemplate> write) {
		this.write = write;
	}

	/** Writes the part; throws what the entry of a batch failed with. */
	void write(DaplugTemplate orders) {
		this.write.accept(orders);
	}

}
