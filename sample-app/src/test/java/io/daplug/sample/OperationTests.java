package io.daplug.sample;

import java.util.List;
import java.util.Set;

import io.daplug.stream.ChangeSource;
import io.daplug.stream.DeliveryGuarantee;
import io.daplug.stream.SourceProgress;
import io.daplug.stream.SourceProgress.State;
import io.daplug.stream.StreamGap;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * Tests for what operators see by HTTP.
 */
@OrderServiceTest
@Import(OperationTests.SourceConfiguration.class)
class OperationTests {

	private final RestTestClient client;

	OperationTests(@Autowired RestTestClient client) {
		this.client = client;
	}

	@Test
	void showsEachStatusOfTheHealth(@Autowired SettableSource source, @Autowired ApplicationEventPublisher events) {
		health(200, "UP", "UP");
		events.publishEvent(new StreamGap("stock", "shard-1", "older than the retention"));
		health(200, "UP", "DEGRADED").jsonPath("$.components.daplug.details.problems.length()").isEqualTo(1);
		source.state = State.FAILED;
		health(503, "DOWN", "DOWN").jsonPath("$.components.daplug.details.problems.length()").isEqualTo(2);
		source.state = State.RUNNING;
		health(200, "UP", "DEGRADED");
		this.client.delete()
			.uri("/actuator/dapluggaps/stock")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.acknowledged")
			.isEqualTo(1);
		health(200, "UP", "UP");
	}

	private RestTestClient.BodyContentSpec health(int code, String status, String daplug) {
		return this.client.get()
			.uri("/actuator/health")
			.exchange()
			.expectStatus()
			.isEqualTo(code)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(status)
			.jsonPath("$.components.daplug.status")
			.isEqualTo(daplug);
	}

	@Test
	void showsTablesSourcesListenersAndMirrors() {
		this.client.get()
			.uri("/actuator/daplug")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.tables.orders.source")
			.isEqualTo("application")
			.jsonPath("$.tables.stock.source")
			.isEqualTo("settable")
			.jsonPath("$.sources.settable.tables[0].table")
			.isEqualTo("stock")
			.jsonPath("$.listeners['mirror:archive'].state")
			.isEqualTo("RUNNING")
			.jsonPath("$.mirrors.archive.destination")
			.isEqualTo("orders-archive");
	}

	@Test
	void tellsThePageWhichSourceAMirrorHas() {
		this.client.get()
			.uri("/sources")
			.exchange()
			.expectBody()
			.jsonPath("$[?(@.listener == 'mirror:archive')].source")
			.isEqualTo("application");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class SourceConfiguration {

		@Bean
		SettableSource settableSource() {
			return new SettableSource();
		}

	}

	/** Hands over nothing, and is in whatever state the test wants. */
	static final class SettableSource implements ChangeSource {

		private volatile State state = State.RUNNING;

		@Override
		public String name() {
			return "settable";
		}

		@Override
		public DeliveryGuarantee guarantee() {
			return DeliveryGuarantee.AT_LEAST_ONCE;
		}

		@Override
		public Set<String> tables() {
			return Set.of("stock");
		}

		@Override
		public State state() {
			return this.state;
		}

		@Override
		public List<SourceProgress> progress() {
			return List.of(SourceProgress.of("stock", this.state));
		}

		@Override
		public void start() {
			// Always runs.
		}

		@Override
		public void stop() {
			// Always runs.
		}

		@Override
		public boolean isRunning() {
			return true;
		}

	}

}
