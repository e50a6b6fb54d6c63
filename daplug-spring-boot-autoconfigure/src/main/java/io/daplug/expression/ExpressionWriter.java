package io.daplug.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * Writes the expressions of one request, which share names and values. Every attribute
 * name gets an alias, the same one wherever it occurs, and every value gets a placeholder
 * of its own. The same calls in the same order give the same texts, names and values.
 * Create one writer per request; it is not safe for use by several threads.
 */
public final class ExpressionWriter {

	/** The longest expression that DynamoDB takes. */
	private static final int MAX_BYTES = 4096;

	private final ValueEncoder encoder;

	/** What all placeholders begin with, after their first character. */
	private final String placeholders;

	private final Map<String, String> aliases = new LinkedHashMap<>();

	private final Map<String, String> names = new LinkedHashMap<>();

	private final Map<String, AttributeValue> values = new LinkedHashMap<>();

	/**
	 * Creates a writer that has no names and values yet.
	 * @param encoder encodes values for DynamoDB; its exceptions are thrown by
	 * {@link #condition}
	 */
	public ExpressionWriter(ValueEncoder encoder) {
		this(encoder, "");
	}

	/**
	 * Creates a writer whose names and values can stand in one request beside those of
	 * another writer.
	 * @param encoder encodes values for DynamoDB
	 * @param placeholders what the placeholders begin with, which no other writer of the
	 * request uses: letters
	 */
	public ExpressionWriter(ValueEncoder encoder, String placeholders) {
		Assert.notNull(encoder, "'encoder' must not be null");
		this.encoder = encoder;
		this.placeholders = placeholders;
	}

	/**
	 * Writes a condition, a filter or a key condition. Where a value may be stored in
	 * {@linkplain ValueEncoder#otherForms other forms} too, each of them meets what asks
	 * for the value.
	 * @param condition the condition
	 * @return the expression
	 * @throws InvalidExpressionException if DynamoDB would refuse it: an operator that
	 * does not take the type of a value, bounds in the wrong order, an attribute that is
	 * compared with itself, over 300 operators and functions, or over 4 KB of text; or if
	 * it would see the prefix of an attribute
	 */
	public String condition(Condition condition) {
		Assert.notNull(condition, "'condition' must not be null");
		Rendering text = new Placeholders(new OperandRules(condition, this.encoder));
		OtherForms forms = this.encoder.otherForms();
		text.node((forms != OtherForms.NONE) ? new FormSpread(forms).over(condition.node()) : condition.node(), false);
		return requireSize(text.toString(), condition);
	}

	/**
	 * Writes a projection. Paths that occur twice or are part of another path are left
	 * out, because DynamoDB would refuse them.
	 * @param paths the paths of the attributes to read
	 * @return the expression
	 * @throws IllegalArgumentException if there is no path
	 * @throws InvalidExpressionException if the expression has over 4 KB
	 */
	public String projection(Collection<AttributePath> paths) {
		Assert.notEmpty(paths, "'paths' of a projection must not be empty");
		List<AttributePath> written = new ArrayList<>(paths.size());
		for (AttributePath path : paths) {
			if (written.stream().noneMatch((other) -> other.covers(path))) {
				written.removeIf(path::covers);
				written.add(path);
			}
		}
		return requireSize(String.join(", ", written.stream().map(this::aliased).toList()), written);
	}

	/**
	 * Writes what is changed of an item.
	 * @param change what is changed
	 * @return the expression
	 * @throws IllegalArgumentException if nothing is changed
	 * @throws InvalidExpressionException if a value does not fit its step, or if the
	 * expression has over 4 KB
	 */
	public String update(UpdateExpression change) {
		return encodedUpdate(change.encoded(this.encoder));
	}

	/**
	 * Writes what is changed of an item, as {@link #update} does.
	 * @param change what is changed, its values encoded already
	 * @return the expression
	 */
	public String encodedUpdate(UpdateExpression change) {
		Assert.isTrue(!change.isEmpty(), "'change' must not be empty");
		return requireSize(new UpdateText(this::aliased, this::placeholder).of(change), change);
	}

	private static String requireSize(String expression, Object shown) {
		if (expression.length() > MAX_BYTES) {
			throw new InvalidExpressionException(shown.toString(), -1,
					"it has %d bytes when it is sent, DynamoDB takes at most %d".formatted(expression.length(),
							MAX_BYTES));
		}
		return expression;
	}

	/**
	 * Returns the names of all expressions written so far.
	 * @return the names by alias, such as {@code status} by {@code #0}, in the order in
	 * which they first occurred; DynamoDB refuses an empty map
	 */
	public Map<String, String> names() {
		return Collections.unmodifiableMap(this.names);
	}

	/**
	 * Returns the values of all expressions written so far.
	 * @return the values by placeholder, such as {@code :0}, in the order in which they
	 * occurred; DynamoDB refuses an empty map
	 */
	public Map<String, AttributeValue> values() {
		return Collections.unmodifiableMap(this.values);
	}

	private String aliased(AttributePath path) {
		StringBuilder text = new StringBuilder();
		for (Object element : path.elements()) {
			if (element instanceof String name) {
				text.append(text.isEmpty() ? "" : ".").append(alias(name));
			}
			else {
				text.append('[').append(element).append(']');
			}
		}
		return text.toString();
	}

	private String alias(String name) {
		return this.aliases.computeIfAbsent(name, (unknown) -> {
			String alias = "#" + this.placeholders + this.names.size();
			this.names.put(alias, unknown);
			return alias;
		});
	}

	private String placeholder(AttributeValue value) {
		String placeholder = ":" + this.placeholders + this.values.size();
		this.values.put(placeholder, value);
		return placeholder;
	}

	/** Shows placeholders and collects what they stand for. */
	private final class Placeholders extends Rendering {

		private final OperandRules rules;

		Placeholders(OperandRules rules) {
			this.rules = rules;
		}

		@Override
		OperandRules rules() {
			return this.rules;
		}

		@Override
		String pathText(AttributePath path) {
			return aliased(path);
		}

		@Override
		AttributeValue value(@Nullable String attribute, @Nullable Object value) {
			AttributeValue encoded = ExpressionWriter.this.encoder.encode(attribute, value);
			text(placeholder(encoded));
			return encoded;
		}

	}

}
