package io.daplug.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.metrics.DaplugMetricsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ItemChange;
import io.daplug.event.PublishFailed;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.SettableSource;
import io.daplug.item.ItemKey;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.SourceProgress.HandOver;
import io.daplug.stream.SourceProgress.State;
import io.daplug.stream.StreamGap;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.template.DaplugTemplate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

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
			// What is parked is done with a moment later.
			await().until(() -> meters.get("daplug.listener.pending").tag("listener", "failing").gauge().value() == 0);
			context.getBean(StreamListenerRegistry.class).listener("failing").orElseThrow().pause();
			metered.overwrite(Map.of("id", "b", "n", System.nanoTime()));
			assertThat(meters.get("daplug.listener.pending").tag("listener", "failing").gauge().value()).isEqualTo(1);
			metered.delete(ItemKey.of("b"));
		});
	}

	@Test
	void countsWhatIsHandledRetriedAndSkippedAndShowsTheLag() {
		MockClock clock = new MockClock();
		this.runner.withBean(MeterRegistry.class, () -> new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock))
			.withBean(Choosy.class)
			.withPropertyValues("daplug.listeners.max-attempts=2", "daplug.listeners.backoff.initial=1ms")
			.run((context) -> {
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				DaplugTemplate metered = context.getBean(DaplugTemplate.class);
				metered.overwrite(Map.of("id", "d", "n", System.nanoTime()));
				metered.overwrite(Map.of("id", "unwanted", "n", System.nanoTime()));
				await().untilAsserted(() -> {
					assertThat(counter(meters, "daplug.changes.handled", "choosy")).isEqualTo(1);
					assertThat(counter(meters, "daplug.changes.skipped", "choosy")).isEqualTo(1);
					assertThat(counter(meters, "daplug.changes.retried", "failing")).isEqualTo(2);
					assertThat(counter(meters, "daplug.changes.handled", "failing")).isZero();
				});
				ListenerContainer choosy = context.getBean(StreamListenerRegistry.class)
					.listener("choosy")
					.orElseThrow();
				choosy.pause();
				metered.delete(ItemKey.of("d"));
				TimeGauge lag = meters.get("daplug.listener.lag").tag("listener", "choosy").timeGauge();
				await().until(() -> lag.value(TimeUnit.MILLISECONDS) > 20);
				assertThat(lag.value(TimeUnit.MILLISECONDS)).isLessThanOrEqualTo(choosy.lag().toMillis());
				choosy.resume();
			});
	}

	private static double counter(MeterRegistry meters, String name, String listener) {
		return meters.get(name).tag("listener", listener).functionCounter().count();
	}

	@Test
	void showsHowFarASourceIsWithEachOfItsTables() {
		SettableSource source = new SettableSource("metered-streamed");
		MockClock clock = new MockClock();
		Instant now = Instant.ofEpochMilli(clock.wallTime());
		this.runner.withBean(MeterRegistry.class, () -> new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock))
			.withBean(SettableSource.class, () -> source)
			.withPropertyValues("daplug.tables.metered-streamed.hash-key=id")
			.run((context) -> {
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				assertThat(gauge(meters, "daplug.source.shards")).isZero();
				assertThat(gauge(meters, "daplug.source.checkpoint.age")).as("never set").isNaN();
				assertThat(gauge(meters, "daplug.source.waiting.age")).isZero();
				source.set(State.RUNNING, 2, new HandOver(now, now, now, 7, now.plusSeconds(1)));
				clock.add(Duration.ofSeconds(31));
				assertThat(gauge(meters, "daplug.source.shards")).isEqualTo(2);
				assertThat(gauge(meters, "daplug.source.waiting")).isEqualTo(7);
				assertThat(gauge(meters, "daplug.source.waiting.age")).as("in seconds").isEqualTo(30);
				assertThat(gauge(meters, "daplug.source.checkpoint.age")).isEqualTo(31);
				assertThat(gauge(meters, "daplug.source.gaps")).isZero();
				context.publishEvent(new StreamGap("metered-streamed", "shard-1", "older than the retention"));
				context.publishEvent(new StreamGap("metered", "shard-1", "older than the retention"));
				assertThat(gauge(meters, "daplug.source.gaps")).isEqualTo(1);
				assertThat(meters.find("daplug.source.shards").tag("source", "application").gauge())
					.as("names no tables")
					.isNull();
			});
	}

	private static double gauge(MeterRegistry meters, String name) {
		return meters.get(name).tags("source", "settable", "table", "metered-streamed").gauge().value();
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

	static class Choosy {

		@DaplugStreamListener(tables = "metered", id = "choosy", filter = "#newItem?.id != 'unwanted'")
		void on(ItemChange<?> change) {
			// Wants nothing of it.
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
