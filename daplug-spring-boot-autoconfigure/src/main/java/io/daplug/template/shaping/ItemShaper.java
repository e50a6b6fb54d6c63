package io.daplug.template.shaping;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.daplug.customize.CustomizedItem;
import io.daplug.guard.ItemVersions;
import io.daplug.guard.WriteToken;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.key.KeyPrefixer;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.MappingOptions;
import io.daplug.schema.SchemaViolation;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.ComputedKeys;
import io.daplug.table.TableDefinition;
import io.daplug.table.UnknownAttributes;
import io.daplug.table.UnknownInput;
import io.daplug.table.Validation;
import io.daplug.template.context.ExpiryCheck;
import io.daplug.template.context.IndexKeyCheck;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.Shaping;
import io.daplug.template.model.Source;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * From the caller's value to the attributes to write: converted once, brought into the
 * schema's shape and checked in one walk, keys and size checked, prefixes on.
 */
public final class ItemShaper {

	private static final Set<String> FORBIDDING = Set.of("additionalProperties", "unevaluatedProperties");

	private final TableContext context;

	private final WriteToken token;

	private final InputRules input;

	private final SuppliedAttributes supplied;

	private final ExpiryCheck expiry;

	private final IndexKeyCheck indexKeys;

	private final ComputedKeys computed;

	private final ConstraintCheck constraints;

	private final Customizing customizing;

	private final Shapes maps;

	private final Shapes objects;

	/**
	 * Mapping options, built once per table: for whole items, for an update's patch,
	 * whose values are not checked before they are merged, and for an update's result.
	 */
	private record Shapes(Shape whole, Shape patch, Shape merged, MappingOptions cut) {

		static Shapes of(TableContext context, boolean nullsAreAbsent) {
			Set<String> kept = context.table().reservedAttributes();
			boolean drop = context.table().updateUnknown() == UnknownAttributes.DROP;
			MappingOptions whole = MappingOptions.of((mapping) -> mapping.project(true)
				.validate(true)
				.defaults(true)
				.nullsAreAbsent(nullsAreAbsent)
				.kept(kept)
				.supplied(generated(context.table())));
			MappingOptions cut = whole.with((mapping) -> mapping.validate(false).defaults(false));
			// What the schema forbids in a patch is refused when the whole is checked.
			MappingOptions patch = cut.with((mapping) -> mapping.keepForbidden(true));
			MappingOptions merged = cut
				.with((mapping) -> mapping.project(drop).validate(true).nullsAreAbsent(false).supplied(Set.of()));
			return new Shapes(Shape.of(whole), Shape.of(patch), Shape.of(merged), cut);
		}

		/** What is added to an item that has its shape. */
		private static Set<String> generated(TableDefinition table) {
			Set<String> generated = new HashSet<>();
			IdempotenceDefinition idempotence = table.idempotence();
			if (idempotence != null && idempotence.generate() != GeneratedValue.NONE) {
				generated.add(idempotence.key());
			}
			if (table.timestamps() != null) {
				generated.addAll(table.timestamps().attributes());
			}
			return generated;
		}

	}

	/** What becomes of an item before it is shaped. */
	private interface Customization {

		/** Leaves it as it is. */
		Customization NONE = (attributes, given) -> new CustomizedItem(attributes, Set.of());

		CustomizedItem of(Map<String, AttributeValue> attributes, @Nullable Object given);

	}

	/** The same shape, with validation and without, for each rule for the unknown. */
	private record Shape(Map<UnknownInput, MappingOptions> strict, Map<UnknownInput, MappingOptions> unchecked) {

		static Shape of(MappingOptions options) {
			return new Shape(each(options), each(
					options.with((mapping) -> mapping.validate(false).keepForbidden(false).nestedArraysWhole(true))));
		}

		private static Map<UnknownInput, MappingOptions> each(MappingOptions options) {
			return Map.of(UnknownInput.DROP, options, UnknownInput.REFUSE,
					options.with((mapping) -> mapping.refuseUnknown(true)));
		}

		MappingOptions select(Validation validation, UnknownInput unknown) {
			Map<UnknownInput, MappingOptions> options = (validation != Validation.NONE) ? this.strict : this.unchecked;
			return Objects.requireNonNull(options.get(unknown));
		}

	}

	public ItemShaper(TableContext context) {
		this.context = context;
		this.token = context.guard().token();
		this.input = new InputRules(context);
		this.supplied = new SuppliedAttributes(context);
		this.expiry = new ExpiryCheck(context);
		this.indexKeys = new IndexKeyCheck(context);
		this.computed = context.keys().computed();
		this.constraints = new ConstraintCheck(context);
		this.customizing = new Customizing(context);
		this.maps = Shapes.of(context, false);
		this.objects = Shapes.of(context, true);
	}

	/** A whole item, as it is to be written but for its prefixes. */
	public ShapedItem whole(Object item, WriteCall<?> call) {
		return shaped(item, call, this.customizing.applies(call) ? this.customizing::whole : Customization.NONE);
	}

	/** The same without asking the application's customizers. */
	public ShapedItem asGiven(Object item, WriteCall<?> call) {
		return shaped(item, call, Customization.NONE);
	}

	private ShapedItem shaped(Object item, WriteCall<?> call, Customization customization) {
		boolean typed = this.context.converter().isTyped(item);
		ItemSchema schema = this.context.writeSchema(call.options());
		Map<String, AttributeValue> attributes = this.context.converter().toAttributes(item, typed && schema == null);
		Shaping shaping = call.shaping();
		this.input.requireSchema(schema, shaping);
		boolean changed = this.token.removeFrom(attributes) | this.computed.removeFrom(attributes)
				| !shaping.additions().isEmpty();
		List<SchemaViolation> sent = this.input.complete(attributes, typed, schema, shaping);
		CustomizedItem customized = customization.of(attributes, changed ? null : item);
		attributes = customized.attributes();
		changed |= !customized.changed().isEmpty();
		changed |= this.supplied.complete(attributes, typed, call.operation());
		if (schema != null && shaping.source() == Source.CLIENT) {
			shapeOrRefuse(attributes, schema, options((typed ? this.objects : this.maps).whole(), shaping), sent);
		}
		else if (schema != null) {
			changed |= shape(attributes, schema, typed ? this.objects : this.maps, shaping);
		}
		this.constraints.whole(item, changed, attributes, shaping);
		this.computed.addTo(attributes);
		this.context.keys().check(attributes);
		this.expiry.check(attributes);
		this.indexKeys.check(attributes, call.options(), typed);
		return new ShapedItem(item, attributes, !changed && shaping.source() != Source.CLIENT, customized.changed());
	}

	private void shapeOrRefuse(Map<String, AttributeValue> attributes, ItemSchema schema, MappingOptions options,
			List<SchemaViolation> sent) {
		List<SchemaViolation> found = schema.violations(attributes, options);
		if (!sent.isEmpty() || !found.isEmpty()) {
			throw new SchemaViolationException(schema.name(), InputRules.all(sent, found, schema));
		}
	}

	private boolean shape(Map<String, AttributeValue> attributes, ItemSchema schema, Shapes shapes, Shaping shaping) {
		MappingOptions options = options(shapes.whole(), shaping);
		if (shaping.source() != Source.COPY) {
			return schema.apply(attributes, options);
		}
		if (!schema.violations(attributes, options).isEmpty()) {
			// It may be for what another table's items have and this one's must not have.
			schema.map(attributes, shapes.cut());
			schema.map(attributes, options);
		}
		return true;
	}

	/** The patch of an update. Its values are checked when they are merged. */
	public Map<String, AttributeValue> patch(Object patch, WriteCall<?> call) {
		boolean typed = this.context.converter().isTyped(patch);
		ItemSchema schema = this.context.writeSchema(call.options());
		Map<String, AttributeValue> attributes = this.context.converter().toAttributes(patch, typed);
		this.token.removeFrom(attributes);
		Shaping shaping = call.shaping();
		this.input.requireSchema(schema, shaping);
		List<SchemaViolation> sent = this.input.complete(attributes, typed, schema, shaping);
		this.supplied.removeSent(attributes);
		if (schema == null) {
			return attributes;
		}
		MappingOptions options = (shaping.source() == Source.COPY) ? this.maps.cut()
				: options(this.maps.patch(), shaping);
		shapeOrRefuse(attributes, schema, options, sent);
		return attributes;
	}

	/**
	 * What an update makes of the stored item, with the attributes that the guard adds.
	 */
	public Map<String, AttributeValue> merged(Merge merge, Map<String, AttributeValue> next, WriteCall<?> call) {
		ItemSchema schema = this.context.writeSchema(call.options());
		Merge shown = this.computed.any() ? merge.map(this.computed::hiddenIn) : merge;
		Map<String, AttributeValue> attributes = shown.merged();
		if (this.computed.any() || !next.isEmpty() || this.context.table().updateUnknown() == UnknownAttributes.DROP) {
			attributes = new LinkedHashMap<>(attributes);
			attributes.putAll(next);
		}
		if (schema != null) {
			shapeMerged(attributes, shown, schema, call.shaping());
		}
		this.constraints.merged(shown.stored(), attributes, call.shaping());
		this.computed.follow(merge.stored(), attributes);
		this.context.keys().check(attributes);
		this.expiry.check(merge.stored(), attributes);
		this.indexKeys.check(attributes, call.options(), false);
		return attributes;
	}

	private void shapeMerged(Map<String, AttributeValue> attributes, Merge merge, ItemSchema schema, Shaping shaping) {
		Validation validation = shaping.validation(this.context.table().validation());
		MappingOptions options = this.maps.merged().select(validation, UnknownInput.DROP);
		List<SchemaViolation> found = schema.violations(attributes, options);
		if (!found.isEmpty()) {
			InheritedViolations inherited = new InheritedViolations(merge, schema,
					schema.violations(new LinkedHashMap<>(merge.stored()), options));
			boolean all = validation == Validation.WHOLE;
			found = found.stream()
				.filter((violation) -> !inherited.contains(violation) || (all && !drops(violation)))
				.toList();
		}
		if (!found.isEmpty()) {
			throw new SchemaViolationException(schema.name(), found);
		}
	}

	/** Whether an update removes what is violated. */
	private boolean drops(SchemaViolation violation) {
		return this.context.table().updateUnknown() == UnknownAttributes.DROP
				&& FORBIDDING.contains(violation.keyword());
	}

	/**
	 * An item with the prefixes on, the token of its write, and its version, its key
	 * checked for what only the stored form can tell. Its size is for the caller to
	 * check.
	 */
	public Map<String, AttributeValue> storedItem(Map<String, AttributeValue> attributes, KeyPrefixer prefixer) {
		String token = this.token.attribute();
		ItemVersions versions = this.context.versions();
		if (token == null && versions == null) {
			// Nobody changes the attributes from here on: one map does for both.
			Map<String, AttributeValue> prefixed = prefixer.added(attributes);
			this.context.keys().checkStored(prefixed);
			return prefixed;
		}
		Map<String, AttributeValue> stored = storedKey(attributes, prefixer);
		if (token != null) {
			stored.put(token, this.context.nextToken(stored));
		}
		if (versions != null) {
			stored.put(versions.attribute(), versions.current());
		}
		return stored;
	}

	/** A key with the prefixes on, checked likewise. */
	public Map<String, AttributeValue> storedKey(Map<String, AttributeValue> key, KeyPrefixer prefixer) {
		Map<String, AttributeValue> stored = new LinkedHashMap<>(key);
		prefixer.addTo(stored);
		this.context.keys().checkStored(stored);
		return stored;
	}

	private MappingOptions options(Shape shape, Shaping shaping) {
		return shape.select(shaping.validation(this.context.table().validation()), (shaping.source() == Source.COPY)
				? UnknownInput.DROP : shaping.unknown(this.context.table().unknown()));
	}

}
