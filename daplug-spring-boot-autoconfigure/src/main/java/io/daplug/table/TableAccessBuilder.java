package io.daplug.table;

import io.daplug.cache.CacheDefinition;
import io.daplug.capacity.ReadRules;
import io.daplug.tenant.TenantDefinition;
import io.daplug.version.SchemaVersionDefinition;
import io.daplug.version.StoredAs;
import org.jspecify.annotations.Nullable;

/**
 * Collects how the items of a table are reached.
 *
 * @param <B> the builder's own type
 */
abstract class TableAccessBuilder<B extends TableAccessBuilder<B>> extends TableSettingsBuilder<B> {

	ReadRules reads = ReadRules.DEFAULTS;

	@Nullable CacheDefinition cache;

	@Nullable TenantDefinition tenant;

	@Nullable SchemaVersionDefinition schemaVersion;

	StoredAs storedAs = StoredAs.DAPLUG;

	TableAccessBuilder(String name) {
		super(name);
	}

	/**
	 * Sets what reads may do. {@link ReadRules#DEFAULTS} by default.
	 * @param reads the rules
	 * @return this builder
	 */
	public B reads(ReadRules reads) {
		this.reads = reads;
		return self();
	}

	/**
	 * Keeps items in memory. They are not by default.
	 * @param cache how
	 * @return this builder
	 */
	public B cache(CacheDefinition cache) {
		this.cache = cache;
		return self();
	}

	/**
	 * Has tenants share the table: each call works with the items of one tenant. It has
	 * none by default.
	 * @param tenant what tells the tenant of a call, and how keys begin
	 * @return this builder
	 */
	public B tenant(TenantDefinition tenant) {
		this.tenant = tenant;
		return self();
	}

	/**
	 * Has each item hold the version of its schema. It holds none by default.
	 * @param schemaVersion where, and which version is written
	 * @return this builder
	 */
	public B schemaVersion(SchemaVersionDefinition schemaVersion) {
		this.schemaVersion = schemaVersion;
		return self();
	}

	/**
	 * Sets the form in which values may be stored. {@link StoredAs#DAPLUG} by default.
	 * @param storedAs the form
	 * @return this builder
	 */
	public B storedAs(StoredAs storedAs) {
		this.storedAs = storedAs;
		return self();
	}

	final void likeAccess(TableDefinition table) {
		this.reads = table.reads();
		this.cache = table.cache();
		this.tenant = table.tenant();
		this.schemaVersion = table.schemaVersion();
		this.storedAs = table.storedAs();
	}

}
