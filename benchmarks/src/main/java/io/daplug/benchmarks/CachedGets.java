package io.daplug.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.daplug.cache.CacheDefinition;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Gets of an item that is in the cache, in processor time. Nothing is sent.
 */
final class CachedGets {

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private static final int CALLS = 200_000;

	private static final int ROUNDS = 15;

	private CachedGets() {
	}

	/** Measures, and returns the lines of a table. */
	static String table() {
		StringBuilder table = new StringBuilder(
				"| cached get | nanoseconds, median of %d rounds | best round |%n|---|---|---|%n".formatted(ROUNDS));
		rows(table, Size.SMALL, Note.class);
		rows(table, Size.MEDIUM, Order.class);
		return table.toString();
	}

	private static void rows(StringBuilder table, Size size, Class<?> type) {
		DynamoDbClient client = Setting.clientForReads(stored(size));
		TableDefinition definition = TableDefinition.named(Setting.TABLE)
			.hashKey(Setting.KEY, ScalarAttributeType.S)
			.hashPrefix(HandWritten.PREFIX)
			.cache(CacheDefinition.DEFAULTS)
			.build();
		DaplugTemplate template = DaplugTemplate.builder(client, definition).build();
		ItemOperations<?> typed = template.as(type);
		ItemKey key = ItemKey.of(Setting.ID);
		row(table, "%d attributes, as a map".formatted(size.attributes()), () -> template.get(key));
		row(table, "%d attributes, as a record".formatted(size.attributes()), () -> typed.get(key));
	}

	private static Map<String, AttributeValue> stored(Size size) {
		Object item = size.item(Setting.ID);
		return (item instanceof Order order) ? new HandWrittenOrder().fromRecord(order)
				: new HandWrittenNote().fromRecord((Note) item);
	}

	private static void row(StringBuilder table, String what, Supplier<Optional<?>> get) {
		nanos(get);
		nanos(get);
		double[] rounds = new double[ROUNDS];
		for (int round = 0; round < ROUNDS; round++) {
			rounds[round] = nanos(get);
		}
		Arrays.sort(rounds);
		table.append("| %s | %,.0f | %,.0f |%n".formatted(what, rounds[ROUNDS / 2], rounds[0]));
	}

	private static double nanos(Supplier<Optional<?>> get) {
		int found = 0;
		long begin = THREADS.getCurrentThreadCpuTime();
		for (int call = 0; call < CALLS; call++) {
			found += get.get().isPresent() ? 1 : 0;
		}
		long end = THREADS.getCurrentThreadCpuTime();
		if (found != CALLS) {
			throw new IllegalStateException("An item is missing");
		}
		return (double) (end - begin) / CALLS;
	}

}
