package io.daplug.template.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.daplug.expression.AttributePath;
import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import io.daplug.item.InvalidKeyException;
import io.daplug.key.KeyTemplate;
import io.daplug.table.ComputedKeys;
import io.daplug.table.TableDefinition;
import io.daplug.template.context.IndexKeyCheck;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.UpsertOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The steps by which a change sets what the keys of the table are composed of, where it
 * may create the item, and has the keys of indexes follow what they are composed of. The
 * change does not see the item, so it must tell all of what such a key is composed of, or
 * nothing.
 */
public final class ComputedSteps {

	private final TableDefinition table;

	private final ComputedKeys computed;

	private final IndexKeyCheck check;

	private final Map<String, KeyTemplate> indexKeys = new LinkedHashMap<>();

	/** What the keys of the table are composed of, which no change touches. */
	private final Set<String> lasting;

	public ComputedSteps(TableContext context) {
		this.table = context.table();
		this.computed = context.keys().computed();
		this.check = new IndexKeyCheck(context);
		this.lasting = new HashSet<>(this.computed.components());
		this.table.computedKeys().forEach((attribute, template) -> {
			if (!this.table.isKey(attribute)) {
				this.indexKeys.put(attribute, template);
			}
		});
	}

	/**
	 * Adds what the key of the item tells of it.
	 * @param change the change, with what the caller asks for
	 * @param call the call
	 * @return the steps of a change that may create the item, if it does
	 * @throws InvalidKeyException if it does, and the key is given as it is stored
	 */
	public UpdateExpression named(ShapedChange change, WriteCall<?> call) {
		if (!this.computed.any() || !call.operation().upserts()) {
			return change.steps();
		}
		Set<String> given = roots(change.steps());
		List<UpdateStep> steps = new ArrayList<>(change.steps().steps());
		for (String component : this.computed.components()) {
			AttributeValue value = change.known().get(component);
			if (value == null) {
				throw new InvalidKeyException(
						"An upsert of table '%s' may create the item, so its key must be given by %s, of which it is composed"
							.formatted(this.table.name(), this.computed.components()));
			}
			if (!this.table.isKey(component) && !given.contains(component)) {
				steps.add(new UpdateStep(AttributePath.of(component), UpdateStep.Kind.SET_IF_ABSENT, value));
			}
		}
		return UpdateExpression.of(steps);
	}

	private static Set<String> roots(UpdateExpression steps) {
		Set<String> roots = new HashSet<>();
		steps.steps().forEach((step) -> roots.add(step.path().root()));
		return roots;
	}

	/**
	 * Adds the keys of the indexes.
	 * @param steps all that is changed
	 * @param change the change
	 * @param call the call
	 * @return the steps with those of the keys
	 * @throws InvalidExpressionException if the change does not tell what becomes of a
	 * key
	 */
	public UpdateExpression followed(UpdateExpression steps, ShapedChange change, WriteCall<?> call) {
		if (this.indexKeys.isEmpty()) {
			return steps;
		}
		List<UpdateStep> all = new ArrayList<>(steps.steps());
		Map<String, AttributeValue> written = new LinkedHashMap<>();
		this.indexKeys.forEach((attribute, template) -> {
			UpdateStep step = step(attribute, template, steps, change, call);
			if (step != null) {
				all.add(step);
				if (step.value() instanceof AttributeValue value) {
					written.put(attribute, value);
				}
			}
		});
		this.check.check(written, call.options(), false);
		return (all.size() > steps.steps().size()) ? UpdateExpression.of(all) : steps;
	}

	/** What becomes of a key of an index; null if it stays as it is. */
	private @Nullable UpdateStep step(String attribute, KeyTemplate template, UpdateExpression steps,
			ShapedChange change, WriteCall<?> call) {
		AttributePath path = AttributePath.of(attribute);
		Map<String, AttributeValue> values = new LinkedHashMap<>(change.known());
		Set<UpdateStep.Kind> kinds = new HashSet<>();
		int touched = 0;
		for (UpdateStep step : steps.steps()) {
			if (template.attributes().contains(step.path().root()) && !this.lasting.contains(step.path().root())) {
				if (isRemoval(step)) {
					return new UpdateStep(path, UpdateStep.Kind.REMOVE, null);
				}
				touched++;
				// Nobody knows whether it is absent: the key follows only what the table
				// supplies.
				kinds.add((step.path().topLevel() && !isAskedIfAbsent(step, change, call)) ? step.kind()
						: UpdateStep.Kind.ADD);
				if (step.value() instanceof AttributeValue value) {
					values.put(step.path().root(), value);
				}
			}
		}
		if (touched == 0) {
			boolean told = call.operation().upserts() && this.lasting.containsAll(template.attributes());
			return told ? new UpdateStep(path, UpdateStep.Kind.SET, Objects.requireNonNull(template.of(values))) : null;
		}
		boolean set = kinds.equals(Set.of(UpdateStep.Kind.SET));
		boolean setIfAbsent = kinds.equals(Set.of(UpdateStep.Kind.SET_IF_ABSENT)) && touched == 1;
		AttributeValue key = (set || setIfAbsent) ? template.of(values) : null;
		if (key == null) {
			throw InvalidExpressionException.of(steps,
					"it does not tell what becomes of '%s', a key of an index, which is composed of %s: set all of these, or call 'update', which reads the item"
						.formatted(attribute, template.attributes()));
		}
		return new UpdateStep(path, set ? UpdateStep.Kind.SET : UpdateStep.Kind.SET_IF_ABSENT, key);
	}

	private static boolean isAskedIfAbsent(UpdateStep step, ShapedChange change, WriteCall<?> call) {
		if (step.kind() != UpdateStep.Kind.SET_IF_ABSENT) {
			return false;
		}
		return (call.options() instanceof UpsertOptions upsert) ? upsert.setIfAbsent().contains(step.path().root())
				: change.steps().steps().contains(step);
	}

	private static boolean isRemoval(UpdateStep step) {
		return step.path().topLevel() && (step.kind() == UpdateStep.Kind.REMOVE || (step.kind() == UpdateStep.Kind.SET
				&& step.value() instanceof AttributeValue value && Boolean.TRUE.equals(value.nul())));
	}

}
