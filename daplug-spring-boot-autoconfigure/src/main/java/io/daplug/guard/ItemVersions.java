package io.daplug.guard;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import io.daplug.expression.Attribute;
import io.daplug.expression.Condition;
import io.daplug.guard.Demand.Presence;
import io.daplug.version.SchemaVersionDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The versions that the items of one table have: an item of an earlier version is made
 * one of the current version wherever it is read, and one of a later version is refused.
 * Nobody sees the version.
 */
public final class ItemVersions implements StoredForm {

	private final SchemaVersionDefinition definition;

	private final AttributeValue current;

	private final Upcasting upcasting;

	private final Predicate<Map<String, AttributeValue>> foreign;

	private final Condition readable;

	private final Condition upToDate;

	/**
	 * Creates the versions of a table.
	 * @param definition which version items have
	 * @param upcasting makes older items items of the current version
	 * @param foreign says of which items the version is another matter
	 */
	public ItemVersions(SchemaVersionDefinition definition, Upcasting upcasting,
			Predicate<Map<String, AttributeValue>> foreign) {
		this.definition = definition;
		this.current = AttributeValue.fromN(String.valueOf(definition.current()));
		this.upcasting = upcasting;
		this.foreign = foreign;
		Attribute version = Condition.attribute(definition.attribute());
		this.readable = version.isMissing().or(version.isAtMost(this.current));
		this.upToDate = (definition.current() == SchemaVersionDefinition.FIRST)
				? version.isMissing().or(version.isEqualTo(this.current)) : version.isEqualTo(this.current);
	}

	/**
	 * Returns the attribute that holds the version.
	 * @return the attribute's name
	 */
	public String attribute() {
		return this.definition.attribute();
	}

	/**
	 * Returns the version that is written.
	 * @return the version as it is stored
	 */
	public AttributeValue current() {
		return this.current;
	}

	/**
	 * Returns the version that is written.
	 * @return the version as a number
	 */
	public int currentNumber() {
		return this.definition.current();
	}

	@Override
	public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
		if (!isVersioned(item)) {
			return item;
		}
		AttributeValue stored = item.get(attribute());
		if (this.current.equals(stored)) {
			Map<String, AttributeValue> shown = new LinkedHashMap<>(item);
			shown.remove(attribute());
			return shown;
		}
		int version = version(item, stored);
		Map<String, AttributeValue> shown = item;
		if (stored != null) {
			shown = new LinkedHashMap<>(item);
			shown.remove(attribute());
		}
		return (version < this.definition.current()) ? upcasted(shown, version) : shown;
	}

	/** The version is the writer's matter, whatever an upcaster says of it. */
	private Map<String, AttributeValue> upcasted(Map<String, AttributeValue> item, int version) {
		Map<String, AttributeValue> upcasted = this.upcasting.of(item, version);
		upcasted.remove(attribute());
		return upcasted;
	}

	/** A tombstone has no contents, and so no version. */
	private boolean isVersioned(Map<String, AttributeValue> item) {
		return !item.isEmpty() && !item.containsKey(Tombstones.REMOVED) && !this.foreign.test(item);
	}

	private int version(Map<String, AttributeValue> item, @Nullable AttributeValue stored) {
		if (stored == null) {
			return SchemaVersionDefinition.FIRST;
		}
		int version = number(stored);
		if (version < SchemaVersionDefinition.FIRST || version > this.definition.current()) {
			String text = (stored.n() != null) ? stored.n() : "of type " + stored.type();
			throw this.upcasting.future(item, text, this.definition.current());
		}
		return version;
	}

	/** Any version that is none of ours is 0. */
	private static int number(AttributeValue stored) {
		try {
			return (stored.n() != null) ? new BigDecimal(stored.n()).intValueExact() : 0;
		}
		catch (ArithmeticException ex) {
			return 0;
		}
	}

	@Override
	public boolean needsWhole() {
		return true;
	}

	/**
	 * Returns the form in which the version is shown as it is stored.
	 * @return this form, but for the version
	 */
	public StoredForm showing() {
		return new StoredForm() {

			@Override
			public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
				AttributeValue version = item.get(attribute());
				Map<String, AttributeValue> known = ItemVersions.this.of(item);
				if (version == null || known == item) {
					return known;
				}
				Map<String, AttributeValue> shown = new LinkedHashMap<>(known);
				shown.put(attribute(), version);
				return shown;
			}

			@Override
			public boolean needsWhole() {
				return true;
			}

		};
	}

	/**
	 * Says whether a stored item must be made one of the current version before a part of
	 * it is changed.
	 * @param stored the item as it is stored; empty if there is none
	 * @return whether it has an earlier version
	 */
	public boolean isOld(Map<String, AttributeValue> stored) {
		AttributeValue version = stored.get(attribute());
		int number = (version != null) ? number(version) : SchemaVersionDefinition.FIRST;
		return isVersioned(stored) && number >= SchemaVersionDefinition.FIRST && number < this.definition.current();
	}

	/**
	 * Says whether a stored item has the version that is written.
	 * @param stored the item as it is stored
	 * @return whether it has the current version
	 */
	public boolean isCurrent(Map<String, AttributeValue> stored) {
		AttributeValue version = stored.get(attribute());
		return ((version != null) ? number(version) : SchemaVersionDefinition.FIRST) == this.definition.current();
	}

	/**
	 * Returns what is true of items that have an earlier version.
	 * @return the condition
	 */
	public Condition old() {
		Attribute version = Condition.attribute(attribute());
		Condition earlier = version.isLessThan(this.current);
		return (this.definition.current() == SchemaVersionDefinition.FIRST) ? earlier : version.isMissing().or(earlier);
	}

	/**
	 * Demands that a write does not replace an item of a later version.
	 * @param demand what it demands otherwise
	 * @return the demand
	 */
	public Demand readable(Demand demand) {
		return (demand.presence() == Presence.NONE) ? demand : and(demand, this.readable);
	}

	/**
	 * Demands that a part of an item is changed only if the item has the current version.
	 * @param demand what the change demands otherwise
	 * @param hashKey the table's hash key
	 * @return the demand
	 */
	public Demand upToDate(Demand demand, String hashKey) {
		return switch (demand.presence()) {
			case NONE -> demand;
			case SOME -> and(demand, this.upToDate);
			case EITHER -> and(demand, this.upToDate.or(Condition.attribute(hashKey).isMissing()));
		};
	}

	/** Whether it is met, the item tells only before its version is hidden. */
	private static Demand and(Demand demand, Condition condition) {
		return new Demand((demand.condition() != null) ? demand.condition().and(condition) : condition, demand.met(),
				demand.breach(), demand.presence());
	}

	@Override
	public String toString() {
		return "ItemVersions[%s]".formatted(this.definition);
	}

}
