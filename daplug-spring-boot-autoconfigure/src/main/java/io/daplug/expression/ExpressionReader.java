package io.daplug.expression;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Parses the plain expressions of one request, which share names and values, such as the
 * key condition, the filter and the projection of a query. Aliases and placeholders are
 * replaced while parsing, so the results can be combined with any other conditions. Not
 * safe for use by several threads.
 */
public final class ExpressionReader {

	/** How many of the defined placeholders a message lists. */
	private static final int LISTED = 10;

	private final Map<String, String> names;

	private final Map<String, ? extends @Nullable Object> values;

	private final Set<String> used = new HashSet<>();

	private final Set<String> expressions = new LinkedHashSet<>();

	/**
	 * Creates a reader for the expressions of one request.
	 * @param names the attribute names by alias, such as {@code status} by {@code #s};
	 * each is taken literally
	 * @param values the values by placeholder, such as {@code 12} by {@code :total}; a
	 * value may be {@code null}, which is DynamoDB's NULL
	 */
	public ExpressionReader(Map<String, String> names, Map<String, ? extends @Nullable Object> values) {
		Assert.notNull(names, "'names' must not be null");
		Assert.notNull(values, "'values' must not be null");
		this.names = new LinkedHashMap<>(names);
		this.values = new LinkedHashMap<>(values);
	}

	/**
	 * Parses a condition, filter or key condition expression.
	 * @param expression the expression
	 * @return the condition
	 * @throws InvalidExpressionException if the expression is empty or not valid, if an
	 * alias or a value is not defined, if an {@code IN} has more than 100 options, or if
	 * the expression is nested more than 300 deep
	 */
	public Condition condition(String expression) {
		return parser(expression).condition();
	}

	/**
	 * Parses a projection expression.
	 * @param expression the expression
	 * @return the paths, in their order
	 * @throws InvalidExpressionException if the expression is empty or not valid, if an
	 * alias is not defined, or if one path contains another
	 */
	public List<AttributePath> projection(String expression) {
		return parser(expression).projection();
	}

	/**
	 * Checks that the expressions parsed so far use all names and values. An unused one
	 * is usually a spelling mistake, and DynamoDB would refuse it.
	 * @throws InvalidExpressionException if an alias or a value was never used
	 */
	public void requireAllUsed() {
		requireUsed("alias", this.names.keySet(), '#');
		requireUsed("value", this.values.keySet(), ':');
	}

	/** Returns what an alias stands for. */
	String name(Token alias, Tokenizer tokens) {
		String name = this.names.get(alias.text());
		if (name == null) {
			throw undefined("alias", alias, this.names.keySet(), tokens);
		}
		if (name.isEmpty()) {
			throw tokens.failure(alias.position(), "alias '" + alias.text() + "' stands for an empty name");
		}
		String problem = AttributePath.nameProblem(name);
		if (problem != null) {
			throw tokens.failure(alias.position(), "the name of alias '" + alias.text() + "' " + problem);
		}
		this.used.add(alias.text());
		return name;
	}

	/** Returns what a placeholder stands for. */
	@Nullable Object value(Token placeholder, Tokenizer tokens) {
		if (!this.values.containsKey(placeholder.text())) {
			throw undefined("value", placeholder, this.values.keySet(), tokens);
		}
		this.used.add(placeholder.text());
		return this.values.get(placeholder.text());
	}

	private ExpressionParser parser(String expression) {
		Assert.notNull(expression, "'expression' must not be null");
		this.expressions.add(expression);
		return new ExpressionParser(expression, this);
	}

	private void requireUsed(String kind, Collection<String> placeholders, char mark) {
		for (String placeholder : placeholders) {
			if (!this.used.contains(placeholder)) {
				String hint = (placeholder.indexOf(mark) == 0) ? "use it or remove it"
						: "it can never be used, because it does not begin with '" + mark + "'";
				throw new InvalidExpressionException(String.join("; ", this.expressions), -1,
						kind + " '" + placeholder + "' is defined but not used: " + hint);
			}
		}
	}

	private static InvalidExpressionException undefined(String kind, Token token, Collection<String> defined,
			Tokenizer tokens) {
		String listed = defined.isEmpty() ? "no " + kind + " is"
				: defined.stream().limit(LISTED).collect(Collectors.joining("', '", "the defined ones are '", "'"))
						+ ((defined.size() > LISTED) ? " and others" : "");
		return tokens.failure(token.position(), kind + " '" + token.text() + "' is not defined; " + listed);
	}

}
