package io.daplug.template;

import java.util.Map;

import org.springframework.core.ParameterizedTypeReference;

/**
 * What can be done with one table. {@link DaplugTemplate} does it.
 */
public interface DaplugOperations extends TableOperations, WriteOperations, ChangeOperations, ReadOperations,
		BatchGetOperations, BatchOperations, StreamedBatchOperations, ClearOperations, RewriteOperations {

	/**
	 * Returns the operations for items of one type.
	 * @param <T> type of the items
	 * @param type type of the items
	 * @return the operations
	 */
	<T> ItemOperations<T> as(Class<T> type);

	/**
	 * Returns the operations for items of one generic type: {@code orders.as(new
	 * ParameterizedTypeReference<Envelope<Order>>() {})}.
	 * @param <T> type of the items
	 * @param type type of the items
	 * @return the operations
	 */
	<T> ItemOperations<T> as(ParameterizedTypeReference<T> type);

	/**
	 * Returns the operations for the items of one tenant, whichever tenant the caller is:
	 * for jobs and for operators. Nothing is sent.
	 * @param tenant the tenant's id
	 * @return the operations
	 * @throws io.daplug.tenant.InvalidTenantException if the id cannot be a part of a key
	 * @throws IllegalStateException if the table has no tenants
	 */
	DaplugOperations forTenant(String tenant);

	/**
	 * Returns what reads the items of all tenants, by scans of the whole table.
	 * @return the items, each with its tenant
	 * @throws IllegalStateException if the table has no tenants, or has keys that are
	 * composed of other attributes
	 * @throws io.daplug.template.model.InvalidQueryException if the table must not be
	 * scanned
	 */
	AcrossTenants<Map<String, Object>> acrossTenants();

}
