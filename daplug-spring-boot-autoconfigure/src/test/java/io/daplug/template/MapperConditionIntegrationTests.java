package io.daplug.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.expression.AttributePath;
import io.daplug.expression.Condition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.version.StoredAs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.daplug.expression.Condition.attribute;
import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for conditions and filters on booleans that the DynamoDBMapper of the AWS SDK 1
 * stored, or Daplug.
 */
class MapperConditionIntegrationTests {

	private static final SchemaRegistry SCHEMAS = SchemaRegistry
		.load(List.of("classpath:io/daplug/template/mapper.yml"), SchemaLoading.defaults());

	private static final AttributeValue TRUE = AttributeValue.fromBool(true);

	private static final AttributeValue FALSE = AttributeValue.fromBool(false);

	private final StoredTable table = StoredTable.plain();

	private final DaplugTemplate accounts = template((definition) -> definition.schema("Account"));

	private final DaplugTemplate schemaless = template((definition) -> {
	});

	@BeforeEach
	void store() {
		put("number", number(1), number(0));
		put("word", text("true"), text("false"));
		put("letter", text("Y"), text("N"));
		put("native", TRUE, FALSE);
		this.table.put(Map.of("id", text("none")));
	}

	/** Puts an item that is active and one that is not, in all of their attributes. */
	private void put(String id, AttributeValue active, AttributeValue idle) {
		for (Map.Entry<String, AttributeValue> each : Map.of("+" + id, active, "-" + id, idle).entrySet()) {
			AttributeValue value = each.getValue();
			this.table.put(Map.of("id", text(each.getKey()), "active", value, "address",
					AttributeValue.fromM(Map.of("home", value)), "choices", set(value)));
		}
	}

	private static AttributeValue set(AttributeValue value) {
		return (value.n() != null) ? AttributeValue.fromNs(List.of(value.n())) : (value.s() != null)
				? AttributeValue.fromSs(List.of(value.s())) : AttributeValue.fromL(List.of(value));
	}

	@Test
	void findsEachFormOfAFlag() {
		for (DaplugTemplate template : List.of(this.accounts, this.schemaless)) {
			assertThat(found(template, attribute("active").isEqualTo(true))).isEqualTo(active());
			assertThat(found(template, attribute("active").isEqualTo(false))).isEqualTo(idle());
			assertThat(found(template, attribute("active").isIn(true, "other"))).isEqualTo(active());
			assertThat(found(template, attribute(AttributePath.parse("address.home")).isEqualTo(true)))
				.isEqualTo(active());
			assertThat(found(template, Condition.parse("active = :yes", Map.of(":yes", true)))).isEqualTo(active());
		}
	}

	/**
	 * An item without the attribute is one that is not active, as it is without forms.
	 */
	@Test
	void findsNoFormOfTheOther() {
		for (DaplugTemplate template : List.of(this.accounts, this.schemaless)) {
			assertThat(found(template, attribute("active").isNotEqualTo(true))).isEqualTo(and(idle(), "none"));
			assertThat(found(template, attribute("active").isNotEqualTo(true).not())).isEqualTo(active());
			assertThat(found(template, attribute("active").isNotEqualTo(true).and(attribute("active").exists())))
				.isEqualTo(idle());
			assertThat(found(template, attribute("active").isIn(true, false).not())).isEqualTo(List.of("none"));
			assertThat(found(template, attribute("active").isEqualTo(true).or(attribute("id").isEqualTo("none")).not()))
				.isEqualTo(idle());
		}
	}

	@Test
	void findsEachFormOfAnElement() {
		assertThat(found(this.accounts, attribute("choices").contains(true))).isEqualTo(active());
		assertThat(found(this.accounts, attribute("choices").contains(false))).isEqualTo(idle());
	}

	/** Where nobody says that a text is a list of booleans, it is a text. */
	@Test
	void findsNoElementsInTexts() {
		this.table.put(Map.of("id", text("noted"), "choices", text("1 true TY")));
		assertThat(found(this.schemaless, attribute("choices").contains(true))).containsExactly("+native", "+number");
	}

	@Test
	void asksForOneFormWhereItIsGivenAsStored() {
		assertThat(found(this.accounts, attribute("active").isEqualTo(TRUE))).containsExactly("+native");
		assertThat(found(this.accounts, attribute("active").isEqualTo(1))).containsExactly("+number");
	}

	@Test
	void believesWhatIsSaidOfTheAttribute() {
		this.table.put(Map.of("id", text("coded"), "code", text("1"), "logins", number(1)));
		assertThat(found(this.accounts, attribute("code").isEqualTo(true))).isEmpty();
		assertThat(found(this.accounts, attribute("code").contains(true))).isEmpty();
		assertThat(found(this.accounts, attribute("logins").isEqualTo(true))).isEmpty();
	}

	@Test
	void asksForOneFormWhereDaplugStores() {
		DaplugTemplate own = this.table.template((definition) -> {
		});
		assertThat(found(own, attribute("active").isEqualTo(true))).containsExactly("+native");
	}

	/** What is the key of an index is read as it is stored, and found so. */
	@Test
	void asksForKeysAsTheyAreStored() {
		StoredTable indexed = StoredTable.of((definition) -> definition
			.index(IndexDefinition.of("by-active", new KeyAttribute("active", ScalarAttributeType.N))));
		indexed.put(Map.of("id", text("a"), "active", number(1)));
		DaplugTemplate template = DaplugTemplate
			.builder(LocalDynamoDb.client(),
					TableDefinitionBuilder.like(indexed.definition()).storedAs(StoredAs.DYNAMODB_MAPPER_V1).build())
			.build();
		assertThat(found(template, attribute("active").isEqualTo(true))).isEmpty();
		assertThat(found(template, attribute("active").isEqualTo(1))).containsExactly("a");
	}

	@Test
	void writesWhereAFlagHasEitherForm() {
		for (String id : active()) {
			ItemKey key = ItemKey.of(id);
			Condition idle = attribute("active").isEqualTo(false);
			assertThatExceptionOfType(ConditionNotMetException.class).isThrownBy(() -> this.accounts.change(key,
					(change) -> change.set("note", "x"), (each) -> each.condition(idle)));
			Condition active = attribute("active").isEqualTo(true);
			this.accounts.change(key, (change) -> change.set("note", "x"), (each) -> each.condition(active));
			this.accounts.update(key, Map.of("code", "7"), (each) -> each.condition(active));
			this.accounts.delete(key, (each) -> each.condition(active));
			assertThat(this.table.stored(id)).isNull();
		}
	}

	@Test
	void clearsEachForm() {
		assertThat(this.accounts
			.clear((clear) -> clear.everything().filter(attribute("active").isEqualTo(true)).parallelism(1))
			.removed()).isEqualTo(4);
		assertThat(found(this.accounts, attribute("id").exists())).isEqualTo(and(idle(), "none"));
	}

	/** More options than DynamoDB takes are those that were not asked for. */
	@Test
	void findsEachFormBesideAHundredOptions() {
		List<Object> options = new ArrayList<>(Collections.nCopies(99, "other"));
		options.add(true);
		assertThat(found(this.accounts, attribute("active").isIn(options))).isEqualTo(active());
	}

	private static List<String> active() {
		return List.of("+letter", "+native", "+number", "+word");
	}

	private static List<String> idle() {
		return List.of("-letter", "-native", "-number", "-word");
	}

	private static List<String> and(List<String> ids, String id) {
		List<String> all = new ArrayList<>(ids);
		all.add(id);
		return all;
	}

	private static List<String> found(DaplugTemplate template, Condition filter) {
		return template.scan((scan) -> scan.filter(filter))
			.stream()
			.map((item) -> String.valueOf(item.get("id")))
			.sorted()
			.toList();
	}

	private DaplugTemplate template(Consumer<TableDefinitionBuilder> customizer) {
		TableDefinitionBuilder definition = TableDefinitionBuilder.like(this.table.definition())
			.storedAs(StoredAs.DYNAMODB_MAPPER_V1);
		customizer.accept(definition);
		return DaplugTemplate.builder(LocalDynamoDb.client(), definition.build()).schemas(SCHEMAS).build();
	}

}
