package io.daplug.template;

/**
 * What can be done with the items of one table that have one type. The type is that of
 * what goes in, of what comes out, and of the events that announce the changes.
 * <p>
 * {@link DaplugOperations#as(Class)} gives these operations for any type. For a table
 * with an {@code item-type} they can be injected: {@code ItemOperations<Order> orders}.
 *
 * @param <T> type of the items
 */
public interface ItemOperations<T> extends TableOperations, ItemWriteOperations<T>, ItemChangeOperations<T>,
		ItemReadOperations<T>, ItemBatchGetOperations<T>, ItemBatchOperations<T>, ItemStreamedBatchOperations<T>,
		ClearOperations, RewriteOperations {

	/**
	 * Returns the operations for the items of one tenant, whichever tenant the caller is:
	 * for jobs and for operators. Nothing is sent.
	 * @param tenant the tenant's id
	 * @return the operations
	 * @throws io.daplug.tenant.InvalidTenantException if the id cannot be a part of a key
	 * @throws IllegalStateException if the table has no tenants
	 */
	ItemOperations<T> forTenant(String tenant);

	/**
	 * Returns what reads the items of all tenants, by scans of the whole table.
	 * @return the items, each with its tenant
	 * @throws IllegalStateException if the table has no tenants, or has keys that are
	 * composed of other attributes
	 * @throws io.daplug.template.model.InvalidQueryException if the table must not be
	 * scanned
	 */
	AcrossTenants<T> acrossTenants();

}
