package io.daplug.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.daplug.tenant.TenantScope;

/**
 * Has what handles changes work for the tenants whose items changed.
 */
public final class TenantChanges {

	private TenantChanges() {
	}

	/**
	 * Handles changes within the {@link TenantScope} of their tenants: those that follow
	 * each other and have one tenant together. Changes of no tenant are handled as they
	 * are.
	 * @param changes the changes
	 * @param handling handles changes of one tenant
	 * @return those that failed, in the order in which they came
	 */
	public static List<FailedChange> handle(List<ItemChange<?>> changes,
			Function<List<ItemChange<?>>, List<FailedChange>> handling) {
		List<FailedChange> failed = new ArrayList<>();
		int begin = 0;
		while (begin < changes.size()) {
			String tenant = changes.get(begin).tenant();
			int end = begin + 1;
			while (end < changes.size() && Objects.equals(tenant, changes.get(end).tenant())) {
				end++;
			}
			List<ItemChange<?>> some = changes.subList(begin, end);
			failed
				.addAll((tenant != null) ? TenantScope.get(tenant, () -> handling.apply(some)) : handling.apply(some));
			begin = end;
		}
		return failed;
	}

	/**
	 * Runs something within the {@link TenantScope} of a change's tenant.
	 * @param change the change
	 * @param work what is run; as it is if the change is of no tenant
	 */
	public static void run(ItemChange<?> change, Runnable work) {
		String tenant = change.tenant();
		if (tenant != null && !tenant.equals(TenantScope.current())) {
			TenantScope.run(tenant, work);
		}
		else {
			work.run();
		}
	}

	/**
	 * Says whether changes have to be handled by tenant.
	 * @param changes the changes
	 * @return whether one of them has a tenant
	 */
	public static boolean any(List<ItemChange<?>> changes) {
		for (ItemChange<?> change : changes) {
			if (change.tenant() != null) {
				return true;
			}
		}
		return false;
	}

}
