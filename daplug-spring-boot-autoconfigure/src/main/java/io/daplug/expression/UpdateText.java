package io.daplug.expression;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The text of one update expression while it is written: one clause for each of
 * DynamoDB's four actions.
 */
final class UpdateText {

	private static final AttributeValue ZERO = AttributeValue.fromN("0");

	private static final AttributeValue EMPTY = AttributeValue.fromL(List.of());

	private final Function<AttributePath, String> aliases;

	private final Function<AttributeValue, String> placeholders;

	private final StringBuilder sets = new StringBuilder();

	private final StringBuilder removals = new StringBuilder();

	private final StringBuilder additions = new StringBuilder();

	private final StringBuilder deletions = new StringBuilder();

	private @Nullable String zero;

	private @Nullable String empty;

	UpdateText(Function<AttributePath, String> aliases, Function<AttributeValue, String> placeholders) {
		this.aliases = aliases;
		this.placeholders = placeholders;
	}

	/**
	 * Writes an expression.
	 * @param change the expression, its values encoded
	 * @return the text
	 */
	String of(UpdateExpression change) {
		for (UpdateStep step : change.steps()) {
			write(step, this.aliases.apply(step.path()));
		}
		StringBuilder text = new StringBuilder();
		clause("SET", this.sets, text);
		clause("REMOVE", this.removals, text);
		clause("ADD", this.additions, text);
		clause("DELETE", this.deletions, text);
		return text.toString();
	}

	private static void clause(String keyword, StringBuilder actions, StringBuilder text) {
		if (!actions.isEmpty()) {
			text.append(text.isEmpty() ? "" : " ").append(keyword).append(' ').append(actions);
		}
	}

	private void write(UpdateStep step, String path) {
		switch (step.kind()) {
			case REMOVE -> next(this.removals).append(path);
			case SET -> set(path).append(value(step));
			case SET_IF_ABSENT ->
				set(path).append("if_not_exists(").append(path).append(", ").append(value(step)).append(')');
			case ADD -> set(path).append("if_not_exists(")
				.append(path)
				.append(", ")
				.append(zero())
				.append(") + ")
				.append(value(step));
			case APPEND -> set(path).append("list_append(if_not_exists(")
				.append(path)
				.append(", ")
				.append(empty())
				.append("), ")
				.append(value(step))
				.append(')');
			case PREPEND -> set(path).append("list_append(")
				.append(value(step))
				.append(", if_not_exists(")
				.append(path)
				.append(", ")
				.append(empty())
				.append("))");
			case ADD_TO_SET -> next(this.additions).append(path).append(' ').append(value(step));
			case REMOVE_FROM_SET -> next(this.deletions).append(path).append(' ').append(value(step));
		}
	}

	private StringBuilder set(String path) {
		return next(this.sets).append(path).append(" = ");
	}

	private static StringBuilder next(StringBuilder actions) {
		return actions.append(actions.isEmpty() ? "" : ", ");
	}

	private String value(UpdateStep step) {
		if (!(step.value() instanceof AttributeValue value)) {
			throw new IllegalStateException("The value of '%s' is not encoded".formatted(step.path()));
		}
		return this.placeholders.apply(value);
	}

	private String zero() {
		String known = this.zero;
		if (known == null) {
			known = this.placeholders.apply(ZERO);
			this.zero = known;
		}
		return known;
	}

	private String empty() {
		String known = this.empty;
		if (known == null) {
			known = this.placeholders.apply(EMPTY);
			this.empty = known;
		}
		return known;
	}

}
