package io.daplug.sns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.daplug.event.ChangeHandling;
import io.daplug.event.PublishFailed;
import io.daplug.fixture.SnsStub;
import io.daplug.fixture.SnsStub.Published;
import io.daplug.task.TaskExecutorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Tests for sending on threads of its own.
 */
@Timeout(60)
class QueuedMessageSenderTests {

	private final SnsStub sns = SnsStub.start();

	private final List<PublishFailed> failed = new CopyOnWriteArrayList<>();

	private final ExecutorService writers = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.sns.close();
		this.writers.shutdownNow();
	}

	@Test
	void theWriterDoesNotWaitForSns() {
		SnsChangePublisher publisher = started(2, 10, Duration.ofSeconds(10));
		this.sns.hang();
		publisher.publish(List.of(Changes.inserted("a-1")));
		assertThat(this.sns.published()).isEmpty();
		this.sns.release();
		publisher.stop();
		assertThat(this.sns.published()).hasSize(1);
		assertThat(this.failed).isEmpty();
	}

	@Test
	void keepsTheOrderOfAKey() throws Exception {
		SnsChangePublisher publisher = started(4, 50, Duration.ofSeconds(30));
		List<Future<?>> done = new ArrayList<>();
		for (int writer = 0; writer < 8; writer++) {
			String id = "a-" + writer;
			done.add(this.writers.submit(() -> IntStream.rangeClosed(1, 50)
				.forEach((version) -> publisher
					.publish(List.of(Changes.inserted(Map.of("orderId", id, "version", version)))))));
		}
		for (Future<?> writer : done) {
			writer.get(30, TimeUnit.SECONDS);
		}
		publisher.stop();
		assertThat(this.failed).isEmpty();
		List<Published> published = this.sns.published();
		assertThat(published).hasSize(400);
		for (int writer = 0; writer < 8; writer++) {
			String id = "a-" + writer;
			assertThat(published.stream()
				.map((message) -> JsonMapper.shared().readTree(message.message()))
				.filter((message) -> message.path("orderId").asString().equals(id))
				.map((message) -> message.path("version").asInt()))
				.containsExactlyElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
		}
	}

	@Test
	void whoBringsMoreThanFitWaits() {
		SnsChangePublisher publisher = started(1, 2, Duration.ofSeconds(10));
		this.sns.hang();
		publisher.publish(List.of(Changes.inserted("under way")));
		await().until(() -> this.sns.requests().size() == 1);
		publisher.publish(List.of(Changes.inserted("first")));
		publisher.publish(List.of(Changes.inserted("second")));
		CountDownLatch through = new CountDownLatch(1);
		Thread writer = new Thread(() -> {
			// As templates do.
			ChangeHandling.announce(() -> publisher.publish(List.of(Changes.inserted("third"))));
			through.countDown();
		});
		writer.start();
		await().until(() -> writer.getState() == Thread.State.TIMED_WAITING);
		assertThat(through.getCount()).isEqualTo(1);
		this.sns.release();
		await().until(() -> through.getCount() == 0);
		publisher.stop();
		assertThat(this.sns.published()).hasSize(4);
	}

	@Test
	void whoHandlesAChangeDoesNotWait() {
		SnsChangePublisher publisher = started(1, 1, Duration.ofSeconds(10));
		this.sns.hang();
		ChangeHandling.run(() -> IntStream.range(0, 5)
			.forEach((number) -> ChangeHandling
				.announce(() -> publisher.publish(List.of(Changes.inserted("a-" + number))))));
		this.sns.release();
		publisher.stop();
		assertThat(this.sns.published()).hasSize(5);
		// Nobody waited until the first request ran out of time.
		assertThat(this.failed).isEmpty();
	}

	@Test
	void aFailureIsHeardOnAThreadThatDoesNotWait() {
		Set<Boolean> mayWait = new HashSet<>();
		this.sns.refuse(403, "AuthorizationError");
		SnsChangePublisher publisher = SnsChangePublisher.builder(this.sns.client())
			.topic(topic())
			.async(new AsyncPublishing(1, 1, Duration.ofSeconds(10)))
			.events((event) -> mayWait.add(ChangeHandling.mayWait()))
			.build();
		publisher.start();
		publisher.publish(List.of(Changes.inserted("a-1")));
		publisher.stop();
		assertThat(mayWait).containsExactly(false);
	}

	@Test
	void whatIsLeftAtTheDeadlineIsToldOf() {
		SnsChangePublisher publisher = started(2, 100, Duration.ofMillis(200));
		this.sns.hang();
		IntStream.range(0, 50).forEach((number) -> publisher.publish(List.of(Changes.inserted("a-" + number))));
		publisher.stop();
		assertThat(this.failed).hasSize(50)
			.allSatisfy((failure) -> assertThat(failure.cause()).isInstanceOf(CancellationException.class))
			.extracting((failure) -> failure.change().key())
			.doesNotHaveDuplicates();
		this.sns.release();
	}

	@Test
	void stopsInTheMiddleOfManyWithNoneLost() throws Exception {
		SnsChangePublisher publisher = started(2, 100, Duration.ofMillis(50));
		Future<?> writer = this.writers.submit(() -> IntStream.range(0, 400)
			.forEach((number) -> publisher.publish(List.of(Changes.inserted("a-" + number)))));
		await().until(() -> this.sns.published().size() > 20);
		publisher.stop();
		writer.get(30, TimeUnit.SECONDS);
		Set<String> told = new HashSet<>();
		this.sns.published().forEach((message) -> told.add(id(JsonMapper.shared().readTree(message.message()))));
		this.failed.forEach((failure) -> told.add(String.valueOf(failure.change().key().hashValue())));
		assertThat(told).hasSize(400);
	}

	private static String id(JsonNode message) {
		return message.path("orderId").asString();
	}

	@Test
	void sendsOnTheWritersThreadBeforeStartAndAfterStop() {
		SnsChangePublisher publisher = publisher(1, 1, Duration.ofSeconds(10));
		assertThat(publisher.isRunning()).isFalse();
		publisher.publish(List.of(Changes.inserted("before")));
		assertThat(this.sns.published()).hasSize(1);
		publisher.start();
		publisher.start();
		assertThat(publisher.isRunning()).isTrue();
		publisher.stop();
		publisher.stop();
		assertThat(publisher.isRunning()).isFalse();
		publisher.publish(List.of(Changes.inserted("after")));
		assertThat(this.sns.published()).hasSize(2);
		publisher.start();
		publisher.publish(List.of(Changes.inserted("again")));
		publisher.stop();
		assertThat(this.sns.published()).hasSize(3);
	}

	@Test
	void sendsOnThreadsOfItsExecutorAndEndsThem() {
		Set<Thread> threads = new HashSet<>();
		SnsChangePublisher publisher = SnsChangePublisher.builder(this.sns.client())
			.topic(topic())
			.async(new AsyncPublishing(1, 10, Duration.ofSeconds(10)))
			.executors((prefix, concurrency) -> TaskExecutorFactory.simple()
				.createForWorkers("test-" + prefix, concurrency))
			.events((event) -> threads.add(Thread.currentThread()))
			.build();
		publisher.start();
		this.sns.refuse(403, "AuthorizationError");
		publisher.publish(List.of(Changes.inserted("a-1")));
		publisher.stop();
		assertThat(threads).singleElement().satisfies((thread) -> {
			assertThat(thread.getName()).isEqualTo("test-daplug-sns-1");
			assertThat(thread.isAlive()).isFalse();
		});
	}

	@Test
	void anErrorDoesNotEndAThread() {
		SnsChangePublisher publisher = SnsChangePublisher.builder(this.sns.client())
			.topic(topic())
			.async(new AsyncPublishing(1, 10, Duration.ofSeconds(10)))
			.events((event) -> {
				throw new NoClassDefFoundError("of a listener");
			})
			.build();
		publisher.start();
		this.sns.refuse(403, "AuthorizationError");
		publisher.publish(List.of(Changes.inserted("a-1")));
		await().until(() -> this.sns.requests().size() == 1);
		this.sns.refuse((request) -> null);
		publisher.publish(List.of(Changes.inserted("a-2")));
		publisher.stop();
		assertThat(this.sns.published()).hasSize(1);
	}

	@Test
	void anInterruptedWriterKeepsItsInterruption() {
		SnsChangePublisher publisher = started(1, 1, Duration.ofSeconds(10));
		this.sns.hang();
		try {
			Thread.currentThread().interrupt();
			assertThatCode(() -> IntStream.range(0, 5)
				.forEach((number) -> publisher.publish(List.of(Changes.inserted("a-" + number)))))
				.doesNotThrowAnyException();
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		}
		finally {
			Thread.interrupted();
		}
		this.sns.release();
		publisher.stop();
		assertThat(this.sns.published()).hasSize(5);
		// Nobody waited until the first request ran out of time.
		assertThat(this.failed).isEmpty();
	}

	private SnsChangePublisher started(int threads, int capacity, Duration shutdownTimeout) {
		SnsChangePublisher publisher = publisher(threads, capacity, shutdownTimeout);
		publisher.start();
		return publisher;
	}

	private SnsChangePublisher publisher(int threads, int capacity, Duration shutdownTimeout) {
		return SnsChangePublisher.builder(this.sns.client())
			.topic(topic())
			.async(new AsyncPublishing(threads, capacity, shutdownTimeout))
			.events((event) -> this.failed.add((PublishFailed) event))
			.build();
	}

	private static TopicDefinition topic() {
		return TopicDefinition.of(Changes.ORDERS, "arn:aws:sns:us-east-1:000000000000:orders").build();
	}

}
