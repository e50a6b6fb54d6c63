package io.daplug.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.health.DaplugHealthAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.event.PublishFailed;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.MutableClock;
import io.daplug.item.ItemKey;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.StreamGapRegistry;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaplugHealthIndicator} and when it is there.
 */
class DaplugHealthIntegrationTests {

	private static final ItemChange<?> CHANGE = new ItemRemoved<>(new ItemIdentity("ailing", ItemKey.of("d")),
			ItemKey.of("d"), ItemImage.unknown(),
			new ChangeOrigin(Operation.DELETE, null, null, null, new ChangePosition("test", "1", Instant.EPOCH)));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugHealthAutoConfiguration.class))
		.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
		.withPropertyValues("daplug.create-tables=if-missing", "daplug.tables.ailing.hash-key=id",
				"daplug.listeners.max-attempts=1", "daplug.listeners.after-park=hold");

	@Test
	void isUpWhileEverythingIsAnnouncedAndHandled() {
		this.runner.run((context) -> {
			write(context, "a");
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("unpublishedChanges", Map.of("count", 0L))
				.containsEntry("parkedChanges", Map.of("count", 0L));
		});
	}

	@Test
	@DisplayName("(P27) a change that was not published degrades the health, but not that of the application")
	void tellsOfChangesThatWereNotPublished() {
		this.runner.withBean(FailingSender.class).run((context) -> {
			write(context, "b");
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(DaplugHealthIndicator.DEGRADED);
			assertThat(health.getDetails().get("unpublishedChanges")).asString().contains("count=1").contains("last=");
			assertThat(health.getDetails().toString()).doesNotContain("secret");
			assertThat(StatusAggregator.getDefault().getAggregateStatus(Status.UP, health.getStatus()))
				.isEqualTo(Status.UP);
		});
	}

	@Test
	void tellsOfParkedChangesAndHeldKeys() {
		this.runner.withBean(Failing.class).run((context) -> {
			write(context, "c");
			await().until(() -> health(context).getStatus().equals(DaplugHealthIndicator.DEGRADED));
			await().until(() -> details(context).contains("pending=0"));
			assertThat(details(context)).contains("failing=").contains("held=1").contains("state=RUNNING");
		});
	}

	@Test
	void isUpAgainSomeTimeAfterTheLastFailure() {
		this.runner.run((context) -> {
			MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
			DaplugHealthIndicator indicator = new DaplugHealthIndicator(
					new ProgressCheck(context.getBean(ChangeSourceRegistry.class),
							context.getBean(StreamListenerRegistry.class), Duration.ofMinutes(5)),
					context.getBean(StreamGapRegistry.class), clock);
			indicator.remember(new PublishFailed(CHANGE, "topic", new IllegalStateException("broken")));
			clock.advance(Duration.ofMinutes(5));
			assertThat(indicator.health().getStatus()).isEqualTo(DaplugHealthIndicator.DEGRADED);
			clock.advance(Duration.ofMillis(1));
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			assertThat(indicator.health().getDetails().get("unpublishedChanges")).asString().contains("count=1");
		});
	}

	@Test
	void canBeSwitchedOff() {
		this.runner.withPropertyValues("management.health.daplug.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DaplugHealthIndicator.class));
	}

	@Test
	void staysAwayWithoutTheLibrary() {
		this.runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("daplugHealthIndicator"));
	}

	private static void write(ApplicationContext context, String id) {
		context.getBean(DaplugTemplate.class).overwrite(Map.of("id", id, "n", System.nanoTime(), "name", "secret"));
	}

	private static Health health(ApplicationContext context) {
		return context.getBean(DaplugHealthIndicator.class).health();
	}

	private static String details(ApplicationContext context) {
		return health(context).getDetails().toString();
	}

	static class Failing {

		@DaplugStreamListener(tables = "ailing", id = "failing")
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
