package io.daplug.template.context;

import java.util.Set;

import io.daplug.guard.GoneItems;
import io.daplug.guard.GoneItemsGuard;
import io.daplug.guard.ItemVersions;
import io.daplug.guard.ItemVisibility;
import io.daplug.guard.StoredForm;
import io.daplug.guard.Tombstones;
import io.daplug.guard.WriteGuard;
import io.daplug.table.TableDefinition;
import io.daplug.table.gate.WriteGate;
import org.jspecify.annotations.Nullable;

/**
 * What the stored items of one table are to those who write and to those who read.
 *
 * @param guard what writes demand of stored items
 * @param visibility which stored items readers see
 * @param gate whether the table may be written at the moment
 * @param values makes values that others stored what they would be if Daplug had
 * @param versions the versions of items; null if they have none
 */
public record StoredRules(WriteGuard guard, ItemVisibility visibility, WriteGate gate, StoredForm values,
		@Nullable ItemVersions versions) {

	/** Makes what is stored what is known. */
	public StoredForm form() {
		return (this.versions != null) ? this.values.then(this.versions) : this.values;
	}

	/**
	 * Returns the tombstones that guarded mirrors leave in a table.
	 * @param table the table
	 * @return the rule that hides them
	 */
	public static Tombstones tombstones(TableDefinition table) {
		String range = table.rangeKey();
		return new Tombstones((range != null) ? Set.of(table.hashKey(), range) : Set.of(table.hashKey()),
				table.tombstoneExpiry());
	}

	StoredRules seeing(ItemVisibility visible) {
		return new StoredRules(this.guard, this.visibility.and(visible), this.gate, this.values, this.versions);
	}

	/**
	 * Returns the rules where some items are as good as deleted.
	 * @param gone these items
	 * @return the rules
	 */
	public StoredRules without(GoneItems gone) {
		return new StoredRules(new GoneItemsGuard(this.guard, gone), this.visibility.and(gone), this.gate, this.values,
				this.versions);
	}

}
