package io.daplug.expression;

/** The comparators of DynamoDB. */
enum Comparator {

	/** Is equal. */
	EQUAL("="),
	/** Is not equal. */
	NOT_EQUAL("<>"),
	/** Is less. */
	LESS("<"),
	/** Is less or equal. */
	AT_MOST("<="),
	/** Is greater. */
	GREATER(">"),
	/** Is greater or equal. */
	AT_LEAST(">=");

	private final String symbol;

	Comparator(String symbol) {
		this.symbol = symbol;
	}

	String symbol() {
		return this.symbol;
	}

	/** Returns whether this is true of two values that are ordered like this. */
	boolean holds(int order) {
		return switch (this) {
			case EQUAL -> order == 0;
			case NOT_EQUAL -> order != 0;
			case LESS -> order < 0;
			case AT_MOST -> order <= 0;
			case GREATER -> order > 0;
			case AT_LEAST -> order >= 0;
		};
	}

	/** Returns the comparator that says the same with its operands exchanged. */
	Comparator reversed() {
		return switch (this) {
			case EQUAL -> EQUAL;
			case NOT_EQUAL -> NOT_EQUAL;
			case LESS -> GREATER;
			case AT_MOST -> AT_LEAST;
			case GREATER -> LESS;
			case AT_LEAST -> AT_MOST;
		};
	}

}
