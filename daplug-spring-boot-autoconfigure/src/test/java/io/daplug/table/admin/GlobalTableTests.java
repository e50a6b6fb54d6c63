package io.daplug.table.admin;

import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that guarded tables with replicas in other regions are warned of.
 */
@ExtendWith(OutputCaptureExtension.class)
class GlobalTableTests {

	@Test
	void warnsOfAGuardThatHoldsInOneRegionOnly(CapturedOutput output) {
		check(MultiRegionConsistency.EVENTUAL, IdempotenceDefinition.on("version"));
		assertThat(output)
			.contains("Table 'orders' (orders-eu in DynamoDB) has replicas in [eu-west-1, us-east-1]: its guard holds "
					+ "within one region, and between regions the last writer wins; write an item in one region only");
	}

	@Test
	void saysNothingWhereNothingIsGuarded(CapturedOutput output) {
		check(MultiRegionConsistency.EVENTUAL, null);
		assertThat(output).doesNotContain("replicas");
	}

	@Test
	void saysNothingWhereRegionsAgree(CapturedOutput output) {
		check(MultiRegionConsistency.STRONG, IdempotenceDefinition.on("version"));
		assertThat(output).doesNotContain("replicas");
	}

	private static void check(MultiRegionConsistency consistency, @Nullable IdempotenceDefinition guard) {
		var table = TableDefinition.named("orders").tableName("orders-eu").hashKey("id");
		if (guard != null) {
			table.idempotence(guard);
		}
		ScriptedTables tables = new ScriptedTables().thenReplicas(consistency, "eu-west-1", "us-east-1");
		assertThat(new TableAdministrator(tables).checkExists(table.build())).isEmpty();
	}

}
