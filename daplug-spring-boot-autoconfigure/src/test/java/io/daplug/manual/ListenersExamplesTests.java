package io.daplug.manual;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.ListenerState;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.parking.ParkedChangeOperations;
import io.daplug.stream.parking.ParkedSelection;
import io.daplug.stream.parking.RedriveResult;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's examples of listeners, run on the embedded server.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = ListenersApplication.class,
		properties = { "spring.config.location=classpath:manual/listeners.yml",
				"daplug.schema=classpath:manual/openapi.yml", "daplug.local.enabled=true" })
class ListenersExamplesTests {

	@Autowired
	private DaplugTemplate orders;

	@Autowired
	private ParkedChangeOperations parkedChanges;

	@Autowired
	private StreamListenerRegistry registry;

	@Test
	void hearsOfChanges() {
		this.orders.insert(order("l-1"));
		this.orders.update(ItemKey.of("l-1"), Map.of("status", "PAID"));
		this.orders.delete(ItemKey.of("l-1"));
		await().untilAsserted(() -> assertThat(ListenersApplication.heard).contains("index l-1", "ship l-1",
				"audit INSERT", "audit UPDATE", "audit DELETE"));
	}

	@Test
	void parksWhatCannotBeHandled() {
		this.orders.insert(order("broken-1"));
		await().untilAsserted(() -> assertThat(ListenersApplication.heard)
			.contains("parked java.lang.IllegalStateException: cannot be indexed"));
		// Another test may have been told of such a change.
		await().untilAsserted(() -> assertThat(this.parkedChanges.list()).isNotEmpty()
			.allSatisfy((parked) -> assertThat(parked.table()).isEqualTo("orders")));
	}

	@Test
	void bringsParkedChangesBack() {
		this.orders.insert(order("broken-2"));
		ItemKey key = ItemKey.of("broken-2");
		await().untilAsserted(() -> assertThat(this.parkedChanges.list())
			.anySatisfy((parked) -> assertThat(parked.item().storedKey()).isEqualTo(key)));
		ParkedChangeOperations parkedChanges = this.parkedChanges;
		Instant longAgo = Instant.now();
		ListenersApplication.mended = true;
		// tag::parked-changes
		RedriveResult result = parkedChanges.redriveAll("search"); // the cause is gone
		result.failed().forEach((id, cause) -> alert(id, cause));
		parkedChanges.list(ParkedSelection.ofListener("audit"))
			.filter((parked) -> parked.failure().parkedAt().isBefore(longAgo))
			.forEach((parked) -> parkedChanges.discard(parked.id()));
		// end::parked-changes
		assertThat(result.redriven()).isNotEmpty();
		assertThat(ListenersApplication.heard).contains("index broken-2");
	}

	@AfterEach
	void breakAgain() {
		ListenersApplication.mended = false;
	}

	private static void alert(String id, Exception cause) {
		throw new AssertionError(id, cause);
	}

	@Test
	void pausesAndReleases() {
		StreamListenerRegistry registry = this.registry;
		// tag::listener-registry
		ListenerContainer audit = registry.listener("audit").orElseThrow();
		audit.pause();
		int waiting = audit.pending();
		audit.resume();
		audit.release(ItemKey.of("o-1")); // after-park: hold, and the cause is gone
		// end::listener-registry
		assertThat(waiting).isNotNegative();
		assertThat(audit.state()).isEqualTo(ListenerState.RUNNING);
	}

	private static Order order(String id) {
		return new Order(id, "c-7", null, "NEW", new BigDecimal("12.5"), null, null);
	}

}
