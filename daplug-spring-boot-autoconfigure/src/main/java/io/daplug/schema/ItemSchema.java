package io.daplug.schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.daplug.item.encoding.ValueMeaning;
import io.daplug.schema.plan.Access;
import io.daplug.schema.plan.AccessWalk;
import io.daplug.schema.plan.Kind;
import io.daplug.schema.plan.MeaningWalk;
import io.daplug.schema.plan.NameWalk;
import io.daplug.schema.plan.ObjectPlan;
import io.daplug.schema.plan.PathWalk;
import io.daplug.schema.plan.SchemaNode;
import io.daplug.schema.plan.Violation;
import io.daplug.schema.plan.Walk;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.Assert;

/**
 * A compiled schema, which shapes and checks items. Immutable and safe for use by several
 * threads.
 */
public final class ItemSchema {

	private final String name;

	private final String location;

	private final SchemaNode node;

	/** What is said of the properties that the schema names, once it was asked for. */
	private final Map<Object, PathWalk> properties = new ConcurrentHashMap<>();

	ItemSchema(String name, String location, SchemaNode node) {
		this.name = name;
		this.location = location;
		this.node = node;
	}

	/**
	 * Returns the name of the schema.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns the file that defines the schema.
	 * @return the location of the file as it was configured
	 */
	public String location() {
		return this.location;
	}

	/**
	 * Shapes and checks an item in one pass, as the options say. Numbers stay as they are
	 * written. Parts of the item that need no change are not copied.
	 * <p>
	 * Projection keeps the properties that the schema describes, at every depth. An
	 * object keeps all its properties if the schema does not describe its properties, or
	 * if it allows additional ones. A value whose type is not the one that the schema
	 * describes stays as it is. If there are alternatives ({@code oneOf}, {@code anyOf}),
	 * everything that any of them describes is kept, unless a discriminator selects one.
	 * <p>
	 * Defaults are applied first: those of the schema itself, then those of the
	 * alternatives and conditional branches that the item takes with them. An alternative
	 * that only its own defaults would make fit is taken if no other one fits.
	 * <p>
	 * Validation checks the item as it will be written, defaults included. Only the
	 * choice among alternatives, and rules that forbid other attributes, also see what
	 * projection drops. Each value is checked once for each schema that speaks of it, so
	 * the cost is linear in the size of the item, however deep alternatives are nested.
	 * @param item the attributes; the map is changed, the maps and lists inside it are
	 * not
	 * @param options what to do with the item
	 * @return the item
	 * @throws SchemaViolationException if the options include validation and the item
	 * does not match the schema; the map may have been changed by then
	 */
	public Map<String, AttributeValue> map(Map<String, AttributeValue> item, MappingOptions options) {
		apply(item, options);
		return item;
	}

	/**
	 * Shapes and checks an item like {@link #map}, and returns whether its contents have
	 * changed. Removing a top-level NULL does not count as a change.
	 * @param item the attributes; the map is changed, the maps and lists inside it are
	 * not
	 * @param options what to do with the item
	 * @return whether anything was removed or added
	 * @throws SchemaViolationException if the options include validation and the item
	 * does not match the schema; the map may have been changed by then
	 */
	public boolean apply(Map<String, AttributeValue> item, MappingOptions options) {
		Assert.notNull(item, "'item' must not be null");
		Walk walk = walk(item, options);
		List<Violation> violations = walk.violations();
		if (!violations.isEmpty()) {
			throw new SchemaViolationException(this.name, violations.stream().map(SchemaViolation::of).toList());
		}
		return walk.changed();
	}

	Walk walk(Map<String, AttributeValue> item, MappingOptions options) {
		Walk walk = options.walk();
		walk.shape(this.node, item);
		return walk;
	}

	/**
	 * Shapes and checks an item like {@link #map}, and returns what does not match the
	 * schema instead of refusing it.
	 * @param item the attributes; the map is changed, the maps and lists inside it are
	 * not
	 * @param options what to do with the item
	 * @return the violations, none if the item matches or the options do not include
	 * validation
	 */
	public List<SchemaViolation> violations(Map<String, AttributeValue> item, MappingOptions options) {
		Assert.notNull(item, "'item' must not be null");
		return walk(item, options).violations().stream().map(SchemaViolation::of).toList();
	}

	/**
	 * Returns the attributes, at every depth, that the schema calls {@code readOnly}.
	 * Where alternatives differ, it is enough that one calls them so.
	 * @param item the attributes that a client sends
	 * @param nullsAreAbsent whether a NULL is no value, as in records
	 * @return a violation for each
	 */
	public List<SchemaViolation> readOnly(Map<String, AttributeValue> item, boolean nullsAreAbsent) {
		if (!this.node.access().leadsTo(Access.Mark.READ_ONLY)) {
			return List.of();
		}
		AccessWalk walk = new AccessWalk(Access.Mark.READ_ONLY, nullsAreAbsent);
		walk.object(this.node, item);
		return walk.found()
			.stream()
			.map((pointer) -> new SchemaViolation(pointer, "readOnly", "is read-only: clients must not send it"))
			.toList();
	}

	/**
	 * Returns whether the schema calls anything {@code writeOnly}.
	 * @return whether {@link #withoutWriteOnly} ever leaves out anything
	 */
	public boolean hasWriteOnly() {
		return this.node.access().leadsTo(Access.Mark.WRITE_ONLY);
	}

	/**
	 * Returns whether the schema, at any depth, has defaults.
	 * @return whether shaping an item may add attributes
	 */
	public boolean hasDefaults() {
		return this.node.hasDefaults();
	}

	/**
	 * Leaves out what the schema, at any depth, calls {@code writeOnly}. Where
	 * alternatives differ, it is enough that one calls it so.
	 * @param item the attributes, which are not changed
	 * @return the same map if there is nothing to leave out, else a copy
	 */
	public Map<String, AttributeValue> withoutWriteOnly(Map<String, AttributeValue> item) {
		return new AccessWalk(Access.Mark.WRITE_ONLY, false).object(this.node, item);
	}

	/**
	 * Returns whether an attribute has a say in which alternatives an item must match, or
	 * in what it must not match.
	 * @param attribute the name of a top-level attribute
	 * @return {@code true} if an alternative or an exclusion speaks of it
	 */
	public boolean decidesBy(String attribute) {
		return this.node.decidesBy(attribute);
	}

	/**
	 * Returns the names of the top-level properties that the schema describes, including
	 * those of all alternatives.
	 * @return the names; empty if the schema describes no properties
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
	 * Returns whether the schema describes an attribute, either by its name or by a
	 * pattern that the name matches.
	 * @param attribute the name of a top-level attribute
	 * @return {@code true} if it does
	 */
	public boolean describes(String attribute) {
		return this.node.object() != null && this.node.object().describes(attribute);
	}

	/**
	 * Returns whether projection keeps attributes that the schema does not describe.
	 * @return {@code true} if the schema explicitly allows additional properties, or if
	 * it describes no properties
	 */
	public boolean open() {
		return this.node.object() == null || this.node.object().open();
	}

	/**
	 * Finds the first name in a path that the schema neither describes nor leaves open.
	 * The cost is linear in the length of the path.
	 * @param path names of properties and indexes of lists, from the item inwards
	 * @return the place of the name in the path, or -1 if there is no such name
	 */
	public int unknown(List<Object> path) {
		return new NameWalk(this.node, path).unknown();
	}

	/**
	 * Returns whether items must not have anything at a path, because the schema closes
	 * an object on the way, or all alternatives of it, by {@code additionalProperties} or
	 * {@code unevaluatedProperties}.
	 * @param path names of properties and indexes of lists, from the item inwards
	 * @return {@code true} if an item with it violates the schema
	 */
	public boolean forbids(List<Object> path) {
		return new NameWalk(this.node, path).forbidden();
	}

	/**
	 * Returns the names that the schema describes beside the last one of a path.
	 * @param path names of properties and indexes of lists, from the item inwards, with a
	 * name at the end
	 * @return the names, including those of all alternatives
	 */
	public Set<String> known(List<Object> path) {
		return new NameWalk(this.node, path).known();
	}

	/**
	 * Returns what the schema says of the value at a path. The cost is linear in the
	 * length of the path.
	 * @param path names of properties and indexes of lists, from the item inwards
	 * @param violations gets what is found wrong
	 * @return the part of the schema
	 */
	public SchemaPart part(List<Object> path, Consumer<SchemaViolation> violations) {
		return new SchemaPart(walk(path), violations);
	}

	private PathWalk walk(List<Object> path) {
		ObjectPlan object = this.node.object();
		if (path.size() > 1 || object == null || !object.properties().containsKey(path.get(0))) {
			return new PathWalk(this.node, path);
		}
		PathWalk known = this.properties.get(path.get(0));
		return (known != null) ? known : this.properties.computeIfAbsent(path.get(0),
				(property) -> new PathWalk(this.node, List.of(property)));
	}

	/**
	 * Returns the types that the schema allows for an attribute, limited to those that a
	 * key can have.
	 * @param attribute the name of a top-level attribute
	 * @return the types, which are none if the schema allows only types that a key cannot
	 * have; empty if the schema does not describe the attribute by name, or does not
	 * restrict its type
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

	/**
	 * Returns what the values of items are meant to be, for reading what others have
	 * stored. Where alternatives differ, nothing is said of a value. The schema is walked
	 * once for each call.
	 * @return the meaning of items
	 */
	public ValueMeaning meaning() {
		return new MeaningWalk().of(this.node);
	}

	@Override
	public String toString() {
		return "schema '" + this.name + "' of " + this.location;
	}

}
