package io.daplug.benchmarks.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.daplug.stream.lambda.StreamEventHandler;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How long a batch of a hundred records takes: by the handler with a mirror, called
 * directly, and by a loop that puts the copy of each record, which is what examples of
 * functions do. They take turns on one server.
 */
final class LambdaComparison {

	private static final int BATCH = 100;

	private static final int WARM_UP = 50;

	private final int rounds;

	private int version = 1;

	private LambdaComparison(int rounds) {
		this.rounds = rounds;
	}

	/**
	 * Measures, and returns the lines of a table.
	 * @param rounds how many batches each has
	 */
	static String table(int rounds) {
		StringBuilder table = new StringBuilder(
				"| keys | guard | a batch of 100 by the handler, median | by one put for each record, median | ratio |\n")
			.append("|---|---|---|---|---|\n");
		for (Workload workload : Workload.values()) {
			for (String guard : List.of("none", "sequence")) {
				table.append(new LambdaComparison(rounds).row(workload, guard));
			}
		}
		return table.toString();
	}

	private String row(Workload workload, String guard) {
		List<Double> handled = new ArrayList<>();
		List<Double> looped = new ArrayList<>();
		try (StreamServer server = new StreamServer();
				MirrorConsumer consumer = new MirrorConsumer(server.client(List.of()), MirrorConsumer.lambda(guard))) {
			StreamEventHandler handler = consumer.context().getBean(StreamEventHandler.class);
			StreamEvents events = new StreamEvents(server.streamArn());
			List<String> keys = workload.keys(BATCH * (WARM_UP + this.rounds));
			for (int round = 0; round < WARM_UP + this.rounds; round++) {
				List<String> batch = keys.subList(round * BATCH, (round + 1) * BATCH);
				// What is stored is older than each of the two.
				boolean handlerFirst = round % 2 == 0;
				double first = time(handlerFirst, handler, server.client(), next(events, batch));
				double second = time(!handlerFirst, handler, server.client(), next(events, batch));
				if (round >= WARM_UP) {
					handled.add(handlerFirst ? first : second);
					looped.add(handlerFirst ? second : first);
				}
			}
		}
		return "| %s | `%s` | %,.1f ms | %,.1f ms | %.1f |%n".formatted(workload.name().toLowerCase(Locale.ROOT), guard,
				median(handled), median(looped), median(looped) / median(handled));
	}

	private DynamodbEvent next(StreamEvents events, List<String> keys) {
		DynamodbEvent event = events.inserts(keys, this.version);
		this.version += keys.size();
		return event;
	}

	private static double time(boolean byHandler, StreamEventHandler handler, DynamoDbClient client,
			DynamodbEvent event) {
		long begin = System.nanoTime();
		if (byHandler) {
			if (!handler.handle(event, null).getBatchItemFailures().isEmpty()) {
				throw new IllegalStateException("The handler failed");
			}
		}
		else {
			event.getRecords().forEach((record) -> put(client, record.getDynamodb().getNewImage()));
		}
		return (System.nanoTime() - begin) / 1e6;
	}

	private static void put(DynamoDbClient client,
			Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> image) {
		Map<String, AttributeValue> item = new HashMap<>();
		image.forEach((name, value) -> item.put(name,
				(value.getN() != null) ? AttributeValue.fromN(value.getN()) : AttributeValue.fromS(value.getS())));
		client.putItem((put) -> put.tableName(StreamServer.COPIES).item(item));
	}

	private static double median(List<Double> figures) {
		return figures.stream().sorted().toList().get(figures.size() / 2);
	}

}
