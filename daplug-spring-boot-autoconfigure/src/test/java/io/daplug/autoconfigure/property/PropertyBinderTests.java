package io.daplug.autoconfigure.property;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PropertyBinder}: names that differ in dashes and case are one.
 */
class PropertyBinderTests {

	private static final Map<String, Object> FILE = Map.of("daplug.tables.order-lines.hash-key", "id",
			"daplug.tables.order-lines.indexes.by-customer.hash-key", "customer", "daplug.tables.order.hash-key", "id",
			"daplug.tables.order-lines.sns.attributes.Source-App", "shop");

	private final StandardEnvironment environment = new StandardEnvironment();

	@ParameterizedTest
	@ValueSource(strings = { "DAPLUG_TABLES_ORDERLINES_NAME", "DAPLUG_TABLES_ORDER_LINES_NAME",
			"daplug_tables_orderlines_name" })
	void takesAVariableForTheTableOfTheFile(String variable) {
		add(FILE, Map.of(variable, "lines-eu"));
		Map<String, Table> tables = bind();
		assertThat(tables).containsOnlyKeys("order-lines", "order");
		assertThat(tables.get("order-lines")).extracting(Table::name, Table::hashKey).containsExactly("lines-eu", "id");
		assertThat(tables.get("order")).extracting(Table::name).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "DAPLUG_TABLES_ORDERLINES_HASHKEY", "DAPLUG_TABLES_ORDER_LINES_HASH_KEY",
			"DAPLUG_TABLES_ORDERLINES_HASH_KEY", "DAPLUG_TABLES_ORDER_LINES_HASHKEY" })
	void readsWordsOfAVariableInEveryWay(String variable) {
		add(FILE, Map.of(variable, "number"));
		assertThat(bind()).containsOnlyKeys("order-lines", "order")
			.extractingByKey("order-lines")
			.extracting(Table::hashKey)
			.isEqualTo("number");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DAPLUG_TABLES_ORDERLINES_INDEXES_BYCUSTOMER_RANGEKEY",
			"DAPLUG_TABLES_ORDER_LINES_INDEXES_BY_CUSTOMER_RANGE_KEY",
			"DAPLUG_TABLES_ORDERLINES_INDEXES_BY_CUSTOMER_RANGEKEY_0" })
	void takesAVariableForTheIndexOfTheFile(String variable) {
		add(FILE, Map.of(variable, "placed_at"));
		Table table = bind().get("order-lines");
		assertThat(table).isNotNull();
		assertThat(table.indexes()).containsOnlyKeys("by-customer");
		assertThat(table.indexes().get("by-customer"))
			.extracting((index) -> index.hashKey(), (index) -> index.rangeKey())
			.containsExactly(List.of("customer"), List.of("placed_at"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "DAPLUG_TABLES_ORDERLINES_SNS_ATTRIBUTES_SOURCEAPP",
			"DAPLUG_TABLES_ORDER_LINES_SNS_ATTRIBUTES_SOURCE_APP" })
	void takesAVariableForTheAttributeOfTheFile(String variable) {
		add(FILE, Map.of(variable, "back-office"));
		Table table = bind().get("order-lines");
		assertThat(table).isNotNull();
		assertThat(table.sns()).isNotNull()
			.extracting((sns) -> sns.attributes())
			.isEqualTo(Map.of("Source-App", "back-office"));
	}

	@Test
	void readsTablesThatOnlyVariablesHave() {
		add(Map.of(), Map.of("DAPLUG_TABLES_ORDERS_HASHKEY", "id", "DAPLUG_TABLES_ORDER_LINES_HASH_KEY", "id",
				"DAPLUG_TABLES_ORDERLINES_NAME", "lines-eu"));
		Map<String, Table> tables = bind();
		assertThat(tables).containsOnlyKeys("orders", "order-lines");
		assertThat(tables.get("order-lines")).extracting(Table::name, Table::hashKey).containsExactly("lines-eu", "id");
	}

	@Test
	void makesNoTableOfVariablesOfOthers() {
		add(FILE, Map.of("DAPLUG_TABLES_PORT", "tcp://10.0.0.1:80", "DAPLUG_TABLES_SERVICE_HOST", "10.0.0.1"));
		assertThat(bind()).containsOnlyKeys("order-lines", "order");
		assertThat(PropertyBinder.of(this.environment).names("daplug.tables")).containsOnly("order-lines", "order");
	}

	@Test
	void takesOtherSpellingsOfOtherFilesForOne() {
		add(FILE, Map.of());
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("profile", Map.of("daplug.tables.orderLines.name", "lines-eu",
					"daplug.tables.ORDER_LINES.range-key", "line")));
		assertThat(bind()).containsOnlyKeys("order-lines", "order")
			.extractingByKey("order-lines")
			.extracting(Table::name, Table::hashKey, Table::rangeKey)
			.containsExactly("lines-eu", "id", "line");
	}

	@Test
	void keepsTheOrderOfSources() {
		add(Map.of("daplug.tables.order-lines.name", "of-file"),
				Map.of("DAPLUG_TABLES_ORDERLINES_NAME", "of-variable"));
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("arguments", Map.of("daplug.tables.orderlines.name", "of-argument")));
		assertThat(bind()).extractingByKey("order-lines").extracting(Table::name).isEqualTo("of-argument");
	}

	private void add(Map<String, Object> file, Map<String, Object> variables) {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
		this.environment.getPropertySources().addLast(new MapPropertySource("file", file));
	}

	private Map<String, Table> bind() {
		return PropertyBinder.of(this.environment).bindEntries("daplug.tables", Table.class);
	}

	record Table(@Nullable String name, @Nullable String hashKey, @Nullable String rangeKey,
			@Nullable Map<String, Index> indexes, @Nullable Topic sns) {

		@Override
		public Map<String, Index> indexes() {
			return (this.indexes != null) ? this.indexes : Map.of();
		}

	}

	record Index(@Nullable List<String> hashKey, @Nullable List<String> rangeKey) {

	}

	record Topic(@Nullable Map<String, Object> attributes) {

	}

}
