package io.daplug.table;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.daplug.item.TypeName;
import io.daplug.key.KeyPrefixer;
import io.daplug.tenant.TenantDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.Assert;

/**
 * The keys of a table that tenants share. The tenant comes before the hash key of the
 * table, and before the first hash key of each index, so that neither a key nor a query
 * reaches the items of another tenant.
 */
public final class TenantKeys {

	private final TableDefinition table;

	private final TenantDefinition definition;

	private final Set<String> attributes;

	private TenantKeys(TableDefinition table, TenantDefinition definition) {
		this.table = table;
		this.definition = definition;
		this.attributes = attributes(table);
	}

	/**
	 * Returns the keys of a table's tenants.
	 * @param table the table
	 * @return the keys; null if the table has no tenants
	 */
	public static @Nullable TenantKeys of(TableDefinition table) {
		TenantDefinition definition = table.tenant();
		return (definition != null) ? new TenantKeys(table, definition) : null;
	}

	private static Set<String> attributes(TableDefinition table) {
		Set<String> attributes = new LinkedHashSet<>();
		attributes.add(table.hashKey());
		for (IndexDefinition index : table.indexes().values()) {
			index.hashKeys().stream().limit(1).map(KeyAttribute::name).forEach(attributes::add);
		}
		return attributes;
	}

	/** Refuses a table whose keys cannot have a tenant before them. */
	static void check(TableDefinition table) {
		if (table.tenant() == null) {
			return;
		}
		for (String attribute : attributes(table)) {
			ScalarAttributeType type = table.keyType(attribute);
			Assert.state(type == ScalarAttributeType.S,
					() -> "'tenant' of table '%s' must not be set: the hash key '%s' is no text but %s, and only text can have a tenant before it"
						.formatted(table.name(), attribute, (type != null) ? TypeName.of(type) : "not declared"));
		}
		Assert.state(table.itemTypes() == ItemTypes.NONE,
				() -> "'tenant' of table '%s' must not be set: the table keeps items of many types, whose keys have prefixes of their own"
					.formatted(table.name()));
	}

	/**
	 * Returns the tenant of the call that this thread makes.
	 * @return the tenant's id
	 * @throws io.daplug.tenant.MissingTenantException if there is none
	 */
	public String current() {
		return this.definition.current(this.table.name());
	}

	/**
	 * Returns what stored keys of a tenant begin with.
	 * @param tenant the tenant's id
	 * @return the prefix
	 * @throws io.daplug.tenant.InvalidTenantException if the id cannot be a part of a key
	 */
	public String prefix(String tenant) {
		return this.definition.prefix(tenant);
	}

	/**
	 * Returns the prefixes that the keys of a tenant have.
	 * @param tenant the tenant's id
	 * @return the prefixer: the tenant, and then the table's own prefixes
	 * @throws io.daplug.tenant.InvalidTenantException if the id cannot be a part of a key
	 */
	public KeyPrefixer prefixer(String tenant) {
		return this.table.prefixer().within(prefix(tenant), this.attributes, this.definition::isNamedIn);
	}

	/**
	 * Returns the prefixes of those attributes that no tenant comes before.
	 * @return the prefixer, which leaves keys with a tenant as they are
	 */
	public KeyPrefixer unshared() {
		KeyPrefixer prefixer = this.table.prefixer();
		for (String attribute : this.attributes) {
			prefixer = prefixer.with(attribute, "");
		}
		return prefixer;
	}

	/**
	 * Returns the attributes that a tenant comes before.
	 * @return the hash keys of the table and of its indexes
	 */
	public Set<String> attributes() {
		return this.attributes;
	}

	/**
	 * Returns the tenant whose item this is.
	 * @param stored the item, or its key, as it is stored
	 * @return the tenant's id; null if the item is no tenant's
	 */
	public @Nullable String of(Map<String, AttributeValue> stored) {
		AttributeValue hash = stored.get(this.table.hashKey());
		String text = (hash != null) ? hash.s() : null;
		return (text != null) ? this.definition.tenantOf(text) : null;
	}

	/**
	 * Takes the prefixes off a stored item or key, whoever's it is.
	 * @param stored the attributes as they are stored
	 * @return the attributes as callers know them; those of no tenant as they are stored,
	 * but for prefixes that no tenant comes before
	 */
	public Map<String, AttributeValue> strip(Map<String, AttributeValue> stored) {
		String tenant = of(stored);
		return ((tenant != null) ? prefixer(tenant) : unshared()).strip(stored);
	}

}
