package io.daplug.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads one plain expression, by descending from what binds least (OR) to what binds most
 * (a comparison). Parentheses may surround conditions and operands alike.
 */
final class ExpressionParser {

	private static final String OPERAND = "an attribute, a ':value' or size(…)";

	private static final String COMPARISON = "=, <>, <, <=, >, >=, BETWEEN or IN";

	private static final Map<String, Comparator> COMPARATORS = Stream.of(Comparator.values())
		.collect(Collectors.toMap(Comparator::symbol, Function.identity()));

	private static final Map<String, ConditionNode.Function> FUNCTIONS = Stream.of(ConditionNode.Function.values())
		.collect(Collectors.toMap(ConditionNode.Function::text, Function.identity()));

	private final Tokenizer tokens;

	private final ExpressionReader reader;

	private int depth;

	ExpressionParser(String expression, ExpressionReader reader) {
		this.tokens = new Tokenizer(expression);
		this.reader = reader;
	}

	Condition condition() {
		requireContent();
		Located whole = disjunction();
		ConditionNode node = condition(whole);
		requireEnd("AND, OR");
		if (node.depth() > ConditionNode.MAX_DEPTH) {
			throw tooDeep(0);
		}
		return new Condition(node);
	}

	List<AttributePath> projection() {
		requireContent();
		List<AttributePath> paths = new ArrayList<>();
		do {
			int position = position();
			AttributePath path = path();
			for (AttributePath other : paths) {
				if (other.covers(path) || path.covers(other)) {
					throw this.tokens.failure(position,
							"path '" + path + "' overlaps with '" + other + "': leave one of them out");
				}
			}
			paths.add(path);
		}
		while (this.tokens.takeSymbol(","));
		requireEnd("','");
		return List.copyOf(paths);
	}

	AttributePath singlePath() {
		requireContent();
		AttributePath path = path();
		requireEnd("'.' or '['");
		return path;
	}

	private Located disjunction() {
		return junction("OR", ConditionNode.Connective.OR);
	}

	private Located junction(String keyword, ConditionNode.Connective connective) {
		Located first = part(connective);
		if (!this.tokens.peek().isKeywordFor(keyword)) {
			return first;
		}
		List<ConditionNode> nodes = new ArrayList<>();
		nodes.add(condition(first));
		while (this.tokens.takeKeyword(keyword)) {
			nodes.add(condition(part(connective)));
		}
		return new Located(ConditionNode.Junction.of(connective, nodes), first.position());
	}

	private Located part(ConditionNode.Connective connective) {
		return (connective == ConditionNode.Connective.OR) ? junction("AND", ConditionNode.Connective.AND) : negation();
	}

	private Located negation() {
		int position = position();
		int negations = 0;
		while (this.tokens.takeKeyword("NOT")) {
			negations++;
		}
		Located negated = comparison();
		if (negations == 0) {
			return negated;
		}
		ConditionNode node = condition(negated);
		return new Located((negations % 2 == 0) ? node : ConditionNode.Negation.of(node), position);
	}

	private Located comparison() {
		Located first = term();
		Token operator = this.tokens.peek();
		Comparator comparator = (operator.kind() == Token.Kind.SYMBOL) ? COMPARATORS.get(operator.text()) : null;
		if (comparator != null) {
			Operand left = operand(first);
			this.tokens.take();
			return first.with(ConditionNode.Comparison.of(left, comparator, operand(term())));
		}
		if (operator.isKeywordFor("BETWEEN")) {
			Operand operand = operand(first);
			this.tokens.take();
			Operand lower = operand(term());
			if (!this.tokens.takeKeyword("AND")) {
				throw this.tokens.expected("AND and the upper bound of BETWEEN");
			}
			return first.with(ConditionNode.Between.of(operand, lower, operand(term())));
		}
		if (operator.isKeywordFor("IN")) {
			Operand operand = operand(first);
			this.tokens.take();
			return first.with(ConditionNode.Membership.of(operand, options()));
		}
		return first;
	}

	private List<Operand> options() {
		this.tokens.requireSymbol("(");
		List<Operand> options = new ArrayList<>();
		do {
			if (options.size() == ConditionNode.MAX_OPTIONS) {
				throw this.tokens.failure(position(), "IN takes at most " + ConditionNode.MAX_OPTIONS + " options");
			}
			options.add(operand(term()));
		}
		while (this.tokens.takeSymbol(","));
		this.tokens.requireSymbol(")");
		return options;
	}

	private Located term() {
		Token token = this.tokens.peek();
		if (token.isSymbol("(")) {
			return parenthesized();
		}
		return switch (token.kind()) {
			case VALUE -> {
				this.tokens.take();
				yield new Located(new Operand.Value(this.reader.value(token, this.tokens)), token.position());
			}
			case NAME -> {
				this.tokens.take();
				yield this.tokens.takeSymbol("(") ? call(token)
						: new Located(new Operand.Path(path(token)), token.position());
			}
			case ALIAS -> new Located(new Operand.Path(path()), token.position());
			default -> throw this.tokens.expected(OPERAND + ", a function or '('");
		};
	}

	private Located parenthesized() {
		Token opening = this.tokens.take();
		enter(opening);
		Located inner = disjunction();
		if (!this.tokens.takeSymbol(")")) {
			throw this.tokens.expected("')' for the '(' at position " + opening.position());
		}
		this.depth--;
		return new Located(inner.term(), opening.position());
	}

	/** Reads a function after its opening parenthesis. */
	private Located call(Token name) {
		ConditionNode.Function function = FUNCTIONS.get(name.text());
		boolean size = name.text().equals("size");
		if (function == null && !size) {
			throw this.tokens.failure(name.position(), "there is no function '" + name.text()
					+ "'; the functions are attribute_exists, attribute_not_exists, attribute_type, begins_with, "
					+ "contains and size, in lower case");
		}
		enter(name);
		int arity = (function != null) ? function.arity() : 1;
		List<Located> arguments = new ArrayList<>();
		arguments.add(term());
		while (arguments.size() < arity) {
			this.tokens.requireSymbol(",");
			arguments.add(term());
		}
		this.tokens.requireSymbol(")");
		this.depth--;
		Term call = (function != null) ? call(function, arguments) : size(arguments.get(0));
		return new Located(call, name.position());
	}

	private ConditionNode call(ConditionNode.Function function, List<Located> arguments) {
		List<Operand> operands = new ArrayList<>(arguments.size());
		arguments.forEach((argument) -> operands.add(operand(argument)));
		switch (function) {
			case ATTRIBUTE_EXISTS, ATTRIBUTE_NOT_EXISTS -> {
				if (!(operands.get(0) instanceof Operand.Path)) {
					throw this.tokens.failure(arguments.get(0).position(), function.text() + " takes an attribute");
				}
			}
			case ATTRIBUTE_TYPE -> {
				boolean type = operands.get(1) instanceof Operand.Value value
						&& !(value.value() instanceof String name && !AttributeType.isName(name));
				if (!type) {
					throw this.tokens.failure(arguments.get(1).position(), function.text()
							+ " takes as its second argument a ':value' that is " + AttributeType.EXPECTED);
				}
			}
			case BEGINS_WITH, CONTAINS -> {
				// DynamoDB takes any operands, in any order
			}
		}
		return new ConditionNode.FunctionCall(function, operands);
	}

	private Operand size(Located argument) {
		Operand measured = operand(argument);
		if (measured instanceof Operand.Size) {
			throw this.tokens.failure(argument.position(), "size takes an attribute or a ':value'");
		}
		return new Operand.Size(measured);
	}

	private AttributePath path() {
		if (!this.tokens.peek().names()) {
			throw this.tokens.expected("the name of an attribute");
		}
		return path(this.tokens.take());
	}

	/** Reads a path after its first name. */
	private AttributePath path(Token first) {
		List<Object> elements = new ArrayList<>();
		elements.add(name(first));
		while (true) {
			if (this.tokens.takeSymbol(".")) {
				if (!this.tokens.peek().names()) {
					throw this.tokens.expected("a name after '.'");
				}
				elements.add(name(this.tokens.take()));
			}
			else if (this.tokens.takeSymbol("[")) {
				elements.add(index(this.tokens.take()));
				this.tokens.requireSymbol("]");
			}
			else {
				return new AttributePath(List.copyOf(elements));
			}
		}
	}

	private String name(Token token) {
		return (token.kind() == Token.Kind.ALIAS) ? this.reader.name(token, this.tokens) : token.text();
	}

	private int index(Token token) {
		String digits = token.text();
		if (token.kind() == Token.Kind.NUMBER && (digits.equals("0") || !digits.startsWith("0"))) {
			try {
				return Integer.parseInt(digits);
			}
			catch (NumberFormatException ex) {
				throw this.tokens.failure(token.position(), "the index is too large");
			}
		}
		throw this.tokens.failure(token.position(),
				"expected an index, 0 or greater and without leading zeros, but found " + token.description());
	}

	/** Takes what was just read as a condition: an operand would have to go on. */
	private ConditionNode condition(Located located) {
		if (located.term() instanceof ConditionNode node) {
			return node;
		}
		throw this.tokens.expected(COMPARISON);
	}

	private Operand operand(Located located) {
		if (located.term() instanceof Operand operand) {
			return operand;
		}
		throw this.tokens.failure(located.position(), "expected " + OPERAND + ", but found a condition");
	}

	private void requireContent() {
		if (this.tokens.peek().kind() == Token.Kind.END) {
			throw this.tokens.failure(0, "it is empty");
		}
	}

	private void requireEnd(String instead) {
		if (this.tokens.peek().kind() != Token.Kind.END) {
			throw this.tokens.expected(instead + " or the end of the expression");
		}
	}

	/** Counts what is open: reading goes as deep as the expression does. */
	private void enter(Token opening) {
		if (++this.depth > ConditionNode.MAX_DEPTH) {
			throw tooDeep(opening.position());
		}
	}

	private int position() {
		return this.tokens.peek().position();
	}

	private InvalidExpressionException tooDeep(int position) {
		return this.tokens.failure(position, "it is nested deeper than " + ConditionNode.MAX_DEPTH);
	}

	/**
	 * A term and where it begins.
	 */
	private record Located(Term term, int position) {

		Located with(Term other) {
			return new Located(other, this.position);
		}

	}

}
