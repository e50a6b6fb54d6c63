package io.daplug.mirror;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.item.Item;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.AccessException;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.DataBindingPropertyAccessor;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * A condition on an item, as SpEL over its attributes. Parsed once.
 */
final class ItemFilter {

	private static final String ITEM = "item";

	private static final List<String> VARIABLES = List.of("#item", "#root", "#this");

	private final String text;

	private final SpelExpression expression;

	private final Set<String> attributes = new LinkedHashSet<>();

	ItemFilter(String text) {
		this.text = text;
		this.expression = new SpelExpressionParser().parseRaw(text);
		requireOnlyItem(this.expression.getAST());
		collectAttributes(this.expression.getAST());
	}

	/** What can only fail for every item is found before there is one. */
	private void requireOnlyItem(SpelNode node) {
		String asText = node.toStringAST();
		if (node instanceof TypeReference || node instanceof ConstructorReference || node instanceof BeanReference) {
			throw new IllegalArgumentException("'%s' is not allowed: a filter sees the item alone".formatted(asText));
		}
		if (node instanceof VariableReference && !VARIABLES.contains(asText)) {
			throw new IllegalArgumentException(
					"'%s' is not known: attributes are named as they are, or as #item['name']".formatted(asText));
		}
		for (int child = 0; child < node.getChildCount(); child++) {
			requireOnlyItem(node.getChild(child));
		}
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
		SimpleEvaluationContext context = SimpleEvaluationContext
			.forPropertyAccessors(new AttributeAccessor(), DataBindingPropertyAccessor.forReadOnlyAccess())
			.withInstanceMethods()
			.withRootObject(values)
			.build();
		context.setVariable(ITEM, values);
		try {
			Object result = this.expression.getValue(context);
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
			.formatted(this.text, table, reason));
	}

	/**
	 * Reads attributes of items, and of maps in them. What is not there is null.
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
			throw new AccessException("Items are not changed by a filter");
		}

	}

}
