package io.daplug.expression;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The text of one expression while it is written. */
abstract class Rendering {

	private final StringBuilder text = new StringBuilder();

	/** Returns how a path is written. */
	abstract String pathText(AttributePath path);

	/**
	 * Writes a value that is measured against the attribute.
	 * @return what it is encoded as; null if only structure is shown
	 */
	abstract @Nullable AttributeValue value(@Nullable String attribute, @Nullable Object value);

	/**
	 * Returns the rules that what is written must keep; null if only structure is shown.
	 */
	@Nullable OperandRules rules() {
		return null;
	}

	/** Notes that a part is complete, with what its operands are encoded as. */
	final void written(ConditionNode node, @Nullable AttributeValue... values) {
		OperandRules rules = rules();
		if (rules != null) {
			rules.check(node, values);
		}
	}

	final void text(String text) {
		this.text.append(text);
	}

	final void path(AttributePath path) {
		this.text.append(pathText(path));
	}

	/** Writes a condition, in parentheses only if asked: DynamoDB refuses spare ones. */
	final void node(ConditionNode node, boolean parentheses) {
		text(parentheses ? "(" : "");
		node.write(this);
		text(parentheses ? ")" : "");
	}

	@Override
	public final String toString() {
		return this.text.toString();
	}

	/** Shows structure and names, and a question mark for every value. */
	static final class WithoutValues extends Rendering {

		@Override
		String pathText(AttributePath path) {
			return path.toString();
		}

		@Override
		@Nullable AttributeValue value(@Nullable String attribute, @Nullable Object value) {
			text("?");
			return null;
		}

	}

}
