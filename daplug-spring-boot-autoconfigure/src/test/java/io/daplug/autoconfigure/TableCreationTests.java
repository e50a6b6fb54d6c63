package io.daplug.autoconfigure;

import java.util.Map;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.daplug.autoconfigure.local.DaplugLocalAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests which tables {@link DaplugAutoConfiguration} creates.
 */
class TableCreationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withBean("client", DynamoDbClient.class, () -> mock(DynamoDbClient.class))
		.withPropertyValues("daplug.tables.orders.hash-key=id");

	@Test
	void createsNoTableUnlessAskedTo() {
		this.runner.run((context) -> {
			DynamoDbClient client = context.getBean(DynamoDbClient.class);
			then(client).should(never()).describeTable(any(DescribeTableRequest.class));
			then(client).should(never()).createTable(any(CreateTableRequest.class));
		});
	}

	@Test
	void createsMissingTablesWhenAskedTo() {
		EmbeddedDynamoDb server = LocalDynamoDb.server();
		assertThat(server).isNotNull();
		String table = "created-by-configuration";
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, JacksonAutoConfiguration.class))
			.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
			.withPropertyValues("daplug.create-tables=if-missing", "daplug.tables.orders.hash-key=id",
					"daplug.tables.orders.name=" + table)
			.run((context) -> {
				context.getBean(DaplugTemplate.class).insert(Map.of("id", "a"));
				assertThat(LocalDynamoDb.client().listTables().tableNames()).contains(table);
			});
	}

	@Test
	void createsTablesOnTheEmbeddedServerWithoutBeingAsked() {
		embedded().withPropertyValues("daplug.tables.orders.hash-key=id")
			.run((context) -> assertThat(context.getBean(DynamoDbClient.class).listTables().tableNames())
				.containsExactly("orders"));
	}

	@Test
	void createsNoTableOnTheEmbeddedServerWhenToldSo() {
		embedded().withPropertyValues("daplug.tables.orders.hash-key=id", "daplug.create-tables=never")
			.run((context) -> assertThat(context.getBean(DynamoDbClient.class).listTables().tableNames()).isEmpty());
	}

	@Test
	void createsNoTableWhereTheApplicationsClientTalksToAnotherServer() {
		embedded().withBean("mine", DynamoDbClient.class, () -> mock(DynamoDbClient.class))
			.withPropertyValues("daplug.tables.orders.hash-key=id")
			.run((context) -> {
				DynamoDbClient client = context.getBean(DynamoDbClient.class);
				assertThat(context).hasNotFailed().hasBean("orders");
				then(client).should(never()).createTable(any(CreateTableRequest.class));
			});
	}

	private static ApplicationContextRunner embedded() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugLocalAutoConfiguration.class,
					JacksonAutoConfiguration.class, AwsAutoConfiguration.class,
					CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
					DynamoDbAutoConfiguration.class))
			.withPropertyValues("daplug.local.enabled=true");
	}

}
