package io.daplug.stream;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.AccessException;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.ParseException;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.DataBindingPropertyAccessor;
import org.springframework.expression.spel.support.SimpleEvaluationContext;
import org.springframework.util.Assert;

/**
 * An expression in Spring's language that chooses changes. It knows {@code #change} and
 * the items as maps, {@code #newItem} and {@code #oldItem}, which are null where there is
 * no item or it is unknown; an attribute that an item lacks is null. It can read and
 * compare, and neither name classes nor create or change objects.
 */
public final class ChangeFilter implements Predicate<ItemChange<?>> {

	private static final Set<String> VARIABLES = Set.of("#change", "#newItem", "#oldItem", "#root", "#this");

	private static final SpelExpressionParser parser = new SpelExpressionParser();

	private final SpelExpression expression;

	private ChangeFilter(SpelExpression expression) {
		this.expression = expression;
	}

	/**
	 * Reads an expression.
	 * @param expression the expression
	 * @return the filter
	 * @throws IllegalArgumentException if it is not valid, or uses a variable that there
	 * is not
	 */
	public static ChangeFilter of(String expression) {
		Assert.hasText(expression, "'expression' of a filter must not be empty");
		SpelExpression parsed = parse(expression);
		requireKnownVariables(parsed.getAST());
		return new ChangeFilter(parsed);
	}

	/** The parser also fails by its assertions. */
	private static SpelExpression parse(String expression) {
		try {
			return parser.parseRaw(expression);
		}
		catch (ParseException | IllegalArgumentException | IllegalStateException ex) {
			throw new IllegalArgumentException("'%s' is no valid expression: %s".formatted(expression, ex.getMessage()),
					ex);
		}
	}

	private static void requireKnownVariables(SpelNode node) {
		if (node instanceof VariableReference && !VARIABLES.contains(node.toStringAST())) {
			throw new IllegalArgumentException(
					"The expression uses %s, but there are only #change, #newItem and #oldItem"
						.formatted(node.toStringAST()));
		}
		for (int child = 0; child < node.getChildCount(); child++) {
			requireKnownVariables(node.getChild(child));
		}
	}

	/**
	 * Says whether a change is chosen.
	 * @throws org.springframework.expression.EvaluationException if the expression cannot
	 * be evaluated, or its value is neither true nor false
	 */
	@Override
	public boolean test(ItemChange<?> change) {
		EvaluationContext context = SimpleEvaluationContext
			.forPropertyAccessors(new AttributeAccessor(), DataBindingPropertyAccessor.forReadOnlyAccess())
			.withInstanceMethods()
			.build();
		context.setVariable("change", change);
		context.setVariable("newItem", map(change.newImage()));
		context.setVariable("oldItem", map(change.oldImage()));
		return Boolean.TRUE.equals(this.expression.getValue(context, Boolean.class));
	}

	private static @Nullable Map<String, @Nullable Object> map(ItemImage<?> image) {
		return image.isKnown() ? image.item().toMap() : null;
	}

	@Override
	public String toString() {
		return this.expression.getExpressionString();
	}

	/**
	 * Reads attributes as if they were properties.
	 */
	private static final class AttributeAccessor implements PropertyAccessor {

		@Override
		public Class<?>[] getSpecificTargetClasses() {
			return new Class<?>[] { Map.class };
		}

		@Override
		public boolean canRead(EvaluationContext context, @Nullable Object target, String name) {
			return target instanceof Map<?, ?>;
		}

		@Override
		public TypedValue read(EvaluationContext context, @Nullable Object target, String name) throws AccessException {
			if (target instanceof Map<?, ?> map) {
				return new TypedValue(map.get(name));
			}
			throw new AccessException("'%s' is no attribute of a map".formatted(name));
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
