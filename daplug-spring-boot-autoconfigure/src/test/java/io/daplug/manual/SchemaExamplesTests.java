package io.daplug.manual;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.UnknownInput;
import io.daplug.table.WriteOnlyAttributes;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.Source;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of what schemas demand, run on the embedded server.
 */
class SchemaExamplesTests extends ManualExamples {

	@Test
	void refusesUnknownAttributes() {
		DaplugTemplate orders = this.orders;
		place("u-1");
		assertThatExceptionOfType(SchemaViolationException.class).isThrownBy(() -> {
			// tag::unknown
			orders.update(ItemKey.of("u-1"), Map.of("staus", "PAID"),
					(options) -> options.unknown(UnknownInput.REFUSE));
			// end::unknown
		}).withMessageContaining("/staus is not known to the schema; did you mean 'status'?");
	}

	@Test
	void takesWhatClientsSend() {
		DaplugTemplate orders = this.orders;
		Map<String, Object> body = Map.of("customerId", "c-1", "total", 5, "paymentToken", "t");
		// tag::client
		Map<String, Object> placed = orders.insert(body,
				(options) -> options.from(Source.CLIENT)
					.set("orderId", () -> UUID.randomUUID().toString())
					.set("placedAt", Instant.now()));
		// end::client
		ItemKey key = ItemKey.of(Objects.requireNonNull(placed.get("orderId")));
		// tag::write-only
		Optional<Map<String, Object>> shown = orders.get(key, (read) -> read.writeOnly(WriteOnlyAttributes.HIDE));
		// end::write-only
		assertThat(shown).hasValueSatisfying((order) -> assertThat(order).containsKeys("orderId", "placedAt", "version")
			.doesNotContainKey("paymentToken"));
		assertThat(orders.get(key)).hasValueSatisfying((order) -> assertThat(order).containsKey("paymentToken"));
		assertThatExceptionOfType(SchemaViolationException.class)
			.isThrownBy(() -> orders.insert(placed, (options) -> options.from(Source.CLIENT)))
			.withMessageContaining("/orderId is read-only")
			.withMessageContaining("/version is read-only");
	}

}
