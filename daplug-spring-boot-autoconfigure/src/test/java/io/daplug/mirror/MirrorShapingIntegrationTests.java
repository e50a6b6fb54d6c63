package io.daplug.mirror;

import java.util.List;
import java.util.Map;

import io.daplug.event.ItemChange;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.UnknownInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.daplug.mirror.Destination.inserted;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for copies of items that have more than the destination's schema knows.
 */
class MirrorShapingIntegrationTests {

	private static final MirrorTransform AS_IT_IS = FieldMapping.builder().build();

	private final Destination destination = Destination
		.of((table) -> table.schema("ClosedOrder").unknown(UnknownInput.REFUSE));

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void leavesOutWhatTheDestinationForbids(boolean listenedTo) {
		MirrorHandler mirror = listenedTo ? this.destination.listenedTo(AS_IT_IS) : this.destination.mirror(AS_IT_IS);
		ItemChange<?> change = inserted(
				Map.of("order_id", "1", "total", 3, "payment", Map.of("iban", "x", "bank", "y")));
		assertThat(mirror.handleAll(List.of(change))).isEmpty();
		assertThat(this.destination.items()).containsExactly(Map.of("order_id", "1", "payment", Map.of("iban", "x")));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void stillRefusesWhatIsWrong(boolean listenedTo) {
		MirrorHandler mirror = listenedTo ? this.destination.listenedTo(AS_IT_IS) : this.destination.mirror(AS_IT_IS);
		ItemChange<?> change = inserted(Map.of("order_id", "1", "total", 3, "payment", Map.of("bank", "y")));
		assertThat(mirror.handleAll(List.of(change))).singleElement()
			.satisfies((failed) -> assertThat(failed.cause()).isInstanceOf(SchemaViolationException.class));
		assertThat(this.destination.items()).isEmpty();
	}

}
