package io.daplug.autoconfigure;

import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.Throughput;

/**
 * From properties to what DynamoDB is told of a table when it is created.
 */
final class TableSettingsMapper {

	private final String name;

	private final DaplugProperties.Table table;

	private final Throughput throughput;

	TableSettingsMapper(String name, DaplugProperties.Table table) {
		this.name = name;
		this.table = table;
		this.throughput = new ThroughputMapper(throughputProperty(), table.throughput())
			.ofTable(PropertyPath.ofTable(name, "billing"), table.billing());
	}

	void define(TableDefinitionBuilder definition) {
		definition.throughput(this.throughput).deletionProtection(this.table.deletionProtection());
		this.table.tags().forEach(definition::tag);
		if (this.table.stream() != null) {
			definition.streamSource(this.table.stream().source());
			if (this.table.stream().viewType() != null) {
				definition.streamView(this.table.stream().viewType().type());
			}
		}
		if (this.table.tableClass() != null) {
			definition.tableClass(this.table.tableClass().type());
		}
	}

	Throughput throughput() {
		return this.throughput;
	}

	String throughputProperty() {
		return PropertyPath.ofTable(this.name, "throughput");
	}

}
