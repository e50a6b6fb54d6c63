package io.daplug.template;

/**
 * An item, and whose it is.
 *
 * @param <T> type of the item
 * @param tenant the tenant's id
 * @param item the item, without the tenant and prefixes
 */
public record TenantItem<T>(String tenant, T item) {

}
