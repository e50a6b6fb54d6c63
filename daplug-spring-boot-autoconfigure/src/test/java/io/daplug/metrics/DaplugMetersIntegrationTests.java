package io.daplug.metrics;

import java.util.Map;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.metrics.DaplugMetricsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ItemChange;
import io.daplug.event.PublishFailed;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.template.DaplugTemplate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link DaplugMeters} and when they are there.
 */
class DaplugMetersIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugMetricsAutoConfiguration.class))
		.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
		.withBean(Failing.class)
		.withPropertyValues("daplug.create-tables=if-missing", "daplug.tables.metered.hash-key=id",
				"daplug.listeners.max-attempts=1", "daplug.listeners.after-park=hold");

	@Test
	void countsWhatIsParkedAndShowsWhatWaits() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			DaplugTemplate metered = context.getBean(DaplugTemplate.class);
			metered.overwrite(Map.of("id", "a", "n", System.nanoTime()));
			metered.overwrite(Map.of("id", "a", "n", System.nanoTime()));
			await().until(() -> meters.find("daplug.changes.parked").counter() != null);
			await().until(() -> meters.get("daplug.changes.parked")
				.tags("listener", "failing", "table", "metered")
				.counter()
				.count() == 2);
			assertThat(meters.get("daplug.listener.held").tag("listener", "failing").gauge().value()).isEqualTo(1);
			context.getBean(StreamListenerRegistry.class).listener("failing").orElseThrow().pause();
			metered.overwrite(Map.of("id", "b", "n", System.nanoTime()));
			assertThat(meters.get("daplug.listener.pending").tag("listener", "failing").gauge().value()).isEqualTo(1);
			metered.delete(ItemKey.of("b"));
		});
	}

	@Test
	void countsWhatWasNotPublished() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean(FailingSender.class)
			.run((context) -> {
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				context.getBean(DaplugTemplate.class).overwrite(Map.of("id", "c", "n", System.nanoTime()));
				assertThat(meters.get("daplug.publish.failed")
					.tags("table", "metered", "destination", "topic")
					.counter()
					.count()).isEqualTo(1);
			});
	}

	@Test
	void staysAwayWithoutARegistry() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(DaplugMeters.class));
	}

	@Test
	void staysAwayWithoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DaplugMeters.class));
	}

	static class Failing {

		@DaplugStreamListener(tables = "metered", id = "failing")
		void on(ItemChange<?> change) {
			throw new IllegalStateException("broken");
		}

	}

	static class FailingSender {

		private final ApplicationEventPublisher events;

		FailingSender(ApplicationEventPublisher events) {
			this.events = events;
		}

		@EventListener
		void on(ItemChange<?> change) {
			this.events.publishEvent(new PublishFailed(change, "topic", new IllegalStateException("broken")));
		}

	}

}
