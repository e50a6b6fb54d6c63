package io.daplug.stream;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.filter.FilterExpression;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;
import org.springframework.expression.ParseException;
import org.springframework.util.Assert;

/**
 * A SpEL expression that selects changes. It may use {@code #change} and the items as
 * maps, {@code #newItem} and {@code #oldItem}; a map is null where there is no item or it
 * is unknown, and an attribute that an item lacks is null. The expression can read and
 * compare values. It cannot use classes, and cannot create or change objects.
 */
public final class ChangeFilter implements Predicate<ItemChange<?>> {

	private static final Set<String> VARIABLES = Set.of("change", "newItem", "oldItem");

	private final FilterExpression expression;

	private ChangeFilter(FilterExpression expression) {
		this.expression = expression;
	}

	/**
	 * Reads an expression.
	 * @param expression the expression
	 * @return the filter
	 * @throws IllegalArgumentException if it is not valid, or uses an unknown variable
	 */
	public static ChangeFilter of(String expression) {
		Assert.hasText(expression, "'expression' of a filter must not be empty");
		try {
			return new ChangeFilter(FilterExpression.parse(expression)
				.requireVariables(VARIABLES,
						"The expression uses %s, but there are only #change, #newItem and #oldItem"));
		}
		catch (ParseException ex) {
			throw new IllegalArgumentException("'%s' is no valid expression: %s".formatted(expression, ex.getMessage()),
					ex);
		}
	}

	/**
	 * Says whether a change is chosen.
	 * @throws org.springframework.expression.EvaluationException if the expression cannot
	 * be evaluated, or its value is neither true nor false
	 */
	@Override
	public boolean test(ItemChange<?> change) {
		EvaluationContext context = FilterExpression.context(null);
		context.setVariable("change", change);
		context.setVariable("newItem", map(change.newImage()));
		context.setVariable("oldItem", map(change.oldImage()));
		return Boolean.TRUE.equals(this.expression.evaluate(context, Boolean.class));
	}

	private static @Nullable Map<String, @Nullable Object> map(ItemImage<?> image) {
		return image.isKnown() ? image.item().toMap() : null;
	}

	@Override
	public String toString() {
		return this.expression.toString();
	}

}
