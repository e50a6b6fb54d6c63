package io.daplug.manual;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaViolation;
import io.daplug.schema.SchemaViolationException;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of checking and guarding, run on the embedded server.
 */
@SuppressWarnings("NullAway")
class GuardingExamplesTests extends ManualExamples {

	@Autowired
	private DaplugTemplate prices;

	@Test
	void listsViolations() {
		DaplugTemplate orders = this.orders;
		List<String> pointers = List.of();
		// tag::violations
		try {
			orders.insert(Map.of("orderId", "m-1", "total", -1));
		}
		catch (SchemaViolationException ex) {
			pointers = ex.violations().stream().map(SchemaViolation::pointer).toList();
		}
		// end::violations
		assertThat(pointers).containsExactlyInAnyOrder("/customerId", "/total");
	}

	@Test
	void guardsAgainstLostUpdates() {
		DaplugTemplate orders = this.orders;
		Order seen = place("n-1");
		orders.update(ItemKey.of("n-1"), Map.of("status", "PAID"));
		Order now = null;
		// tag::guard
		try {
			orders.update(ItemKey.of("n-1"), Map.of("status", "SENT"), (options) -> options.expected(seen.version()));
		}
		catch (StaleItemException ex) {
			now = ex.stored().map((item) -> item.as(Order.class)).orElse(null);
		}
		// end::guard
		assertThat(Objects.requireNonNull(now).status()).isEqualTo("PAID");
		// tag::retry
		for (int attempt = 1;; attempt++) {
			Order read = orders.get(ItemKey.of("n-1"), Order.class, (options) -> options.consistentRead(true))
				.orElseThrow();
			try {
				orders.update(ItemKey.of("n-1"), Map.of("total", read.total().add(BigDecimal.ONE)),
						(options) -> options.expected(read.version()));
				break;
			}
			catch (StaleItemException ex) {
				if (attempt == 10) {
					throw ex;
				}
			}
		}
		// end::retry
		assertThat(orders.get(ItemKey.of("n-1"), Order.class).orElseThrow().total()).isEqualByComparingTo("13.5");
	}

	@Test
	void triesStaleUpdatesAgain() {
		DaplugTemplate orders = this.orders;
		place("n-2");
		// tag::retry-stale
		orders.update(ItemKey.of("n-2"), Map.of("tags", List.of("late")), (options) -> options.retryStale(5));
		// end::retry-stale
		assertThat(orders.get(ItemKey.of("n-2"), Order.class).orElseThrow().tags()).contains("late");
	}

	@Test
	void ignoresStaleWrites() {
		DaplugTemplate prices = this.prices;
		// tag::use-latest
		prices.overwrite(Map.of("article", "tea", "price", 4, "modified", "2026-11-21T12:00:00Z"));
		// a message that arrives late
		Map<String, Object> stored = prices
			.overwrite(Map.of("article", "tea", "price", 3, "modified", "2026-11-21T13:30:00+02:00"));
		// end::use-latest
		assertThat(stored).containsEntry("price", new BigDecimal(4));
	}

}
