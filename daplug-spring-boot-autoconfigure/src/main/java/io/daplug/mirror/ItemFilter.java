package io.daplug.mirror;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.daplug.filter.FilterExpression;
import io.daplug.item.Item;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.ast.VariableReference;

/**
 * A condition on an item, as SpEL over its attributes. Parsed once.
 */
final class ItemFilter {

	private static final String ITEM = "item";

	private final FilterExpression expression;

	private final Set<String> attributes = new LinkedHashSet<>();

	ItemFilter(String text) {
		// What can only fail for every item is found before there is one.
		this.expression = FilterExpression.parse(text)
			.requireValuesOnly("'%s' is not allowed: a filter sees the item alone")
			.requireVariables(Set.of(ITEM), "'%s' is not known: attributes are named as they are, or as #item['name']");
		collectAttributes(this.expression.ast());
	}

	/**
	 * What is named outside of a value is an attribute, inside of it part of the value.
	 */
	private void collectAttributes(SpelNode node) {
		if (node instanceof PropertyOrFieldReference attribute) {
			this.attributes.add(attribute.getName());
		}
		else if (node instanceof CompoundExpression path) {
			SpelNode first = path.getChild(0);
			collectAttributes(first);
			for (int child = 1; child < path.getChildCount(); child++) {
				SpelNode step = path.getChild(child);
				if (child == 1 && first instanceof VariableReference) {
					collectAttribute(step);
				}
				else if (step instanceof MethodReference) {
					collectFromChildren(step);
				}
			}
		}
		else {
			collectFromChildren(node);
		}
	}

	private void collectAttribute(SpelNode step) {
		if (step instanceof PropertyOrFieldReference) {
			collectAttributes(step);
		}
		else if (step instanceof Indexer && step.getChild(0) instanceof StringLiteral name) {
			this.attributes.add(String.valueOf(name.getLiteralValue().getValue()));
		}
	}

	private void collectFromChildren(SpelNode node) {
		for (int child = 0; child < node.getChildCount(); child++) {
			collectAttributes(node.getChild(child));
		}
	}

	/** The attributes of the item that the expression looks at. */
	Set<String> attributes() {
		return Collections.unmodifiableSet(this.attributes);
	}

	/**
	 * Tells whether the expression is true of an item.
	 * @throws MirrorFilterException if it cannot be evaluated
	 */
	boolean test(String table, Item<?> item) {
		Map<String, @Nullable Object> values = item.toMap();
		EvaluationContext context = FilterExpression.context(values);
		context.setVariable(ITEM, values);
		try {
			Object result = this.expression.evaluate(context, Object.class);
			if (result == null || result instanceof Boolean) {
				return Boolean.TRUE.equals(result);
			}
			throw failure(table, "it is %s, and must be true or false".formatted(result.getClass().getSimpleName()));
		}
		catch (SpelEvaluationException ex) {
			throw failure(table, ex.getMessageCode() + " at position " + ex.getPosition());
		}
		catch (EvaluationException ex) {
			throw failure(table, ex.getClass().getSimpleName());
		}
	}

	/** Without its cause, which may hold what the item holds. */
	private MirrorFilterException failure(String table, String reason) {
		return new MirrorFilterException("The filter \"%s\" cannot be evaluated on an item of table '%s': %s"
			.formatted(this.expression, table, reason));
	}

}
