package io.daplug.text;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NearestName}.
 */
class NearestNameTests {

	@Test
	void findsTheNameWithTheFewestEdits() {
		assertThat(NearestName.of("ordres", List.of("customers", "orders", "offers"))).hasValue("orders");
	}

	@Test
	void takesUpperAndLowerCaseAlike() {
		assertThat(NearestName.of("ORDER", List.of("older", "order"))).hasValue("order");
	}

	@Test
	void findsNothingIfNoNameIsSimilar() {
		assertThat(NearestName.of("orders", List.of("customers"))).isEmpty();
		assertThat(NearestName.of("orders", List.of())).isEmpty();
	}

	@Test
	void allowsMoreEditsInLongerNames() {
		assertThat(NearestName.of("a", List.of("bcd"))).isEmpty();
		assertThat(NearestName.of("warehouse-x", List.of("warehouses"))).hasValue("warehouses");
	}

	@Test
	void prefersTheFirstInTheAlphabetAmongEqualNames() {
		assertThat(NearestName.of("ordex", List.of("ordez", "ordea"))).hasValue("ordea");
	}

	@Test
	void sortsBySimilarity() {
		assertThat(NearestName.sorted("order", List.of("customer", "border", "order_b", "Order")))
			.containsExactly("Order", "border", "order_b", "customer");
	}

	@Test
	void asksWhetherTheNearestNameWasMeant() {
		assertThat(NearestName.question("ordres", List.of("orders"))).isEqualTo("; did you mean 'orders'?");
		assertThat(NearestName.question("100%s", List.of("100%d"))).isEqualTo("; did you mean '100%d'?");
	}

	@Test
	void asksNothingIfNoNameIsSimilar() {
		assertThat(NearestName.question("orders", List.of("customers"))).isEmpty();
	}

}
