package io.daplug.autoconfigure;

import io.daplug.table.TableMismatchException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TableMismatchFailureAnalyzer}.
 */
class TableMismatchFailureAnalyzerTests {

	@Test
	void tellsWhatDiffersAndWhichPropertiesToSet() {
		FailureAnalysis analysis = new TableMismatchFailureAnalyzer().analyze(
				new IllegalStateException(new TableMismatchException("Table 'orders' has the keys [id]", "orders")));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).isEqualTo("Table 'orders' has the keys [id]");
		assertThat(analysis.getAction()).contains("'daplug.tables.orders.hash-key'", "'daplug.tables.orders.range-key'",
				"'hash-key-type'", "'daplug.tables.orders.name'");
	}

}
