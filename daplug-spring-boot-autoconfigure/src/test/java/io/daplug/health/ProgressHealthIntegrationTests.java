package io.daplug.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.health.DaplugHealthAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.MutableClock;
import io.daplug.fixture.SettableSource;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.SourceProgress.HandOver;
import io.daplug.stream.SourceProgress.State;
import io.daplug.stream.StreamGap;
import io.daplug.stream.StreamGapRegistry;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.template.DaplugTemplates;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a source or listener that does not get on does to the health.
 */
class ProgressHealthIntegrationTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final SettableSource source = new SettableSource("streamed");

	private final MutableClock clock = new MutableClock(START);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugHealthAutoConfiguration.class))
		.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
		.withBean(SettableSource.class, () -> this.source)
		.withBean(Hanging.class)
		.withPropertyValues("daplug.create-tables=if-missing", "daplug.tables.streamed.hash-key=id",
				"daplug.tables.stalling.hash-key=id", "daplug.listeners.shutdown-timeout=1s");

	@Test
	@DisplayName("(P39) changes that wait for a checkpoint for five minutes turn the health down, and a checkpoint up")
	void isDownWhileASourceMakesNoProgressAlthoughChangesWait() {
		this.runner.run((context) -> {
			DaplugHealthIndicator indicator = indicator(context, this.clock);
			this.source.set(State.RUNNING, 1, handOver(START, 3, START));
			this.clock.advance(Duration.ofMinutes(5).minusMillis(1));
			this.source.set(State.RUNNING, 1, handOver(this.clock.instant(), 3, START));
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			this.clock.advance(Duration.ofMillis(1));
			Health health = indicator.health();
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(problems(health))
				.isEqualTo("[Source 'settable' has made no progress with table 'streamed' for PT5M]");
			assertThat(health.getDetails().get("sources")).asString()
				.contains("settable=", "streamed=", "waiting=3", "shards=1", "state=RUNNING");
			this.source.set(State.RUNNING, 1, handOver(this.clock.instant(), 0, null));
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void isDownWhileASourceCannotReadItsShards() {
		this.runner.run((context) -> {
			DaplugHealthIndicator indicator = indicator(context, this.clock);
			this.source.set(State.RUNNING, 2, handOver(START, 0, null));
			this.clock.advance(Duration.ofMinutes(5));
			assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
			this.source.set(State.RUNNING, 2, handOver(this.clock.instant(), 0, null));
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void isDownAtOnceWhenASourceHasEnded() {
		this.runner.run((context) -> {
			this.source.set(State.FAILED, 0, HandOver.NONE);
			Health health = context.getBean(DaplugHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(problems(health))
				.isEqualTo("[Source 'settable' has ended for table 'streamed' and hands over nothing]");
		});
	}

	@Test
	void isUpWhileASourceStartsOrIsStopped() {
		this.runner.run((context) -> {
			DaplugHealthIndicator indicator = indicator(context, this.clock);
			HandOver stalled = handOver(START, 3, START);
			this.clock.advance(Duration.ofHours(1));
			this.source.set(State.RUNNING, 1, stalled);
			assertThat(indicator.health().getStatus()).as("if it ran").isEqualTo(Status.DOWN);
			this.source.set(State.STARTING, 1, stalled);
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			this.source.set(State.STOPPED, 1, stalled);
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void isDownWhileAListenerHandlesNoneOfItsChanges() {
		this.runner.withPropertyValues("daplug.health.stall-after=50ms").run((context) -> {
			write(context);
			DaplugHealthIndicator indicator = context.getBean(DaplugHealthIndicator.class);
			await().until(() -> indicator.health().getStatus().equals(Status.DOWN));
			assertThat(problems(indicator.health()))
				.isEqualTo("[Listener 'hanging' has handled none of its changes for PT0.05S]");
			context.getBean(Hanging.class).end();
			await().until(() -> indicator.health().getStatus().equals(Status.UP));
		});
	}

	@Test
	void isUpWhileAListenerIsPaused() {
		this.runner.withPropertyValues("daplug.health.stall-after=1ms").run((context) -> {
			StreamListenerRegistry listeners = context.getBean(StreamListenerRegistry.class);
			listeners.listener("hanging").orElseThrow().pause();
			write(context);
			await().until(() -> !listeners.listener("hanging").orElseThrow().standstill().minusMillis(1).isNegative());
			assertThat(context.getBean(DaplugHealthIndicator.class).health().getStatus()).isEqualTo(Status.UP);
			context.getBean(Hanging.class).end();
			listeners.listener("hanging").orElseThrow().resume();
		});
	}

	@Test
	void isDegradedByAGapUntilItIsAcknowledged() {
		this.runner.run((context) -> {
			context.publishEvent(new StreamGap("streamed", "shard-1", "older than the retention"));
			context.publishEvent(new StreamGap("streamed", "shard-2", "older than the retention"));
			DaplugHealthIndicator indicator = indicator(context, this.clock);
			this.clock.advance(Duration.ofDays(7));
			assertThat(indicator.health().getStatus()).isEqualTo(DaplugHealthIndicator.DEGRADED);
			assertThat(problems(indicator.health()))
				.isEqualTo("[Changes of table 'streamed' are lost to its listeners; its mirrors need a repair]");
			assertThat(context.getBean(StreamGapRegistry.class).acknowledge("streamed")).isEqualTo(2);
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void isDownRatherThanDegraded() {
		this.runner.run((context) -> {
			context.publishEvent(new StreamGap("streamed", "shard-1", "older than the retention"));
			this.source.set(State.FAILED, 0, HandOver.NONE);
			Health health = context.getBean(DaplugHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(problems(health)).contains("has ended", "its mirrors need a repair");
		});
	}

	private static DaplugHealthIndicator indicator(ApplicationContext context, Clock clock) {
		return new DaplugHealthIndicator(
				new ProgressCheck(context.getBean(ChangeSourceRegistry.class),
						context.getBean(StreamListenerRegistry.class), Duration.ofMinutes(5)),
				context.getBean(StreamGapRegistry.class), clock);
	}

	private static HandOver handOver(Instant read, long waiting, @Nullable Instant waitingSince) {
		return new HandOver(read, null, null, waiting, waitingSince);
	}

	private static String problems(Health health) {
		return String.valueOf(health.getDetails().get("problems"));
	}

	private static void write(ApplicationContext context) {
		context.getBean(DaplugTemplates.class).get("stalling").overwrite(Map.of("id", "a", "n", System.nanoTime()));
	}

	static class Hanging {

		private final CountDownLatch end = new CountDownLatch(1);

		@DaplugStreamListener(tables = "stalling", id = "hanging")
		void on(ItemChange<?> change) throws InterruptedException {
			this.end.await();
		}

		void end() {
			this.end.countDown();
		}

	}

}
