package io.daplug.table.admin;

import io.daplug.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.daplug.item.TypeName;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Holds a table in DynamoDB against its definition. What is not declared is not compared.
 */
final class TableComparison {

	private final TableDefinition table;

	private final TableDescription found;

	TableComparison(TableDefinition table, TableDescription found) {
		this.table = table;
		this.found = found;
	}

	/** What differs in the keys, and in the types of all keys that are declared. */
	List<TableDifference> keys() {
		List<TableDifference> differences = new ArrayList<>();
		List<KeySchemaElement> declared = CreateTableFactory.keySchema(this.table);
		if (!this.found.keySchema().equals(declared)) {
			differences.add(new TableDifference("keys", names(declared), names(this.found.keySchema()),
					"Set '%s' and '%s' to the table's keys, or '%s' to another table; the keys of a table cannot be changed."
						.formatted(property("hash-key"), property("range-key"), property("name"))));
		}
		for (AttributeDefinition attribute : this.found.attributeDefinitions()) {
			ScalarAttributeType type = this.table.keyType(attribute.attributeName());
			if (type != null && type != attribute.attributeType()) {
				differences.add(new TableDifference("type of the key '%s'".formatted(attribute.attributeName()),
						TypeName.of(type), TypeName.of(attribute.attributeType()),
						"Set '%s' (or 'range-key-type', or that of the index) to the table's type, or correct the schema."
							.formatted(property("hash-key-type"))));
			}
		}
		return differences;
	}

	/** All that differs. */
	List<TableDifference> shape() {
		List<TableDifference> differences = keys();
		differences.addAll(new IndexComparison(this.table, this.found).differences());
		billing(differences);
		stream(differences);
		return differences;
	}

	/** Capacities are not compared: they change with the load. */
	private void billing(List<TableDifference> differences) {
		BillingMode declared = this.table.settings().throughput().declaredBilling();
		BillingMode actual = (this.found.billingModeSummary() != null) ? this.found.billingModeSummary().billingMode()
				: BillingMode.PROVISIONED;
		if (declared != null && declared != actual) {
			differences.add(new TableDifference("billing", words(declared), words(actual),
					"Set '%s' to the table's, or change the table (UpdateTable).".formatted(property("billing"))));
		}
	}

	private void stream(List<TableDifference> differences) {
		StreamViewType declared = this.table.settings().streamView();
		StreamSpecification stream = this.found.streamSpecification();
		StreamViewType actual = (stream != null && Boolean.TRUE.equals(stream.streamEnabled()))
				? stream.streamViewType() : null;
		if (declared != null && declared != actual) {
			differences.add(new TableDifference("stream", words(declared), (actual != null) ? words(actual) : "off",
					"Enable the stream with the declared view (UpdateTable; a stream with another view must be disabled before), or set '%s' to what is there."
						.formatted(property("stream.view-type"))));
		}
	}

	private String property(String name) {
		return "daplug.tables.%s.%s".formatted(this.table.name(), name);
	}

	private static String words(BillingMode billing) {
		return (billing == BillingMode.PROVISIONED) ? "provisioned" : "on-demand";
	}

	private static String words(StreamViewType view) {
		return view.toString().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private static String names(List<KeySchemaElement> keys) {
		return keys.stream().map(KeySchemaElement::attributeName).toList().toString();
	}

}
