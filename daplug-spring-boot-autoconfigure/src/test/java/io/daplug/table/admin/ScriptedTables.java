package io.daplug.table.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Tables as DynamoDB shows them while it works, which DynamoDB Local does at once: each
 * DescribeTable answers with the next line of a script, and the last line stays.
 */
class ScriptedTables implements DynamoDbClient {

	private final List<Supplier<TableDescription>> script = new ArrayList<>();

	/** The requests, by the names that DynamoDB has for them. */
	final List<String> requests = new ArrayList<>();

	private int line;

	/** Then the table has a status. */
	ScriptedTables then(TableStatus status) {
		this.script.add(() -> table(status).build());
		return this;
	}

	/** Then the table is active, and its index is not. */
	ScriptedTables thenIndex(IndexStatus status, boolean backfilling) {
		this.script.add(
				() -> table(TableStatus.ACTIVE)
					.globalSecondaryIndexes(GlobalSecondaryIndexDescription.builder()
						.indexName("by-customer")
						.indexStatus(status)
						.backfilling(backfilling)
						.build())
					.build());
		return this;
	}

	/** Then the table cannot be deleted. */
	ScriptedTables thenProtected() {
		this.script.add(() -> table(TableStatus.ACTIVE).deletionProtectionEnabled(true).build());
		return this;
	}

	/** Then the table is active, and has replicas. */
	ScriptedTables thenReplicas(MultiRegionConsistency consistency, String... regions) {
		this.script.add(() -> table(TableStatus.ACTIVE).multiRegionConsistency(consistency)
			.replicas(Stream.of(regions)
				.map((region) -> ReplicaDescription.builder().regionName(region).build())
				.toList())
			.build());
		return this;
	}

	/** Then there is no table. */
	ScriptedTables thenGone() {
		return thenFailure(ResourceNotFoundException.builder().message("no table").build());
	}

	ScriptedTables thenFailure(RuntimeException failure) {
		this.script.add(() -> {
			throw failure;
		});
		return this;
	}

	private static TableDescription.Builder table(TableStatus status) {
		return TableDescription.builder()
			.tableName("orders")
			.tableStatus(status)
			.keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build());
	}

	@Override
	public DescribeTableResponse describeTable(DescribeTableRequest request) {
		this.requests.add("DescribeTable");
		Supplier<TableDescription> next = this.script.get(Math.min(this.line++, this.script.size() - 1));
		return DescribeTableResponse.builder().table(next.get()).build();
	}

	@Override
	public CreateTableResponse createTable(CreateTableRequest request) {
		this.requests.add("CreateTable");
		return CreateTableResponse.builder().build();
	}

	@Override
	public DeleteTableResponse deleteTable(DeleteTableRequest request) {
		this.requests.add("DeleteTable");
		return DeleteTableResponse.builder().build();
	}

	@Override
	public String serviceName() {
		return "dynamodb";
	}

	@Override
	public void close() {
	}

}
