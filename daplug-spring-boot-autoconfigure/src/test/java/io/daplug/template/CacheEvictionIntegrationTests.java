package io.daplug.template;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.cache.CacheDefinition;
import io.daplug.expression.Condition;
import io.daplug.fixture.BackgroundCall;
import io.daplug.fixture.FaultyWire;
import io.daplug.fixture.FaultyWire.Fault;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.guard.CopySequence;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.copy.Copy;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.template.model.UncertainWriteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what is forgotten when the application writes: whatever the write is, and
 * whatever becomes of it.
 */
class CacheEvictionIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private static final ItemTransactionTemplate TRANSACTIONS = new ItemTransactionTemplate();

	@ParameterizedTest(name = "{0}")
	@MethodSource("writes")
	void isForgottenWithEachWrite(String name, BiConsumer<DaplugTemplate, Integer> write) {
		StoredTable table = cached();
		table.put(Map.of("id", text("a"), "total", number(1)));
		DaplugTemplate template = table.template();
		assertThat(template.get(KEY).orElseThrow().get("total")).hasToString("1");
		write.accept(template, 2);
		assertThat(template.get(KEY)).isEqualTo(template.get(KEY, (options) -> options.consistentRead(true)));
		assertThat(template.get(KEY).map((item) -> item.get("total"))).isNotEqualTo(Optional.of(BigDecimal.ONE));
	}

	static Stream<Arguments> writes() {
		return Stream.of(write("overwrite", (template, total) -> template.overwrite(item(total))),
				write("update", (template, total) -> template.update(KEY, Map.of("total", total))),
				write("change", (template, total) -> template.change(KEY, (steps) -> steps.set("total", total))),
				write("upsert", (template, total) -> template.upsert(item(total))),
				write("upsert by change",
						(template, total) -> template.upsert(KEY, (steps) -> steps.set("total", total))),
				write("delete", (template, total) -> template.delete(KEY)),
				write("batch overwrite", (template, total) -> template.batchOverwrite(List.of(item(total)))),
				write("batch delete", (template, total) -> template.batchDelete(List.of(KEY))),
				write("transaction",
						(template, total) -> TRANSACTIONS.write((tx) -> tx.overwrite(template, item(total)))),
				write("change in a transaction",
						(template, total) -> TRANSACTIONS
							.write((tx) -> tx.change(template, KEY, (steps) -> steps.set("total", total)))),
				write("delete in a transaction",
						(template, total) -> TRANSACTIONS.write((tx) -> tx.delete(template, KEY))));
	}

	private static Arguments write(String name, BiConsumer<DaplugTemplate, Integer> write) {
		return Arguments.of(name, write);
	}

	private static Map<String, Object> item(int total) {
		return Map.of("id", "a", "total", total);
	}

	@Test
	void thatThereIsNoItemIsForgottenWithEachInsert() {
		StoredTable table = StoredTable.of((definition) -> definition
			.cache(new CacheDefinition(100, Duration.ofMinutes(1), Duration.ofMinutes(1))));
		DaplugTemplate template = table.template();
		for (String id : List.of("insert", "batch", "transaction")) {
			assertThat(template.get(ItemKey.of(id))).isEmpty();
		}
		template.insert(Map.of("id", "insert"));
		template.batchInsert(List.of(Map.of("id", "batch")));
		TRANSACTIONS.write((tx) -> tx.insert(template, Map.of("id", "transaction")));
		for (String id : List.of("insert", "batch", "transaction")) {
			assertThat(template.get(ItemKey.of(id))).as(id).isPresent();
		}
	}

	@Test
	void isForgottenWithEachCopyAndTombstone() {
		StoredTable table = cached((definition) -> definition.guardedCopies(true));
		DaplugTemplate template = table.template();
		template.copies().write(List.of(Copy.of(item(1), sequence(1))), (options) -> {
		});
		assertThat(template.get(KEY).orElseThrow().get("total")).hasToString("1");
		template.copies().write(List.of(Copy.of(item(2), sequence(2))), (options) -> {
		});
		assertThat(template.get(KEY).orElseThrow().get("total")).hasToString("2");
		template.copies().write(List.of(Copy.removed(KEY, sequence(3), Duration.ofDays(1))), (options) -> {
		});
		assertThat(template.get(KEY)).isEmpty();
	}

	private static CopySequence sequence(int number) {
		return CopySequence.of("label", Integer.toString(number));
	}

	@Test
	void isForgottenWithWritesOfClaims() {
		StoredTable table = cached((definition) -> definition.unique("mail"));
		DaplugTemplate template = table.template();
		template.insert(Map.of("id", "a", "mail", "x"));
		template.get(KEY);
		template.update(KEY, Map.of("mail", "y"));
		assertThat(template.get(KEY).orElseThrow()).containsEntry("mail", "y");
	}

	@Test
	void isForgottenByAllTemplatesOfTheTable() {
		StoredTable table = cached();
		table.put(Map.of("id", text("a"), "total", number(1)));
		DaplugTemplate template = table.template();
		template.get(KEY);
		DaplugTemplate uncached = table.template((definition) -> {
		});
		uncached.update(KEY, Map.of("total", 2));
		assertThat(template.get(KEY).orElseThrow().get("total")).hasToString("2");
		DaplugTemplate other = StoredTable.plain().template();
		TRANSACTIONS.write((tx) -> tx.insert(other, Map.of("id", "b")).overwrite(uncached, item(3)));
		assertThat(template.get(KEY).orElseThrow().get("total")).hasToString("3");
	}

	@Test
	void allItemsAreForgottenWithTheirTable() {
		StoredTable table = cached();
		table.put(Map.of("id", text("a"), "total", number(1)));
		DaplugTemplate template = table.template();
		assertThat(template.get(KEY)).isPresent();
		TableAdministrator administrator = new TableAdministrator(LocalDynamoDb.client());
		administrator.delete(table.definition());
		administrator.awaitGone(table.definition());
		try (FaultyWire others = FaultyWire.with((operation, body) -> Fault.NONE)) {
			new TableAdministrator(others.client()).create(table.definition());
		}
		assertThat(template.get(KEY)).isEmpty();
	}

	@Test
	void whatIsReadWhileATableIsDeletedIsForgottenWhenItIsMadeAnew() {
		StoredTable table = cached();
		table.put(Map.of("id", text("a"), "total", number(1)));
		DaplugTemplate template = table.template();
		TableAdministrator administrator = new TableAdministrator(LocalDynamoDb.client());
		assertThat(template.get(KEY)).isPresent();
		LocalDynamoDb.client().deleteTable((delete) -> delete.tableName(table.definition().tableName()));
		assertThat(template.get(KEY)).isPresent();
		administrator.createIfMissing(table.definition());
		assertThat(template.get(KEY)).isEmpty();
	}

	@Test
	void aRefusedWriteHasTheItemReadAgain() {
		StoredTable table = cached((definition) -> definition.idempotence(StoredTable.COUNTED));
		DaplugTemplate template = table.template();
		template.insert(item(1));
		Object seen = Objects.requireNonNull(template.get(KEY).orElseThrow().get("version"));
		LocalDynamoDb.client()
			.updateItem((update) -> update.tableName(table.definition().tableName())
				.key(Map.of("id", text("a")))
				.updateExpression("ADD version :one")
				.expressionAttributeValues(Map.of(":one", number(1))));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> template.update(KEY, Map.of("total", 2), (options) -> options.expected(seen)));
		assertThat(template.get(KEY).orElseThrow().get("version")).isNotEqualTo(seen);
	}

	@Test
	void refusedConditionsAndChecksHaveTheItemReadAgain() {
		StoredTable table = cached();
		table.put(Map.of("id", text("a"), "total", number(1)));
		DaplugTemplate template = table.template();
		template.get(KEY);
		table.put(Map.of("id", text("a"), "total", number(2)));
		Condition one = Condition.attribute("total").isEqualTo(1);
		assertThatExceptionOfType(ConditionNotMetException.class)
			.isThrownBy(() -> template.delete(KEY, (options) -> options.condition(one)));
		assertThat(template.get(KEY).orElseThrow().get("total")).hasToString("2");
		table.put(Map.of("id", text("a"), "total", number(3)));
		assertThatExceptionOfType(ItemTransactionFailedException.class).isThrownBy(() -> TRANSACTIONS.write(
				(tx) -> tx.check(template, KEY, (check) -> check.condition(one)).insert(template, Map.of("id", "b"))));
		assertThat(template.get(KEY).orElseThrow().get("total")).hasToString("3");
	}

	@Test
	void aWriteWithoutAnAnswerIsNotHiddenByWhatIsReadBeforeItComes() {
		StoredTable table = cached();
		table.put(Map.of("id", text("a"), "total", number(1)));
		AtomicBoolean loses = new AtomicBoolean(true);
		try (FaultyWire wire = FaultyWire.with(
				(operation, body) -> (operation.equals("PutItem") && loses.get()) ? Fault.REQUEST_LOST : Fault.NONE)) {
			DaplugTemplate template = table.quiet(wire.client());
			assertThatExceptionOfType(UncertainWriteException.class).isThrownBy(() -> template.overwrite(item(2)));
			assertThat(template.get(KEY).orElseThrow().get("total")).hasToString("1");
			// The request that nobody waits for any more arrives.
			table.put(Map.of("id", text("a"), "total", number(2)));
			assertThat(template.get(KEY).orElseThrow().get("total")).hasToString("2");
		}
	}

	@Test
	void whatIsReadWhileAWriteIsUnderWayIsNotKept() throws Exception {
		StoredTable table = cached();
		table.put(Map.of("id", text("a"), "total", number(1)));
		CountDownLatch written = new CountDownLatch(1);
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			Object answer = server.get();
			if (!(request instanceof PutItemRequest)) {
				await(written);
			}
			return answer;
		});
		DaplugTemplate template = table.quiet(client);
		BackgroundCall<?> reader = BackgroundCall.startWaiting(() -> template.get(KEY));
		template.overwrite(item(2));
		written.countDown();
		reader.get();
		assertThat(template.get(KEY).orElseThrow().get("total")).hasToString("2");
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static StoredTable cached() {
		return cached((table) -> {
		});
	}

	private static StoredTable cached(Consumer<TableDefinitionBuilder> more) {
		return StoredTable.of((table) -> more.accept(table.cache(CacheDefinition.DEFAULTS)));
	}

}
