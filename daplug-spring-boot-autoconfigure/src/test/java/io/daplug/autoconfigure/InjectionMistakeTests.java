package io.daplug.autoconfigure;

import java.nio.file.Path;
import java.util.Map;

import io.daplug.autoconfigure.singletable.DaplugSingleTablesAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.singletable.SingleTableTemplate;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplates;
import io.daplug.template.ItemOperations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests that who is given no template is told why.
 */
@ExtendWith(OutputCaptureExtension.class)
class InjectionMistakeTests {

	private static final String TABLES = """
			daplug:
			  tables:
			    orders: {hash-key: id}
			    customers: {hash-key: id}
			""";

	private static final String MANY_TYPES = """
			  single-tables:
			    customers:
			      types:
			        client: {type: io.daplug.autoconfigure.InjectionMistakeTests$Client}
			""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@SuppressWarnings("NullAway.Init")
	private FailedStart start;

	@BeforeEach
	void capture(CapturedOutput output) {
		this.start = new FailedStart(this.directory, output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "daplug:\n  tables:", "daplug:\n  schema: classpath:mistakes/api.yml" })
	void showsHowTablesAreConfiguredWhereThereAreNone(String yaml) {
		assertThat(this.start.of(AsksForOrders.class, yaml))
			.contains("Parameter 0 of constructor in " + ForOrders.class.getName())
			.contains("asks for a bean of type 'DaplugTemplate', but no tables are configured below 'daplug.tables'.")
			.contains("    daplug:\n      tables:\n        orders:\n          hash-key: id\n");
	}

	@Test
	void offersTheNearestTableForTheNameOfAParameter() {
		assertThat(this.start.of(AsksForOrder.class, TABLES)).contains(
				"asks for a bean of type 'DaplugTemplate', and there are several: [customers, orders], and its name 'order' is none of them; did you mean 'orders'?")
			.contains("Name the parameter or field as one of them ('orders'; ")
			.contains("or write @Qualifier(\"orders\") before it.");
	}

	@Test
	void offersTheNearestTableForTheNameOfAField() {
		assertThat(this.start.of(AsksByField.class, TABLES)).contains("Field customer in " + ByField.class.getName())
			.contains("its name 'customer' is none of them; did you mean 'customers'?");
	}

	@Test
	void offersTheNearestTableForAQualifier() {
		assertThat(this.start.of(AsksByQualifier.class, TABLES)).contains(
				"asks for a bean of type 'DaplugTemplate' for table 'order', but no such table is configured; did you mean 'orders'?")
			.contains(
					"Correct the name in @Qualifier, or add 'daplug.tables.order'; configured are [customers, orders].");
	}

	@Test
	void offersTheNearestTableForALookUp() {
		assertThat(this.start.of(LooksUp.class, TABLES))
			.contains("Table 'order' is not configured; did you mean 'orders'?")
			.contains("Ask for 'orders'.");
	}

	@Test
	void saysThatNoTableHasTheTypeOfTheItems() {
		assertThat(this.start.of(AsksByType.class, TABLES))
			.contains("asks for a bean of type 'ItemOperations<Order>', but no table has that type of items.")
			.contains("Set 'daplug.tables.customers.item-type' to '%s'".formatted(Order.class.getName()));
	}

	@Test
	void saysThatSeveralTablesHaveTheTypeOfTheItems() {
		String type = Order.class.getName();
		assertThat(this.start.of(AsksByType.class, """
				daplug:
				  tables:
				    orders: {hash-key: id, item-type: %s}
				    archive: {hash-key: id, item-type: %s}
				""".formatted(type, type))).contains(
				"asks for a bean of type 'ItemOperations<Order>', and there are several: [archiveOperations, ordersOperations]");
	}

	@Test
	void saysThatNoTableKeepsItemsOfManyTypes() {
		assertThat(this.start.of(AsksForManyTypes.class, TABLES)).contains(
				"asks for a bean of type 'SingleTableTemplate', but no table is configured below 'daplug.single-tables'.")
			.contains("Add 'daplug.single-tables.customer', whose types are records or classes with @ItemType")
			.contains("configured below 'daplug.tables' are [customers, orders].");
	}

	@Test
	void offersTheNearestTableThatKeepsItemsOfManyTypes() {
		assertThat(this.start.of(AsksForManyTypes.class, TABLES + MANY_TYPES)).contains(
				"asks for a bean of type 'SingleTableTemplate' for table 'customer', but no such table is configured below 'daplug.single-tables'; did you mean 'customers'?")
			.contains(
					"Correct the name in @Qualifier, or add 'daplug.single-tables.customer'; configured are [customers].");
	}

	@Test
	void saysThatTheTypeCouldBeAmongOthers() {
		assertThat(this.start.of(AsksByTypeAmongOthers.class, TABLES + MANY_TYPES))
			.contains("asks for a bean of type 'ItemOperations<Order>', but no table has that type of items.")
			.contains("put @ItemType on Order so that it is kept in one of [customers]")
			.contains(
					"a type that an ItemTypeDefinition bean defines comes from 'items(Order.class)' of the SingleTableTemplate");
	}

	@Test
	void saysThatThereAreTwoClients() {
		assertThat(this.start.of(HasTwoClients.class, TABLES)).contains(
				"but there are 2 beans of type DynamoDbClient, of which none is the primary one: [client, otherClient]")
			.contains("Mark the one for Daplug's tables with @Primary.");
	}

	@Test
	void saysThatThereIsNoClient() {
		assertThat(this.start.of(HasNoClient.class, TABLES))
			.contains("but there is no DynamoDbClient to send requests with.")
			.contains("Add 'io.awspring.cloud:spring-cloud-aws-starter-dynamodb'");
	}

	@Test
	void saysThatDaplugIsOff() {
		assertThat(this.start.of(AsksForOrders.class, TABLES + "  enabled: false"))
			.contains("but Daplug is switched off, as 'daplug.enabled' is 'false'.")
			.contains("Set 'daplug.enabled' to true, or remove it.");
	}

	@Test
	void saysThatDaplugIsNotThere() {
		assertThat(this.start.of(WithoutDaplug.class, TABLES))
			.contains("but Daplug's auto-configuration is not part of this application.")
			.contains("@DaplugTest");
	}

	@Test
	void saysWhatIsInThePlaceOfATemplate() {
		assertThat(this.start.of(HasOtherBean.class, TABLES)).contains(
				"Property 'daplug.tables.orders': the application has another bean named 'orders', of type 'java.lang.StringBuilder' and defined in ")
			.contains("application.yml] - 3:")
			.contains("Rename the bean, or rename the table");
	}

	@Test
	void saysHowATableComesToBe() {
		assertThat(this.start.of(WritesAtStart.class, TABLES))
			.contains("DynamoDB in region '%s' at %s has no table 'orders'".formatted(
					LocalDynamoDb.client().serviceClientConfiguration().region(), LocalDynamoDb.server().endpoint()))
			.contains("'daplug.create-tables' to if-missing");
	}

	record Order(String id) {

	}

	record Client(String name) {

	}

	record ForManyTypes(@Qualifier("customer") SingleTableTemplate customer) {

	}

	record ForOrders(DaplugTemplate orders) {

	}

	record ForOrder(DaplugTemplate order) {

	}

	record ByQualifier(@Qualifier("order") DaplugTemplate template) {

	}

	record ByType(ItemOperations<Order> operations) {

	}

	static class ByField {

		@Autowired
		@SuppressWarnings("NullAway.Init")
		DaplugTemplate customer;

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(DaplugAutoConfiguration.class)
	static class Application {

		@Bean(destroyMethod = "")
		DynamoDbClient client() {
			return LocalDynamoDb.client();
		}

	}

	@Import(ForOrders.class)
	static class AsksForOrders extends Application {

	}

	@Import(ForOrder.class)
	static class AsksForOrder extends Application {

	}

	@Import(ByField.class)
	static class AsksByField extends Application {

	}

	@Import(ByQualifier.class)
	static class AsksByQualifier extends Application {

	}

	@Import(ByType.class)
	static class AsksByType extends Application {

	}

	@ImportAutoConfiguration(DaplugSingleTablesAutoConfiguration.class)
	@Import(ForManyTypes.class)
	static class AsksForManyTypes extends Application {

	}

	@ImportAutoConfiguration(DaplugSingleTablesAutoConfiguration.class)
	@Import(ByType.class)
	static class AsksByTypeAmongOthers extends Application {

	}

	static class LooksUp extends Application {

		@Bean
		DaplugTemplate found(DaplugTemplates templates) {
			return templates.get("order");
		}

	}

	@Import(ForOrders.class)
	static class HasTwoClients extends Application {

		@Bean
		DynamoDbClient otherClient() {
			return mock(DynamoDbClient.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(DaplugAutoConfiguration.class)
	@Import(ForOrders.class)
	static class HasNoClient {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ForOrders.class)
	static class WithoutDaplug {

	}

	@Import(ForOrders.class)
	static class HasOtherBean extends Application {

		@Bean
		StringBuilder orders() {
			return new StringBuilder();
		}

	}

	static class WritesAtStart extends Application {

		@Bean
		ApplicationRunner write(DaplugTemplates templates) {
			return (arguments) -> templates.get("orders").insert(Map.of("id", "1"));
		}

	}

}
