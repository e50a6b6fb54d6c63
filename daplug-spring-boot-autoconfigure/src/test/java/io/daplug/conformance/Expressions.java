package io.daplug.conformance;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.expression.AttributePath;
import io.daplug.expression.Condition;
import io.daplug.expression.ExpressionReader;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of a request, which share their names and values. None of these may be
 * left over.
 *
 * @param byMember the expressions by the request's members
 * @param names what the aliases stand for
 * @param values what the placeholders stand for
 */
record Expressions(Map<String, String> byMember, Map<String, String> names, Map<String, @Nullable Object> values) {

	private static final String NAMES = "ExpressionAttributeNames";

	private static final String VALUES = "ExpressionAttributeValues";

	/**
	 * Takes the expressions of a request.
	 * @param request the request
	 * @param members the members that hold expressions
	 * @return the expressions, as far as the request has them
	 */
	static Expressions take(Arguments request, String... members) {
		Map<String, String> expressions = new LinkedHashMap<>();
		for (String member : members) {
			String expression = request.text(member);
			if (expression != null) {
				expressions.put(member, expression);
			}
		}
		Map<String, String> names = new LinkedHashMap<>();
		placeholders(request, NAMES).forEach((alias, name) -> {
			if (!(name instanceof String text)) {
				throw new NotExpressibleException(NAMES);
			}
			names.put(alias, text);
		});
		return new Expressions(expressions, names, placeholders(request, VALUES));
	}

	/** DynamoDB refuses empty ones, which nobody can give with the typed API. */
	private static Map<String, @Nullable Object> placeholders(Arguments request, String member) {
		Map<String, @Nullable Object> placeholders = request.map(member);
		if (placeholders == null) {
			return Map.of();
		}
		if (placeholders.isEmpty()) {
			throw new NotExpressibleException(member);
		}
		return placeholders;
	}

	boolean has(String member) {
		return this.byMember.containsKey(member);
	}

	/** Reads them anew, as a reader is for one request. */
	Read read() {
		return new Read(this, new ExpressionReader(this.names, this.values));
	}

	/**
	 * The expressions while they are read.
	 *
	 * @param expressions the expressions
	 * @param reader their reader
	 */
	record Read(Expressions expressions, ExpressionReader reader) {

		@Nullable Condition condition(String member) {
			String expression = this.expressions.byMember().get(member);
			return (expression != null) ? this.reader.condition(expression) : null;
		}

		AttributePath[] projection() {
			String expression = this.expressions.byMember().get("ProjectionExpression");
			return (expression != null) ? this.reader.projection(expression).toArray(new AttributePath[0])
					: new AttributePath[0];
		}

		void requireAllUsed() {
			this.reader.requireAllUsed();
		}

	}

}
