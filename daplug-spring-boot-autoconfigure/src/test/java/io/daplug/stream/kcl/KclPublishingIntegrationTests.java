package io.daplug.stream.kcl;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.sns.DaplugSnsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ItemChange;
import io.daplug.fixture.SnsStub;
import io.daplug.fixture.SnsStub.Published;
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static io.daplug.stream.kcl.KclApplication.awaitUntil;
import static io.daplug.stream.kcl.KclApplication.orders;
import static io.daplug.stream.kcl.KclApplication.progress;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for messages about what {@link KclChangeSource} reads.
 */
@Timeout(120)
@SuppressWarnings("NullAway")
class KclPublishingIntegrationTests {

	private static SnsStub sns;

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
			DaplugSnsAutoConfiguration.class })
	static class Publishing {

		@Bean(destroyMethod = "")
		SnsClient sns() {
			return sns.client();
		}

	}

	/** Hears what its own process writes. */
	static class Writer {

		final List<String> ids = new CopyOnWriteArrayList<>();

		@EventListener
		void written(ItemChange<?> change) {
			this.ids.add(change.changeId());
		}

	}

	@BeforeAll
	static void startSns() {
		sns = SnsStub.start();
	}

	@AfterAll
	static void stopSns() {
		sns.close();
	}

	@Test
	@DisplayName("a process that ends between write and publish loses no message (D18)")
	void publishesWhatAnotherProcessHasWritten() {
		KclApplication application = new KclApplication().keepingItsShards()
			.with("daplug.tables.orders.change-id.attribute=_change",
					"daplug.tables.orders.sns.topic-arn=arn:aws:sns:us-east-1:000000000000:orders.fifo",
					"daplug.tables.orders.sns.publish-from=stream");
		// Nothing in this process reads the stream.
		application.with("daplug.tables.orders.stream.source=lambda");
		List<String> ids;
		try (ConfigurableApplicationContext crashed = application.start(Publishing.class, Writer.class)) {
			DaplugTemplate orders = orders(crashed);
			orders.insert(Map.of("id", "a", "n", 1));
			orders.change(ItemKey.of("a"), (change) -> change.set("n", 2));
			orders.delete(ItemKey.of("a"));
			ids = crashed.getBean(Writer.class).ids;
		}
		assertThat(sns.requests()).as("the writer sends nothing").isEmpty();
		application.with("daplug.tables.orders.stream.source=kcl");
		try (ConfigurableApplicationContext worker = application.start(Publishing.class)) {
			awaitUntil(() -> sns.published().size() >= 3 && progress(worker).handOver().waiting() == 0);
		}
		assertThat(sns.published()).extracting((message) -> message.attribute("operation"))
			.containsExactly("create", "update", "delete");
		assertThat(sns.published()).extracting(Published::deduplication).isEqualTo(ids);
		assertThat(sns.published()).extracting((message) -> message.attribute("daplug.change-id")).isEqualTo(ids);
		assertThat(application.checkpoint()).as("a checkpoint is set").isPresent();
	}

}
