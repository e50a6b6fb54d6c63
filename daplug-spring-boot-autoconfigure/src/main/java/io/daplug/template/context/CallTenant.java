package io.daplug.template.context;

import java.util.Map;

import io.daplug.event.ItemIdentity;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.table.TableDefinition;
import io.daplug.table.TenantKeys;
import io.daplug.tenant.MissingTenantException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whose items a call works with: those of one tenant, all, or nobody's before it is
 * known. What would need a tenant then is refused, so that none can be forgotten.
 */
public final class CallTenant {

	private final TableDefinition table;

	/** Null for a table that has no tenants. */
	private final @Nullable TenantKeys keys;

	private final @Nullable String id;

	/** What the keys begin with; null as long as nobody knows. */
	private final @Nullable KeyPrefixer prefixer;

	private CallTenant(TableDefinition table, @Nullable TenantKeys keys, @Nullable String id,
			@Nullable KeyPrefixer prefixer) {
		this.table = table;
		this.keys = keys;
		this.id = id;
		this.prefixer = prefixer;
	}

	/** Nobody's items, unless the table has no tenants. */
	public static CallTenant none(TableDefinition table) {
		TenantKeys keys = TenantKeys.of(table);
		return new CallTenant(table, keys, null, (keys != null) ? null : table.prefixer());
	}

	/** The items of one tenant. */
	public CallTenant of(TenantKeys shared, String tenant) {
		return new CallTenant(this.table, shared, tenant, shared.prefixer(tenant));
	}

	/** The items of all tenants, whose keys are as they are stored. */
	public CallTenant all(TenantKeys shared) {
		return new CallTenant(this.table, shared, null, KeyPrefixer.none());
	}

	/** The tenant; null if there is not one. */
	public @Nullable String id() {
		return this.id;
	}

	/** The prefixes of the keys. */
	public KeyPrefixer prefixer() {
		if (this.prefixer == null) {
			throw new MissingTenantException(this.table.name());
		}
		return this.prefixer;
	}

	/** What tells the tenant's keys from those of others; nothing if there is not one. */
	public KeyPrefixer outer() {
		return (this.id != null) ? prefixer().outer() : KeyPrefixer.none();
	}

	/** Takes the prefixes off a stored item, whoever's it is. */
	public Map<String, AttributeValue> strip(Map<String, AttributeValue> stored) {
		return (this.keys != null) ? this.keys.strip(stored) : prefixer().strip(stored);
	}

	/** Whether a stored item, or key, is among those that the call works with. */
	public boolean owns(Map<String, AttributeValue> stored) {
		return this.id == null || (this.keys != null && this.id.equals(this.keys.of(stored)));
	}

	/** What tells a stored item from all others. */
	public ItemIdentity identity(ItemKey storedKey, Map<String, AttributeValue> stored) {
		return new ItemIdentity(this.table.name(), storedKey,
				(this.id != null || this.keys == null) ? this.id : this.keys.of(stored));
	}

}
