package io.daplug.table.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.daplug.DaplugException;
import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.table.TableDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests how {@link TableAdministrator} waits.
 */
class TableWaitTests {

	private static final TableDefinition TABLE = TableDefinition.named("orders")
		.tableName("orders-eu")
		.hashKey("id")
		.build();

	private final ScriptedTables client = new ScriptedTables();

	private final VirtualPace pace = new VirtualPace();

	private final TableAdministrator administrator = new TableAdministrator(this.client, this.pace);

	@AfterEach
	void clearInterrupt() {
		Thread.interrupted();
	}

	@Test
	void looksTwiceASecondUntilTheTableIsActive() {
		this.client.thenGone().then(TableStatus.CREATING).then(TableStatus.CREATING).then(TableStatus.ACTIVE);
		assertThat(this.administrator.awaitActive(TABLE).tableStatus()).isEqualTo(TableStatus.ACTIVE);
		assertThat(this.client.requests).hasSize(4).containsOnly("DescribeTable");
		assertThat(this.pace.pauses()).hasSize(3).containsOnly(Duration.ofMillis(500));
	}

	@Test
	void waitsUntilTheIndexesAreFilledAndTellsOfIt() {
		this.client.then(TableStatus.UPDATING)
			.thenIndex(IndexStatus.CREATING, true)
			.thenIndex(IndexStatus.ACTIVE, false);
		List<TableProgress> seen = new ArrayList<>();
		this.administrator.awaitActive(TABLE, (options) -> options.onProgress(seen::add));
		assertThat(seen).containsExactly(new TableProgress("orders", TableStatus.UPDATING, Map.of(), Duration.ZERO),
				new TableProgress("orders", TableStatus.ACTIVE,
						Map.of("by-customer", new IndexProgress(IndexStatus.CREATING, true)), Duration.ofMillis(500)),
				new TableProgress("orders", TableStatus.ACTIVE,
						Map.of("by-customer", new IndexProgress(IndexStatus.ACTIVE, false)), Duration.ofSeconds(1)));
	}

	@Test
	void givesUpWhenItsTimeIsOver() {
		this.client.thenIndex(IndexStatus.CREATING, true);
		assertThatExceptionOfType(TableWaitException.class)
			.isThrownBy(
					() -> this.administrator.awaitActive(TABLE, (options) -> options.timeout(Duration.ofMillis(1200))))
			.withMessage("Table 'orders' (orders-eu in DynamoDB) was not active within PT1.2S, but ACTIVE, "
					+ "index 'by-customer' CREATING (backfilling); DynamoDB goes on: wait for it again")
			.satisfies((ex) -> assertThat(ex.progress()).isNotNull()
				.extracting(TableProgress::waited)
				.isEqualTo(Duration.ofMillis(1200)))
			.satisfies((ex) -> assertThat(ex).isInstanceOf(DaplugException.class).hasNoCause());
		assertThat(this.pace.pauses()).containsExactly(Duration.ofMillis(500), Duration.ofMillis(500),
				Duration.ofMillis(200));
	}

	@Test
	void saysSoWhenTheTableNeverCame() {
		this.client.thenGone();
		assertThatExceptionOfType(TableWaitException.class).isThrownBy(() -> this.administrator.awaitActive(TABLE))
			.withMessageContaining("was not active within PT10M, but not there");
	}

	@Test
	void givesUpWhenTheTableIsDeletedMeanwhile() {
		this.client.then(TableStatus.CREATING).thenGone();
		refuses("was deleted while it was waited for; create it again");
		assertThat(this.client.requests).hasSize(3);
	}

	@Test
	void doesNotTakeOneAnswerForTheEndOfATable() {
		this.client.then(TableStatus.CREATING)
			.thenGone()
			.then(TableStatus.CREATING)
			.thenGone()
			.then(TableStatus.ACTIVE);
		assertThat(this.administrator.awaitActive(TABLE).tableStatus()).isEqualTo(TableStatus.ACTIVE);
	}

	@Test
	void doesNotWaitForATableThatIsBeingDeletedToBecomeActive() {
		this.client.then(TableStatus.DELETING);
		refuses("is being deleted, and so does not become active; wait until it is gone, and create it again");
		assertThat(this.pace.pauses()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(
			names = { "INACCESSIBLE_ENCRYPTION_CREDENTIALS", "ARCHIVING", "ARCHIVED", "REPLICATION_NOT_AUTHORIZED" })
	void doesNotWaitForWhatDoesNotChangeByItself(TableStatus status) {
		this.client.then(status);
		refuses("is %s, and so does not become active; see to it in DynamoDB".formatted(status));
	}

	@Test
	void waitsUntilTheTableIsGone() {
		this.client.then(TableStatus.ACTIVE).then(TableStatus.DELETING).then(TableStatus.DELETING).thenGone();
		List<TableStatus> seen = new ArrayList<>();
		this.administrator.awaitGone(TABLE, (options) -> options.onProgress((progress) -> seen.add(progress.status())));
		assertThat(seen).containsExactly(TableStatus.ACTIVE, TableStatus.DELETING, TableStatus.DELETING, null);
	}

	@Test
	void saysThatATableStays() {
		this.client.then(TableStatus.ACTIVE);
		assertThatExceptionOfType(TableWaitException.class)
			.isThrownBy(() -> this.administrator.awaitGone(TABLE, (options) -> options.timeout(Duration.ofSeconds(1))))
			.withMessageContaining("was not gone within PT1S, but ACTIVE");
	}

	@Test
	void endsWhenItIsInterruptedBetweenTwoLooks() {
		this.client.then(TableStatus.CREATING);
		this.pace.interruptedAfter(1);
		assertThatExceptionOfType(TableWaitException.class).isThrownBy(() -> this.administrator.awaitActive(TABLE))
			.withMessage(
					"Table 'orders' (orders-eu in DynamoDB) is no longer waited for, as the thread was interrupted; "
							+ "it was CREATING when last seen, and DynamoDB goes on")
			.withCauseInstanceOf(InterruptedException.class);
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void endsWhenItIsInterruptedDuringARequest() {
		this.client.thenFailure(AbortedException.create("Thread was interrupted"));
		assertThatExceptionOfType(TableWaitException.class).isThrownBy(() -> this.administrator.awaitGone(TABLE))
			.withMessageContaining(
					"is no longer waited for, as the thread was interrupted; it was not there when last seen");
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void endsWhenARequestTakesTheTimeThatIsLeft() {
		this.client.then(TableStatus.CREATING).thenFailure(ApiCallTimeoutException.builder().message("late").build());
		assertThatExceptionOfType(TableWaitException.class)
			.isThrownBy(
					() -> this.administrator.awaitActive(TABLE, (options) -> options.timeout(Duration.ofMillis(500))))
			.withMessage("Table 'orders' (orders-eu in DynamoDB) did not answer within PT0.5S; wait for it again")
			.satisfies((ex) -> assertThat(ex.progress()).isNotNull());
	}

	@Test
	void failsAsAllRequestsDo() {
		this.client.thenFailure(SdkClientException.create("Unable to reach the server"));
		assertThatExceptionOfType(DynamoDbAccessException.class)
			.isThrownBy(() -> this.administrator.awaitActive(TABLE));
	}

	@Test
	void endsWithWhatTheListenerOfProgressThrows() {
		this.client.then(TableStatus.CREATING);
		assertThatIllegalStateException()
			.isThrownBy(() -> this.administrator.awaitActive(TABLE, (options) -> options.onProgress((progress) -> {
				throw new IllegalStateException("enough");
			})))
			.withMessage("enough");
	}

	@Test
	void needsTimeToWait() {
		for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.administrator.awaitGone(TABLE, (options) -> options.timeout(none)))
				.withMessage("'timeout' must be positive, but is " + none);
		}
		assertThat(this.client.requests).isEmpty();
	}

	private void refuses(String message) {
		assertThatExceptionOfType(TableStateException.class).isThrownBy(() -> this.administrator.awaitActive(TABLE))
			.withMessage("Table 'orders' (orders-eu in DynamoDB) " + message)
			.satisfies((ex) -> assertThat(ex.table()).isEqualTo("orders"));
	}

}
