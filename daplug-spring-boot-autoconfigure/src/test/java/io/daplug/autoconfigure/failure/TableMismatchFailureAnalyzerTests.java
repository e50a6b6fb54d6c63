package io.daplug.autoconfigure.failure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.table.TableDefinition;
import io.daplug.table.admin.TableDifference;
import io.daplug.table.admin.TableMismatchException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TableMismatchFailureAnalyzer}.
 */
class TableMismatchFailureAnalyzerTests {

	@Test
	void tellsWhatDiffersAndWhatToDo() {
		TableDefinition orders = TableDefinition.named("orders").tableName("orders-eu").hashKey("id").build();
		TableDefinition lines = TableDefinition.named("lines").hashKey("id").build();
		Map<TableDefinition, List<TableDifference>> differences = new LinkedHashMap<>();
		differences.put(orders, List.of(new TableDifference("keys", "[id]", "[order]", "Set the keys."),
				new TableDifference("stream", "keys-only", "off", "Enable the stream.")));
		differences.put(lines, List.of(new TableDifference("keys", "[id]", "[line]", "Set the keys.")));
		FailureAnalysis analysis = new TableMismatchFailureAnalyzer()
			.analyze(new IllegalStateException(new TableMismatchException(differences)));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).isEqualTo("""
				Table 'orders' (orders-eu in DynamoDB) is not as declared:
				  - keys: declared is [id], found is [order]
				  - stream: declared is keys-only, found is off
				Table 'lines' (lines in DynamoDB) is not as declared:
				  - keys: declared is [id], found is [line]""");
		assertThat(analysis.getAction()).isEqualTo("Set the keys.\nEnable the stream.");
	}

}
