package io.daplug.table;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TableRegistry}.
 */
class TableRegistryTests {

	private final TableDefinition orders = TableDefinition.named("orders").hashKey("id").build();

	private final TableDefinition customers = TableDefinition.named("customers").hashKey("number").build();

	private final TableRegistry registry = TableRegistry.of(List.of(this.orders, this.customers));

	@Test
	void keepsTheOrderOfTheDefinitions() {
		assertThat(this.registry.names()).containsExactly("orders", "customers");
		assertThat(this.registry.tables()).containsExactly(this.orders, this.customers);
	}

	@Test
	void findsATableByItsLogicalName() {
		assertThat(this.registry.find("orders")).containsSame(this.orders);
		assertThat(this.registry.require("customers")).isSameAs(this.customers);
		assertThat(this.registry.find("archive")).isEmpty();
	}

	@Test
	void tellsTheNearestNameAndWhatToDoWhenATableIsUnknown() {
		assertThat(this.registry.nearest("ordes")).contains("orders");
		assertThatExceptionOfType(UnknownTableException.class).isThrownBy(() -> this.registry.require("ordes"))
			.withMessage("Table 'ordes' is not configured; did you mean 'orders'? Correct the name, or add "
					+ "'daplug.tables.ordes'; configured are [customers, orders]")
			.satisfies((ex) -> {
				assertThat(ex.table()).isEqualTo("ordes");
				assertThat(ex.nearest()).contains("orders");
			});
	}

	@Test
	void offersNoNameThatIsNotSimilar() {
		assertThat(this.registry.nearest("invoices")).isEmpty();
		assertThatExceptionOfType(UnknownTableException.class).isThrownBy(() -> this.registry.require("invoices"))
			.withMessage("Table 'invoices' is not configured. Correct the name, or add 'daplug.tables.invoices'; "
					+ "configured are [customers, orders]")
			.satisfies((ex) -> assertThat(ex.nearest()).isEmpty());
	}

	@Test
	void refusesTwoTablesOfOneName() {
		TableDefinition other = TableDefinition.named("orders").tableName("orders-eu").hashKey("id").build();
		assertThatIllegalArgumentException().isThrownBy(() -> TableRegistry.of(List.of(this.orders, other)))
			.withMessage("Two tables have the logical name 'orders'");
	}

}
