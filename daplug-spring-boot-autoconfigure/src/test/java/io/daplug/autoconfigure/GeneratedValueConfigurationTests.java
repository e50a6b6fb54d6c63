package io.daplug.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests that what Daplug writes by itself, and what it can compare and prefix, is held
 * against the schema at start.
 */
class GeneratedValueConfigurationTests {

	private static final String SCHEMA = """
			openapi: 3.1.0
			info: {title: Orders, version: 1.0.0}
			paths: {}
			components:
			  schemas:
			    Number: {type: integer}
			    Base: {type: object, properties: {inherited: {type: integer}}}
			    Order:
			      allOf:
			        - $ref: '#/components/schemas/Base'
			        - type: object
			          properties:
			            id: {type: [string, integer]}
			            line: {type: [integer, boolean]}
			            integer: {type: integer}
			            nullable: {type: [integer, 'null']}
			            referred: {$ref: '#/components/schemas/Number'}
			            nested: {allOf: [{$ref: '#/components/schemas/Number'}, {description: count}]}
			            hundreds: {type: integer, minimum: 100}
			            decimal: {type: number}
			            text: {type: string}
			            date: {type: string, format: date}
			            time: {type: string, format: date-time}
			            short: {type: string, maxLength: 20}
			            seconds: {type: string, pattern: '^[^.]*$'}
			            state: {enum: [NEW, PAID]}
			            flag: {type: boolean}
			            code: {type: string, format: uuid}
			            list: {type: array, items: {type: string}}
			            any: {}
			      oneOf:
			        - {type: object, properties: {chosen: {type: integer}}}
			        - {type: object, required: [other], properties: {chosen: {type: integer}, other: {}}}
			""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@SuppressWarnings("NullAway.Init")
	private ApplicationContextRunner runner;

	@BeforeEach
	void writeSchema() throws IOException {
		Path file = Files.writeString(this.directory.resolve("api.yml"), SCHEMA);
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, JacksonAutoConfiguration.class))
			.withBean("client", DynamoDbClient.class, () -> mock(DynamoDbClient.class))
			.withPropertyValues("daplug.schema=file:" + file, "daplug.tables.orders.hash-key=id",
					"daplug.tables.orders.schema=Order");
	}

	private void run(List<String> properties, Runs asserted) {
		List<String> full = new ArrayList<>();
		properties.forEach((property) -> full.add("daplug.tables.orders." + property));
		this.runner.withPropertyValues(full.toArray(String[]::new)).run(asserted::in);
	}

	private void refused(String message, String... properties) {
		run(List.of(properties),
				(context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(DaplugConfigurationException.class)
					.hasMessageContaining(message));
	}

	private interface Runs {

		void in(AssertableApplicationContext context);

	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			integer, is a number
			nullable, is a number
			referred, is a number
			nested, is a number
			inherited, is a number
			chosen, is a number
			decimal, is a number
			flag, is no text or number
			list, is no text or number
			date, must have the format date
			code, must have the format uuid
			short, must be at most 20 characters long
			seconds, must match
			state, 'must be one of NEW, PAID'
			""")
	void refusesTimestampsWhereTheSchemaSaysOtherwise(String key, String reason) {
		refused("'daplug.tables.orders.idempotence.generate': writes text to '%s', but schema 'Order'".formatted(key),
				"idempotence.key=" + key, "idempotence.generate=timestamp");
		refused("says that it " + reason, "idempotence.key=" + key, "idempotence.generate=timestamp");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			text, is text
			time, is text
			date, is text
			flag, is no text or number
			hundreds, must be at least 100
			state, 'must be one of NEW, PAID'
			""")
	void refusesCountersWhereTheSchemaSaysOtherwise(String key, String reason) {
		refused("writes a number to '%s', but schema 'Order'".formatted(key), "idempotence.key=" + key,
				"idempotence.generate=counter");
		refused("says that it " + reason, "idempotence.key=" + key, "idempotence.generate=counter");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text timestamp", "time timestamp", "any timestamp", "unknown timestamp",
			"integer counter", "decimal counter", "nullable counter", "referred counter", "inherited counter",
			"chosen counter", "any counter" })
	void startsWhereBothAgree(String pair) {
		run(List.of("idempotence.key=" + pair.split(" ")[0], "idempotence.generate=" + pair.split(" ")[1]),
				(context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "flag", "state", "code", "list" })
	void refusesToCompareWhatIsNoTimeAndNoNumber(String key) {
		refused("'daplug.tables.orders.idempotence.strategy': compares times or numbers", "idempotence.key=" + key,
				"idempotence.strategy=use-latest");
	}

	@ParameterizedTest
	@ValueSource(strings = { "integer", "date", "time", "short", "text", "any" })
	void comparesTimesAndNumbers(String key) {
		run(List.of("idempotence.key=" + key, "idempotence.strategy=use-latest"),
				(context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void refusesIndexesOfAnotherTypeThanWhatIsGenerated() {
		refused("'daplug.tables.orders.indexes.latest.range-key-type': 'any' is text in the index, but "
				+ "'daplug.tables.orders.idempotence.generate' writes a number to it", "idempotence.key=any",
				"idempotence.generate=counter", "indexes.latest.hash-key=text", "indexes.latest.range-key=any");
		refused("'daplug.tables.orders.indexes.latest.hash-key-type': 'any' is a number in the index",
				"idempotence.key=any", "idempotence.generate=timestamp", "indexes.latest.hash-key=any",
				"indexes.latest.hash-key-type=number");
		run(List.of("idempotence.key=any", "idempotence.generate=counter", "indexes.latest.hash-key=text",
				"indexes.latest.range-key=any", "indexes.latest.range-key-type=number"),
				(context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void prefixesOnlyWhatCanBeText() {
		refused("'daplug.tables.orders.range-prefix': 'line' is no text but a number", "range-key=line",
				"range-prefix=l#");
		run(List.of("hash-prefix=o#"), (context) -> {
			TableDefinition table = context.getBean(DaplugTemplate.class).table();
			assertThat(table.keyType("id")).isEqualTo(ScalarAttributeType.S);
		});
	}

}
