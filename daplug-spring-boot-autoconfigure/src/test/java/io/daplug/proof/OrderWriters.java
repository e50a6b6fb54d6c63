package io.daplug.proof;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Threads that insert, overwrite, update and remove orders, most through a template, some
 * past it, as other writers do. They write as many times as they are allowed to, and know
 * the changes of each order. Each thread has orders of its own.
 */
final class OrderWriters implements AutoCloseable {

	private static final int THREADS = 4;

	private static final int ORDERS_PER_THREAD = 50;

	private static final List<String> STATES = List.of("OPEN", "PAID", "DRAFT");

	private final DaplugTemplate template;

	private final DynamoDbClient client;

	private final String tableName;

	private final Semaphore allowed = new Semaphore(0);

	private final AtomicInteger wanted = new AtomicInteger();

	private final AtomicInteger written = new AtomicInteger();

	private final Map<String, List<String>> steps = new ConcurrentHashMap<>();

	private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

	private final List<CompletableFuture<Void>> threads = new ArrayList<>();

	OrderWriters(DaplugTemplate template, DynamoDbClient client) {
		this.template = template;
		this.client = client;
		this.tableName = template.table().tableName();
		for (int thread = 0; thread < THREADS; thread++) {
			int number = thread;
			this.threads.add(CompletableFuture.runAsync(() -> write(new Writer(number)), this.executor));
		}
	}

	/** Allows so many writes more. */
	void allow(int writes) {
		this.wanted.addAndGet(writes);
		this.allowed.release(writes);
	}

	int written() {
		return this.written.get();
	}

	/** Whether all is written that was allowed. */
	boolean isIdle() {
		requireNoFailure();
		return this.written.get() == this.wanted.get();
	}

	/** A writer that failed would leave the others to be waited for in vain. */
	void requireNoFailure() {
		this.threads.stream().filter(CompletableFuture::isCompletedExceptionally).forEach(CompletableFuture::join);
	}

	/** The changes of each order in their order, as {@link HandledChange} names them. */
	Map<String, List<String>> steps() {
		return this.steps;
	}

	private void write(Writer writer) {
		try {
			while (true) {
				this.allowed.acquire();
				writer.write();
				this.written.incrementAndGet();
			}
		}
		catch (InterruptedException ex) {
			throw new CancellationException("The writers are closed");
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	/** One thread's work. */
	private final class Writer {

		private final Random random;

		private final int number;

		private final List<StoredOrder> orders = new ArrayList<>();

		private int others;

		Writer(int number) {
			this.number = number;
			this.random = new Random(number);
			for (int order = 0; order < ORDERS_PER_THREAD; order++) {
				this.orders.add(new StoredOrder("%d-%d".formatted(number, order)));
			}
		}

		void write() {
			boolean another = this.random.nextInt(10) == 0;
			StoredOrder order = another ? new StoredOrder("%d-once-%d".formatted(this.number, this.others++))
					: this.orders.get(this.random.nextInt(this.orders.size()));
			order.write(this.random);
		}

	}

	/** What a thread knows of one of its orders. */
	private final class StoredOrder {

		private final String id;

		private final List<String> steps = Collections.synchronizedList(new ArrayList<>());

		private int version;

		private boolean present;

		StoredOrder(String id) {
			this.id = id;
		}

		void write(Random random) {
			OrderWriters.this.steps.put(this.id, this.steps);
			int kind = random.nextInt(100);
			if (this.present && kind < 12) {
				OrderWriters.this.template.delete(ItemKey.of(this.id));
				this.steps.add(HandledChange.removal(Integer.toString(this.version)));
				this.present = false;
				return;
			}
			this.version++;
			Map<String, Object> item = Map.of("order", this.id, "customer", "c-" + random.nextInt(20), "status",
					STATES.get(random.nextInt(STATES.size())), "total", BigDecimal.valueOf(random.nextInt(100_000), 2),
					"version", this.version);
			if (!this.present) {
				OrderWriters.this.template.insert(item);
			}
			else if (kind < 25) {
				putPastTemplate(item);
			}
			else if (kind < 50) {
				OrderWriters.this.template.overwrite(item);
			}
			else {
				OrderWriters.this.template.update(ItemKey.of(this.id),
						Map.of("version", this.version, "customer", item.get("customer"), "total", item.get("total")));
			}
			this.present = true;
			this.steps.add(HandledChange.state(Integer.toString(this.version)));
		}

		private void putPastTemplate(Map<String, Object> item) {
			Map<String, AttributeValue> attributes = new ConcurrentHashMap<>();
			item.forEach((name, value) -> attributes.put(name, (value instanceof Number)
					? AttributeValue.fromN(value.toString()) : AttributeValue.fromS(value.toString())));
			OrderWriters.this.client.putItem((put) -> put.tableName(OrderWriters.this.tableName).item(attributes));
		}

	}

}
