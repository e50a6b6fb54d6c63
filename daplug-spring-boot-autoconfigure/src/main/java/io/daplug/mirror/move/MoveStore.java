package io.daplug.mirror.move;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.daplug.dynamodb.ConditionRefusal;
import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.mirror.MovePhase;
import io.daplug.mirror.store.KeptAttributes;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Keeps moves in the table of operations, one item each, which all instances update. An
 * instance says what it has to say and hears what holds in one request.
 */
public final class MoveStore {

	private static final String TURN = "turn";

	/** The attributes of an item besides its hash key. */
	public static final Set<String> ATTRIBUTES = Set.of(MoveRecord.PHASE, MoveRecord.EPOCH, MoveRecord.COORDINATOR,
			MoveRecord.MEMBERS, TURN);

	private final DynamoDbRequests requests;

	private final TableDefinition table;

	/**
	 * Creates a store.
	 * @param client sends the requests
	 * @param table the table of operations
	 */
	public MoveStore(DynamoDbClient client, TableDefinition table) {
		this.requests = new DynamoDbRequests(client, table.name(), table.tableName());
		this.table = table;
	}

	/** Begins to keep a move, unless it is kept already. */
	void begin(String mirror) {
		update(mirror, (update) -> update
			.updateExpression("SET #p = if_not_exists(#p, :p), #e = if_not_exists(#e, :e), #m = if_not_exists(#m, :m)")
			.expressionAttributeNames(Map.of("#p", MoveRecord.PHASE, "#e", MoveRecord.EPOCH, "#m", MoveRecord.MEMBERS))
			.expressionAttributeValues(Map.of(":p", AttributeValue.fromS(MovePhase.OPEN.name()), ":e",
					KeptAttributes.number(0), ":m", AttributeValue.fromM(Map.of()))));
	}

	/** Says what an instance has to say, and answers with what holds. */
	MoveRecord beat(String mirror, String instance, MoveRecord.Member member) {
		return update(mirror,
				(update) -> update.updateExpression("SET #m.#i = :i")
					.expressionAttributeNames(Map.of("#m", MoveRecord.MEMBERS, "#i", instance))
					.expressionAttributeValues(Map.of(":i", member.attribute())));
	}

	/**
	 * Takes an instance off, if it has said nothing since.
	 * @return what holds then; null if it has said something, or was taken off before
	 */
	@Nullable MoveRecord forget(String mirror, String instance, long beat) {
		try {
			return update(mirror,
					(update) -> update.updateExpression("REMOVE #m.#i")
						.conditionExpression("#m.#i.#b = :b")
						.expressionAttributeNames(Map.of("#m", MoveRecord.MEMBERS, "#i", instance, "#b", "beat"))
						.expressionAttributeValues(Map.of(":b", KeptAttributes.number(beat))));
		}
		catch (RuntimeException ex) {
			if (ConditionRefusal.in(ex) == null) {
				throw ex;
			}
			return null;
		}
	}

	/**
	 * Changes the phase.
	 * @param seen the move as it was seen
	 * @param phase the next phase
	 * @param coordinator who goes on from there; null for nobody
	 * @return whether it was changed; false if somebody else has changed it
	 */
	boolean turn(String mirror, MoveRecord seen, MovePhase phase, @Nullable String coordinator) {
		AttributeValue turn = AttributeValue.fromS(UUID.randomUUID().toString());
		Map<String, AttributeValue> values = new LinkedHashMap<>();
		values.put(":p", AttributeValue.fromS(phase.name()));
		values.put(":e", KeptAttributes.number(seen.epoch()));
		values.put(":n", KeptAttributes.number(seen.epoch() + 1));
		values.put(":t", turn);
		if (coordinator != null) {
			values.put(":c", AttributeValue.fromS(coordinator));
		}
		try {
			update(mirror,
					(update) -> update
						.updateExpression(
								"SET #p = :p, #e = :n, #t = :t" + ((coordinator != null) ? ", #c = :c" : " REMOVE #c"))
						.conditionExpression("#e = :e")
						.expressionAttributeNames(Map.of("#p", MoveRecord.PHASE, "#e", MoveRecord.EPOCH, "#t", TURN,
								"#c", MoveRecord.COORDINATOR))
						.expressionAttributeValues(values)
						.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
			return true;
		}
		catch (RuntimeException ex) {
			ConditionalCheckFailedException refusal = ConditionRefusal.in(ex);
			if (refusal == null) {
				throw ex;
			}
			// An attempt that follows one whose answer was lost meets its own work.
			return refusal.hasItem() && turn.equals(refusal.item().get(TURN));
		}
	}

	private MoveRecord update(String mirror, UnaryOperator<UpdateItemRequest.Builder> update) {
		UpdateItemRequest request = update
			.apply(UpdateItemRequest.builder()
				.tableName(this.table.tableName())
				.key(Map.of(this.table.hashKey(),
						this.table.prefixer().add(this.table.hashKey(), AttributeValue.fromS("move:" + mirror))))
				.returnValues(ReturnValue.ALL_NEW))
			.build();
		return MoveRecord
			.of(new KeptAttributes(this.requests.send("update", (client) -> client.updateItem(request)).attributes()));
	}

}
