package io.daplug.manual;

import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.MirrorOperations;
import io.daplug.template.DaplugTemplates;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's example of a table that is moved, step by step.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = MovingApplication.class,
		properties = { "spring.config.location=classpath:manual/moving.yml", "daplug.local.enabled=true" })
class MovingExamplesTests {

	@Autowired
	private DaplugTemplates templates;

	@Autowired
	private MirrorOperations mirrors;

	@Autowired
	private MovingApplication.Orders orders;

	@Test
	void moves() {
		for (String order : new String[] { "o1", "o2", "o3" }) {
			this.templates.get("orders")
				.insert(Map.of("order_id", order, "customer_id", "c1", "status", "NEW"),
						(options) -> options.publish(false));
		}
		this.orders.pay("c1", "o1");
		this.mirrors.backfill("orders-v2");
		await().until(() -> this.mirrors.progress("orders-v2").orElseThrow().state() == BackfillState.COMPLETED);
		assertThat(this.mirrors.verify("orders-v2").isEqual()).isTrue();
		assertThat(this.mirrors.cutOver("orders-v2").activeTable()).isEqualTo("orders-v2");
		this.orders.pay("c1", "o2");
		assertThat(this.templates.get("orders-v2").get(ItemKey.of("c1", "o2")).orElseThrow()).containsEntry("status",
				"PAID");
		await().untilAsserted(() -> assertThat(this.templates.get("orders").get(ItemKey.of("o2")).orElseThrow())
			.containsEntry("status", "PAID"));
		assertThat(this.mirrors.cutBack("orders-v2").activeTable()).isEqualTo("orders");
		this.orders.pay("c1", "o3");
		assertThat(this.templates.get("orders").get(ItemKey.of("o3")).orElseThrow()).containsEntry("status", "PAID");
	}

}
