package io.daplug.tenant;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A call to a table that tenants share does not say whose items it works with. Nothing
 * was sent. Make the call where the table's {@link TenantResolver} knows a tenant, or
 * within a {@link TenantScope}; or name the tenant by {@code forTenant}.
 */
public final class MissingTenantException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/**
	 * Creates the exception.
	 * @param table the logical name of the table
	 */
	public MissingTenantException(String table) {
		super("Table '%s' is shared by tenants, and there is none here; call it where its TenantResolver knows one, within TenantScope.run(…), or by forTenant(…)"
			.formatted(table));
		this.table = table;
	}

	/**
	 * Returns the table.
	 * @return the logical name of the table
	 */
	public String table() {
		return this.table;
	}

}
