package io.daplug.template.clear;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.task.Deadline;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.IncompleteBatchException;
import io.daplug.template.batching.BatchWriter;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.ClearOptions;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Removes items by requests of many keys, of which DynamoDB tells nothing but that it
 * carried them out.
 */
final class RemovalTogether implements KeyRemoval {

	/** DynamoDB takes no more in one request. */
	private static final int KEYS_PER_REQUEST = 25;

	private final TableContext context;

	private final BatchWriter batches;

	private final BatchOptions options;

	private final KeyPrefixer prefixer;

	private final Deadline deadline;

	RemovalTogether(TableContext context, BatchWriter batches, ClearOptions options, Deadline deadline) {
		this.context = context;
		this.batches = batches;
		this.options = options.batches((batch) -> batch.parallelism(1).deadline(RemovalAlone.PATIENCE));
		this.prefixer = context.prefixer(options);
		this.deadline = deadline;
	}

	@Override
	public int keysAtOnce() {
		return KEYS_PER_REQUEST;
	}

	@Override
	public void remove(List<Map<String, AttributeValue>> keys, ClearCounts counts) {
		List<ItemKey> shown = keys.stream().map((key) -> this.context.keys().shown(this.prefixer.strip(key))).toList();
		BatchResult<ItemKey> result = this.batches.delete(shown, this.options);
		counts.removed(result.written().size());
		for (BatchFailure<ItemKey> failure : result.failed()) {
			counts.failed(failure.entry(), failure.cause());
		}
		for (BatchFailure<ItemKey> failure : result.uncertain()) {
			counts.uncertain(failure.entry(), failure.cause());
		}
		for (ItemKey key : result.unprocessed()) {
			if (this.deadline.isOver() || Thread.currentThread().isInterrupted()) {
				counts.left();
			}
			else {
				counts.failed(key, unprocessed(RemovalAlone.PATIENCE));
			}
		}
	}

	private RuntimeException unprocessed(Duration time) {
		return new IncompleteBatchException("DynamoDB did not carry out a delete of table '%s' within %s"
			.formatted(this.context.table().name(), time), null);
	}

}
