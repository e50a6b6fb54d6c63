package io.daplug.manual;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplates;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's examples of mirrors, run on the embedded server.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = MirrorsApplication.class,
		properties = { "spring.config.location=classpath:manual/mirrors.yml",
				"daplug.schema=classpath:manual/openapi.yml", "daplug.local.enabled=true" })
class MirrorsExamplesTests {

	@Autowired
	private DaplugTemplates templates;

	@Autowired
	private MirrorsApplication.ArchiveService archive;

	@Autowired
	private MirrorsApplication.ArchiveCheck check;

	@Test
	void mirrors() {
		BigDecimal total = new BigDecimal("112.5");
		this.templates.get("orders").insert(new Order("m-1", "c-7", null, "NEW", total, null, null));
		await().untilAsserted(() -> {
			assertThat(items("orders-archive")).containsExactly(Map.of("orderId", "m-1", "total", total));
			assertThat(items("customer-orders"))
				.containsExactly(Map.of("customer", "c-7", "order", "m-1", "total", total));
			assertThat(items("paid-orders")).isEmpty();
		});
		this.templates.get("orders").update(ItemKey.of("m-1"), Map.of("status", "PAID", "customerId", "c-8"));
		await().untilAsserted(() -> {
			assertThat(items("customer-orders"))
				.containsExactly(Map.of("customer", "c-8", "order", "m-1", "total", total));
			assertThat(items("paid-orders")).containsExactly(
					Map.of("order", "m-1", "customer", "c-8", "status", "PAID", "total", total, "currency", "EUR"));
		});
		this.templates.get("orders").update(ItemKey.of("m-1"), Map.of("status", "SENT"));
		await().untilAsserted(() -> {
			assertThat(items("customer-orders")).isEmpty();
			assertThat(items("paid-orders")).isEmpty();
			assertThat(items("orders-archive")).hasSize(1);
		});
		this.templates.get("orders").delete(ItemKey.of("m-1"));
		await().untilAsserted(() -> assertThat(items("orders-archive")).isEmpty());
	}

	@Test
	void backfills() {
		this.templates.get("orders")
			.insert(new Order("b-1", "c-7", null, "NEW", BigDecimal.TEN, null, null),
					(options) -> options.publish(false));
		assertThat(this.archive.isFilled()).isFalse();
		this.archive.fill();
		await().until(this.archive::isFilled);
		assertThat(items("orders-archive")).containsExactly(Map.of("orderId", "b-1", "total", BigDecimal.TEN));
		this.templates.get("orders").delete(ItemKey.of("b-1"));
		await().untilAsserted(() -> assertThat(items("orders-archive")).isEmpty());
	}

	@Test
	void verifies() {
		this.templates.get("orders-archive").insert(Map.of("orderId", "v-1", "total", BigDecimal.ONE));
		assertThat(this.check.repair()).isTrue();
		assertThat(this.templates.get("orders-archive").get(ItemKey.of("v-1"))).isEmpty();
	}

	private List<Map<String, Object>> items(String table) {
		return this.templates.get(table).scan((scan) -> scan.consistentRead(true)).list();
	}

}
