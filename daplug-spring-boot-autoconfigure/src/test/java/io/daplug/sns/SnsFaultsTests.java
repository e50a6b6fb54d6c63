package io.daplug.sns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.daplug.event.Announcement;
import io.daplug.event.PublishFailed;
import io.daplug.fixture.SnsStub;
import io.daplug.fixture.SnsStub.Published;
import io.daplug.fixture.SnsStub.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.SnsException;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Tests that a message which is not sent is told of once in the log and by an event for
 * its change, and never to who wrote (P26, P27).
 */
@ExtendWith(OutputCaptureExtension.class)
class SnsFaultsTests {

	private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:orders";

	private final SnsStub sns = SnsStub.start();

	private final List<PublishFailed> failed = new CopyOnWriteArrayList<>();

	@AfterEach
	void stop() {
		this.sns.close();
	}

	@ParameterizedTest
	@CsvSource({ "404, NotFound, 1", "403, AuthorizationError, 1", "400, InvalidParameter, 1", "400, Throttling, 3",
			"500, InternalFailure, 3" })
	void tellsOfARefusal(int status, String code, int attempts, CapturedOutput output) {
		this.sns.refuse(status, code);
		Announcement announcement = Changes.inserted(Map.of("orderId", "a-1", "note", "very secret"));
		publisher(topic()).publish(List.of(announcement));
		assertThat(this.sns.requests()).hasSize(attempts);
		assertThat(this.failed).singleElement().satisfies((failure) -> {
			assertThat(failure.change()).isSameAs(announcement.change());
			assertThat(failure.destination()).isEqualTo(TOPIC);
			assertThat(failure.cause()).isInstanceOfSatisfying(SnsException.class,
					(cause) -> assertThat(cause.awsErrorDetails().errorCode()).isEqualTo(code));
		});
		assertThat(errors(output)).singleElement()
			.asString()
			.contains("INSERT of table 'orders', sequence " + announcement.change().origin().sequence()
					+ " went unannounced on " + TOPIC + "; the write stands");
		assertThat(output).doesNotContain("very secret");
	}

	@Test
	void doesNotWaitLongerThanTheTimeout() {
		this.sns.hang();
		SnsChangePublisher publisher = SnsChangePublisher.builder(this.sns.client())
			.topic(topic().build())
			.events((event) -> this.failed.add((PublishFailed) event))
			.timeout(Duration.ofMillis(300))
			.build();
		long start = System.nanoTime();
		publisher.publish(List.of(Changes.inserted("a-1")));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(250),
				Duration.ofSeconds(30));
		assertThat(this.failed).singleElement()
			.satisfies((failure) -> assertThat(failure.cause()).isInstanceOf(SdkClientException.class));
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	@DisplayName("what was throttled at first is sent after all")
	void triesAgain() {
		List<Integer> tries = new CopyOnWriteArrayList<>();
		this.sns.refuse((request) -> {
			tries.add(1);
			return (tries.size() < 3) ? new Refusal(400, "Throttling") : null;
		});
		publisher(topic()).publish(List.of(Changes.inserted("a-1")));
		assertThat(this.sns.published()).hasSize(1);
		assertThat(this.failed).isEmpty();
	}

	@Test
	@DisplayName("batches have at most ten entries and one message's size (P30)")
	void cutsBatchesByCountAndBytes() {
		List<Announcement> announcements = inserted(25, 10);
		publisher(topic()).publish(announcements);
		assertThat(this.sns.requests()).hasSize(3)
			.allSatisfy((request) -> assertThat(request).containsEntry("Action", "PublishBatch"));
		assertThat(this.sns.published()).extracting(Published::message)
			.map((message) -> message.substring(0, message.indexOf(',')))
			.containsExactlyElementsOf(IntStream.range(0, 25).mapToObj("{\"orderId\":\"a-%02d\""::formatted).toList());
		this.sns.clear();
		publisher(topic().maxMessageSize(4096)).publish(inserted(7, 1500));
		assertThat(this.sns.published()).hasSize(7)
			.noneSatisfy((message) -> assertThat(message.attributes()).containsKey("daplug.thin"));
		assertThat(this.sns.requests()).extracting((request) -> request.get("Action"))
			.containsExactly("PublishBatch", "PublishBatch", "PublishBatch", "Publish");
	}

	@Test
	@DisplayName("entries that a batch's answer refuses are told of, though its status is 200 (P30)")
	void readsTheEntriesOfABatch(CapturedOutput output) {
		this.sns.refuseEntries((message) -> message.contains("a-03"));
		publisher(topic()).publish(inserted(10, 10));
		assertThat(this.sns.published()).hasSize(9);
		assertThat(this.failed).singleElement().satisfies((failure) -> {
			assertThat(failure.change().changeId()).contains("a-03");
			assertThat(failure.cause()).isInstanceOfSatisfying(RefusedMessageException.class, (cause) -> {
				assertThat(cause.code()).isEqualTo("InvalidParameter");
				assertThat(cause.senderFault()).isTrue();
			}).hasMessage(TOPIC + " did not take one message of a batch: InvalidParameter, refused");
		});
		assertThat(errors(output)).hasSize(1);
	}

	@Test
	@DisplayName("a batch that fails does not keep the others from being sent (P30)")
	void oneChunkThatFailsDoesNotLoseOthers(CapturedOutput output) {
		this.sns.refuse(
				(request) -> request.getOrDefault("PublishBatchRequestEntries.member.1.Message", "").contains("a-10")
						? new Refusal(403, "AuthorizationError") : null);
		publisher(topic()).publish(inserted(25, 10));
		assertThat(this.sns.published()).hasSize(15);
		assertThat(this.failed).hasSize(10)
			.allSatisfy((failure) -> assertThat(failure.change().changeId()).contains("a-1"));
		assertThat(errors(output)).singleElement().asString().contains("and 9 more went unannounced");
	}

	@Test
	void doesNotSendWhatNotEvenAThinEventCanTell() {
		publisher(topic().maxMessageSize(1024)).publish(List.of(
				Changes.inserted(Map.of("orderId", "a-1"), (message) -> message.attribute("x", "y".repeat(2000))),
				Changes.inserted("a-2")));
		assertThat(this.sns.published()).hasSize(1);
		assertThat(this.failed).singleElement()
			.satisfies((failure) -> assertThat(failure.cause()).isInstanceOf(InvalidMessageException.class)
				.hasMessageContaining("has attributes that are too large"));
	}

	@Test
	void tellsOfAMessageThatCannotBeMade(CapturedOutput output) {
		Announcement broken = Changes.inserted(Map.of("orderId", "a-1"),
				(message) -> message.data(new MessageCheckTests.Broken()));
		publisher(topic()).publish(List.of(broken, Changes.inserted("a-2")));
		assertThat(this.sns.published()).hasSize(1);
		assertThat(this.failed).singleElement()
			.satisfies((failure) -> assertThat(failure.change()).isSameAs(broken.change()));
		assertThat(errors(output)).singleElement().asString().contains("No message could be made of INSERT");
		assertThat(output).doesNotContain("secret");
	}

	@Test
	void aListenerThatFailsKeepsNoOtherFromHearing(CapturedOutput output) {
		this.sns.refuse(403, "AuthorizationError");
		List<Object> heard = new ArrayList<>();
		SnsChangePublisher publisher = SnsChangePublisher.builder(this.sns.client())
			.topic(topic().build())
			.events((event) -> {
				heard.add(event);
				throw new AssertionError("of the listener");
			})
			.build();
		assertThatCode(() -> publisher.publish(inserted(2, 1))).doesNotThrowAnyException();
		assertThat(heard).hasSize(2);
		assertThat(output).contains("A listener failed on PublishFailed of INSERT");
	}

	@Test
	void tablesWithoutTopicAreNotAnnounced() {
		SnsChangePublisher.builder(this.sns.client()).build().publish(inserted(2, 1));
		assertThat(this.sns.requests()).isEmpty();
	}

	private static List<String> errors(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains(" ERROR ")).toList();
	}

	private static List<Announcement> inserted(int count, int size) {
		return IntStream.range(0, count)
			.mapToObj((number) -> Changes.inserted(sorted("a-%02d".formatted(number), size)))
			.toList();
	}

	private static Map<String, Object> sorted(String id, int size) {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("orderId", id);
		item.put("text", "x".repeat(size));
		return item;
	}

	private static TopicDefinition.Builder topic() {
		return TopicDefinition.of(Changes.ORDERS, TOPIC);
	}

	private SnsChangePublisher publisher(TopicDefinition.Builder topic) {
		return SnsChangePublisher.builder(this.sns.client())
			.topic(topic.build())
			.events((event) -> this.failed.add((PublishFailed) event))
			.build();
	}

}
