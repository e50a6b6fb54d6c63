package io.daplug.template.read;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.daplug.capacity.CapacityPace;
import io.daplug.table.TableDefinition;
import io.daplug.template.model.ReadBudgetExceededException;
import io.daplug.template.model.SelectionOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * What one call may use of a table's capacity, over all its requests and threads. A call
 * without a limit asks DynamoDB for no costs, and nothing is counted.
 */
final class ReadBudget {

	/** What a request costs at most, which reads 1 MB consistently. */
	private static final double LARGEST_REQUEST = 256;

	/** What an item of 4 KB costs, as long as nobody knows better. */
	private static final double FIRST_ITEM = 0.5;

	private static final double SMALLEST_ITEM = 0.001;

	private final String table;

	private final @Nullable Integer maxUnits;

	private final @Nullable Double unitsPerSecond;

	private final CapacityPace pace;

	private final int threads;

	private final BooleanSupplier stopped;

	private final Function<Map<String, AttributeValue>, @Nullable String> tokens;

	private double units;

	private long lookedAt;

	private long count;

	/** The last item that was read, which has its keys where they are needed. */
	private @Nullable Map<String, AttributeValue> lastItem;

	private volatile boolean closed;

	/**
	 * What limits a call.
	 *
	 * @param table the table, for messages
	 * @param maxUnits how many units it may use; null for no limit
	 * @param unitsPerSecond how many it may use in a second; null for no limit
	 */
	record Terms(String table, @Nullable Integer maxUnits, @Nullable Double unitsPerSecond) {

		static Terms of(TableDefinition table, SelectionOptions selection) {
			Integer own = selection.maxUnits();
			Integer allowed = (own != null) ? own : table.reads().maxUnitsPerCall();
			return new Terms(table.name(), (allowed != null && allowed == Integer.MAX_VALUE) ? null : allowed,
					selection.unitsPerSecond());
		}

	}

	/**
	 * Begins a call.
	 * @param terms what limits it
	 * @param threads how many threads send its requests
	 * @param stopped whether nothing is sent any more
	 * @param tokens makes of an item, or its keys, the token with which the call goes on
	 * after it; null if it must not tell of the item
	 */
	ReadBudget(Terms terms, int threads, BooleanSupplier stopped,
			Function<Map<String, AttributeValue>, @Nullable String> tokens) {
		this.table = terms.table();
		this.maxUnits = terms.maxUnits();
		this.unitsPerSecond = terms.unitsPerSecond();
		this.pace = CapacityPace.of(this.unitsPerSecond);
		this.threads = threads;
		this.stopped = stopped;
		this.tokens = tokens;
	}

	private boolean limits() {
		return this.maxUnits != null || this.pace.isLimited();
	}

	/** Whether requests ask for what they cost; null if they need not. */
	@Nullable ReturnConsumedCapacity asked() {
		return limits() ? ReturnConsumedCapacity.TOTAL : null;
	}

	/** The same requests within the budget. */
	ReadRequest limit(ReadRequest request) {
		if (!limits()) {
			return request;
		}
		return (startAfter, limit) -> {
			begin(startAfter);
			ReadPage<Map<String, AttributeValue>> page = request.read(startAfter, share(limit));
			used(page);
			return page;
		};
	}

	private void begin(@Nullable Map<String, AttributeValue> startAfter) {
		if (isSpent()) {
			throw exceeded(startAfter);
		}
		boolean turn = this.pace.await(() -> this.closed || this.stopped.getAsBoolean());
		if (!turn && Thread.currentThread().isInterrupted()) {
			throw new IllegalStateException("The read was interrupted while it waited to be within its rate");
		}
		if (this.closed) {
			throw new IllegalStateException("The read was closed");
		}
	}

	private synchronized boolean isSpent() {
		return this.maxUnits != null && this.units >= this.maxUnits;
	}

	/** How many items a request looks at, so that it stays within its share. */
	private synchronized @Nullable Integer share(@Nullable Integer wanted) {
		double left = (this.maxUnits != null) ? this.maxUnits - this.units : Double.MAX_VALUE;
		double share = Math.min(left, (this.unitsPerSecond != null) ? this.unitsPerSecond : left) / this.threads;
		if (share >= LARGEST_REQUEST) {
			return wanted;
		}
		double item = (this.lookedAt > 0) ? Math.max(SMALLEST_ITEM, this.units / this.lookedAt) : FIRST_ITEM;
		int items = Math.max(1, (int) (share / item));
		return (wanted != null) ? Integer.valueOf(Math.min(wanted, items)) : Integer.valueOf(items);
	}

	private void used(ReadPage<Map<String, AttributeValue>> page) {
		synchronized (this) {
			if (!page.items().isEmpty()) {
				this.lastItem = page.items().get(page.items().size() - 1);
			}
			this.units += page.cost().units();
			this.lookedAt += page.cost().lookedAt();
			this.count += page.count();
		}
		this.pace.used(page.cost().units());
	}

	/**
	 * Says that there is more to read than the budget allows.
	 * @param startAfter where the read goes on; null if that cannot be told
	 */
	synchronized ReadBudgetExceededException exceeded(@Nullable Map<String, AttributeValue> startAfter) {
		return new ReadBudgetExceededException(this.table, (this.maxUnits != null) ? this.maxUnits : Integer.MAX_VALUE,
				this.units, this.count, (startAfter != null) ? token(startAfter) : null);
	}

	/**
	 * What lies between the last item and where the read ended, none of it is to be read.
	 */
	private @Nullable String token(Map<String, AttributeValue> startAfter) {
		String token = this.tokens.apply(startAfter);
		return (token == null && this.lastItem != null) ? this.tokens.apply(this.lastItem) : token;
	}

	/** Nobody waits any more. */
	void close() {
		this.closed = true;
	}

}
