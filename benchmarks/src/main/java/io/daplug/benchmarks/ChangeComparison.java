package io.daplug.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.daplug.expression.UpdateExpression;
import io.daplug.item.ItemKey;
import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.ChangeAnswer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A change of four attributes of an order by hand, with the expression written out in
 * code, and by a template, which makes it of steps and checks the values.
 */
final class ChangeComparison {

	private static final Size SIZE = Size.MEDIUM;

	private static final ItemKey KEY = ItemKey.of(Setting.ID);

	private static final Map<String, String> NAMES = Map.of("#id", Setting.KEY, "#s", "status", "#p", "paid", "#n",
			"priority", "#r", "remark");

	private ChangeComparison() {
	}

	/** Measures, and returns the lines of a table. */
	static String table() {
		StringBuilder table = new StringBuilder(
				"| `change`, answers with | low-level client, calls/s | `validation: none` ÷ low-level | `strict` ÷ low-level |\n")
			.append("|---|---|---|---|\n");
		measure().forEach((answer, measured) -> {
			Measurement hand = measured[0];
			table.append("| %s | %,.0f".formatted(answer, hand.callsPerSecond()));
			for (int i = 1; i < measured.length; i++) {
				table.append(" | %.2f, allocation %.2f".formatted(measured[i].callsPerSecond() / hand.callsPerSecond(),
						measured[i].bytesPerCall() / hand.bytesPerCall()));
			}
			table.append(" |\n");
		});
		return table.toString();
	}

	private static Map<String, Measurement[]> measure() {
		HandWritten<?> conversion = HandWritten.of(SIZE);
		DynamoDbClient silent = Setting.clientForWrites();
		DynamoDbClient answering = Setting.clientForChanges(conversion.fromMap(Setting.map(SIZE.item(Setting.ID))));
		Map<String, Measurement[]> measured = new LinkedHashMap<>();
		measured.put("nothing", compare(() -> change(silent, ReturnValue.NONE), silent,
				(template) -> template.changeAnswering(ChangeAnswer.NOTHING, KEY, ChangeComparison::steps)));
		measured.put("a map, which nobody looks at", compare(() -> change(answering, ReturnValue.ALL_NEW), answering,
				(template) -> template.change(KEY, ChangeComparison::steps)));
		measured.put("a record", compare(() -> conversion.toRecord(change(answering, ReturnValue.ALL_NEW)), answering,
				(template) -> template.change(KEY, ChangeComparison::steps, SIZE.type())));
		return measured;
	}

	/**
	 * A change by a template.
	 */
	private interface Changing {

		Object change(DaplugTemplate template);

	}

	private static Measurement[] compare(Supplier<?> byHand, DynamoDbClient client, Changing changing) {
		DaplugTemplate unchecked = Setting.template(client, SIZE, Validation.NONE);
		DaplugTemplate strict = Setting.template(client, SIZE, Validation.STRICT);
		InTurns turns = new InTurns(SIZE);
		add(turns, "by hand", byHand);
		add(turns, "none", () -> changing.change(unchecked));
		add(turns, "strict", () -> changing.change(strict));
		return turns.measure().values().toArray(new Measurement[0]);
	}

	private static void add(InTurns turns, String name, Supplier<?> call) {
		Warmup.run(call, SIZE);
		turns.add(name, call);
	}

	private static UpdateExpression.Builder steps(UpdateExpression.Builder change) {
		return change.set("status", "PAID").set("paid", true).add("priority", 1).remove("remark");
	}

	/**
	 * Demands the item, as a change does, and asks for the stored one if it is refused.
	 */
	private static Map<String, AttributeValue> change(DynamoDbClient client, ReturnValue answer) {
		return client.updateItem(UpdateItemRequest.builder()
			.tableName(Setting.TABLE)
			.key(Map.of(Setting.KEY, Attributes.key(Setting.ID)))
			.updateExpression("SET #s = :s, #p = :p, #n = if_not_exists(#n, :z) + :n REMOVE #r")
			.conditionExpression("attribute_exists(#id)")
			.expressionAttributeNames(NAMES)
			.expressionAttributeValues(Map.of(":s", AttributeValue.fromS("PAID"), ":p", AttributeValue.fromBool(true),
					":n", AttributeValue.fromN("1"), ":z", AttributeValue.fromN("0")))
			.returnValues(answer)
			.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
			.build()).attributes();
	}

}
