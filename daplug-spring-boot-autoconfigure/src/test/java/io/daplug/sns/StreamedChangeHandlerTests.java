package io.daplug.sns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.daplug.event.Announcement;
import io.daplug.event.ChangeHandler;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.fixture.SnsStub;
import io.daplug.fixture.SnsStub.Published;
import io.daplug.item.ItemType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.model.SnsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for what sends the changes of a table's stream.
 */
class StreamedChangeHandlerTests {

	private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:orders";

	private final SnsStub sns = SnsStub.start();

	@AfterEach
	void stop() {
		this.sns.close();
	}

	@Test
	void sendsWhatTheWriteWouldHaveSent() throws Exception {
		Announcement written = Changes.modified(Map.of("orderId", "a-1", "version", 1),
				Map.of("orderId", "a-1", "version", 2, "note", "x"));
		SnsChangePublisher.builder(this.sns.client())
			.topic(TopicDefinition.of(Changes.ORDERS, TOPIC).build())
			.build()
			.publish(List.of(written));
		handler(TOPIC).handle(written.change());
		assertThat(this.sns.published()).hasSize(2);
		Published streamed = this.sns.published().get(1);
		assertThat(streamed.message()).isEqualTo(this.sns.published().get(0).message());
		assertThat(streamed.attributes()).isEqualTo(this.sns.published().get(0).attributes())
			.containsKeys("operation", "daplug.change-id", "daplug.idempotence-value");
	}

	@Test
	void theWriteItselfSendsNothing() {
		SnsChangePublisher publisher = publisher(TOPIC);
		publisher.publish(List.of(Changes.inserted("a-1")));
		assertThat(this.sns.requests()).isEmpty();
		assertThat(publisher.hears("orders", ItemType.MAP)).isFalse();
		assertThat(publisher.streamedTables()).containsExactly("orders");
	}

	@Test
	@DisplayName("batches have at most ten entries (P30)")
	void sendsInBatches() {
		assertThat(handler(TOPIC).handleAll(inserted(25))).isEmpty();
		assertThat(this.sns.requests()).hasSize(3);
		assertThat(this.sns.published()).hasSize(25);
		assertThat(handler(TOPIC).gathers()).isTrue();
	}

	@Test
	@DisplayName("an entry that SNS refuses is the one that failed, though the status is 200 (P30)")
	void tellsWhichEntryFailed() {
		this.sns.refuseEntries((message) -> message.contains("a-03"));
		List<ItemChange<?>> changes = inserted(5);
		List<FailedChange> failed = handler(TOPIC).handleAll(changes);
		assertThat(failed).singleElement().satisfies((failure) -> {
			assertThat(failure.change()).isSameAs(changes.get(3));
			assertThat(failure.cause()).isInstanceOf(RefusedMessageException.class);
		});
		assertThat(this.sns.published()).hasSize(4);
	}

	@Test
	void allFailWhileSnsIsDown() {
		this.sns.refuse(503, "ServiceUnavailable");
		List<ItemChange<?>> changes = inserted(12);
		assertThat(handler(TOPIC).handleAll(changes)).extracting(FailedChange::change).isEqualTo(changes);
		assertThatExceptionOfType(SnsException.class).isThrownBy(() -> handler(TOPIC).handle(changes.get(0)));
	}

	@Test
	@DisplayName("FIFO: group id = key, deduplication id = change id, the same when handed over again (P31)")
	void aChangeThatComesAgainHasTheSameIds() throws Exception {
		ChangeHandler handler = handler(TOPIC + ".fifo");
		ItemChange<?> change = Changes.inserted("a-1").change();
		handler.handle(change);
		handler.handle(change);
		assertThat(this.sns.published()).hasSize(2).allSatisfy((message) -> {
			assertThat(message.group()).isEqualTo("a-1");
			assertThat(message.deduplication()).isEqualTo(change.changeId());
			assertThat(message.attribute("daplug.change-id")).isEqualTo(change.changeId());
		});
	}

	@Test
	void onFifoTopicsAMessageWaitsForTheOneBeforeIt() {
		List<ItemChange<?>> changes = List.of(version("a", 1), version("b", 1), version("a", 2), version("a", 3));
		assertThat(handler(TOPIC + ".fifo").handleAll(changes)).isEmpty();
		assertThat(this.sns.published()).extracting(Published::group, Published::batch)
			.map(Object::toString)
			.containsExactly("(\"a\", 1)", "(\"b\", 1)", "(\"a\", 2)", "(\"a\", 3)");
	}

	@Test
	void afterAFailureNoLaterMessageOfTheItemIsSent() {
		List<ItemChange<?>> changes = List.of(version("a", 1), version("b", 1), version("a", 2), version("b", 2));
		this.sns.refuseEntries((message) -> message.contains("\"orderId\":\"a\"") && message.contains("\"version\":1"));
		List<FailedChange> failed = handler(TOPIC + ".fifo").handleAll(changes);
		assertThat(failed).extracting(FailedChange::change).isEqualTo(List.of(changes.get(0), changes.get(2)));
		assertThat(this.sns.published()).extracting(Published::group).containsExactly("b", "b");
	}

	@Test
	void leavesOutWhatMustNotLeave() throws Exception {
		UnaryOperator<Map<String, AttributeValue>> outgoing = (item) -> {
			Map<String, AttributeValue> rest = new LinkedHashMap<>(item);
			rest.remove("secret");
			return rest;
		};
		publisher(TOPIC).streamHandler("orders", outgoing)
			.handle(Changes.change(Map.of("orderId", "a-1", "secret", "s")));
		assertThat(this.sns.published()).singleElement()
			.satisfies((message) -> assertThat(message.message()).isEqualTo("{\"orderId\":\"a-1\"}"));
	}

	@Test
	void isThereForTablesWithStreamedMessagesOnly() {
		SnsChangePublisher publisher = SnsChangePublisher.builder(this.sns.client())
			.topic(TopicDefinition.of(Changes.ORDERS, TOPIC).build())
			.build();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> publisher.streamHandler("orders", UnaryOperator.identity()));
	}

	private static ItemChange<?> version(String id, int version) {
		return Changes.change(Map.of("orderId", id, "version", version));
	}

	private static List<ItemChange<?>> inserted(int count) {
		return new ArrayList<>(IntStream.range(0, count)
			.<ItemChange<?>>mapToObj((number) -> Changes.inserted("a-%02d".formatted(number)).change())
			.toList());
	}

	private ChangeHandler handler(String topic) {
		return publisher(topic).streamHandler("orders", UnaryOperator.identity());
	}

	private SnsChangePublisher publisher(String topic) {
		return SnsChangePublisher.builder(this.sns.client())
			.topic(TopicDefinition.of(Changes.ORDERS, topic).publishFrom(PublishFrom.STREAM).build())
			.build();
	}

}
