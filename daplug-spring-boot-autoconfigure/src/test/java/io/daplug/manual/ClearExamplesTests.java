package io.daplug.manual;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.daplug.template.DaplugTemplate;
import io.daplug.template.batch.ClearResult;
import io.daplug.template.batch.IncompleteClearException;
import org.junit.jupiter.api.Test;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The examples of clearing, run on the embedded server.
 */
@SuppressWarnings("NullAway")
class ClearExamplesTests extends ManualExamples {

	private void place(String customer, int count) {
		IntStream.range(0, count)
			.forEach((i) -> this.orders.insert(new Order(customer + "-" + i, customer, NOON.plusSeconds(i),
					(i % 2 == 0) ? "NEW" : "PAID", BigDecimal.TEN, List.of(), null)));
	}

	@Test
	void clearsWhatIsSelected() {
		DaplugTemplate orders = this.orders;
		place("c-clear", 10);
		// tag::clear-some
		ClearResult result = orders.clear((clear) -> clear.index("by-customer")
			.hashKey("c-clear")
			.filter(attribute("status").isEqualTo("NEW"))
			.limit(1_000));
		result.removed(); // how many items are gone
		result.kept(); // these were not new any more when their turn came
		result.requireComplete(); // fails if DynamoDB refused to remove some
		// end::clear-some
		assertThat(result.removed()).isEqualTo(5);
		assertThat(orders.query((query) -> query.index("by-customer").hashKey("c-clear")).list()).hasSize(5)
			.allSatisfy((order) -> assertThat(order).containsEntry("status", "PAID"));
	}

	@Test
	void clearsEverythingOnlyIfToldSo() {
		DaplugTemplate orders = this.orders;
		place("c-all", 60);
		assertThatIllegalStateException().isThrownBy(() -> orders.clear((clear) -> {
		}));
		AtomicLong gone = new AtomicLong();
		assertThatExceptionOfType(IncompleteClearException.class)
			.isThrownBy(() -> orders.clear((clear) -> clear.everything().parallelism(1).onProgress((progress) -> {
				gone.set(progress.removed());
				throw new IllegalStateException("enough");
			})))
			.satisfies((ex) -> assertThat(ex.result().removed()).isEqualTo(gone.get()));
		long stored = orders.scan().count();
		// tag::clear-everything
		orders.clear((clear) -> clear.everything()
			.parallelism(16)
			.onProgress((progress) -> gone.set(progress.removed()))
			.publish(false));
		// end::clear-everything
		assertThat(gone).hasValue(stored);
		assertThat(orders.scan().list()).isEmpty();
	}

}
