package io.daplug.tenant;

/**
 * How tenants share a table.
 *
 * @param prefix what comes before the hash keys of a tenant's items, with
 * <code>{tenant}</code> for the tenant
 */
public record TenantDefinition(String prefix) {

}
