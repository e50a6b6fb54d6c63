package io.daplug.autoconfigure.mirror;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.mirror.move.MoveStore;
import io.daplug.mirror.store.InMemoryOperationStore;
import io.daplug.mirror.store.OperationStore;
import io.daplug.mirror.store.TableOperationStore;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Makes what keeps operations on mirrors: the configured table, else the process itself.
 */
final class OperationStoreFactory {

	private static final String PROPERTY = "daplug.mirror-operations.table";

	private final TableRegistry tables;

	private final ObjectProvider<DynamoDbClient> client;

	OperationStoreFactory(TableRegistry tables, ObjectProvider<DynamoDbClient> client) {
		this.tables = tables;
		this.client = client;
	}

	/**
	 * Makes the store.
	 * @param table the logical name of the table; null for none
	 * @throws DaplugConfigurationException if operations cannot be kept in that table
	 */
	OperationStore create(@Nullable String table) {
		return (table != null) ? new TableOperationStore(this.client.getObject(), require(table))
				: new InMemoryOperationStore();
	}

	/**
	 * Makes what keeps moves.
	 * @param table the logical name of the table; null for none
	 * @throws DaplugConfigurationException if moves cannot be kept in that table, or
	 * there is none
	 */
	MoveStore createForMoves(@Nullable String table) {
		if (table == null) {
			throw new DaplugConfigurationException(PROPERTY,
					"must be set where a mirror has 'reverse-of': all instances look there which table is written",
					"Set '%s' to one of the tables of 'daplug.tables', with a hash key of text and no range key."
						.formatted(PROPERTY));
		}
		return new MoveStore(this.client.getObject(), require(table));
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
					"operations on mirrors need a table with a hash key of text and no range key, unlike '%s'"
						.formatted(name),
					"Set '%s' to a table of its own.".formatted(PROPERTY));
		}
		if (TableOperationStore.ATTRIBUTES.contains(table.hashKey())
				|| MoveStore.ATTRIBUTES.contains(table.hashKey())) {
			throw new DaplugConfigurationException(PROPERTY,
					"the hash key of '%s' is '%s', an attribute that operations have themselves".formatted(name,
							table.hashKey()),
					"Set 'daplug.tables.%s.hash-key' to another attribute, 'id' for instance.".formatted(name));
		}
		return table;
	}

}
