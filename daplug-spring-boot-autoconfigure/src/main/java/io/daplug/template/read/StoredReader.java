package io.daplug.template.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.daplug.guard.ItemVisibility;
import io.daplug.task.Deadline;
import io.daplug.task.RetryPause;
import io.daplug.template.batch.IncompleteBatchException;
import io.daplug.template.context.PassingFailure;
import io.daplug.template.context.TableContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Reads items as they are stored, prefixes on, for work on whole tables. A request that
 * was refused for lack of capacity is sent again while there is time.
 */
public final class StoredReader {

	private static final int KEYS_PER_REQUEST = 100;

	private final TableContext context;

	private final Duration deadline;

	public StoredReader(TableContext context, Duration deadline) {
		this.context = context;
		this.deadline = deadline;
	}

	/**
	 * What a request brought.
	 *
	 * @param items the items, as they are stored
	 * @param lastKey where the next request begins; null at the end
	 * @param readUnits what it cost
	 */
	public record Answer(List<Map<String, AttributeValue>> items, @Nullable Map<String, AttributeValue> lastKey,
			double readUnits) {

	}

	/** Reads a page of a segment. */
	public Answer scan(UnaryOperator<ScanRequest.Builder> page, boolean hidden) {
		ScanRequest request = page
			.apply(ScanRequest.builder()
				.tableName(this.context.table().tableName())
				.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
			.build();
		RetryPause retry = new RetryPause(new Deadline(this.deadline));
		while (true) {
			try {
				ScanResponse response = this.context.requests().send("scan", (client) -> client.scan(request));
				return new Answer(seen(response.items(), hidden),
						response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null,
						units(response.consumedCapacity()));
			}
			catch (RuntimeException ex) {
				if (!PassingFailure.is(ex) || !retry.pause()) {
					throw ex;
				}
			}
		}
	}

	/** Reads the items of some keys as they are now. */
	public Answer get(Collection<Map<String, AttributeValue>> keys, boolean hidden) {
		List<Map<String, AttributeValue>> distinct = new ArrayList<>(new LinkedHashSet<>(keys));
		List<Map<String, AttributeValue>> items = new ArrayList<>(distinct.size());
		double units = 0;
		for (int begin = 0; begin < distinct.size(); begin += KEYS_PER_REQUEST) {
			units += get(distinct.subList(begin, Math.min(distinct.size(), begin + KEYS_PER_REQUEST)), items);
		}
		return new Answer(seen(items, hidden), null, units);
	}

	private double get(List<Map<String, AttributeValue>> keys, List<Map<String, AttributeValue>> items) {
		RetryPause retry = new RetryPause(new Deadline(this.deadline));
		String tableName = this.context.table().tableName();
		List<Map<String, AttributeValue>> left = keys;
		double units = 0;
		while (!left.isEmpty()) {
			KeysAndAttributes asked = KeysAndAttributes.builder().keys(left).consistentRead(true).build();
			BatchGetItemRequest request = BatchGetItemRequest.builder()
				.requestItems(Map.of(tableName, asked))
				.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
				.build();
			boolean progress = false;
			try {
				BatchGetItemResponse response = this.context.requests()
					.send("batch get", (client) -> client.batchGetItem(request));
				response.responses().values().forEach(items::addAll);
				units += response.consumedCapacity().stream().mapToDouble(StoredReader::units).sum();
				List<Map<String, AttributeValue>> unprocessed = response.unprocessedKeys()
					.values()
					.stream()
					.flatMap((unanswered) -> unanswered.keys().stream())
					.toList();
				progress = unprocessed.size() < left.size();
				left = unprocessed;
			}
			catch (RuntimeException ex) {
				if (!PassingFailure.is(ex)) {
					throw ex;
				}
			}
			if (!left.isEmpty() && !progress && !retry.pause()) {
				throw new IncompleteBatchException("DynamoDB did not read %d items of table '%s' within %s"
					.formatted(left.size(), this.context.table().name(), this.deadline), null);
			}
		}
		return units;
	}

	/** The label of the table's stream; null if it has none. */
	public @Nullable String streamLabel() {
		return this.context.requests()
			.send("describe",
					(client) -> client
						.describeTable((describe) -> describe.tableName(this.context.table().tableName())))
			.table()
			.latestStreamLabel();
	}

	private List<Map<String, AttributeValue>> seen(List<Map<String, AttributeValue>> items, boolean hidden) {
		ItemVisibility visibility = this.context.visibility();
		if (hidden || visibility == ItemVisibility.ALL) {
			return items;
		}
		List<Map<String, AttributeValue>> seen = new ArrayList<>(items.size());
		for (Map<String, AttributeValue> item : items) {
			Map<String, AttributeValue> visible = visibility.visible(item);
			if (visible != null) {
				seen.add(visible);
			}
		}
		return seen;
	}

	private static double units(@Nullable ConsumedCapacity consumed) {
		return (consumed != null && consumed.capacityUnits() != null) ? consumed.capacityUnits() : 0;
	}

}
