package io.daplug.tenant;

import org.jspecify.annotations.Nullable;

/**
 * Tells whose items a call works with, such as by the request that is being served. It is
 * asked once per call, on the thread that makes it, unless {@link TenantScope} says
 * already which tenant that is. It should be cheap, and must not call the table itself.
 */
@FunctionalInterface
public interface TenantResolver {

	/**
	 * Returns the tenant of this thread.
	 * @return the tenant's id; null or blank if there is none, which makes the call fail
	 */
	@Nullable String currentTenant();

}
