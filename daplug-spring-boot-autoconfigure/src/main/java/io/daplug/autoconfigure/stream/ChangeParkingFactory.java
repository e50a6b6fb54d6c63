package io.daplug.autoconfigure.stream;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.item.ItemConverter;
import io.daplug.stream.ChangeParking;
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

	private final TableRegistry tables;

	private final ObjectProvider<ChangeParking> beans;

	private final ObjectProvider<DynamoDbClient> client;

	private final ItemConverter converter;

	ChangeParkingFactory(TableRegistry tables, ObjectProvider<ChangeParking> beans,
			ObjectProvider<DynamoDbClient> client, ItemConverter converter) {
		this.tables = tables;
		this.beans = beans;
		this.client = client;
		this.converter = converter;
	}

	/**
	 * Makes what parks changes.
	 * @param parkingTable the logical name of the table to park in; null for none
	 * @throws DaplugConfigurationException if changes cannot be parked in that table
	 */
	ChangeParking create(@Nullable String parkingTable) {
		if (parkingTable == null) {
			return new CompositeChangeParking(() -> this.beans.orderedStream().toList());
		}
		TableDefinition table = require(parkingTable);
		return new CompositeChangeParking(() -> {
			List<ChangeParking> parkings = new ArrayList<>();
			parkings.add(new TableChangeParking(this.client.getObject(), table, this.tables, this.converter,
					Clock.systemUTC()));
			parkings.addAll(this.beans.orderedStream().toList());
			return parkings;
		});
	}

	private TableDefinition require(String name) {
		TableDefinition table = this.tables.find(name)
			.orElseThrow(() -> new DaplugConfigurationException(PROPERTY,
					"there is no table '%s'%s".formatted(name, NearestName.question(name, this.tables.names())),
					"Set '%s' to one of the tables of 'daplug.tables', or add '%s' to them.".formatted(PROPERTY,
							name)));
		ScalarAttributeType type = table.keyType(table.hashKey());
		if (table.rangeKey() != null || (type != null && type != ScalarAttributeType.S)) {
			throw new DaplugConfigurationException(PROPERTY,
					"parked changes need a table with a hash key of text and no range key, unlike '%s'".formatted(name),
					"Set '%s' to a table of its own.".formatted(PROPERTY));
		}
		if (TableChangeParking.ATTRIBUTES.contains(table.hashKey())) {
			throw new DaplugConfigurationException(PROPERTY,
					"the hash key of '%s' is '%s', an attribute that parked changes have themselves".formatted(name,
							table.hashKey()),
					"Set 'daplug.tables.%s.hash-key' to another attribute, 'id' for instance.".formatted(name));
		}
		return table;
	}

}
