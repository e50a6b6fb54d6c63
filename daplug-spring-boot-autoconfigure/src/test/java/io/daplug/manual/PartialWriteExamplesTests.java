package io.daplug.manual;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.daplug.expression.AttributePath;
import io.daplug.expression.UpdateExpression;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaViolationException;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.ChangeAnswer;
import io.daplug.template.model.ChangeOptions;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.KnownImages;
import org.junit.jupiter.api.Test;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of partial writes, run on the embedded server.
 */
@SuppressWarnings("NullAway")
class PartialWriteExamplesTests extends ManualExamples {

	@Test
	void changesAndHoldsAgainstTheStoredItem() {
		DaplugTemplate orders = this.orders;
		orders.insert(Map.of("orderId", "p-1", "customerId", "c", "total", 1, "paymentToken", "t", "address",
				Map.of("city", "Ulm")));
		// tag::change
		Order paid = orders.change(ItemKey.of("p-1"),
				(change) -> change.set("status", "PAID")
					.setIfAbsent("placedAt", Instant.now())
					.remove("paymentToken")
					.append("tags", "late")
					.set("address.city", "Bonn"),
				Order.class);
		// end::change
		assertThat(paid.status()).isEqualTo("PAID");
		assertThat(paid.tags()).containsExactly("late");
		assertThat(paid.placedAt()).isNotNull();
		assertThat(paid.version()).isEqualTo(2);
		// tag::change-expected
		orders.change(ItemKey.of("p-1"), (change) -> change.set("status", "SENT"),
				(options) -> options.expected(paid.version()));
		// end::change-expected
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(() -> orders.change(ItemKey.of("p-1"),
				(change) -> change.set("status", "SENT"), (options) -> options.expected(paid.version())));
		assertThatExceptionOfType(SchemaViolationException.class).isThrownBy(() -> {
			// tag::change-whole
			orders.change(ItemKey.of("p-1"), (change) -> change.add("total", -2), (options) -> options.checkWhole());
			// end::change-whole
		}).withMessageContaining("/total");
	}

	@Test
	void countsAndAnswersAsAsked() {
		DaplugTemplate lines = this.lines;
		lines.insert(Map.of("orderId", "p-2", "line", 1, "article", "pen", "quantity", 1));
		// tag::change-condition
		lines.change(ItemKey.of("p-2", 1), (change) -> change.add("quantity", -1),
				(options) -> options.condition(attribute("quantity").isGreaterThan(0)));
		// end::change-condition
		assertThatExceptionOfType(ConditionNotMetException.class)
			.isThrownBy(() -> lines.change(ItemKey.of("p-2", 1), (change) -> change.add("quantity", -1),
					(options) -> options.condition(attribute("quantity").isGreaterThan(0))));
		// tag::change-answers
		Optional<Map<String, Object>> before = lines.changeAnswering(ChangeAnswer.OLD, ItemKey.of("p-2", 1),
				(change) -> change.set("article", "pencil"));
		lines.changeAnswering(ChangeAnswer.NOTHING, ItemKey.of("p-2", 1), (change) -> change.add("quantity", 5));
		// end::change-answers
		assertThat(before).hasValueSatisfying((line) -> assertThat(line).containsEntry("article", "pen"));
		// tag::change-images
		// what the item was before is unknown to listeners
		lines.change(ItemKey.of("p-2", 1), (change) -> change.add("quantity", 1),
				(options) -> options.images(KnownImages.ANSWERED));
		// end::change-images
		assertThat(lines.get(ItemKey.of("p-2", 1)))
			.hasValueSatisfying((line) -> assertThat(line).containsEntry("article", "pencil")
				.containsEntry("quantity", new BigDecimal("6")));
	}

	@Test
	void upserts() {
		DaplugTemplate lines = this.lines;
		// tag::upsert-count
		lines.upsert(ItemKey.of("p-3", 1), (change) -> change.setIfAbsent("article", "pen").add("quantity", 1));
		// end::upsert-count
		assertThat(lines.get(ItemKey.of("p-3", 1)))
			.hasValueSatisfying((line) -> assertThat(line).containsEntry("quantity", BigDecimal.ONE));
		DaplugTemplate orders = this.orders;
		// tag::upsert-record
		Order stored = orders.upsert(order("p-4"), (options) -> options.setIfAbsent("placedAt"));
		// end::upsert-record
		assertThat(stored.version()).isEqualTo(1);
		assertThat(stored.status()).isEqualTo("NEW");
	}

	@Test
	void leadsIntoItemsByPaths() {
		DaplugTemplate lines = this.lines;
		lines.insert(Map.of("orderId", "p-5", "line", 1, "labels", Map.of(), "sizes", List.of(1, 2)),
				(options) -> options.noSchema());
		// tag::change-paths
		UpdateExpression change = UpdateExpression.of((steps) -> steps.set("\"unit-price\"", 3)
			.set(AttributePath.of("labels").child("to.print"), true)
			.remove("sizes[0]"));
		// end::change-paths
		assertThat(lines.change(ItemKey.of("p-5", 1), change, ChangeOptions.of((options) -> options.noSchema())))
			.containsEntry("unit-price", new BigDecimal("3"))
			.containsEntry("labels", Map.of("to.print", true))
			.containsEntry("sizes", List.of(new BigDecimal("2")));
	}

}
