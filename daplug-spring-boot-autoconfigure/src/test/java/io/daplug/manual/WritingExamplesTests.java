package io.daplug.manual;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.merge.ListMerge;
import io.daplug.merge.MapMerge;
import io.daplug.merge.MergeStrategy;
import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.CreateMode;
import io.daplug.template.model.DuplicateItemException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of writing, run on the embedded server.
 */
@SuppressWarnings("NullAway")
class WritingExamplesTests extends ManualExamples {

	@Test
	void insertsARecord() {
		DaplugTemplate orders = this.orders;
		// tag::insert
		Order order = new Order("a-1", "c-7", Instant.now(), null, new BigDecimal("12.50"), List.of("gift"), null);
		Order stored = orders.insert(order);
		// end::insert
		assertThat(stored.status()).isEqualTo("NEW");
		assertThat(stored.version()).isEqualTo(1);
		assertThatExceptionOfType(DuplicateItemException.class).isThrownBy(() -> orders.insert(order));
	}

	@Test
	void insertsAMap() {
		DaplugTemplate orders = this.orders;
		// tag::insert-map
		Map<String, Object> stored = orders.insert(Map.of("orderId", "a-2", "customerId", "c-7", "total", 12));
		// end::insert-map
		assertThat(stored).containsEntry("total", new BigDecimal(12)).containsEntry("status", "NEW");
	}

	@Test
	void overwritesAndCreates() {
		DaplugTemplate orders = this.orders;
		place("b-1");
		// tag::overwrite
		Order read = orders.get(ItemKey.of("b-1"), Order.class).orElseThrow();
		Order changed = new Order(read.orderId(), read.customerId(), read.placedAt(), "PAID", read.total(), null,
				read.version());
		Order stored = orders.overwrite(changed);
		// end::overwrite
		assertThat(stored.status()).isEqualTo("PAID");
		assertThat(stored.version()).isEqualTo(2);
		assertThat(stored.tags()).isNull();
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(() -> orders.overwrite(changed));
		// tag::create
		orders.create(order("b-2")); // inserts
		orders.create(order("b-1"), CreateMode.OVERWRITE, (options) -> options.expected(2));
		// end::create
		assertThat(orders.get(ItemKey.of("b-1"), Order.class))
			.hasValueSatisfying((overwritten) -> assertThat(overwritten.version()).isEqualTo(3));
	}

	@Test
	void updates() {
		DaplugTemplate orders = this.orders;
		place("d-1");
		// tag::update
		Order paid = orders.update(ItemKey.of("d-1"), Map.of("status", "PAID"), Order.class);
		// end::update
		assertThat(paid.status()).isEqualTo("PAID");
		assertThat(paid.tags()).containsExactly("gift");
		// tag::update-options
		orders.update(ItemKey.of("d-1"), Map.of("tags", List.of("late")),
				(options) -> options.lists(ListMerge.REPLACE)
					.condition(attribute("status").isEqualTo("PAID"))
					.expected(paid.version()));
		// end::update-options
		assertThat(orders.get(ItemKey.of("d-1"), Order.class).orElseThrow().tags()).containsExactly("late");
		assertThatExceptionOfType(ConditionNotMetException.class).isThrownBy(() -> orders.update(ItemKey.of("d-1"),
				Map.of(), (options) -> options.condition(attribute("status").isEqualTo("SENT"))));
		// tag::update-query
		orders.update((query) -> query.index("by-customer").hashKey("c-d-1").descending(), Map.of("status", "SENT"));
		// end::update-query
		assertThat(orders.get(ItemKey.of("d-1"), Order.class).orElseThrow().status()).isEqualTo("SENT");
	}

	@Test
	void merges() {
		DaplugTemplate orders = this.orders;
		orders.insert(Map.of("orderId", "e-1", "customerId", "c", "total", 1, "tags", List.of("gift"), "address",
				Map.of("street", "Main Street 1", "city", "Ulm")));
		// tag::merge
		ItemKey key = ItemKey.of("e-1");
		// tags [gift] become [gift, late], the address keeps its street
		orders.update(key, Map.of("tags", List.of("late", "gift"), "address", Map.of("city", "Bonn")));
		// [gift] again
		orders.update(key, Map.of("tags", List.of("late")), (options) -> options.lists(ListMerge.REMOVE));
		// removes the city; the value does not matter
		orders.update(key, Map.of("address", Map.of("city", "")), (options) -> options.maps(MapMerge.REMOVE));
		// end::merge
		assertThat(orders.get(key))
			.hasValueSatisfying((order) -> assertThat(order).containsEntry("tags", List.of("gift"))
				.containsEntry("address", Map.of("street", "Main Street 1")));
	}

	@Test
	void clearsAttributes() {
		DaplugTemplate orders = this.orders;
		ItemKey key = ItemKey.of("e-2");
		orders.insert(Map.of("orderId", "e-2", "customerId", "c-7", "total", 1, "placedAt", NOON, "tags",
				List.of("gift"), "address", Map.of("street", "Main Street 1", "city", "Ulm")));
		// tag::clear
		// by name, at the top or nested; the values do not matter
		orders.update(key, Map.of("placedAt", "", "address", Map.of("street", "")),
				(options) -> options.maps(MapMerge.REMOVE));
		// by writing the whole item without it
		orders.overwrite(Map.of("orderId", "e-2", "customerId", "c-7", "total", 1, "version", 2));
		// end::clear
		assertThat(orders.get(key).orElseThrow()).containsOnlyKeys("orderId", "customerId", "total", "version",
				"status");
	}

	@Test
	void mergesPatchesOfJson() {
		DaplugTemplate orders = this.orders;
		ItemKey key = ItemKey.of("e-3");
		orders.insert(Map.of("orderId", "e-3", "customerId", "c-7", "total", 1, "tags", List.of("gift"), "address",
				Map.of("street", "Main Street 1", "city", "Ulm")));
		// tag::json-merge-patch
		JsonNode patch = JsonMapper.shared().readTree("""
				{"status": "PAID", "tags": ["late"], "address": {"street": null}}""");
		orders.update(key, patch, (options) -> options.merge(MergeStrategy.jsonMergePatch()));
		// end::json-merge-patch
		assertThat(orders.get(key).orElseThrow()).containsEntry("status", "PAID")
			.containsEntry("tags", List.of("late"))
			.containsEntry("address", Map.of("city", "Ulm"));
	}

	@Test
	void deletes() {
		DaplugTemplate orders = this.orders;
		Order order = place("f-1");
		// tag::delete
		Optional<Order> removed = orders.delete(ItemKey.of("f-1"), Order.class);
		Optional<Map<String, Object>> nothing = orders.delete(ItemKey.of("f-1"));
		// end::delete
		assertThat(removed).hasValueSatisfying((found) -> assertThat(found.orderId()).isEqualTo(order.orderId()));
		assertThat(nothing).isEmpty();
	}

	@Test
	void writesBatches() {
		DaplugTemplate orders = this.orders;
		List<Order> newOrders = IntStream.range(0, 60).mapToObj((number) -> order("j-" + number)).toList();
		// tag::batch
		BatchResult<Order> result = orders.batchInsert(newOrders);
		result.written(); // as they are stored
		result.failed(); // refused, each with its exception
		result.uncertain(); // may have been written: no answer tells
		result.unprocessed(); // out of time; send them again
		result.superseded(); // a later entry has the same key

		orders.batchOverwrite(newOrders, (options) -> options.guarded(false).deadline(Duration.ofMinutes(2)))
			.requireComplete();

		orders.batchDelete(List.of(ItemKey.of("j-1"), ItemKey.of("j-2"))).requireComplete();
		// end::batch
		assertThat(result.written()).hasSize(60);
		assertThat(orders.get(ItemKey.of("j-1"))).isEmpty();
		assertThat(orders.get(ItemKey.of("j-3"), Order.class).orElseThrow().version()).isEqualTo(1);
	}

	@Test
	void worksWithOneType() {
		DaplugTemplate orders = this.orders;
		// tag::typed
		ItemOperations<Order> typed = orders.as(Order.class);
		Order placed = typed.insert(order("k-1"));
		Order paid = typed.update(ItemKey.of("k-1"), Map.of("status", "PAID"));
		Optional<Order> found = typed.get(ItemKey.of("k-1"));
		// end::typed
		assertThat(placed.status()).isEqualTo("NEW");
		assertThat(found).contains(paid);
	}

	@Test
	void choosesSchemaAndPrefixPerCall() {
		DaplugTemplate orders = this.orders;
		Map<String, ?> item = Map.of("orderId", "l-1", "customerId", "c", "total", 1, "weight", 7);
		// tag::per-call-schema
		orders.insert(item, (options) -> options.schema("ArchivedOrder"));
		orders.overwrite(item, (options) -> options.validation(Validation.NONE).expected(1));
		orders.overwrite(item, (options) -> options.noSchema().expected(2)); // as it is
		Optional<Map<String, Object>> cut = orders.get(ItemKey.of("l-1"), (options) -> options.schema("ArchivedOrder"));
		// end::per-call-schema
		assertThat(orders.get(ItemKey.of("l-1")).orElseThrow()).containsKey("weight");
		assertThat(cut.orElseThrow()).containsOnlyKeys("orderId", "total", "customerId", "version");
		// tag::per-call-prefix
		orders.insert(order("l-2"), (options) -> options.prefix("orderId", "draft#"));
		Optional<Order> draft = orders.get(ItemKey.of("l-2"), Order.class,
				(options) -> options.prefix("orderId", "draft#"));
		// end::per-call-prefix
		assertThat(draft).hasValueSatisfying((found) -> assertThat(found.orderId()).isEqualTo("l-2"));
		assertThat(orders.get(ItemKey.of("l-2"))).isEmpty();
	}

}
