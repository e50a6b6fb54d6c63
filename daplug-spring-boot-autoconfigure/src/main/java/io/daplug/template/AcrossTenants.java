package io.daplug.template;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.daplug.expression.AttributePath;
import io.daplug.item.ItemType;
import io.daplug.table.TableDefinition;
import io.daplug.table.TenantKeys;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.ScanOptions;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * The items of all tenants of a table, for operators and jobs that ask for them by name.
 * They are read only: what is found is written by
 * {@link DaplugOperations#forTenant(String)}, for one tenant. Items of no tenant are not
 * among them. Needs no tenant. Safe for use by many threads.
 *
 * @param <T> type of the items
 */
public final class AcrossTenants<T> {

	private final TableEngine engine;

	private final TenantKeys keys;

	private final ItemType<T> type;

	private final Function<ScanOptions, Function<Map<String, AttributeValue>, T>> conversion;

	AcrossTenants(TableEngines engines, ItemType<T> type,
			Function<ScanOptions, Function<Map<String, AttributeValue>, T>> conversion) {
		this.keys = engines.keys();
		TableDefinition table = engines.context().table();
		ItemTemplate.requireScans(table);
		Assert.state(table.computedKeys().isEmpty(),
				() -> "Table '%s' cannot be read across tenants: its keys are composed of other attributes; read it for each tenant by forTenant(…)"
					.formatted(table.name()));
		this.engine = engines.all();
		this.type = type;
		this.conversion = conversion;
	}

	/**
	 * Scans the whole table.
	 * @return the items, each with its tenant, in no order
	 */
	public ItemScan<TenantItem<T>> scan() {
		return scan(ScanOptions.DEFAULTS);
	}

	/**
	 * Scans the whole table, or an index of it.
	 * @param scan what is scanned
	 * @return the items, each with its tenant, in no order; keys in DynamoDB's own answer
	 * are as they are stored
	 * @throws InvalidQueryException if the options ask for parts of items, or their
	 * filter names a key that begins with the tenant or has a prefix
	 */
	public ItemScan<TenantItem<T>> scan(Consumer<ScanOptions.Builder> scan) {
		return scan(ScanOptions.of(scan));
	}

	/**
	 * Scans the whole table, or an index of it.
	 * @param scan what is scanned
	 * @return the items, each with its tenant, in no order; keys in DynamoDB's own answer
	 * are as they are stored
	 * @throws InvalidQueryException if the options ask for parts of items, or their
	 * filter names a key that begins with the tenant or has a prefix
	 */
	public ItemScan<TenantItem<T>> scan(ScanOptions scan) {
		check(scan);
		Function<Map<String, AttributeValue>, T> read = this.conversion.apply(scan);
		return new TemplateScan<>(this.engine.reader(), scan, this.type, (stored) -> item(stored, read));
	}

	private TenantItem<T> item(Map<String, AttributeValue> stored, Function<Map<String, AttributeValue>, T> read) {
		return new TenantItem<>(tenant(stored), read.apply(this.keys.strip(stored)));
	}

	private String tenant(Map<String, AttributeValue> stored) {
		String tenant = this.keys.of(stored);
		Assert.state(tenant != null, "Items of no tenant are not read");
		return tenant;
	}

	private void check(ScanOptions scan) {
		if (!scan.projection().isEmpty() || scan.projectsType()) {
			throw new InvalidQueryException(
					"'project' and 'projectType' must not be set across tenants: the key tells whose an item is");
		}
		if (!scan.prefixes().isEmpty()) {
			throw new InvalidQueryException("'prefix' must not be set across tenants: it stands behind the tenant");
		}
		if (scan.filter() != null) {
			for (AttributePath path : scan.filter().paths()) {
				if (isPrefixed(path.root())) {
					throw new InvalidQueryException(
							"The filter must not name '%s' across tenants: it is stored behind the tenant, or with a prefix"
								.formatted(path.root()));
				}
			}
		}
	}

	private boolean isPrefixed(String attribute) {
		return this.keys.attributes().contains(attribute)
				|| !this.engine.context().table().prefixer().prefix(attribute).isEmpty();
	}

	/**
	 * Scans the whole table for its tenants.
	 * @return the ids of all tenants that have items, sorted
	 */
	public Set<String> tenants() {
		ScanOptions keysAlone = ScanOptions.of((scan) -> scan.project(this.engine.context().table().hashKey()));
		Set<String> tenants = new TreeSet<>();
		try (Stream<String> found = new TemplateScan<>(this.engine.reader(), keysAlone, this.type, this::tenant)
			.stream()) {
			found.forEach(tenants::add);
		}
		return tenants;
	}

}
