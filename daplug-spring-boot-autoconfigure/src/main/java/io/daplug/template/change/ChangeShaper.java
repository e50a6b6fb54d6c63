package io.daplug.template.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.expression.AttributePath;
import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import io.daplug.expression.ValueEncoder;
import io.daplug.guard.Tombstones;
import io.daplug.item.InvalidKeyException;
import io.daplug.key.KeyPrefixer;
import io.daplug.schema.ItemSchema;
import io.daplug.template.context.ExpiryCheck;
import io.daplug.template.context.IndexKeyCheck;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.CallOptions;
import io.daplug.template.model.Shaping;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * From the caller's steps to those that are sent, but for prefixes and what the table
 * adds: encoded, held against the schema path by path, and refused where they touch what
 * is not theirs to change.
 */
public final class ChangeShaper {

	private static final AttributeValue SOME_MAP = AttributeValue.fromM(Map.of());

	private final TableContext context;

	private final ValueEncoder encoder;

	private final IndexKeyCheck indexKeys;

	private final StepSchemaCheck schemaCheck;

	private final ExpiryCheck expiry;

	private final Set<String> indexed;

	public ChangeShaper(TableContext context) {
		this.context = context;
		this.encoder = context.encoder(KeyPrefixer.none());
		this.indexKeys = new IndexKeyCheck(context);
		this.schemaCheck = new StepSchemaCheck(context);
		this.expiry = new ExpiryCheck(context);
		Set<String> keys = context.table().keyAttributes();
		keys.removeIf(context.table()::isKey);
		keys.removeAll(context.table().computedKeys().keySet());
		this.indexed = Set.copyOf(keys);
	}

	/**
	 * Brings a change into its shape.
	 * @param change the change
	 * @param options name the schema and the prefixes
	 * @param shaping how the values are held against the schema
	 * @return the change in its shape
	 */
	public ShapedChange shape(UpdateExpression change, CallOptions options, Shaping shaping) {
		UpdateExpression asked = withAdditions(change, shaping);
		if (asked.isEmpty()) {
			throw InvalidExpressionException.of(asked, "a change needs at least one step");
		}
		asked.steps().forEach((step) -> checkOwner(asked, step));
		ItemSchema schema = this.context.writeSchema(options);
		Assert.state(schema != null || shaping.schemaOption() == null,
				() -> "'%s' needs a schema, and neither the call nor table '%s' names one"
					.formatted(shaping.schemaOption(), this.context.table().name()));
		UpdateExpression encoded = asked.encoded(this.encoder);
		if (schema != null) {
			encoded = this.schemaCheck.shape(new SchemaCheckedChange(change, encoded), schema, shaping);
		}
		encoded.steps().forEach(this::checkExpiry);
		checkIndexKeys(encoded, options);
		return separated(encoded);
	}

	/** What the application sets replaces what the change has there. */
	private UpdateExpression withAdditions(UpdateExpression change, Shaping shaping) {
		if (shaping.additions().isEmpty()) {
			return change;
		}
		List<UpdateStep> steps = new ArrayList<>();
		for (UpdateStep step : change.steps()) {
			if (!shaping.additions().containsKey(step.path().root())) {
				steps.add(step);
			}
		}
		shaping.additions()
			.forEach((name, value) -> steps
				.add(new UpdateStep(AttributePath.of(name), UpdateStep.Kind.SET, value.get())));
		return UpdateExpression.of(steps);
	}

	private void checkOwner(UpdateExpression change, UpdateStep step) {
		String root = step.path().root();
		if (this.context.table().isKey(root)) {
			throw new InvalidKeyException(
					"The change names the key '%s' of table '%s'; keys never change, so delete the item and insert the other"
						.formatted(root, this.context.table().name()));
		}
		checkComputed(root);
		if (this.context.guard().token().keeps(root)) {
			throw InvalidExpressionException.of(change,
					(root.equals(Tombstones.SEQUENCE) || root.equals(Tombstones.REMOVED))
							? "'%s' is written by guarded mirrors, and by nobody else".formatted(root)
							: "'%s' keeps the token of each write, and nobody else writes it".formatted(root));
		}
		if (root.equals(this.context.guard().key())
				&& !(step.kind() == UpdateStep.Kind.SET && step.path().topLevel())) {
			throw InvalidExpressionException.of(change,
					"'%s' guards the item, so it can be set as a whole, and nothing else".formatted(root));
		}
	}

	/** A key follows what it is composed of, unless it never changes. */
	private void checkComputed(String root) {
		this.context.table().computedKeys().forEach((key, template) -> {
			boolean lasting = this.context.table().isKey(key) && template.attributes().contains(root);
			if (lasting || key.equals(root)) {
				String problem = this.context.table().keyAttributes().contains(key)
						? "a key of an index; '%s' is composed of other attributes, and follows them"
						: "which holds the name of the item's type, and never changes";
				throw new InvalidKeyException((lasting
						? "The change names '%s' of table '%s', of which the key '%s' is composed; keys never change, so delete the item and insert the other"
						: "The change names '%s' of table '%s', " + problem)
					.formatted(root, this.context.table().name(), key));
			}
		});
	}

	private void checkExpiry(UpdateStep step) {
		if (step.path().topLevel() && step.value() instanceof AttributeValue value
				&& step.kind() != UpdateStep.Kind.ADD) {
			this.expiry.check(step.path().root(), value);
		}
	}

	/** What is a key of an index has one type, and nothing inside. */
	private void checkIndexKeys(UpdateExpression change, CallOptions options) {
		if (this.indexed.isEmpty()) {
			return;
		}
		Map<String, AttributeValue> written = new LinkedHashMap<>();
		for (UpdateStep step : change.steps()) {
			if (this.indexed.contains(step.path().root())
					&& (step.kind() != UpdateStep.Kind.REMOVE || !step.path().topLevel())) {
				written.put(step.path().root(), step.path().topLevel() ? AppliedSteps.given(step) : SOME_MAP);
			}
		}
		this.indexKeys.check(written, options, false);
	}

	private ShapedChange separated(UpdateExpression change) {
		String guarding = this.context.guard().key();
		AttributeValue sent = (guarding != null) ? sent(change, guarding) : null;
		if (sent == null || !this.context.guard().generates()) {
			return new ShapedChange(change, sent, Map.of());
		}
		return new ShapedChange(
				UpdateExpression
					.of(change.steps().stream().filter((step) -> !step.path().root().equals(guarding)).toList()),
				sent, Map.of());
	}

	private static @Nullable AttributeValue sent(UpdateExpression change, String guarding) {
		for (UpdateStep step : change.steps()) {
			if (step.path().root().equals(guarding)) {
				return AppliedSteps.given(step);
			}
		}
		return null;
	}

}
