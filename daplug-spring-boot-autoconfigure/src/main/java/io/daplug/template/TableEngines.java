package io.daplug.template;

import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.daplug.guard.ItemVisibility;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.table.TenantKeys;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.context.TableContext;
import io.daplug.template.copy.Copy;
import io.daplug.template.copy.CopyOperations;
import io.daplug.template.copy.StoredCopy;
import io.daplug.template.model.BatchOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ConcurrentLruCache;

/**
 * What does the work of one table for each call: one engine, or where tenants share the
 * table that of the call's tenant. An engine reaches the items of its tenant alone,
 * whichever thread works for the call, and however late. Those of the tenants that called
 * last are kept.
 */
final class TableEngines {

	/** An engine has some kilobytes. */
	private static final int KEPT = 1_000;

	/** What needs no tenant. */
	private final TableContext context;

	private final @Nullable Shared shared;

	private final Supplier<TableEngine> current;

	/** Whether the thread that calls says for which tenant. */
	private final boolean asking;

	/**
	 * The engines of a table that tenants share.
	 *
	 * @param keys how keys begin
	 * @param engines the engine of each tenant
	 */
	private record Shared(TenantKeys keys, ConcurrentLruCache<String, TableEngine> engines) {

		TableEngine current() {
			return this.engines.get(this.keys.current());
		}

	}

	private TableEngines(TableContext context, @Nullable Shared shared, Supplier<TableEngine> current, boolean asking) {
		this.context = context;
		this.shared = shared;
		this.current = current;
		this.asking = asking;
	}

	static TableEngines of(TableContext context) {
		TenantKeys keys = TenantKeys.of(context.table());
		if (keys == null) {
			TableEngine engine = TableEngine.of(context);
			return new TableEngines(context, null, () -> engine, false);
		}
		Shared shared = new Shared(keys, new ConcurrentLruCache<>(KEPT,
				(tenant) -> TableEngine.of(context.with(context.tenant().of(keys, tenant)))));
		return new TableEngines(context.seeing(ofTenants(context.table(), keys)), shared, shared::current, true);
	}

	/** Hides what is no tenant's. */
	private static ItemVisibility ofTenants(TableDefinition table, TenantKeys keys) {
		return ItemVisibility.hiding(Set.of(table.hashKey()), (stored) -> keys.of(stored) == null);
	}

	/** What needs no tenant. */
	TableContext context() {
		return this.context;
	}

	/**
	 * Returns what works for the call that this thread makes.
	 * @throws io.daplug.tenant.MissingTenantException if nobody says for which tenant
	 */
	TableEngine current() {
		return this.current.get();
	}

	/** Whether a call is for the tenant that its thread says. */
	boolean isAsking() {
		return this.asking;
	}

	/** What writes copies, each call for its own tenant. */
	CopyOperations copies() {
		return (this.shared == null) ? current().copies() : new CopyOperations() {

			@Override
			public BatchResult<Copy> write(Collection<Copy> copies, Consumer<BatchOptions.Builder> options) {
				return current().copies().write(copies, options);
			}

			@Override
			public StoredCopy stored(ItemKey key) {
				return current().copies().stored(key);
			}

		};
	}

	/** The engine of one tenant, whoever calls. */
	TableEngines of(String tenant) {
		Shared all = shared();
		// A bad name is refused here, and not by the first call.
		all.keys().prefix(tenant);
		return new TableEngines(this.context, all, () -> all.engines().get(tenant), false);
	}

	/** What reads the items of all tenants, with keys as they are stored. */
	TableEngine all() {
		return TableEngine.of(this.context.with(this.context.tenant().all(keys())));
	}

	TenantKeys keys() {
		return shared().keys();
	}

	private Shared shared() {
		Shared all = this.shared;
		Assert.state(all != null,
				() -> "Table '%s' has no tenants; they share it by 'tenant'".formatted(this.context.table().name()));
		return all;
	}

}
