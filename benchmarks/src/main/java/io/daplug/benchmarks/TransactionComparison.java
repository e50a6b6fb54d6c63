package io.daplug.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemTransactionOperations;
import io.daplug.template.ItemTransactionTemplate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Transactions of 25 inserts by hand over the low-level client, and by a template, in
 * turns and without a network. Both ask for the stored item of a refused entry.
 */
final class TransactionComparison {

	private static final int ENTRIES = 25;

	private static final String BY_HAND = "by hand";

	private static final Map<String, String> NAMES = Map.of("#hash", Setting.KEY);

	private TransactionComparison() {
	}

	/** Measures, and returns the lines of a table. */
	static String table() {
		StringBuilder table = new StringBuilder("| transaction of 25 inserts, attributes | item as | ")
			.append("Daplug ÷ low-level, `validation: none` | Daplug ÷ low-level, `strict` |\n|---|---|---|---|\n");
		for (Size size : List.of(Size.SMALL, Size.MEDIUM)) {
			line(table, size, "map", true);
			line(table, size, "record", false);
		}
		return table.toString();
	}

	private static void line(StringBuilder table, Size size, String form, boolean maps) {
		Map<String, Measurement> measured = measure(size, maps);
		Measurement hand = measured.getOrDefault(BY_HAND, new Measurement(1, 1));
		table.append("| %d | %s".formatted(size.attributes(), form));
		for (Validation validation : List.of(Validation.NONE, Validation.STRICT)) {
			Measurement daplug = measured.getOrDefault(validation.name(), hand);
			table.append(" | %.2f, allocation %.2f".formatted(daplug.callsPerSecond() / hand.callsPerSecond(),
					daplug.bytesPerCall() / hand.bytesPerCall()));
		}
		table.append(" |\n");
	}

	private static Map<String, Measurement> measure(Size size, boolean maps) {
		List<Object> items = new ArrayList<>();
		for (int i = 0; i < ENTRIES; i++) {
			Object item = size.item(new UUID(i, i).toString());
			items.add(maps ? Setting.map(item) : item);
		}
		Map<String, Supplier<?>> contenders = new LinkedHashMap<>();
		contenders.put(BY_HAND, byHand(Setting.clientForWrites(), HandWritten.of(size), items, maps));
		for (Validation validation : List.of(Validation.NONE, Validation.STRICT)) {
			contenders.put(validation.name(), daplug(Setting.clientForWrites(), size, validation, items));
		}
		// A call is as much as one of a large item.
		InTurns turns = new InTurns(Size.LARGE);
		contenders.forEach((name, call) -> {
			Warmup.run(call, Size.LARGE);
			turns.add(name, call);
		});
		return turns.measure();
	}

	private static Supplier<?> daplug(DynamoDbClient client, Size size, Validation validation, List<Object> items) {
		DaplugTemplate template = Setting.template(client, size, validation);
		ItemTransactionOperations transactions = new ItemTransactionTemplate();
		return () -> transactions.write((tx) -> items.forEach((item) -> tx.insert(template, item)));
	}

	@SuppressWarnings("unchecked")
	private static <T> Supplier<?> byHand(DynamoDbClient client, HandWritten<T> conversion, List<Object> items,
			boolean maps) {
		return () -> {
			List<TransactWriteItem> entries = new ArrayList<>(items.size());
			for (Object item : items) {
				entries.add(insert(
						maps ? conversion.fromMap((Map<String, Object>) item) : conversion.fromRecord((T) item)));
			}
			return client.transactWriteItems(
					(request) -> request.clientRequestToken(UUID.randomUUID().toString()).transactItems(entries));
		};
	}

	private static TransactWriteItem insert(Map<String, AttributeValue> item) {
		return TransactWriteItem.builder()
			.put(Put.builder()
				.tableName(Setting.TABLE)
				.item(item)
				.conditionExpression("attribute_not_exists(#hash)")
				.expressionAttributeNames(NAMES)
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
				.build())
			.build();
	}

}
