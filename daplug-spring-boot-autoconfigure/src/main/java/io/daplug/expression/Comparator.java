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
