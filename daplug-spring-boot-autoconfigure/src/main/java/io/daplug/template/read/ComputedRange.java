package io.daplug.template.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.daplug.expression.Attribute;
import io.daplug.expression.Condition;
import io.daplug.expression.KeyTerm;
import io.daplug.item.AttributeOrder;
import io.daplug.key.KeyTemplate;
import io.daplug.template.model.InvalidQueryException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A range of keys that are composed of attributes. It never leaves what such keys begin
 * with, where items of other types may be. Texts of different length that are followed by
 * more text are not in their order in the keys: there the range of keys has all items
 * that are asked for, and some beside them, which a filter leaves out.
 *
 * @param name the key attribute
 * @param template how the key is composed
 * @param known the values of the first attributes
 */
record ComputedRange(String name, KeyTemplate template, List<AttributeValue> known) {

	/**
	 * The condition on the key.
	 * @param kind what is asked of the next attribute; null for nothing
	 * @param values the values that it names
	 * @return the condition; null if all keys will do
	 */
	@Nullable Condition condition(KeyTerm.@Nullable Kind kind, List<AttributeValue> values) {
		if (this.template.isCopy()) {
			return (kind != null) ? asked(key(), kind, values) : null;
		}
		String within = this.template.beginning(this.known, true);
		if (kind == null) {
			return within.isEmpty() ? null : key().beginsWith(within);
		}
		return isFiltered(kind) ? wide(within, kind, values) : exact(within, kind, values);
	}

	/**
	 * What the keys of the range do not tell.
	 * @param kind what is asked of the next attribute; null for nothing
	 * @param values the values that it names
	 * @return the condition on the attribute; null if the keys tell all
	 */
	@Nullable Condition filter(KeyTerm.@Nullable Kind kind, List<AttributeValue> values) {
		return (kind != null && isFiltered(kind)) ? asked(Condition.attribute(next()), kind, values) : null;
	}

	private boolean isFiltered(KeyTerm.Kind kind) {
		return kind != KeyTerm.Kind.EQUAL && kind != KeyTerm.Kind.BEGINS_WITH
				&& !this.template.isSorted(this.known.size());
	}

	private Condition exact(String within, KeyTerm.Kind kind, List<AttributeValue> values) {
		return switch (kind) {
			case EQUAL -> key().beginsWith(beginning(values.get(0), true));
			case BEGINS_WITH -> key().beginsWith(beginning(values.get(0), false));
			case LESS -> bounded(within, before(beginning(values.get(0), true)));
			case AT_MOST -> bounded(within, last(values.get(0)));
			case GREATER -> bounded(isLast() ? KeyTemplate.next(last(values.get(0))) : last(values.get(0)),
					KeyTemplate.after(within));
			case AT_LEAST -> bounded(beginning(values.get(0), true), KeyTemplate.after(within));
			case BETWEEN -> bounded(beginning(values.get(0), true), last(values.get(1)));
		};
	}

	/** All keys of the range. Only text tells where they begin and end. */
	private Condition wide(String within, KeyTerm.Kind kind, List<AttributeValue> values) {
		values.forEach((value) -> beginning(value, true));
		AttributeValue first = values.get(0);
		AttributeValue last = values.get(values.size() - 1);
		boolean empty = kind == KeyTerm.Kind.LESS && "".equals(last.s());
		if (empty || first.type() != last.type() || AttributeOrder.compare(first, last) > 0) {
			throw nothing();
		}
		boolean below = kind == KeyTerm.Kind.LESS || kind == KeyTerm.Kind.AT_MOST;
		boolean above = kind == KeyTerm.Kind.GREATER || kind == KeyTerm.Kind.AT_LEAST;
		FollowedText followed = new FollowedText(this.template.behind(this.known.size()).charAt(0));
		String lower = (below || first.s() == null) ? "" : followed.least(first.s());
		String upper = (above || last.s() == null) ? "" : followed.most(last.s());
		return bounded(within + lower, KeyTemplate.after(within + upper));
	}

	private String before(String text) {
		if (text.isEmpty()) {
			throw nothing();
		}
		return KeyTemplate.before(text);
	}

	private InvalidQueryException nothing() {
		return new InvalidQueryException(
				"Nothing is between the bounds that the query sets for '%s'".formatted(next()));
	}

	private Attribute key() {
		return Condition.attribute(this.name);
	}

	/** The keys of DynamoDB are never empty, so nothing is below a bound that is. */
	private Condition bounded(String lower, String upper) {
		if (lower.isEmpty() && !upper.isEmpty()) {
			return key().isAtMost(upper);
		}
		if (upper.isEmpty() || Arrays.compareUnsigned(lower.getBytes(StandardCharsets.UTF_8),
				upper.getBytes(StandardCharsets.UTF_8)) > 0) {
			throw nothing();
		}
		return key().isBetween(lower, upper);
	}

	private static Condition asked(Attribute attribute, KeyTerm.Kind kind, List<AttributeValue> values) {
		AttributeValue value = values.get(0);
		return switch (kind) {
			case EQUAL -> attribute.isEqualTo(value);
			case LESS -> attribute.isLessThan(value);
			case AT_MOST -> attribute.isAtMost(value);
			case GREATER -> attribute.isGreaterThan(value);
			case AT_LEAST -> attribute.isAtLeast(value);
			case BETWEEN -> attribute.isBetween(value, values.get(1));
			case BEGINS_WITH -> attribute.beginsWith(value);
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

	/** Whether all values are known. */
	boolean isClosed() {
		return this.known.size() == this.template.attributes().size();
	}

	/** The attribute after those whose values are known. */
	String next() {
		return this.template.attributes().get(this.known.size());
	}

}
