package io.daplug.template.write;

import java.util.Map;

import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.change.ChangeText;
import io.daplug.template.change.ChangeTexts;
import io.daplug.template.claim.ClaimPlan;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is changed of an item, as DynamoDB takes it. Its placeholders can stand beside
 * those of a condition.
 *
 * @param steps what is changed, values as they are stored
 * @param expression the expression; empty if nothing is changed
 * @param names the names by alias
 * @param values the values by placeholder
 * @param claims what it changes of the claims of unique attributes
 */
record ChangeRequest(UpdateExpression steps, String expression, Map<String, String> names,
		Map<String, AttributeValue> values, ClaimPlan claims) {

	/** What the placeholders begin with; a condition's do not. */
	private static final String PLACEHOLDERS = "u";

	/** Nothing but the key, which creates an item that is missing. */
	private static final ChangeRequest NOTHING = new ChangeRequest(UpdateExpression.NONE, "", Map.of(), Map.of(),
			ClaimPlan.NONE);

	/**
	 * Makes it of steps.
	 * @param change the steps, values encoded and without prefixes
	 * @param prefixer puts the prefixes on
	 * @param texts writes the steps, of {@link #texts()}
	 * @return the request
	 * @throws InvalidExpressionException if it is longer than DynamoDB takes
	 */
	static ChangeRequest of(UpdateExpression change, KeyPrefixer prefixer, ChangeTexts texts) {
		if (change.isEmpty()) {
			return NOTHING;
		}
		UpdateExpression stored = hasPrefixes(change, prefixer) ? change.map((step) -> prefixed(step, prefixer))
				: change;
		ChangeText text = texts.of(stored);
		return new ChangeRequest(stored, text.expression(), text.names(), text.values(stored), ClaimPlan.NONE);
	}

	/** Writes the steps of requests. */
	static ChangeTexts texts() {
		return new ChangeTexts(PLACEHOLDERS);
	}

	/** The same with what it changes of the claims. */
	ChangeRequest with(ClaimPlan claims) {
		return new ChangeRequest(this.steps, this.expression, this.names, this.values, claims);
	}

	/** A change of no key, neither of the table nor of an index, has none. */
	private static boolean hasPrefixes(UpdateExpression change, KeyPrefixer prefixer) {
		if (prefixer == KeyPrefixer.none()) {
			return false;
		}
		for (UpdateStep step : change.steps()) {
			if (!prefixer.prefix(step.path().root()).isEmpty()) {
				return true;
			}
		}
		return false;
	}

	private static UpdateStep prefixed(UpdateStep step, KeyPrefixer prefixer) {
		return (step.path().topLevel() && step.value() instanceof AttributeValue value)
				? step.with(prefixer.add(step.path().root(), value)) : step;
	}

}
