package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.dynamodb.ThrottledException;
import io.daplug.event.ItemInserted;
import io.daplug.fixture.FaultyWire;
import io.daplug.fixture.FaultyWire.Fault;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemKey;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.UncertainWriteException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;

import org.springframework.dao.TransientDataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for writes whose answers are lost until the SDK gives up: they do not look
 * failed, and are announced only if it is known that they were carried out.
 */
class UncertainWriteIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	@ParameterizedTest
	@EnumSource(names = { "ANSWER_LOST", "ERROR_AFTER", "REQUEST_LOST", "ERROR_BEFORE" })
	void saysOfEachWriteThatItMayHaveBeenCarriedOut(Fault fault) {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", StoredTable.text("a")));
		try (FaultyWire wire = writes(fault)) {
			DaplugTemplate template = table.template(wire.client());
			for (ThrowingCallable write : List.<ThrowingCallable>of(() -> template.insert(Map.of("id", "b")),
					() -> template.overwrite(Map.of("id", "c")), () -> template.update(KEY, Map.of("total", 1)),
					() -> template.delete(KEY), () -> template.delete(ItemKey.of("nobody")))) {
				assertThatExceptionOfType(UncertainWriteException.class).isThrownBy(write)
					.isInstanceOf(TransientDataAccessException.class)
					.withMessageContaining("table 'orders'")
					.withMessageContaining("may have been carried out")
					.withMessageContaining("Read the item")
					.satisfies((ex) -> assertThat(ex.table()).isEqualTo("orders"))
					.satisfies((ex) -> assertThat(ex.getMessage()).contains(ex.key().toString()));
			}
		}
		assertThat(table.changes()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "COUNTER", "TIMESTAMP" })
	void looksWhetherAMarkedWriteStands(GeneratedValue generated) {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(IdempotenceDefinition.on("version").with(generated)));
		try (FaultyWire wire = writes(Fault.ERROR_AFTER)) {
			table.template(wire.client()).insert(Map.of("id", "a"));
			table.template(wire.client()).update(KEY, Map.of("total", 1));
		}
		assertThat(table.stored("a")).containsEntry("total", StoredTable.number(1));
		assertThat(table.changes()).as("each announced once").hasSize(2);
	}

	@Test
	void doesNotBelieveThatAWriteThatIsNotSeenYetWillNotBe() {
		StoredTable table = StoredTable.counted();
		AtomicInteger reads = new AtomicInteger();
		try (FaultyWire wire = FaultyWire.with((operation, body) -> {
			reads.addAndGet(operation.equals("GetItem") ? 1 : 0);
			return operation.equals("GetItem") ? Fault.NONE : Fault.REQUEST_LOST;
		})) {
			assertThatExceptionOfType(UncertainWriteException.class)
				.isThrownBy(() -> table.template(wire.client()).insert(Map.of("id", "a")));
		}
		assertThat(reads).as("it looked").hasValue(1);
		assertThat(table.changes()).isEmpty();
	}

	@Test
	void readsNothingWhereNothingGoesWrong() {
		StoredTable table = StoredTable.counted();
		try (CountedRequests counted = new CountedRequests()) {
			table.template(counted.client()).insert(Map.of("id", "a"));
			assertThat(counted.operations()).containsExactly("PutItem");
		}
	}

	@Test
	void keepsThatItIsUncertainIfTheLastAttemptIsRefused() {
		StoredTable table = StoredTable.plain();
		AtomicInteger puts = new AtomicInteger();
		try (FaultyWire wire = FaultyWire
			.with((operation, body) -> (puts.incrementAndGet() == 1) ? Fault.ANSWER_LOST : Fault.THROTTLED)) {
			assertThatExceptionOfType(UncertainWriteException.class)
				.isThrownBy(() -> table.template(wire.client()).overwrite(Map.of("id", "a")));
		}
		assertThat(puts).hasValueGreaterThan(2);
	}

	@Test
	void isThrottledIfEachAttemptIsRefused() {
		StoredTable table = StoredTable.counted();
		try (FaultyWire wire = writes(Fault.THROTTLED)) {
			assertThatExceptionOfType(ThrottledException.class)
				.isThrownBy(() -> table.template(wire.client()).insert(Map.of("id", "a")));
		}
	}

	@Test
	void isNoUncertaintyIfNobodyCanBeReached() {
		StoredTable table = StoredTable.plain();
		FaultyWire wire = writes(Fault.NONE);
		try (DynamoDbClient client = wire.clientOfClosedPort()) {
			assertThatExceptionOfType(DynamoDbAccessException.class)
				.isThrownBy(() -> table.template(client).insert(Map.of("id", "a")));
		}
		finally {
			wire.close();
		}
	}

	@Test
	void tellsByTheExceptionWhereTheClientIsAStandIn() {
		StoredTable table = StoredTable.plain();
		assertThatExceptionOfType(UncertainWriteException.class).isThrownBy(() -> insertAnsweredBy(table,
				InternalServerErrorException.builder().statusCode(500).message("broken").build()));
		assertThatExceptionOfType(DynamoDbAccessException.class).isThrownBy(
				() -> insertAnsweredBy(table, DynamoDbException.builder().statusCode(400).message("wrong").build()));
		DynamoDbException retried = (DynamoDbException) ConditionalCheckFailedException.builder()
			.statusCode(400)
			.message("unmet")
			.numAttempts(2)
			.build();
		assertThatExceptionOfType(UncertainWriteException.class).isThrownBy(() -> insertAnsweredBy(table, retried));
	}

	private static void insertAnsweredBy(StoredTable table, RuntimeException failure) {
		table.template(FaultyClient.with((request, server) -> {
			throw failure;
		})).insert(Map.of("id", "a"));
	}

	@Test
	void announcesASuccessThatTookSeveralAttemptsOnce() {
		StoredTable table = StoredTable.plain();
		AtomicInteger puts = new AtomicInteger();
		try (FaultyWire wire = FaultyWire
			.with((operation, body) -> (puts.incrementAndGet() < 3) ? Fault.ERROR_BEFORE : Fault.NONE)) {
			table.template(wire.client()).insert(Map.of("id", "a"));
		}
		assertThat(table.changes()).singleElement().isInstanceOf(ItemInserted.class);
	}

	@Test
	void takesWritesOfOthersInTheSameThreadForWhatTheyAre() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", StoredTable.text("a")));
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			LocalDynamoDb.client()
				.putItem((put) -> put.tableName(table.definition().tableName())
					.item(Map.of("id", StoredTable.text("other"))));
			return server.get();
		});
		assertThatExceptionOfType(DuplicateItemException.class)
			.isThrownBy(() -> table.template(client).insert(Map.of("id", "a")));
	}

	private static FaultyWire writes(Fault fault) {
		return FaultyWire.with((operation, body) -> operation.equals("GetItem") ? Fault.NONE : fault);
	}

}
