package io.daplug.stream.kcl;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.daplug.event.ItemChange;
import io.daplug.stream.DaplugStreamListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;

import static io.daplug.stream.kcl.KclApplication.awaitUntil;
import static io.daplug.stream.kcl.KclApplication.orders;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KclChangeSource} where Spring Boot works with virtual threads.
 */
@Timeout(120)
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads before Java 21")
class KclVirtualThreadsIntegrationTests {

	private static final int KEYS = 10;

	private static final int CHANGES = 60;

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TaskExecutionAutoConfiguration.class)
	static class Decorated {

		/** Called on the thread that hands a change over. */
		@Bean
		TaskDecorator decorator(Recorder recorder) {
			return (task) -> {
				recorder.reading.add(Thread.currentThread());
				return task;
			};
		}

	}

	static class Recorder {

		final Set<Thread> reading = ConcurrentHashMap.newKeySet();

		final Set<Thread> handling = ConcurrentHashMap.newKeySet();

		final List<ItemChange<?>> changes = new CopyOnWriteArrayList<>();

		@DaplugStreamListener("orders")
		void on(ItemChange<?> change) {
			this.handling.add(Thread.currentThread());
			this.changes.add(change);
		}

	}

	@Test
	void readsHandlesAndEndsOnVirtualThreads() {
		KclApplication application = new KclApplication().keepingItsShards()
			.with("spring.threads.virtual.enabled=true");
		Recorder recorder;
		try (ConfigurableApplicationContext context = application.start(Decorated.class, Recorder.class)) {
			recorder = context.getBean(Recorder.class);
			IntStream.range(0, CHANGES).forEach((n) -> orders(context).overwrite(Map.of("id", "k" + n % KEYS, "n", n)));
			awaitUntil(() -> recorder.changes.size() == CHANGES);
		}
		assertThat(recorder.reading).isNotEmpty()
			.allSatisfy((thread) -> assertThat(thread.getName()).startsWith("daplug-kcl-orders-shard-"))
			.allMatch(KclVirtualThreadsIntegrationTests::isVirtual);
		assertThat(recorder.handling).isNotEmpty().allMatch(KclVirtualThreadsIntegrationTests::isVirtual);
		for (int key = 0; key < KEYS; key++) {
			String id = "k" + key;
			assertThat(recorder.changes.stream().filter((change) -> id.equals(change.key().hashValue())))
				.extracting((change) -> change.origin().sequence())
				.hasSize(CHANGES / KEYS)
				.isSorted();
		}
		assertThat(application.checkpoint()).as("the end is remembered")
			.isEqualTo(recorder.changes.stream().map((change) -> change.origin().sequence()).max(String::compareTo));
	}

	private static boolean isVirtual(Thread thread) {
		try {
			return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
