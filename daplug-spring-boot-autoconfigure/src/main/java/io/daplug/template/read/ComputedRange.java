package io.daplug.template.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.daplug.expression.Attribute;
import io.daplug.expression.Condition;
import io.daplug.expression.KeyTerm;
import io.daplug.key.KeyTemplate;
import io.daplug.template.model.InvalidQueryException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A range of keys that are composed of attributes. It never leaves what such keys begin
 * with, where items of other types may be.
 *
 * @param name the key attribute
 * @param template how the key is composed
 * @param known the values of the first attributes
 */
record ComputedRange(String name, KeyTemplate template, List<AttributeValue> known) {

	/**
	 * The condition on the key.
	 * @param term what is asked of the next attribute; null for nothing
	 * @param values the values that it names
	 * @return the condition; null if all keys will do
	 */
	@Nullable Condition condition(@Nullable KeyTerm term, List<AttributeValue> values) {
		KeyTerm.Kind kind = (term != null) ? term.kind() : null;
		if (this.template.isCopy()) {
			return (kind != null) ? copied(kind, values) : null;
		}
		String within = this.template.beginning(this.known, true);
		if (kind == null) {
			return within.isEmpty() ? null : key().beginsWith(within);
		}
		return switch (kind) {
			case EQUAL -> key().beginsWith(beginning(values.get(0), true));
			case BEGINS_WITH -> key().beginsWith(beginning(values.get(0), false));
			case LESS -> bounded(within, KeyTemplate.before(beginning(values.get(0), true)));
			case AT_MOST -> bounded(within, last(values.get(0)));
			case GREATER -> bounded(isLast() ? KeyTemplate.next(last(values.get(0))) : last(values.get(0)),
					KeyTemplate.after(within));
			case AT_LEAST -> bounded(beginning(values.get(0), true), KeyTemplate.after(within));
			case BETWEEN -> bounded(beginning(values.get(0), true), last(values.get(1)));
		};
	}

	private Attribute key() {
		return Condition.attribute(this.name);
	}

	/** The keys of DynamoDB are never empty, so nothing is below a bound that is. */
	private Condition bounded(String lower, String upper) {
		if (lower.isEmpty()) {
			return key().isAtMost(upper);
		}
		if (Arrays.compareUnsigned(lower.getBytes(StandardCharsets.UTF_8),
				upper.getBytes(StandardCharsets.UTF_8)) > 0) {
			throw new InvalidQueryException(
					"Nothing is between the bounds that the query sets for '%s'".formatted(next()));
		}
		return key().isBetween(lower, upper);
	}

	private Condition copied(KeyTerm.Kind kind, List<AttributeValue> values) {
		AttributeValue value = values.get(0);
		return switch (kind) {
			case EQUAL -> key().isEqualTo(value);
			case LESS -> key().isLessThan(value);
			case AT_MOST -> key().isAtMost(value);
			case GREATER -> key().isGreaterThan(value);
			case AT_LEAST -> key().isAtLeast(value);
			case BETWEEN -> key().isBetween(value, values.get(1));
			case BEGINS_WITH -> key().beginsWith(value);
		};
	}

	/** What keys with a value begin with; all of the key if nothing comes after it. */
	private String beginning(AttributeValue value, boolean whole) {
		List<AttributeValue> values = new ArrayList<>(this.known);
		values.add(value);
		return this.template.beginning(values, whole);
	}

	/** What no key with a value is behind. */
	private String last(AttributeValue value) {
		String beginning = beginning(value, true);
		return isLast() ? beginning : KeyTemplate.after(beginning);
	}

	private boolean isLast() {
		return this.known.size() + 1 == this.template.attributes().size();
	}

	private String next() {
		return this.template.attributes().get(this.known.size());
	}

}
