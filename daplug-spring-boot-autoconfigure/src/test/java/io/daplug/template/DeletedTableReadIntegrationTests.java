package io.daplug.template;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.daplug.dynamodb.TableNotFoundException;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.template.BatchIntegrationTests.Order;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.BatchGetResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static io.daplug.template.BatchIntegrationTests.keys;
import static io.daplug.template.BatchIntegrationTests.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for reads of many requests whose table somebody deletes meanwhile: what was found
 * until then is told, and the rest fails at once, since there is nothing to wait for.
 */
@Timeout(60)
class DeletedTableReadIntegrationTests {

	private final StoredTable table = StoredTable.plain();

	private final AtomicInteger requests = new AtomicInteger();

	@Test
	void aBatchOfReadsTellsWhatWasFoundBefore() {
		this.table.template().batchOverwrite(orders(250)).requireComplete();
		BatchGetResult<Order> result = template(1).batchGet(keys(250), Order.class,
				(options) -> options.parallelism(1));
		assertThat(result.items()).isEqualTo(orders(100));
		assertThat(result.missing()).isEmpty();
		assertThat(result.failed()).extracting(BatchFailure::entry).isEqualTo(keys(250).subList(100, 250));
		assertThat(result.failed()).allSatisfy((failure) -> assertMissing(failure.cause()));
	}

	@Test
	void aScanThatIsUnderWayFails() {
		this.table.template().batchOverwrite(orders(4)).requireComplete();
		try (Stream<?> items = template(0).scan((scan) -> scan.limit(4)).stream()) {
			assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> items.toList());
		}
	}

	private static void assertMissing(Throwable cause) {
		assertThat(cause).isInstanceOf(TableNotFoundException.class);
	}

	/** A template whose table is deleted after so many requests. */
	private DaplugTemplate template(int before) {
		String name = this.table.definition().tableName();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (this.requests.getAndIncrement() == before) {
				LocalDynamoDb.client().deleteTable((delete) -> delete.tableName(name));
			}
			return server.get();
		});
		return this.table.template(client);
	}

}
