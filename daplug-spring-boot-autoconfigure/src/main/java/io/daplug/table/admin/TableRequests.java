package io.daplug.table.admin;

import java.util.Optional;
import java.util.function.LongSupplier;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.table.TableDefinition;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/**
 * The requests that look at one table as a whole, and change it.
 */
final class TableRequests {

	private final TableDefinition table;

	private final DynamoDbRequests requests;

	private TableRequests(TableDefinition table, DynamoDbRequests requests) {
		this.table = table;
		this.requests = requests;
	}

	static TableRequests of(TableDefinition table, DynamoDbClient client) {
		return new TableRequests(table, new DynamoDbRequests(client, table.name(), table.tableName()));
	}

	/** The same requests, which may take so long only. */
	TableRequests within(LongSupplier remainingNanos) {
		return new TableRequests(this.table, this.requests.within(remainingNanos));
	}

	TableDefinition table() {
		return this.table;
	}

	/** Where the requests go, for messages, with a space before it. */
	String place() {
		return this.requests.place();
	}

	Optional<TableDescription> describe() {
		DescribeTableRequest describe = DescribeTableRequest.builder()
			.tableName(this.table.tableName())
			.overrideConfiguration(this.requests.limit())
			.build();
		return this.requests.send("describe", (client) -> {
			try {
				return Optional.of(client.describeTable(describe).table());
			}
			catch (ResourceNotFoundException ex) {
				return Optional.empty();
			}
		});
	}

	/** Whether DynamoDB began; another instance may have been faster. */
	boolean create() {
		CreateTableRequest create = new CreateTableFactory(this.table).create();
		return this.requests.manage("create", create, (client, request) -> {
			try {
				client.createTable(request);
				return true;
			}
			catch (ResourceInUseException ex) {
				return false;
			}
		});
	}

	/** Has DynamoDB delete the items whose time is over. */
	void enableTimeToLive(String attribute) {
		UpdateTimeToLiveRequest update = UpdateTimeToLiveRequest.builder()
			.tableName(this.table.tableName())
			.timeToLiveSpecification((specification) -> specification.enabled(true).attributeName(attribute))
			.build();
		this.requests.send("enable time to live", (client) -> client.updateTimeToLive(update));
	}

	TimeToLiveDescription timeToLive() {
		DescribeTimeToLiveRequest describe = DescribeTimeToLiveRequest.builder()
			.tableName(this.table.tableName())
			.build();
		return this.requests.send("describe time to live",
				(client) -> client.describeTimeToLive(describe).timeToLiveDescription());
	}

	/** Whether there was a table. */
	boolean delete() {
		DeleteTableRequest delete = DeleteTableRequest.builder().tableName(this.table.tableName()).build();
		return this.requests.manage("delete", delete, (client, request) -> {
			try {
				client.deleteTable(request);
				return true;
			}
			catch (ResourceNotFoundException ex) {
				return false;
			}
			catch (ResourceInUseException ex) {
				throw new TableStateException(
						"Table '%s' (%s in DynamoDB) cannot be deleted while DynamoDB changes it; wait until it is active, and try again"
							.formatted(this.table.name(), this.table.tableName()),
						this.table.name(), ex);
			}
		});
	}

}
