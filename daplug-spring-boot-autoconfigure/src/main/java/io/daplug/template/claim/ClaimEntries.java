package io.daplug.template.claim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.daplug.expression.Condition;
import io.daplug.expression.ExpressionWriter;
import io.daplug.item.ItemConverter;
import io.daplug.table.TableDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The entries of a transaction that move the claims of one item: those that are taken,
 * those that are released, and checks of the items that left claims behind.
 */
public final class ClaimEntries {

	private static final String FREE_OR_OWN = "attribute_not_exists(#h) OR #o = :o";

	private final TableDefinition table;

	private final ClaimPlan plan;

	private final ItemConverter converter;

	/** The items that left claims behind, by the claims. */
	private final Map<Claim, Left> left;

	/**
	 * An item that left a claim behind.
	 *
	 * @param key its key as it is stored
	 * @param gone whether it is no more
	 */
	private record Left(Map<String, AttributeValue> key, Condition gone) {

	}

	private ClaimEntries(TableDefinition table, ItemConverter converter, ClaimPlan plan, Map<Claim, Left> left) {
		this.table = table;
		this.converter = converter;
		this.plan = plan;
		this.left = left;
	}

	/**
	 * The entries of a plan.
	 * @param table the table
	 * @param converter converts the values of conditions
	 * @param plan the plan
	 * @return the entries
	 */
	public static ClaimEntries of(TableDefinition table, ItemConverter converter, ClaimPlan plan) {
		return new ClaimEntries(table, converter, plan, Map.of());
	}

	/**
	 * The claims that are taken, in the order of the entries, which they are the first
	 * of.
	 */
	public List<Claim> taken() {
		return this.plan.taken();
	}

	/** The claims that are released, in the order of the entries that follow. */
	public List<Claim> released() {
		return this.plan.released();
	}

	/** Whether there are no entries. */
	public boolean isEmpty() {
		return !this.plan.changesClaims() && this.left.isEmpty();
	}

	/** The same without the release of a claim that another item has. */
	public ClaimEntries without(Claim foreign) {
		return new ClaimEntries(this.table, this.converter, this.plan.without(foreign), this.left);
	}

	/**
	 * The same that takes a claim from an item that left it behind.
	 * @param owner the key of that item as it is stored
	 * @param claim the claim
	 * @param gone whether the item is no more, as far as anybody sees
	 */
	public ClaimEntries takeFrom(Map<String, AttributeValue> owner, Claim claim, Condition gone) {
		Map<Claim, Left> more = new LinkedHashMap<>(this.left);
		more.put(claim, new Left(owner, gone));
		return new ClaimEntries(this.table, this.converter, this.plan, more);
	}

	/** The same that takes a claim from nobody. */
	public ClaimEntries takeFree(Claim claim) {
		Map<Claim, Left> fewer = new LinkedHashMap<>(this.left);
		fewer.remove(claim);
		return new ClaimEntries(this.table, this.converter, this.plan, fewer);
	}

	/** The entries as DynamoDB takes them. A refusal brings the stored claim. */
	public List<TransactWriteItem> transacted() {
		if (isEmpty()) {
			return List.of();
		}
		List<TransactWriteItem> entries = new ArrayList<>();
		taken().forEach((claim) -> entries.add(take(claim)));
		released().forEach((claim) -> entries.add(release(claim)));
		// Two entries must not be about one item.
		this.left.keySet()
			.stream()
			.collect(Collectors.groupingBy((claim) -> left(claim).key(), LinkedHashMap::new, Collectors.toList()))
			.values()
			.forEach((claims) -> entries.add(check(left(claims.get(0)), claims)));
		return entries;
	}

	private TransactWriteItem take(Claim claim) {
		Put.Builder put = Put.builder()
			.tableName(this.table.tableName())
			.item(claim.stored())
			.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
		Left owner = this.left.get(claim);
		if (owner != null) {
			put.conditionExpression("#o = :o")
				.expressionAttributeNames(Map.of("#o", Claim.OWNER))
				.expressionAttributeValues(Map.of(":o", AttributeValue.fromM(owner.key())));
		}
		else {
			put.conditionExpression(FREE_OR_OWN)
				.expressionAttributeNames(names())
				.expressionAttributeValues(Map.of(":o", claim.ownerValue()));
		}
		return TransactWriteItem.builder().put(put.build()).build();
	}

	private TransactWriteItem release(Claim claim) {
		return TransactWriteItem.builder()
			.delete(Delete.builder()
				.tableName(this.table.tableName())
				.key(claim.key())
				.conditionExpression(FREE_OR_OWN)
				.expressionAttributeNames(names())
				.expressionAttributeValues(Map.of(":o", claim.ownerValue()))
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
				.build())
			.build();
	}

	private Map<String, String> names() {
		return Map.of("#h", this.table.hashKey(), "#o", Claim.OWNER);
	}

	private Left left(Claim claim) {
		return Objects.requireNonNull(this.left.get(claim));
	}

	/** The item that left claims behind must not have got one of the values again. */
	private TransactWriteItem check(Left owner, List<Claim> claims) {
		Condition others = claims.stream()
			.map((claim) -> Condition.attribute(claim.attribute()).isNotEqualTo(claim.value()))
			.reduce(Condition::and)
			.orElseThrow();
		// The values are as they are stored, prefixes on.
		ExpressionWriter expressions = new ExpressionWriter((attribute, value) -> this.converter.toAttribute(value));
		return TransactWriteItem.builder()
			.conditionCheck(ConditionCheck.builder()
				.tableName(this.table.tableName())
				.key(owner.key())
				.conditionExpression(expressions.condition(owner.gone().or(others)))
				.expressionAttributeNames(expressions.names())
				.expressionAttributeValues(expressions.values())
				.build())
			.build();
	}

}
