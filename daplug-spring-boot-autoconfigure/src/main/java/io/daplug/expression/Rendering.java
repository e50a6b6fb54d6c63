package io.daplug.expression;

import org.jspecify.annotations.Nullable;

/** The text of one expression while it is written. */
abstract class Rendering {

	private final StringBuilder text = new StringBuilder();

	/** Returns how a path is written. */
	abstract String pathText(AttributePath path);

	/** Returns how a value is written that is measured against the attribute. */
	abstract String valueText(@Nullable String attribute, @Nullable Object value);

	final void text(String text) {
		this.text.append(text);
	}

	final void path(AttributePath path) {
		this.text.append(pathText(path));
	}

	final void value(@Nullable String attribute, @Nullable Object value) {
		this.text.append(valueText(attribute, value));
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
		String valueText(@Nullable String attribute, @Nullable Object value) {
			return "?";
		}

	}

}
