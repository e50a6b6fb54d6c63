package io.daplug.filter;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.AccessException;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.ParseException;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.DataBindingPropertyAccessor;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * An expression in Spring's language, parsed once. It reads the attributes of maps like
 * properties, and those that a map lacks as null. It can read and compare, and neither
 * name classes nor create or change objects.
 */
public final class FilterExpression {

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private final SpelExpression expression;

	private FilterExpression(SpelExpression expression) {
		this.expression = expression;
	}

	/**
	 * Parses an expression.
	 * @param text the expression
	 * @return the parsed expression
	 * @throws ParseException if it is not valid
	 */
	public static FilterExpression parse(String text) {
		try {
			return new FilterExpression(PARSER.parseRaw(text));
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			// the parser also fails by its assertions
			throw new ParseException(0, String.valueOf(ex.getMessage()), ex);
		}
	}

	/**
	 * Refuses variables that there will not be when the expression is evaluated.
	 * @param known the names of those that there will be
	 * @param message what to say about another one, in whose place {@code %s} stands
	 * @return this expression
	 * @throws IllegalArgumentException if the expression uses another variable
	 */
	public FilterExpression requireVariables(Collection<String> known, String message) {
		visit(ast(), (node) -> {
			if (node instanceof VariableReference) {
				String name = node.toStringAST().substring(1);
				if (!known.contains(name) && !name.equals("root") && !name.equals("this")) {
					throw new IllegalArgumentException(message.formatted(node.toStringAST()));
				}
			}
		});
		return this;
	}

	/**
	 * Refuses what evaluation never allows: types, constructors and beans.
	 * @param message what to say about such a part, in whose place {@code %s} stands
	 * @return this expression
	 * @throws IllegalArgumentException if the expression has such a part
	 */
	public FilterExpression requireValuesOnly(String message) {
		visit(ast(), (node) -> {
			if (node instanceof TypeReference || node instanceof ConstructorReference
					|| node instanceof BeanReference) {
				throw new IllegalArgumentException(message.formatted(node.toStringAST()));
			}
		});
		return this;
	}

	private static void visit(SpelNode node, Consumer<SpelNode> visitor) {
		visitor.accept(node);
		for (int child = 0; child < node.getChildCount(); child++) {
			visit(node.getChild(child), visitor);
		}
	}

	/**
	 * Returns the parts of the expression.
	 * @return the outermost part
	 */
	public SpelNode ast() {
		return this.expression.getAST();
	}

	/**
	 * Creates a context to evaluate the expression in. Variables can be added to it.
	 * @param root what names without a variable refer to, if anything
	 * @return a context for one evaluation
	 */
	public static EvaluationContext context(@Nullable Object root) {
		SimpleEvaluationContext.Builder builder = SimpleEvaluationContext
			.forPropertyAccessors(new AttributeAccessor(), DataBindingPropertyAccessor.forReadOnlyAccess())
			.withInstanceMethods();
		return ((root != null) ? builder.withRootObject(root) : builder).build();
	}

	/**
	 * Evaluates the expression.
	 * @param <T> the type of its value
	 * @param context the context
	 * @param type the type of its value
	 * @return the value
	 * @throws org.springframework.expression.EvaluationException if it cannot be
	 * evaluated, or has a value that cannot be converted
	 */
	public <T> @Nullable T evaluate(EvaluationContext context, Class<T> type) {
		return this.expression.getValue(context, type);
	}

	@Override
	public String toString() {
		return this.expression.getExpressionString();
	}

	/**
	 * Reads attributes of items, and of maps in them, as if they were properties.
	 */
	private static final class AttributeAccessor implements PropertyAccessor {

		@Override
		public Class<?>[] getSpecificTargetClasses() {
			return new Class<?>[] { Map.class };
		}

		@Override
		public boolean canRead(EvaluationContext context, @Nullable Object target, String name) {
			return target instanceof Map;
		}

		@Override
		public TypedValue read(EvaluationContext context, @Nullable Object target, String name) {
			return new TypedValue((target instanceof Map<?, ?> map) ? map.get(name) : null);
		}

		@Override
		public boolean canWrite(EvaluationContext context, @Nullable Object target, String name) {
			return false;
		}

		@Override
		public void write(EvaluationContext context, @Nullable Object target, String name, @Nullable Object newValue)
				throws AccessException {
			throw new AccessException("Filters change nothing");
		}

	}

}
