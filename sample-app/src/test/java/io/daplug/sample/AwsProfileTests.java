package io.daplug.sample;

import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.template.ItemOperations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the profile {@code aws}. An embedded DynamoDB that the service does not know
 * of stands for the account, with the table that {@code application-aws.yml} asks for.
 */
@OrderServiceTest
@ActiveProfiles("aws")
class AwsProfileTests {

	private static final EmbeddedDynamoDb account = EmbeddedDynamoDb.inMemory();

	@DynamicPropertySource
	static void account(DynamicPropertyRegistry properties) {
		account.start();
		createTables();
		properties.add("spring.cloud.aws.dynamodb.endpoint", account::endpoint);
		properties.add("spring.cloud.aws.region.static", () -> "eu-central-1");
		properties.add("spring.cloud.aws.credentials.access-key", () -> "local");
		properties.add("spring.cloud.aws.credentials.secret-key", () -> "local");
	}

	@AfterAll
	static void closeAccount() {
		account.stop();
	}

	private static void createTables() {
		DynamoDbClientBuilder builder = DynamoDbClient.builder()
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(AnonymousCredentialsProvider.create());
		account.configure(builder);
		try (DynamoDbClient client = builder.build()) {
			client.createTable(ordersTable("orders"));
			client.createTable(ordersTable("orders-archive"));
			client.createTable((table) -> table.tableName("stock")
				.billingMode(BillingMode.PAY_PER_REQUEST)
				.attributeDefinitions(text("sku"))
				.keySchema(key("sku", KeyType.HASH)));
			client.createTable((table) -> table.tableName("customer-orders")
				.billingMode(BillingMode.PAY_PER_REQUEST)
				.attributeDefinitions(text("customerId"), text("orderId"))
				.keySchema(key("customerId", KeyType.HASH), key("orderId", KeyType.RANGE)));
			client.createTable((table) -> table.tableName("devices")
				.billingMode(BillingMode.PAY_PER_REQUEST)
				.attributeDefinitions(text("pk"), text("sk"))
				.keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
		}
	}

	private static CreateTableRequest ordersTable(String name) {
		return CreateTableRequest.builder()
			.tableName(name)
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(text("orderId"), text("customerId"), text("placedAt"))
			.keySchema(key("orderId", KeyType.HASH))
			.globalSecondaryIndexes(GlobalSecondaryIndex.builder()
				.indexName("by-customer")
				.keySchema(key("customerId", KeyType.HASH), key("placedAt", KeyType.RANGE))
				.projection((projection) -> projection.projectionType(ProjectionType.ALL))
				.build())
			.build();
	}

	private static AttributeDefinition text(String name) {
		return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
	}

	private static KeySchemaElement key(String name, KeyType type) {
		return KeySchemaElement.builder().attributeName(name).keyType(type).build();
	}

	@Test
	void worksOnTheTableOfTheAccount(@Autowired RestTestClient client, @Autowired ItemOperations<Stock> stock) {
		stock.insert(new Stock("TEA-1001", 10));
		OrderRequests requests = new OrderRequests(client);
		requests.post(OrderRequests.withId("aws-1")).expectStatus().isCreated();
		requests.patch("aws-1", "{\"status\": \"PAID\"}", "\"1\"").expectStatus().isOk();
		client.get()
			.uri("/customers/c-900/orders")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items.length()")
			.isEqualTo(1)
			.jsonPath("$.items[0].status")
			.isEqualTo("PAID");
	}

	@Test
	void startsNoServerAndLoadsNoOrders(@Autowired ApplicationContext context) {
		assertThat(context.getBeanProvider(EmbeddedDynamoDb.class).stream()).isEmpty();
		assertThat(context.getBeanProvider(SampleOrders.class).stream()).isEmpty();
		assertThat(context.getBeanProvider(WhatToTry.class).stream()).isEmpty();
	}

}
