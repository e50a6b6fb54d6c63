package io.daplug.template.context;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.dynamodb.ThrottledException;
import io.daplug.dynamodb.TransactionOutcome;
import io.daplug.fixture.FaultyWire;
import io.daplug.fixture.FaultyWire.Fault;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.task.Deadline;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TransactionSender}: the outcome is known, whatever the wire does.
 */
class TransactionSenderTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Pattern TOKEN = Pattern.compile("\"ClientRequestToken\":\"([^\"]+)\"");

	private static String table;

	private final AtomicInteger requests = new AtomicInteger();

	private final List<String> tokens = new CopyOnWriteArrayList<>();

	@BeforeAll
	static void createTable() {
		table = LocalDynamoDb.createTable("id", null);
	}

	@Test
	void aTransactionThatConflictsIsSentAgainUnderTheSameToken() {
		assertThat(send("conflict", LONG, (request) -> (request <= 3) ? Fault.CONFLICT : Fault.NONE))
			.isInstanceOf(TransactionOutcome.Done.class);
		assertThat(this.tokens).hasSize(4).containsOnly(this.tokens.get(0));
	}

	@Test
	void aTransactionThatIsThrottledIsSentAgainUnderTheSameToken() {
		// The SDK makes four attempts of its own.
		assertThat(send("throttled", LONG, (request) -> (request <= 9) ? Fault.THROTTLED : Fault.NONE))
			.isInstanceOf(TransactionOutcome.Done.class);
		assertThat(this.tokens).hasSize(10).containsOnly(this.tokens.get(0));
	}

	@Test
	void aTransactionWhoseAnswersAreLostIsFoundCarriedOutOnce() {
		assertThat(send("lost", LONG, (request) -> (request <= 6) ? Fault.ANSWER_LOST : Fault.NONE))
			.isInstanceOf(TransactionOutcome.Done.class);
		assertThat(this.tokens).hasSize(7).containsOnly(this.tokens.get(0));
	}

	@Test
	void aTransactionThatIsStillUnderWayIsWaitedFor() {
		assertThat(send("progress", LONG,
				(request) -> (request == 1) ? Fault.ANSWER_LOST : (request <= 6) ? Fault.IN_PROGRESS : Fault.NONE))
			.isInstanceOf(TransactionOutcome.Done.class);
	}

	@Test
	void aTransactionWithoutAnyAnswerIsLost() {
		assertThat(send("unanswered", Duration.ZERO, (request) -> Fault.ANSWER_LOST))
			.isInstanceOf(TransactionOutcome.Lost.class);
		assertThat(stored("unanswered")).isTrue();
	}

	@Test
	void aTransactionIsLostIfItIsThrottledAfterAnAnswerThatIsLost() {
		assertThat(send("doubtful", Duration.ofSeconds(2),
				(request) -> (request <= 4) ? Fault.ANSWER_LOST : Fault.THROTTLED))
			.isInstanceOf(TransactionOutcome.Lost.class);
		assertThat(this.tokens).hasSizeGreaterThan(4).containsOnly(this.tokens.get(0));
	}

	@Test
	void aTransactionThatConflictsUntilItsTimeIsOverIsCancelled() {
		assertThat(send("busy", Duration.ofSeconds(1), (request) -> Fault.CONFLICT))
			.isInstanceOf(TransactionOutcome.Cancelled.class);
		assertThat(this.tokens).hasSizeGreaterThan(1);
		assertThat(stored("busy")).isFalse();
	}

	@Test
	void aTransactionThatIsThrottledUntilItsTimeIsOverDidNothing() {
		assertThatExceptionOfType(ThrottledException.class)
			.isThrownBy(() -> send("full", Duration.ZERO, (request) -> Fault.THROTTLED));
		assertThat(this.tokens).hasSize(4);
	}

	@Test
	void aConditionThatFailsIsNotTriedAgainAndBringsTheItem() {
		send("twice", LONG, (request) -> Fault.NONE);
		this.tokens.clear();
		TransactionOutcome outcome = send("twice", LONG, (request) -> Fault.NONE);
		assertThat(outcome).isInstanceOfSatisfying(TransactionOutcome.Cancelled.class, (cancelled) -> {
			CancellationReason reason = cancelled.refusal().cancellationReasons().get(0);
			assertThat(reason.code()).isEqualTo("ConditionalCheckFailed");
			assertThat(reason.item()).containsEntry("id", AttributeValue.fromS("twice"));
		});
		assertThat(this.tokens).hasSize(1);
	}

	@Test
	void whatDynamoDbRefusesAsAWholeIsNotTriedAgain() {
		assertThatExceptionOfType(DynamoDbAccessException.class)
			.isThrownBy(() -> send("invalid", LONG, (request) -> Fault.INVALID))
			.withMessageContaining("ValidationException");
		assertThat(this.tokens).hasSize(1);
	}

	private TransactionOutcome send(String id, Duration time, IntFunction<Fault> faults) {
		try (FaultyWire wire = FaultyWire.with((operation, body) -> {
			Matcher token = TOKEN.matcher(body);
			if (token.find()) {
				this.tokens.add(token.group(1));
			}
			return faults.apply(this.requests.incrementAndGet());
		})) {
			return new TransactionSender(new DynamoDbRequests(wire.client(), "things", table)).send("transaction",
					List.of(insert(id)), new Deadline(time));
		}
	}

	private static TransactWriteItem insert(String id) {
		return TransactWriteItem.builder()
			.put((put) -> put.tableName(table)
				.item(key(id))
				.conditionExpression("attribute_not_exists(id)")
				.returnValuesOnConditionCheckFailure("ALL_OLD"))
			.build();
	}

	private static boolean stored(String id) {
		return LocalDynamoDb.client()
			.getItem((get) -> get.tableName(table).key(key(id)).consistentRead(true))
			.hasItem();
	}

	private static Map<String, AttributeValue> key(String id) {
		return Map.of("id", AttributeValue.fromS(id));
	}

}
