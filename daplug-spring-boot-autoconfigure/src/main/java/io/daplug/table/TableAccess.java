package io.daplug.table;

import io.daplug.cache.CacheDefinition;
import io.daplug.capacity.ReadRules;
import io.daplug.tenant.TenantDefinition;
import io.daplug.version.SchemaVersionDefinition;
import io.daplug.version.StoredAs;
import org.jspecify.annotations.Nullable;

/**
 * How the items of a table are reached: by whom, at which cost, and in which form.
 */
abstract class TableAccess {

	private final ReadRules reads;

	private final @Nullable CacheDefinition cache;

	private final @Nullable TenantDefinition tenant;

	private final @Nullable SchemaVersionDefinition schemaVersion;

	private final StoredAs storedAs;

	TableAccess(TableAccessBuilder<?> builder) {
		this.reads = builder.reads;
		this.cache = builder.cache;
		this.tenant = builder.tenant;
		this.schemaVersion = builder.schemaVersion;
		this.storedAs = builder.storedAs;
	}

	/**
	 * Returns what reads may do.
	 * @return the rules
	 */
	public ReadRules reads() {
		return this.reads;
	}

	/**
	 * Returns how items are kept in memory.
	 * @return the definition; null if they are not
	 */
	public @Nullable CacheDefinition cache() {
		return this.cache;
	}

	/**
	 * Returns how tenants share the table.
	 * @return the definition; null if the table has no tenants
	 */
	public @Nullable TenantDefinition tenant() {
		return this.tenant;
	}

	/**
	 * Returns which version of their schema items have.
	 * @return the definition; null if they have none
	 */
	public @Nullable SchemaVersionDefinition schemaVersion() {
		return this.schemaVersion;
	}

	/**
	 * Returns the form in which values may be stored.
	 * @return the form
	 */
	public StoredAs storedAs() {
		return this.storedAs;
	}

}
