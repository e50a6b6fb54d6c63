package io.daplug.table.admin;

import java.util.Map;
import java.util.UUID;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.table.TableDefinition;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests what {@link TableAdministrator} deletes, and creates anew.
 */
class TableDeletionIntegrationTests {

	private static final TableDefinition TABLE = TableDefinition.named("orders").hashKey("id").build();

	private final ScriptedTables client = new ScriptedTables();

	private final TableAdministrator administrator = new TableAdministrator(this.client, new VirtualPace());

	@Test
	void deletesAndCreatesAnew() {
		TableDefinition table = TableDefinition.named("orders")
			.tableName("t-" + UUID.randomUUID())
			.hashKey("id")
			.build();
		DynamoDbClient local = LocalDynamoDb.client();
		TableAdministrator administrator = new TableAdministrator(local);
		assertThat(administrator.status(table)).isEmpty();
		assertThat(administrator.delete(table)).isFalse();
		administrator.create(table);
		assertThat(administrator.status(table)).contains(TableStatus.ACTIVE);
		local.putItem((put) -> put.tableName(table.tableName()).item(Map.of("id", AttributeValue.fromS("a"))));
		assertThatExceptionOfType(TableStateException.class).isThrownBy(() -> administrator.create(table))
			.withMessage("Table 'orders' (%s in DynamoDB) is there already; delete it first, or use createIfMissing"
				.formatted(table.tableName()));
		assertThat(administrator.delete(table)).isTrue();
		administrator.awaitGone(table);
		assertThat(administrator.describe(table)).isEmpty();
		assertThat(administrator.createIfMissing(table)).isTrue();
		assertThat(administrator.createIfMissing(table)).isFalse();
		assertThat(local.scan((scan) -> scan.tableName(table.tableName())).items()).isEmpty();
	}

	@Test
	void leavesATableThatIsBeingDeletedAlone() {
		this.client.then(TableStatus.DELETING);
		assertThat(this.administrator.delete(TABLE)).isFalse();
		assertThat(this.client.requests).containsExactly("DescribeTable");
	}

	@Test
	void deletesATableThatIsBeingCreatedWhenItIsActive() {
		this.client.then(TableStatus.CREATING).then(TableStatus.CREATING).then(TableStatus.ACTIVE);
		assertThat(this.administrator.delete(TABLE)).isTrue();
		assertThat(this.client.requests).containsExactly("DescribeTable", "DescribeTable", "DescribeTable",
				"DeleteTable");
	}

	@Test
	void refusesATableThatDynamoDbProtects() {
		this.client.thenProtected();
		assertThatExceptionOfType(TableStateException.class).isThrownBy(() -> this.administrator.delete(TABLE))
			.withMessageContaining("is protected from deletion; switch the protection off in DynamoDB (UpdateTable)");
		assertThat(this.client.requests).doesNotContain("DeleteTable");
	}

	@Test
	void refusesATableThatIsDeclaredToBeProtected() {
		this.client.then(TableStatus.ACTIVE);
		TableDefinition table = TableDefinition.named("orders").hashKey("id").deletionProtection(true).build();
		assertThatExceptionOfType(TableStateException.class).isThrownBy(() -> this.administrator.delete(table))
			.withMessageContaining("is declared with 'deletion-protection'");
		assertThat(this.client.requests).doesNotContain("DeleteTable");
	}

	@Test
	void createsATableAnewOnceTheOldOneIsGone() {
		this.client.then(TableStatus.DELETING)
			.then(TableStatus.DELETING)
			.thenGone()
			.then(TableStatus.CREATING)
			.then(TableStatus.ACTIVE);
		assertThat(this.administrator.createIfMissing(TABLE)).isTrue();
		assertThat(this.client.requests).containsExactly("DescribeTable", "DescribeTable", "DescribeTable",
				"CreateTable", "DescribeTable", "DescribeTable");
	}

	@Test
	void saysThatATableIsBeingChangedOrIsGoneAlready() {
		this.client.then(TableStatus.ACTIVE);
		assertThatExceptionOfType(TableStateException.class)
			.isThrownBy(() -> failing(ResourceInUseException.builder().build()).delete(TABLE))
			.withMessageContaining("cannot be deleted while DynamoDB changes it; wait until it is active")
			.withCauseInstanceOf(ResourceInUseException.class);
		assertThat(failing(ResourceNotFoundException.builder().build()).delete(TABLE)).isFalse();
	}

	private static TableAdministrator failing(RuntimeException failure) {
		ScriptedTables tables = new ScriptedTables() {

			@Override
			public DeleteTableResponse deleteTable(DeleteTableRequest request) {
				throw failure;
			}

		};
		return new TableAdministrator(tables.then(TableStatus.ACTIVE), new VirtualPace());
	}

}
