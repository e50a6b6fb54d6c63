package io.daplug.schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.daplug.schema.plan.Kind;
import io.daplug.schema.plan.ObjectPlan;
import io.daplug.schema.plan.SchemaNode;
import io.daplug.schema.plan.Violation;
import io.daplug.schema.plan.Walk;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.Assert;

/**
 * One schema, compiled and ready to shape and check items. Immutable and safe to share.
 */
public final class ItemSchema {

	private final String name;

	private final String location;

	private final SchemaNode node;

	ItemSchema(String name, String location, SchemaNode node) {
		this.name = name;
		this.location = location;
		this.node = node;
	}

	/**
	 * The name of the schema.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The file that defines the schema.
	 * @return the location as it was configured
	 */
	public String location() {
		return this.location;
	}

	/**
	 * Shapes and checks an item, as the options say, in one pass. Numbers stay as they
	 * are written. Where nothing has to change nothing is copied.
	 * <p>
	 * Projection keeps what the schema describes, at every depth; an object of which the
	 * schema says nothing, or allows additional properties, keeps properties that are not
	 * described. A value of another kind than the schema describes stays as it is. What
	 * alternatives describe is kept together, unless a discriminator picks one.
	 * <p>
	 * Validation looks at the item as it will be written, except for telling alternatives
	 * apart, which is done by the item as it was given.
	 * @param item the attributes; changed in place, the maps and lists inside them are
	 * not
	 * @param options what is to be done
	 * @return the item
	 * @throws SchemaViolationException if the options ask for validation and the item
	 * does not fit; the item may have been changed then
	 */
	public Map<String, AttributeValue> map(Map<String, AttributeValue> item, MappingOptions options) {
		apply(item, options);
		return item;
	}

	/**
	 * Shapes and checks an item as {@link #map} does, and tells whether it says something
	 * else now. A NULL at the top that is gone said nothing.
	 * @param item the attributes; changed in place, the maps and lists inside them are
	 * not
	 * @param options what is to be done
	 * @return whether anything was dropped or filled in
	 * @throws SchemaViolationException if the options ask for validation and the item
	 * does not fit; the item may have been changed then
	 */
	public boolean apply(Map<String, AttributeValue> item, MappingOptions options) {
		Assert.notNull(item, "'item' must not be null");
		Walk walk = options.walk();
		this.node.walkObject(item, walk, true);
		List<Violation> violations = walk.violations();
		if (!violations.isEmpty()) {
			throw new SchemaViolationException(this.name, violations.stream().map(SchemaViolation::of).toList());
		}
		return walk.changed();
	}

	/**
	 * The names of the properties that the schema describes at the top, those of all
	 * alternatives included.
	 * @return the names; none for a schema that says nothing about properties
	 */
	public Set<String> properties() {
		ObjectPlan object = this.node.object();
		return (object != null) ? object.properties()
			.values()
			.stream()
			.filter(ObjectPlan.Property::described)
			.map(ObjectPlan.Property::name)
			.collect(Collectors.toUnmodifiableSet()) : Set.of();
	}

	/**
	 * Whether the schema says something about an attribute: by its name or by a pattern
	 * that the name matches.
	 * @param attribute the name of a top-level attribute
	 * @return {@code true} if it does
	 */
	public boolean describes(String attribute) {
		return this.node.object() != null && this.node.object().describes(attribute);
	}

	/**
	 * Whether attributes that the schema does not describe stay when an item is
	 * projected.
	 * @return {@code true} if additional properties are allowed expressly, or if the
	 * schema describes none at all
	 */
	public boolean open() {
		return this.node.object() == null || this.node.object().open();
	}

	/**
	 * The types that the schema allows for an attribute, out of those that a key can
	 * have.
	 * @param attribute the name of a top-level attribute
	 * @return the types, none if all that is allowed is no type of a key; absent if the
	 * schema does not describe the attribute by name, or says nothing about its type
	 */
	public Optional<Set<ScalarAttributeType>> propertyTypes(String attribute) {
		ObjectPlan.Property property = (this.node.object() != null) ? this.node.object().properties().get(attribute)
				: null;
		if (property == null || !property.described() || property.node().describedKinds() == Kind.ALL) {
			return Optional.empty();
		}
		int kinds = property.node().describedKinds();
		Set<ScalarAttributeType> types = EnumSet.noneOf(ScalarAttributeType.class);
		if ((kinds & Kind.STRING) != 0) {
			types.add(ScalarAttributeType.S);
		}
		if ((kinds & (Kind.NUMBER | Kind.INTEGER)) != 0) {
			types.add(ScalarAttributeType.N);
		}
		if ((kinds & Kind.BINARY) != 0) {
			types.add(ScalarAttributeType.B);
		}
		return Optional.of(types);
	}

	@Override
	public String toString() {
		return "schema '" + this.name + "' of " + this.location;
	}

}
