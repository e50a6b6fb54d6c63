package io.daplug.autoconfigure.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.stream.ChangeParking;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.parking.TableChangeParking;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Makes what parks changes: in the configured table and by the application's own beans.
 * Client and beans are looked up when the first change is parked, since they may use
 * templates, which come after listeners.
 */
final class ChangeParkingFactory {

	private static final String PROPERTY = "daplug.listeners.parking-table";

	private static final String EXPIRY = "daplug.listeners.parked-for";

	private final ListenedTables tables;

	private final ObjectProvider<ChangeParking> beans;

	private final ObjectProvider<DynamoDbClient> client;

	ChangeParkingFactory(ListenedTables tables, ObjectProvider<ChangeParking> beans,
			ObjectProvider<DynamoDbClient> client) {
		this.tables = tables;
		this.beans = beans;
		this.client = client;
	}

	/**
	 * Makes what parks changes.
	 * @param parkingTable the logical name of the table to park in; null for none
	 * @param parkedFor how long changes are kept there; null for as long as the table
	 * says
	 * @throws DaplugConfigurationException if changes cannot be parked in that table
	 */
	ChangeParking create(@Nullable String parkingTable, @Nullable Duration parkedFor) {
		if (parkingTable == null) {
			requireNone(parkedFor);
			return new CompositeChangeParking(() -> this.beans.orderedStream().toList());
		}
		TableDefinition table = require(parkingTable);
		requireExpiring(table, parkedFor);
		return new CompositeChangeParking(() -> {
			List<ChangeParking> parkings = new ArrayList<>();
			parkings.add(parking(parkingTable, parkedFor));
			parkings.addAll(this.beans.orderedStream().toList());
			return parkings;
		});
	}

	/** What parks changes in a table that they can be parked in. */
	TableChangeParking parking(String parkingTable, @Nullable Duration parkedFor) {
		return new TableChangeParking(this.client.getObject(), require(parkingTable), this.tables, parkedFor,
				Clock.systemUTC());
	}

	private static void requireNone(@Nullable Duration parkedFor) {
		if (parkedFor != null) {
			throw new DaplugConfigurationException(EXPIRY, "there is no table in which changes are parked",
					"Set '%s' to a table, or remove '%s'.".formatted(PROPERTY, EXPIRY));
		}
	}

	private static void requireExpiring(TableDefinition table, @Nullable Duration parkedFor) {
		if (parkedFor == null) {
			return;
		}
		if (parkedFor.toSeconds() < 1) {
			throw new DaplugConfigurationException(EXPIRY, "must be a second or more",
					"Set '%s' to a longer time, '14d' for instance.".formatted(EXPIRY));
		}
		if (table.timeToLive() == null) {
			throw new DaplugConfigurationException(EXPIRY,
					"no attribute of table '%s' says when its items expire".formatted(table.name()),
					"Set '%s' to an attribute, 'expires' for instance."
						.formatted(PropertyPath.ofTable(table.name(), "time-to-live.attribute")));
		}
	}

	private TableDefinition require(String name) {
		TableRegistry known = this.tables.registry();
		TableDefinition table = known.find(name)
			.orElseThrow(() -> new DaplugConfigurationException(PROPERTY,
					"there is no table '%s'%s".formatted(name, NearestName.question(name, known.names())),
					"Set '%s' to one of the tables of 'daplug.tables', or add '%s' to them.".formatted(PROPERTY,
							name)));
		if (table.rangeKey() == null || !isText(table, table.hashKey()) || !isText(table, table.rangeKey())) {
			throw new DaplugConfigurationException(PROPERTY,
					"parked changes need a table with a hash key and a range key of text, unlike '%s'".formatted(name),
					"Set '%s' to a table of its own.".formatted(PROPERTY));
		}
		requireFree(table, "hash-key", table.hashKey());
		requireFree(table, "range-key", table.rangeKey());
		if (table.timeToLive() != null) {
			requireFree(table, "time-to-live.attribute", table.timeToLive().attribute());
		}
		return table;
	}

	private static boolean isText(TableDefinition table, String key) {
		ScalarAttributeType type = table.keyType(key);
		return type == null || type == ScalarAttributeType.S;
	}

	private static void requireFree(TableDefinition table, String property, String attribute) {
		if (TableChangeParking.ATTRIBUTES.contains(attribute)) {
			String path = PropertyPath.ofTable(table.name(), property);
			throw new DaplugConfigurationException(PROPERTY,
					"'%s' of '%s' is '%s', an attribute that parked changes have themselves".formatted(property,
							table.name(), attribute),
					"Set '%s' to another attribute.".formatted(path));
		}
	}

}
