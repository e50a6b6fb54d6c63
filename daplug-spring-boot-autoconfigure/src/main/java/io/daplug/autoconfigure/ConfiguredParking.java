package io.daplug.autoconfigure;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.daplug.stream.ChangeParked;
import io.daplug.stream.ChangeParking;
import io.daplug.stream.TableChangeParking;
import io.daplug.table.TableDefinition;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * Parks in the configured table and by the application's own beans. These are asked for
 * when the first change is parked: they may use templates, which come after listeners.
 */
final class ConfiguredParking implements ChangeParking {

	private final SingletonSupplier<List<ChangeParking>> parkings;

	private ConfiguredParking(SingletonSupplier<List<ChangeParking>> parkings) {
		this.parkings = parkings;
	}

	static ConfiguredParking of(@Nullable String table, DaplugProperties properties,
			ObjectProvider<DaplugTemplateFactory> templates, ObjectProvider<ChangeParking> beans) {
		if (table != null) {
			check(table, properties);
		}
		return new ConfiguredParking(SingletonSupplier.of(() -> {
			List<ChangeParking> parkings = new ArrayList<>();
			if (table != null) {
				parkings.add(parking(table, templates.getObject()));
			}
			parkings.addAll(beans.orderedStream().toList());
			return parkings;
		}));
	}

	private static ChangeParking parking(String table, DaplugTemplateFactory templates) {
		TableDefinition definition = templates.tables().get(table);
		if (definition == null) {
			throw new IllegalStateException("Table '%s' is not configured".formatted(table));
		}
		return new TableChangeParking(templates.client(), definition, templates.converter(), Clock.systemUTC());
	}

	private static void check(String table, DaplugProperties properties) {
		String property = "daplug.listeners.parking-table";
		DaplugProperties.Table declared = properties.tables().get(table);
		if (declared == null) {
			throw new DaplugConfigurationException(property,
					"there is no table '%s'%s".formatted(table,
							NearestName.question(table, properties.tables().keySet())),
					"Set '%s' to one of the tables of 'daplug.tables', or add '%s' to them.".formatted(property,
							table));
		}
		if (declared.rangeKey() != null
				|| (declared.hashKeyType() != null && declared.hashKeyType() != DaplugProperties.KeyType.TEXT)) {
			throw new DaplugConfigurationException(property,
					"parked changes need a table with a hash key of text and no range key, unlike '%s'"
						.formatted(table),
					"Set '%s' to a table of its own.".formatted(property));
		}
		if (declared.hashKey() != null && TableChangeParking.ATTRIBUTES.contains(declared.hashKey())) {
			throw new DaplugConfigurationException(property,
					"the hash key of '%s' is '%s', an attribute that parked changes have themselves".formatted(table,
							declared.hashKey()),
					"Set 'daplug.tables.%s.hash-key' to another attribute, 'id' for instance.".formatted(table));
		}
	}

	@Override
	public void park(ChangeParked parked) throws Exception {
		Exception failure = null;
		for (ChangeParking parking : this.parkings.obtain()) {
			try {
				parking.park(parked);
			}
			catch (Exception ex) {
				if (failure != null) {
					ex.addSuppressed(failure);
				}
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	@Override
	public boolean keepsChanges() {
		return this.parkings.obtain().stream().anyMatch(ChangeParking::keepsChanges);
	}

}
