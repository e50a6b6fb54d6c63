package io.daplug.manual;

import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.UnknownInput;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;

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

}
