package io.daplug.mirror;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.expression.ParseException;

import static io.daplug.mirror.Destination.inserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link FieldMapping}.
 */
class FieldMappingTests {

	private static final Map<String, Object> ORDER = Map.of("order_id", "1", "status", "PAID", "total",
			new BigDecimal("12345678901234567890.123456789"), "ship-to", Map.of("city", "Bern"));

	@Test
	void renamesAddsAndKeepsTheRest() {
		assertThat(copy(ORDER,
				(mapping) -> mapping.field("order_id", "id")
					.field("status", "total")
					.constant("kind", "order", Destination.CONVERTER)
					.constant("ship-to", 7, Destination.CONVERTER)))
			.isEqualTo(Map.of("id", text("1"), "total", text("PAID"), "kind", text("order"), "ship-to",
					AttributeValue.fromN("7")));
	}

	@Test
	void swapsNames() {
		assertThat(
				copy(Map.of("order_id", "1", "a", "A", "b", "B"), (mapping) -> mapping.field("a", "b").field("b", "a")))
			.isEqualTo(Map.of("order_id", text("1"), "a", text("B"), "b", text("A")));
	}

	@Test
	void keepsNumbersToTheLastDigit() {
		assertThat(copy(ORDER, (mapping) -> {
		})).containsEntry("total", AttributeValue.fromN("12345678901234567890.123456789"));
	}

	@Test
	void refusesTwoAttributesOfOneName() {
		assertThatIllegalStateException()
			.isThrownBy(() -> FieldMapping.builder().field("a", "c").field("b", "c").build())
			.withMessageContaining("'c'");
		assertThatIllegalStateException()
			.isThrownBy(() -> FieldMapping.builder().field("a", "c").constant("c", 1, Destination.CONVERTER).build())
			.withMessageContaining("'c'");
	}

	@Test
	void filtersByAttributes() {
		for (String expression : List.of("status == 'PAID'", "total > 100", "#item['ship-to'].city == 'Bern'",
				"#root['status'] matches 'P.*'", "missing == null", "status.length() == 4", "missing?.city == null")) {
			assertThat(copy(ORDER, (mapping) -> mapping.filter(expression))).as(expression).isNotNull();
		}
		for (String expression : List.of("status == 'NEW'", "total < 100", "missing", "missing != null",
				"#item['ship-to'].street != null")) {
			assertThat(copy(ORDER, (mapping) -> mapping.filter(expression))).as(expression).isNull();
		}
	}

	@Test
	void knowsTheAttributesThatItFiltersBy() {
		Map.of("a == 1 and !(b > c)", Set.of("a", "b", "c"), "a.x.y == #item['b-c'].z", Set.of("a", "b-c"),
				"#root.a?.length() > 3 ? b : {'x', 'y'}.contains(c)", Set.of("a", "b", "c"),
				"a.?[x == 1].size() > 0 or b matches 'c'", Set.of("a", "b"))
			.forEach((expression,
					attributes) -> assertThat(FieldMapping.builder().filter(expression).build().filteredBy())
						.as(expression)
						.isEqualTo(attributes));
		assertThat(FieldMapping.builder().build().filteredBy()).isEmpty();
	}

	@Test
	void refusesAFilterThatAsksForMoreThanTheItem() {
		for (String expression : List.of("T(java.lang.Runtime).getRuntime() != null", "new java.io.File('/') != null",
				"@bean.ok(status)", "#newItem['status'] == 'PAID'")) {
			assertThatIllegalArgumentException().as(expression)
				.isThrownBy(() -> FieldMapping.builder().filter(expression));
		}
		assertThatExceptionOfType(ParseException.class).isThrownBy(() -> FieldMapping.builder().filter("status =="));
	}

	@Test
	void failsWithoutContentsWhereTheFilterDoesNotFitAnItem() {
		for (String expression : List.of("status", "missing.city == 'x'", "status.nothing()", "total + status > 7",
				"status > 7", "status.getClass() != null", "#item['ship-to'].put('city', 'x') == null ? 1 : 2")) {
			FieldMapping mapping = FieldMapping.builder().filter(expression).build();
			assertThatExceptionOfType(MirrorFilterException.class).as(expression)
				.isThrownBy(() -> mapping.newItem(inserted(ORDER)))
				.withMessageContaining(expression)
				.satisfies((ex) -> assertThat(ex).hasMessageNotContaining("PAID").hasNoCause());
		}
	}

	private static @Nullable Map<String, AttributeValue> copy(Map<String, ?> item,
			Consumer<FieldMapping.Builder> customizer) {
		FieldMapping.Builder mapping = FieldMapping.builder();
		customizer.accept(mapping);
		return mapping.build().newItem(inserted(item));
	}

	private static AttributeValue text(String value) {
		return AttributeValue.fromS(value);
	}

}
