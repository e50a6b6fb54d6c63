package io.daplug.template;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.dynamodb.TableNotFoundException;
import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.BatchIntegrationTests.Order;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.BatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import static io.daplug.template.BatchIntegrationTests.keys;
import static io.daplug.template.BatchIntegrationTests.orders;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests batches whose table is deleted while they run: each entry comes back as what
 * became of it, and what was not written is not announced.
 */
@Timeout(60)
class DeletedTableIntegrationTests {

	private final StoredTable table = StoredTable.plain();

	private final TableAdministrator administrator = new TableAdministrator(LocalDynamoDb.client());

	@Test
	void returnsTheEntriesAfterTheDeletionAsFailed() {
		BatchResult<Order> result = this.table.template(deletedAfter(2, BatchWriteItemRequest.class))
			.batchOverwrite(orders(100), (options) -> options.parallelism(1));
		assertThat(result.written()).isEqualTo(orders(50));
		assertFailed(result, orders(100).subList(50, 100));
		assertThat(this.table.changes()).extracting(ItemChange::key).containsExactlyElementsOf(keys(50));
	}

	@Test
	void losesNothingInParallel() {
		BatchResult<Order> result = this.table.template(deletedAfter(2, BatchWriteItemRequest.class))
			.batchOverwrite(orders(200), (options) -> options.parallelism(4));
		List<Order> all = new ArrayList<>(result.written());
		all.addAll(result.failed().stream().map(BatchFailure::entry).toList());
		assertThat(all).containsExactlyInAnyOrderElementsOf(orders(200));
		assertThat(result.failed()).isNotEmpty()
			.allSatisfy((failure) -> assertThat(failure.cause()).isInstanceOf(TableNotFoundException.class));
		assertThat(this.table.changes()).hasSameSizeAs(result.written());
	}

	@Test
	void returnsInsertsAfterTheDeletionAsFailed() {
		BatchResult<Order> result = this.table.template(deletedAfter(3, PutItemRequest.class))
			.batchInsert(orders(10), (options) -> options.parallelism(1));
		assertThat(result.written()).isEqualTo(orders(3));
		assertFailed(result, orders(10).subList(3, 10));
	}

	@Test
	void returnsDeletesAfterTheDeletionAsFailed() {
		this.table.template().batchOverwrite(orders(60));
		BatchResult<ItemKey> result = this.table.template(deletedAfter(25, DeleteItemRequest.class))
			.batchDelete(keys(60), (options) -> options.parallelism(1));
		assertThat(result.written()).isEqualTo(keys(25));
		assertFailed(result, keys(60).subList(25, 60));
	}

	private static <T> void assertFailed(BatchResult<T> result, List<T> entries) {
		assertThat(result.failed()).extracting(BatchFailure::entry).containsExactlyElementsOf(entries);
		assertThat(result.failed())
			.allSatisfy((failure) -> assertThat(failure.cause()).isInstanceOf(TableNotFoundException.class));
		assertThat(result.unprocessed()).isEmpty();
		assertThat(result.uncertain()).isEmpty();
	}

	/** Deletes the table after so many requests. */
	private DynamoDbClient deletedAfter(int requests, Class<?> type) {
		AtomicInteger sent = new AtomicInteger();
		return FaultyClient.with((request, server) -> {
			if (type.isInstance(request) && sent.getAndIncrement() == requests) {
				this.administrator.delete(this.table.definition());
				this.administrator.awaitGone(this.table.definition());
			}
			return server.get();
		});
	}

}
