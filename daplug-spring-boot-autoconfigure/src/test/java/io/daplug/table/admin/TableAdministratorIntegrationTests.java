package io.daplug.table.admin;

import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.daplug.DaplugException;
import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.fixture.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.AdditionalAnswers;
import org.mockito.invocation.InvocationOnMock;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link TableAdministrator}.
 */
@Timeout(60)
class TableAdministratorIntegrationTests {

	private final String tableName = "t-" + UUID.randomUUID();

	private final DynamoDbClient client = mock(DynamoDbClient.class,
			AdditionalAnswers.delegatesTo(LocalDynamoDb.client()));

	private final TableAdministrator administrator = new TableAdministrator(this.client);

	@Test
	void createsTheTableWithItsIndexesOnDemand() {
		this.administrator.createIfMissing(table().rangeKey("line", ScalarAttributeType.N)
			.index(IndexDefinition.of("by-customer", "customer", "line-text"))
			.index(IndexDefinition.of("by-size", KeyAttribute.number("size"), KeyAttribute.text("id")))
			.index(IndexDefinition.of("by-blob", KeyAttribute.binary("blob")))
			.build());
		TableDescription table = described();
		assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
		assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
		assertThat(table.keySchema()).extracting(KeySchemaElement::attributeName, KeySchemaElement::keyType)
			.containsExactly(tuple("id", KeyType.HASH), tuple("line", KeyType.RANGE));
		assertThat(table.attributeDefinitions())
			.extracting((attribute) -> attribute.attributeName() + " " + attribute.attributeType())
			.containsExactlyInAnyOrder("id S", "line N", "customer S", "line-text S", "size N", "blob B");
		assertThat(table.globalSecondaryIndexes()).extracting(GlobalSecondaryIndexDescription::indexName)
			.containsExactlyInAnyOrder("by-customer", "by-size", "by-blob");
		assertThat(table.globalSecondaryIndexes())
			.allSatisfy((index) -> assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.ALL))
			.filteredOn((index) -> index.indexName().equals("by-size"))
			.singleElement()
			.satisfies((index) -> assertThat(index.keySchema())
				.extracting(KeySchemaElement::attributeName, KeySchemaElement::keyType)
				.containsExactly(tuple("size", KeyType.HASH), tuple("id", KeyType.RANGE)));
	}

	@Test
	void createsIndexesOfSeveralHashAndRangeKeys() {
		List<KeyAttribute> hashKeys = List.of(KeyAttribute.text("tenant"), KeyAttribute.number("region"));
		List<KeyAttribute> rangeKeys = List.of(KeyAttribute.text("status"), KeyAttribute.number("total"),
				KeyAttribute.text("id"));
		this.administrator.createIfMissing(table().index(new IndexDefinition("by-all", hashKeys, rangeKeys)).build());
		assertThat(described().globalSecondaryIndexes()).singleElement()
			.satisfies((index) -> assertThat(index.keySchema())
				.extracting(KeySchemaElement::attributeName, KeySchemaElement::keyType)
				.containsExactly(tuple("tenant", KeyType.HASH), tuple("region", KeyType.HASH),
						tuple("status", KeyType.RANGE), tuple("total", KeyType.RANGE), tuple("id", KeyType.RANGE)));
		assertThat(described().attributeDefinitions())
			.extracting((attribute) -> attribute.attributeName() + " " + attribute.attributeType())
			.containsExactlyInAnyOrder("id S", "tenant S", "region N", "status S", "total N");
	}

	@Test
	void failsAsAllRequestsDo() {
		doThrow(SdkClientException.create("Unable to reach the server")).when(this.client)
			.describeTable(any(DescribeTableRequest.class));
		assertThatExceptionOfType(DynamoDbAccessException.class)
			.isThrownBy(() -> this.administrator.createIfMissing(table().build()))
			.withMessageContaining("describe on table 'orders' failed: Unable to reach the server");
	}

	@Test
	void takesTheTypeOfAKeyFromAnIndexThatDeclaresIt() {
		this.administrator.createIfMissing(
				table().rangeKey("line").index(IndexDefinition.of("by-line", KeyAttribute.number("line"))).build());
		assertThat(described().attributeDefinitions())
			.extracting((attribute) -> attribute.attributeName() + " " + attribute.attributeType())
			.containsExactlyInAnyOrder("id S", "line N");
	}

	@Test
	void leavesATableThatIsThereAloneAfterOneRequest() {
		TableDefinition table = table().build();
		this.administrator.createIfMissing(table);
		clearInvocations(this.client);
		this.administrator.createIfMissing(table);
		assertThat(mockingDetails(this.client).getInvocations())
			.filteredOn((call) -> call.getArguments().length > 0 && call.getArgument(0) instanceof DynamoDbRequest)
			.singleElement()
			.satisfies((call) -> assertThat(call.<Object>getArgument(0)).isInstanceOf(DescribeTableRequest.class));
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(table().hashKey("id", ScalarAttributeType.S)
			.index(IndexDefinition.of("by-customer", "customer", null))
			.build());
		assertThat(described().hasGlobalSecondaryIndexes()).isFalse();
	}

	@Test
	void refusesATableWithOtherKeys() {
		this.administrator.createIfMissing(table().build());
		mismatches(table().hashKey("order"), "Table 'orders' (" + this.tableName
				+ " in DynamoDB) is not as declared:\n  - keys: declared is [order], found is [id]");
		mismatches(table().rangeKey("line"), "keys: declared is [id, line], found is [id]");
	}

	@Test
	void refusesATableWithKeysOfOtherTypes() {
		this.administrator.createIfMissing(table().index(IndexDefinition.of("by-customer", "customer", null)).build());
		mismatches(table().hashKey("id", ScalarAttributeType.N),
				"type of the key 'id': declared is a number, found is text");
		mismatches(table().index(IndexDefinition.of("by-customer", KeyAttribute.binary("customer"))),
				"type of the key 'customer': declared is binary, found is text");
	}

	@Test
	void letsManyInstancesCreateATableAtOnce() throws Exception {
		TableDefinition table = table().build();
		CountDownLatch allHaveLooked = new CountDownLatch(8);
		doAnswer((call) -> {
			allHaveLooked.countDown();
			allHaveLooked.await();
			return server(call);
		}).when(this.client).createTable(any(CreateTableRequest.class));
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Callable<TableStatus>> instances = IntStream.range(0, 8).<Callable<TableStatus>>mapToObj((i) -> () -> {
				this.administrator.createIfMissing(table);
				return described().tableStatus();
			}).toList();
			List<TableStatus> seen = new ArrayList<>();
			for (Future<TableStatus> instance : executor.invokeAll(instances)) {
				seen.add(instance.get());
			}
			assertThat(seen).hasSize(8).containsOnly(TableStatus.ACTIVE);
		}
		finally {
			executor.shutdownNow();
		}
		then(this.client).should(times(8)).createTable(any(CreateTableRequest.class));
	}

	@Test
	void refusesATableThatAnotherInstanceCreatesOtherwise() {
		doAnswer((call) -> {
			new TableAdministrator(LocalDynamoDb.client()).createIfMissing(table().hashKey("other").build());
			return server(call);
		}).when(this.client).createTable(any(CreateTableRequest.class));
		mismatches(table(), "keys: declared is [id], found is [other]");
	}

	@Test
	void waitsUntilATableThatIsBeingCreatedCanBeUsed() {
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(table().build());
		AtomicInteger asked = new AtomicInteger();
		doAnswer((call) -> {
			DescribeTableResponse response = (DescribeTableResponse) server(call);
			return (asked.incrementAndGet() > 2) ? response : response
				.copy((copy) -> copy.table(response.table().copy((table) -> table.tableStatus(TableStatus.CREATING))));
		}).when(this.client).describeTable(any(DescribeTableRequest.class));
		this.administrator.createIfMissing(table().build());
		assertThat(asked).hasValue(3);
		then(this.client).should(never()).createTable(any(CreateTableRequest.class));
	}

	@Test
	void doesNotTakeAnotherFailureForAMissingTable() {
		doAnswer((call) -> {
			throw new IllegalStateException("No interceptor");
		}).when(this.client).describeTable(any(DescribeTableRequest.class));
		assertThatIllegalStateException().isThrownBy(() -> this.administrator.createIfMissing(table().build()))
			.withMessage("No interceptor");
		assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(this::described);
	}

	private void mismatches(TableDefinitionBuilder table, String message) {
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(() -> this.administrator.createIfMissing(table.build()))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.differences()).containsOnlyKeys("orders"))
			.satisfies((ex) -> assertThat(ex).isInstanceOf(DaplugException.class));
	}

	private TableDefinitionBuilder table() {
		return TableDefinition.named("orders").tableName(this.tableName).hashKey("id");
	}

	private TableDescription described() {
		return LocalDynamoDb.client().describeTable((describe) -> describe.tableName(this.tableName)).table();
	}

	private static Object server(InvocationOnMock call) throws Throwable {
		return (call.getArgument(0) instanceof CreateTableRequest create) ? LocalDynamoDb.client().createTable(create)
				: LocalDynamoDb.client().describeTable(call.<DescribeTableRequest>getArgument(0));
	}

}
