package io.daplug.manual;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.daplug.item.ItemKey;
import io.daplug.mirror.InvalidMirrorOperationException;
import io.daplug.mirror.MirrorOperations;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.TenantItem;
import io.daplug.tenant.MissingTenantException;
import io.daplug.tenant.TenantScope;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The manual's examples of tenants, run on the embedded server.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = TenantsApplication.class,
		properties = { "spring.config.location=classpath:manual/tenants.yml", "daplug.local.enabled=true" })
class TenantsExamplesTests {

	@Autowired
	@Qualifier("orders")
	private DaplugTemplate orders;

	@Autowired
	@Qualifier("orders-archive")
	private DaplugTemplate archive;

	@Autowired
	@Qualifier("all-orders")
	private DaplugTemplate allOrders;

	@Autowired
	private MirrorOperations mirrors;

	@AfterEach
	void logOut() {
		TenantsApplication.LOGIN.remove();
	}

	@Test
	void worksWithTheItemsOfTheTenantThatCalls() {
		TenantsApplication.LOGIN.set("acme");
		// tag::tenant-calls
		orders.insert(Map.of("orderId", "o-1", "customerId", "c-1")); // T#acme#o-1
		Optional<Map<String, Object>> order = orders.get(ItemKey.of("o-1"));
		List<Map<String, Object>> ofCustomer = orders.query((query) -> query.index("by-customer").hashKey("c-1")) // T#acme#c-1
			.list();
		// end::tenant-calls
		assertThat(order).contains(Map.of("orderId", "o-1", "customerId", "c-1"));
		assertThat(ofCustomer).containsExactly(order.orElseThrow());
		TenantsApplication.LOGIN.set("other");
		assertThat(orders.get(ItemKey.of("o-1"))).isEmpty();
		TenantsApplication.LOGIN.remove();
		assertThatExceptionOfType(MissingTenantException.class).isThrownBy(() -> orders.get(ItemKey.of("o-1")));
	}

	@Test
	void worksWithTheItemsOfOthersByName() {
		orders.forTenant("umbrella").insert(Map.of("orderId", "o-2", "customerId", "c-2", "total", 7));
		// tag::tenant-named
		long count = orders.forTenant("umbrella").scan().count();
		TenantScope.run("umbrella", () -> orders.change(ItemKey.of("o-2"), (change) -> change.add("total", 1)));
		try (Stream<TenantItem<Map<String, Object>>> all = orders.acrossTenants().scan().stream()) {
			all.forEach((found) -> report(found.tenant(), found.item()));
		}
		for (String tenant : orders.acrossTenants().tenants()) {
			orders.forTenant(tenant).clear((clear) -> clear.index("by-customer").hashKey("c-2"));
		}
		// end::tenant-named
		assertThat(count).isEqualTo(1);
		assertThat(TenantsApplication.heard).contains("umbrella {customerId=c-2, orderId=o-2, total=8}");
		assertThat(orders.forTenant("umbrella").scan().list()).isEmpty();
	}

	private static void report(String tenant, Map<String, Object> item) {
		TenantsApplication.heard.add(tenant + " " + new java.util.TreeMap<>(item));
	}

	@Test
	void tellsListenersAndMirrorsWhoseItemChanged() {
		for (String tenant : List.of("x", "y/z#")) {
			orders.forTenant(tenant).insert(Map.of("orderId", "o-3", "customerId", "c-3", "of", tenant));
		}
		await().untilAsserted(() -> assertThat(TenantsApplication.heard).contains("x o-3 true", "y/z# o-3 true"));
		ItemKey key = ItemKey.of("o-3");
		await().untilAsserted(() -> assertThat(archive.forTenant("x").get(key).orElseThrow()).containsEntry("of", "x"));
		await().untilAsserted(
				() -> assertThat(archive.forTenant("y/z#").get(key).orElseThrow()).containsEntry("of", "y/z#"));
		await()
			.untilAsserted(() -> assertThat(allOrders.get(ItemKey.of("T#x#o-3")).orElseThrow()).containsEntry("of", "x")
				.containsEntry("customerId", "c-3"));
		await().untilAsserted(() -> assertThat(allOrders.get(ItemKey.of("T#y/z%23#o-3"))).isPresent());
		orders.forTenant("x").delete(key);
		await().untilAsserted(() -> assertThat(archive.forTenant("x").get(key)).isEmpty());
		await().untilAsserted(() -> assertThat(allOrders.get(ItemKey.of("T#x#o-3"))).isEmpty());
		assertThat(archive.forTenant("y/z#").get(key)).isPresent();
	}

	@Test
	void copiesByABackfillForEachTenant() {
		for (String tenant : List.of("p", "q")) {
			orders.forTenant(tenant)
				.insert(Map.of("orderId", "o-4", "customerId", "c-4", "of", tenant), (write) -> write.publish(false));
		}
		mirrors.backfill("archive", (backfill) -> {
		});
		ItemKey key = ItemKey.of("o-4");
		for (String tenant : List.of("p", "q")) {
			await().untilAsserted(
					() -> assertThat(archive.forTenant(tenant).get(key).orElseThrow()).containsEntry("of", tenant));
		}
	}

	@Test
	void refusesToCompareAndToMoveTables() {
		for (ThrowingCallable call : List.<ThrowingCallable>of(() -> mirrors.verify("archive"),
				() -> mirrors.verify("archive", (verify) -> verify.repair(true)), () -> mirrors.cutOver("archive"))) {
			assertThatExceptionOfType(InvalidMirrorOperationException.class).isThrownBy(call)
				.withMessage(
						"The tables of mirror 'archive' can be neither compared nor moved: tenants share them; copy what is missing by a backfill");
		}
	}

}
