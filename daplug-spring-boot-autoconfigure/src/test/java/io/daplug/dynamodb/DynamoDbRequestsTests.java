package io.daplug.dynamodb;

import java.util.List;

import io.daplug.fixture.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

import org.springframework.dao.TransientDataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link DynamoDbRequests}: what becomes of what the SDK throws.
 */
class DynamoDbRequestsTests {

	private static final ThrottlingReason REASON = ThrottlingReason.builder()
		.reason("TableWriteProvisionedThroughputExceeded")
		.resource("arn:aws:dynamodb:eu-central-1:123456789012:table/orders-eu")
		.build();

	private final DynamoDbRequests requests = new DynamoDbRequests(LocalDynamoDb.client(), "orders", "orders-eu");

	@Test
	void keepsWhyDynamoDbThrottles() {
		for (SdkException thrown : List.of(
				ProvisionedThroughputExceededException.builder().throttlingReasons(REASON).build(),
				RequestLimitExceededException.builder().throttlingReasons(REASON).build(),
				ThrottlingException.builder().throttlingReasons(REASON).build())) {
			ThrottledException ex = send(thrown, ThrottledException.class);
			assertThat(ex.throttlingReasons()).containsExactly(REASON);
			assertThat(ex).hasMessageContaining("TableWriteProvisionedThroughputExceeded")
				.hasMessageContaining("table/orders-eu")
				.hasCause(thrown);
			assertThat(ex.table()).isEqualTo("orders");
		}
	}

	@Test
	void saysOfThrottlingWithoutReasonsThatThereAreNone() {
		ThrottledException ex = send(ProvisionedThroughputExceededException.builder().message("slow down").build(),
				ThrottledException.class);
		assertThat(ex.throttlingReasons()).isEmpty();
		assertThat(ex).hasMessage("put on table 'orders' was refused for lack of capacity");
	}

	@Test
	void takesAConflictForAConflict() {
		assertThat(send(TransactionConflictException.builder().build(), WriteConflictException.class))
			.isInstanceOf(TransientDataAccessException.class)
			.hasMessageContaining("a transaction is writing the item");
		assertThat(send(ReplicatedWriteConflictException.builder().build(), WriteConflictException.class))
			.isInstanceOf(TransientDataAccessException.class)
			.hasMessageContaining("another region is writing the item");
	}

	@Test
	void namesTheTableThatIsNotThere() {
		assertThat(send(ResourceNotFoundException.builder().build(), TableNotFoundException.class))
			.hasMessageContaining("'orders-eu'")
			.hasMessageContaining("'orders'");
	}

	@Test
	void saysWhatDynamoDbSaysOfEverythingElse() {
		SdkException refused = (SdkException) DynamoDbException.builder()
			.awsErrorDetails(
					AwsErrorDetails.builder().errorCode("ValidationException").errorMessage("too deep").build())
			.build();
		assertThat(send(refused, DynamoDbAccessException.class))
			.hasMessage("put on table 'orders' failed: ValidationException, too deep");
		assertThat(send(SdkClientException.create("no route"), DynamoDbAccessException.class))
			.hasMessage("put on table 'orders' failed: no route");
	}

	@Test
	void leavesUnmetConditionsToWhoSetThem() {
		ConditionalCheckFailedException unmet = ConditionalCheckFailedException.builder().message("unmet").build();
		assertThat(this.requests.write("put", PutItemRequest.builder().build(), (client, put) -> {
			throw unmet;
		})).isEqualTo(new WriteOutcome.Unmet<>(unmet, false));
	}

	private <T extends Exception> T send(SdkException thrown, Class<T> expected) {
		T translated = catchThrowableOfType(expected, () -> this.requests.send("put", (client) -> {
			throw thrown;
		}));
		assertThat(translated).isNotNull();
		return translated;
	}

}
