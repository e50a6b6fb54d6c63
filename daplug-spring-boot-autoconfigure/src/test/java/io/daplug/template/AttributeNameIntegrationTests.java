package io.daplug.template;

import java.util.List;
import java.util.Map;

import io.daplug.expression.AttributePath;
import io.daplug.expression.Condition;
import io.daplug.expression.InvalidExpressionException;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.PageRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that names in filters, projections and conditions are held against the schema.
 */
@ExtendWith(OutputCaptureExtension.class)
class AttributeNameIntegrationTests {

	private static final SchemaRegistry SCHEMAS = SchemaRegistry.load(List.of("classpath:io/daplug/template/names.yml"),
			SchemaLoading.defaults());

	private static final StoredTable TABLE = StoredTable.plain();

	private final CountedRequests requests = new CountedRequests();

	@AfterEach
	void close() {
		this.requests.close();
	}

	@Test
	void refusesNamesThatAClosedSchemaForbids() {
		DaplugTemplate template = template("Closed");
		Condition condition = attribute("statsu").isEqualTo("NEW");
		String problem = "Schema 'Closed' allows no attribute 'statsu'; did you mean 'status'?";
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> template.scan((scan) -> scan.filter(condition)).list())
			.withMessage(problem);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(
					() -> template.query((query) -> query.hashKey("a").project("id", "statsu")).page(PageRequest.of(1)))
			.withMessage(problem);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> template.get(ItemKey.of("a"), (options) -> options.project("statsu")))
			.withMessage(problem);
		ItemKey key = ItemKey.of("a");
		for (Runnable write : List.<Runnable>of(
				() -> template.insert(Map.of("id", "a"), (options) -> options.condition(condition)),
				() -> template.overwrite(Map.of("id", "a"), (options) -> options.condition(condition)),
				() -> template.update(key, Map.of("status", "NEW"), (options) -> options.condition(condition)),
				() -> template.delete(key, (options) -> options.condition(condition)))) {
			assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(write::run)
				.withMessageContaining(problem);
		}
		assertThat(this.requests.operations()).isEmpty();
	}

	@Test
	void warnsOnceOfNamesThatAnOpenSchemaDoesNotKnow(CapturedOutput output) {
		DaplugTemplate template = template("Plain");
		for (int i = 0; i < 3; i++) {
			assertThat(template.scan((scan) -> scan.filter(attribute("statsu").exists())).list()).isEmpty();
			template.delete(ItemKey.of("a"), (options) -> options.condition(attribute("statsu").isMissing()));
		}
		assertThat(output.getAll()
			.split("names 'statsu', which schema 'Plain' does not describe; did you mean 'status'", -1)).hasSize(2);
	}

	@Test
	void takesWhatTheSchemaDescribesAndKeys(CapturedOutput output) {
		for (String schema : List.of("Closed", "Plain", "Open")) {
			DaplugTemplate template = template(schema);
			assertThat(template
				.scan((scan) -> scan.filter(attribute("status").exists().and(attribute("id").exists())).project("id"))
				.list()).isEmpty();
		}
		assertThat(template("Open").scan((scan) -> scan.filter(attribute("statsu").exists())).list()).isEmpty();
		assertThat(output).doesNotContain("does not describe");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			address.cty               | address.cty               | city
			address.cty.name          | address.cty               | city
			parent.parent.address.cty | parent.parent.address.cty | city
			lines[0].skku             | lines[0].skku             | sku
			lines[1].skku[2].code     | lines[1].skku             | sku
			sites.home.zpi            | sites.home.zpi            | zip
			payment.numbr             | payment.numbr             | number
			payment.amuont            | payment.amuont            | amount
			""")
	void refusesNamesThatAClosedObjectInsideForbids(String path, String name, String meant) {
		DaplugTemplate template = template("Nested");
		String problem = "Schema 'Nested' allows no attribute '%s'; did you mean '%s'?".formatted(name, meant);
		Condition condition = attribute(AttributePath.parse(path)).exists();
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> template.scan((scan) -> scan.filter(condition)).list())
			.withMessage(problem);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> template.get(ItemKey.of("a"), (options) -> options.project(AttributePath.parse(path))))
			.withMessage(problem);
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> template.delete(ItemKey.of("a"), (options) -> options.condition(condition)))
			.withMessageContaining(problem);
		assertThat(this.requests.operations()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					id.part         | 'id' is a key of table 'orders', which is text, a number or binary: there is nothing at 'id.part'
					id[0]           | 'id' is a key of table 'orders'
					address.city.x  | Schema 'Nested' allows nothing inside of 'address.city': there is nothing at 'address.city.x'
					lines[0].sku[1] | Schema 'Nested' allows nothing inside of 'lines[0].sku'
					lines.sku       | Schema 'Nested' allows nothing inside of 'lines'
					address[0]      | Schema 'Nested' allows nothing inside of 'address'
					labels.a.b      | Schema 'Nested' allows nothing inside of 'labels.a'
					""")
	void refusesPathsIntoValuesWithoutParts(String text, String problem) {
		DaplugTemplate template = template("Nested");
		AttributePath path = AttributePath.parse(text);
		Condition condition = attribute(path).exists();
		for (ThrowingCallable read : List.<ThrowingCallable>of(
				() -> template.scan((scan) -> scan.filter(condition)).list(),
				() -> template.scan((scan) -> scan.project(path)).count(),
				() -> template.get(ItemKey.of("a"), (options) -> options.project(path)),
				() -> template.batchGet(List.of(ItemKey.of("a")), (options) -> options.project(path)),
				() -> template.query((query) -> query.hashKey("a").project(path)).first())) {
			assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(read).withMessageContaining(problem);
		}
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> template.delete(ItemKey.of("a"), (options) -> options.condition(condition)))
			.withMessageContaining(problem);
		assertThat(this.requests.operations()).isEmpty();
	}

	@Test
	void warnsOnceOfNamesInsideAnObjectThatDoesNotKnowThem(CapturedOutput output) {
		DaplugTemplate template = template("Nested");
		for (String path : List.of("notes.frist", "notes.frist", "parent.notes.frist", "notes.frist.more")) {
			assertThat(template.scan((scan) -> scan.filter(attribute(AttributePath.parse(path)).exists())).list())
				.isEmpty();
		}
		assertThat(output.getAll().split("which schema 'Nested' does not describe; did you mean 'first'", -1))
			.hasSize(3);
		assertThat(output).contains("names 'notes.frist', which").contains("names 'parent.notes.frist', which");
	}

	@Test
	void takesPathsThatTheSchemaDescribesOrLeavesOpen(CapturedOutput output) {
		DaplugTemplate template = template("Nested");
		for (String path : List.of("address.city", "lines[7].sku", "lines[0]", "payment.number", "payment.amount",
				"notes.first", "labels.any", "sites.home.city", "anything.at.all[3].goes",
				"parent.parent.lines[0].sku")) {
			assertThat(template.get(ItemKey.of("a"), (options) -> options.project(AttributePath.parse(path)))).as(path)
				.isEmpty();
		}
		assertThat(output).doesNotContain("does not describe");
	}

	private DaplugTemplate template(String schema) {
		return DaplugTemplate
			.builder(this.requests.client(),
					io.daplug.table.TableDefinition.named("orders")
						.tableName(TABLE.definition().tableName())
						.hashKey("id")
						.schema(schema)
						.build())
			.schemas(SCHEMAS)
			.build();
	}

}
