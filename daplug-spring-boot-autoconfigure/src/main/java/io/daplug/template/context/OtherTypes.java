package io.daplug.template.context;

import java.util.Map;
import java.util.Set;

import io.daplug.expression.Condition;
import io.daplug.guard.Demand;
import io.daplug.guard.Demand.Presence;
import io.daplug.guard.ItemVisibility;
import io.daplug.key.KeyTemplate;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of other types that have the same keys as those of the table's type. An
 * attribute tells them apart; an item without it may be of the table's type.
 */
public final class OtherTypes {

	/** The attribute that tells types apart; null if the keys do. */
	private final @Nullable String attribute;

	private final @Nullable AttributeValue name;

	private final @Nullable Condition none;

	public OtherTypes(TableDefinition table) {
		String telling = table.itemContract().tellingAttribute().orElse(null);
		KeyTemplate template = (telling != null) ? table.computedKeys().get(telling) : null;
		this.name = (template != null) ? template.of(Map.of()) : null;
		this.attribute = (this.name != null) ? telling : null;
		this.none = (this.attribute != null && this.name != null) ? Condition.attribute(this.attribute)
			.isMissing()
			.or(Condition.attribute(this.attribute).isEqualTo(this.name)) : null;
	}

	/**
	 * Says whether an item is of another type.
	 * @param stored the item
	 * @return whether it is
	 */
	public boolean contain(Map<String, AttributeValue> stored) {
		AttributeValue type = (this.attribute != null) ? stored.get(this.attribute) : null;
		return type != null && !type.equals(this.name);
	}

	/**
	 * Demands that the stored item is of no other type.
	 * @param demand what a write demands beside
	 * @return both demands as one
	 */
	public Demand excludedFrom(Demand demand) {
		if (this.none == null || demand.presence() == Presence.NONE) {
			return demand;
		}
		return new Demand((demand.condition() != null) ? demand.condition().and(this.none) : this.none,
				(stored) -> !contain(stored) && demand.met().test(stored), demand.breach(), demand.presence());
	}

	/**
	 * Hides the items from readers.
	 * @return the rule that does so
	 */
	public ItemVisibility hidden() {
		return (this.attribute != null) ? ItemVisibility.hiding(Set.of(this.attribute), this::contain)
				: ItemVisibility.ALL;
	}

	@Override
	public String toString() {
		return "OtherTypes[%s]".formatted(this.attribute);
	}

}
