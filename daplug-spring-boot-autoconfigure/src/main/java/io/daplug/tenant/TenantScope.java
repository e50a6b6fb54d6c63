package io.daplug.tenant;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Says which tenant a thread works for, whatever the {@link TenantResolver} of a table
 * says: for other threads, for jobs, and for what handles changes. It holds for one
 * thread and ends with the call; a scope within another one holds for that time. Threads
 * that are started within it do not have it.
 */
public final class TenantScope {

	private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

	private TenantScope() {
	}

	/**
	 * Runs something as a tenant.
	 * @param tenant the tenant's id
	 * @param work what is run
	 */
	public static void run(String tenant, Runnable work) {
		get(tenant, () -> {
			work.run();
			return Boolean.TRUE;
		});
	}

	/**
	 * Gets something as a tenant.
	 * @param <T> type of the result
	 * @param tenant the tenant's id
	 * @param work what is run
	 * @return its result
	 */
	public static <T extends @Nullable Object> T get(String tenant, Supplier<T> work) {
		Assert.hasText(tenant, "'tenant' must not be empty");
		String before = CURRENT.get();
		CURRENT.set(tenant);
		try {
			return work.get();
		}
		finally {
			restore(before);
		}
	}

	/**
	 * Calls something as a tenant.
	 * @param <T> type of the result
	 * @param tenant the tenant's id
	 * @param work what is called
	 * @return its result
	 * @throws Exception what it throws
	 */
	public static <T extends @Nullable Object> T call(String tenant, Callable<T> work) throws Exception {
		Assert.hasText(tenant, "'tenant' must not be empty");
		String before = CURRENT.get();
		CURRENT.set(tenant);
		try {
			return work.call();
		}
		finally {
			restore(before);
		}
	}

	private static void restore(@Nullable String before) {
		if (before != null) {
			CURRENT.set(before);
		}
		else {
			CURRENT.remove();
		}
	}

	/**
	 * Returns the tenant that this thread was said to work for.
	 * @return the tenant's id; null outside of any scope
	 */
	public static @Nullable String current() {
		return CURRENT.get();
	}

}
