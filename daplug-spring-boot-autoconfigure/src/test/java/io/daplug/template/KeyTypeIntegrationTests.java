package io.daplug.template;

import java.util.List;
import java.util.Map;

import io.daplug.expression.Condition;
import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.model.InvalidTransactionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for keys of another type than declared: each call refuses them, by the name of
 * the attribute, before its first request.
 */
class KeyTypeIntegrationTests {

	private static final ItemKey WRONG = ItemKey.of("a", "1");

	private static final String PROBLEM = "'line' is text, but the table's key is a number";

	private final CountedRequests requests = new CountedRequests();

	private final StoredTable table = StoredTable.of((definition) -> definition.rangeKey("line", ScalarAttributeType.N)
		.index(IndexDefinition.of("by-rank", KeyAttribute.number("rank"))));

	private final DaplugTemplate template = this.table.template(this.requests.client());

	@AfterEach
	void sendsNothing() {
		this.requests.close();
		assertThat(this.requests.operations()).isEmpty();
	}

	@Test
	void areRefusedByReads() {
		List<Runnable> reads = List.of(() -> this.template.get(WRONG), () -> this.template.exists(WRONG));
		reads.forEach((read) -> assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(read::run)
			.withMessageContaining(PROBLEM));
		assertThatExceptionOfType(InvalidBatchException.class)
			.isThrownBy(() -> this.template.batchGet(List.of(ItemKey.of("a", 1), WRONG)))
			.withMessageContaining(PROBLEM);
	}

	@Test
	void areRefusedByWrites() {
		List<Runnable> writes = List.of(() -> this.template.insert(Map.of("id", "a", "line", "1")),
				() -> this.template.overwrite(Map.of("id", "a", "line", "1")),
				() -> this.template.upsert(Map.of("id", "a", "line", "1")),
				() -> this.template.update(WRONG, Map.of("note", "x")),
				() -> this.template.change(WRONG, (change) -> change.set("note", "x")),
				() -> this.template.upsert(WRONG, (change) -> change.set("note", "x")),
				() -> this.template.delete(WRONG));
		writes.forEach((write) -> assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(write::run)
			.withMessageContaining(PROBLEM));
	}

	@Test
	void areRefusedByTransactions() {
		ItemTransactionTemplate transactions = new ItemTransactionTemplate();
		assertThatExceptionOfType(InvalidTransactionException.class)
			.isThrownBy(() -> transactions.write((tx) -> tx.insert(this.template, Map.of("id", "a", "line", 1))
				.change(this.template, WRONG, (change) -> change.set("note", "x"))))
			.withStackTraceContaining(PROBLEM)
			.extracting(InvalidTransactionException::index)
			.isEqualTo(1);
		assertThatExceptionOfType(InvalidTransactionException.class).isThrownBy(
				() -> transactions.write((tx) -> tx.check(this.template, WRONG, Condition.attribute("id").exists())))
			.withStackTraceContaining(PROBLEM);
		assertThatExceptionOfType(InvalidTransactionException.class)
			.isThrownBy(() -> transactions.get((tx) -> tx.get(this.template, WRONG)))
			.withStackTraceContaining(PROBLEM);
	}

	@Test
	void areRefusedForIndexes() {
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.template.query((query) -> query.index("by-rank").hashKey("first")).count())
			.withMessageContaining("'rank'");
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> this.template.upsert(Map.of("id", "a", "line", 1, "rank", "first")))
			.withMessageContaining("/rank");
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> this.template.change(ItemKey.of("a", 1), (change) -> change.set("rank", "first")))
			.withMessageContaining("/rank");
	}

}
