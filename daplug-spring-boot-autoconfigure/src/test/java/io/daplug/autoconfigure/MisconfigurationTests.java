package io.daplug.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.daplug.fixture.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests that applications with a configuration that cannot work do not start, and say
 * why: in real applications, so that the registration of the analyzers is tested too.
 * {@link MistakeTests} has those of which a configuration file is all.
 */
@ExtendWith(OutputCaptureExtension.class)
class MisconfigurationTests {

	private static final String SCHEMA = """
			openapi: 3.1.0
			info: {title: Orders, version: 1.0.0}
			paths: {}
			components:
			  schemas:
			    Order:
			      type: object
			      properties:
			        order_id: {type: string}
			        line: {type: integer}
			        customer: {type: object, properties: {name: {type: string}}}
			        status: {type: string}
			        modified: {type: string, format: date-time}
			    Customer:
			      type: object
			      properties:
			        number: {type: integer}
			""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@Test
	void refusesMisspeltHashKey(CapturedOutput output) {
		assertThat(report(output, "hask-key=order_id")).isEqualTo(analysis(
				"Property 'daplug.tables.orders.hask-key': is not known; did you mean 'hash-key'?"
						+ origin("daplug.tables.orders.hask-key"),
				"Rename it to 'daplug.tables.orders.hash-key', or remove it."));
	}

	@Test
	void refusesMisspeltHashKeyWithAnExtraLetter(CapturedOutput output) {
		assertThat(report(output, "hashkeyy=order_id")).contains("'daplug.tables.orders.hashkeyy'")
			.contains("did you mean 'hash-key'?");
	}

	@Test
	void refusesMisspeltPropertyAtTheTop(CapturedOutput output) {
		assertThat(start(output, "daplug.table.orders.hash-key=id"))
			.contains("Property 'daplug.table': is not known; did you mean 'tables'?");
	}

	@Test
	void refusesUnknownSchema(CapturedOutput output) {
		assertThat(report(output, "schema=Ordr", "hash-key=order_id")).isEqualTo(analysis(
				"Property 'daplug.tables.orders.schema': there is no schema 'Ordr'; did you mean 'Order'?"
						+ origin("daplug.tables.orders.schema"),
				"Set 'daplug.tables.orders.schema' to one of [Order, Customer]."));
	}

	@Test
	void refusesBrokenSchemaFile(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("broken.yml"), """
				openapi: 3.1.0
				components:
				  schemas:
				    Order: {type: object, properties: {id: {type: string}
				""");
		assertThat(start(output, "daplug.schema=file:" + file)).contains("Schema file 'file:" + file + "', line ")
			.contains("Correct the file 'file:" + file + "', or set 'daplug.schema' to the right one.");
	}

	@Test
	void refusesSchemaFileWithADanglingReference(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("dangling.yml"), """
				openapi: 3.1.0
				components:
				  schemas:
				    Order:
				      type: object
				      properties:
				        customer: {$ref: '#/components/schemas/Custommer'}
				""");
		assertThat(start(output, "daplug.schema=file:" + file)).contains("Schema file 'file:" + file + "', line 7")
			.contains("Custommer");
	}

	@Test
	void refusesSchemaWithoutTheHashKey(CapturedOutput output) {
		assertThat(report(output, "schema=Order", "hash-key=orderid")).isEqualTo(analysis(
				"Property 'daplug.tables.orders.hash-key': schema 'Order' in '%s' has no property 'orderid'; did you mean 'order_id'?"
					.formatted(schemaFile()) + origin("daplug.tables.orders.hash-key"),
				"Add 'orderid' to the schema, or set 'daplug.tables.orders.hash-key' to one of its properties."));
	}

	@Test
	void refusesSchemaWithoutTheRangeKey(CapturedOutput output) {
		assertThat(report(output, "schema=Order", "hash-key=order_id", "range-key=lines"))
			.contains("'daplug.tables.orders.range-key'")
			.contains("has no property 'lines'; did you mean 'line'?");
	}

	@Test
	void refusesSchemaWithoutTheIndexKey(CapturedOutput output) {
		assertThat(report(output, "schema=Order", "hash-key=order_id", "indexes.by-state.hash-key=state"))
			.contains("'daplug.tables.orders.indexes.by-state.hash-key'")
			.contains("has no property 'state'");
	}

	@Test
	void refusesKeyTypeThatTheSchemaContradicts(CapturedOutput output) {
		assertThat(report(output, "schema=Order", "hash-key=order_id", "hash-key-type=number")).isEqualTo(analysis(
				"Property 'daplug.tables.orders.hash-key-type': 'order_id' is declared as a number, but schema 'Order' in '%s' says text"
					.formatted(schemaFile()) + origin("daplug.tables.orders.hash-key-type"),
				"Remove 'daplug.tables.orders.hash-key-type', or correct the schema."));
	}

	@Test
	void refusesKeyThatIsNoKeyInTheSchema(CapturedOutput output) {
		assertThat(report(output, "schema=Order", "hash-key=customer")).contains("'daplug.tables.orders.hash-key'")
			.contains("describes 'customer' as something that can be no key")
			.contains("Make the property text, a number or binary in the schema");
	}

	@Test
	void refusesPrefixOnAKeyThatIsNoText(CapturedOutput output) {
		assertThat(report(output, "schema=Order", "hash-key=order_id", "range-key=line", "range-prefix=line#"))
			.isEqualTo(analysis(
					"Property 'daplug.tables.orders.range-prefix': 'line' is no text but a number, and only text can carry a prefix"
							+ origin("daplug.tables.orders.range-prefix"),
					"Remove 'daplug.tables.orders.range-prefix', or make 'line' text in the schema."));
	}

	@Test
	void refusesUnknownStrategy(CapturedOutput output) {
		assertThat(report(output, "hash-key=id", "idempotence.key=v", "idempotence.strategy=uselatst"))
			.isEqualTo(analysis(
					"Property 'daplug.tables.orders.idempotence.strategy': there is no value 'uselatst'; did you mean 'use-latest'?"
							+ origin("daplug.tables.orders.idempotence.strategy"),
					"Set 'daplug.tables.orders.idempotence.strategy' to one of [conditional, raise, use-latest]."));
	}

	@Test
	void refusesMissingIdempotenceKey(CapturedOutput output) {
		assertThat(report(output, "hash-key=id", "idempotence.strategy=raise"))
			.contains("Property 'daplug.tables.orders.idempotence.key': must be set")
			.contains("Set 'daplug.tables.orders.idempotence.key' to the attribute that changes with every write.");
	}

	@Test
	void refusesIndexWithAnotherNumberOfTypesThanKeys(CapturedOutput output) {
		assertThat(report(output, "hash-key=id", "indexes.by-place.hash-key=tenant,region",
				"indexes.by-place.hash-key-type=text"))
			.contains("Property 'daplug.tables.orders.indexes.by-place.hash-key-type': has 1 types for 2 attributes")
			.contains("one type for each attribute");
	}

	@Test
	void refusesTableWithOtherKeys(CapturedOutput output) {
		String name = LocalDynamoDb.createTable("id", null);
		assertThat(start(output, "daplug.create-tables=if-missing", "daplug.tables.orders.name=" + name,
				"daplug.tables.orders.hash-key=order_id", "daplug.tables.orders.range-key=line"))
			.contains("Table 'orders' (%s in DynamoDB) is not as declared:".formatted(name))
			.contains("  - keys: declared is [order_id, line], found is [id]")
			.contains("Set 'daplug.tables.orders.hash-key' and 'daplug.tables.orders.range-key' to the table's keys");
	}

	@Test
	void refusesTableWhoseNameNeedsBrackets(CapturedOutput output) {
		assertThat(start(output, "daplug.tables.[Orders_EU].name=orders"))
			.contains("Property 'daplug.tables[Orders_EU].hash-key': must be set");
	}

	@Test
	void tellsTheFileAndTheLine(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("settings.yml"), """
				daplug:
				  tables:
				    orders:
				      hash-key: id
				      idempotence:
				        key: id
				""");
		assertThat(start(output, "spring.config.location=file:" + file))
			.contains("Property 'daplug.tables.orders.idempotence.key': 'id' is a key of the table")
			.contains("Origin: URL [file:%s] - 6:14".formatted(file));
	}

	private Path schemaFile() {
		return this.directory.resolve("api.yml");
	}

	private String origin(String property) {
		return "\n\n    Origin: \"%s\" from property source \"commandLineArgs\"".formatted(property);
	}

	private static String analysis(String description, String action) {
		return "\n\nDescription:\n\n%s\n\nAction:\n\n%s\n\n".formatted(description, action);
	}

	/** Starts with one table and a file of schemas. */
	private String report(CapturedOutput output, String... table) {
		try {
			Files.writeString(schemaFile(), SCHEMA);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		List<String> properties = new ArrayList<>();
		properties.add("daplug.schema=" + schemaFile());
		for (String property : table) {
			properties.add("daplug.tables.orders." + property);
		}
		return start(output, properties.toArray(String[]::new));
	}

	/** Starts, sees that it fails, and returns what the analysis says. */
	private static String start(CapturedOutput output, String... properties) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		String[] arguments = new String[properties.length];
		for (int i = 0; i < properties.length; i++) {
			arguments[i] = "--" + properties[i];
		}
		assertThatException().isThrownBy(() -> application.run(arguments).close());
		assertThat(output).contains("APPLICATION FAILED TO START");
		String report = output.getOut().substring(output.getOut().indexOf("APPLICATION FAILED TO START"));
		return report.substring(report.indexOf("\n\nDescription:")).replace("\r", "");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(DaplugAutoConfiguration.class)
	static class Application {

		@Bean(destroyMethod = "")
		DynamoDbClient client() {
			return LocalDynamoDb.client();
		}

	}

}
