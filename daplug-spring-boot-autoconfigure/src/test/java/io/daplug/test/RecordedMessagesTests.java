package io.daplug.test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.Topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RecordedMessages}, its assertions, and the client that records.
 */
class RecordedMessagesTests {

	private static final String ORDERS = "arn:aws:sns:eu-central-1:123456789012:orders";

	private final RecordedMessages messages = new RecordedMessages();

	private final SnsClient client = RecordingSnsClient.create(this.messages, Set.of("orders.fifo"));

	@Test
	void recordsWhatIsPublished() {
		publish((request) -> request.message("{\"orderId\": \"a-1\", \"total\": 12.50, \"lines\": [{\"n\": 1}]}")
			.subject("order")
			.messageGroupId("a-1")
			.messageDeduplicationId("a-1#1")
			.messageAttributes(Map.of("operation", text("INSERT"), "total",
					MessageAttributeValue.builder().dataType("Number").stringValue("12.50").build())));
		assertThat(this.messages).sentTo("orders")
			.json("{\"lines\": [{\"n\": 1.0}], \"total\": 12.5, \"orderId\": \"a-1\"}")
			.jsonAt("/lines/0", Map.of("n", 1))
			.jsonAt("/orderId", "a-1")
			.jsonAt("/total", new BigDecimal("12.5"))
			.attribute("operation", "INSERT")
			.attribute("total", 12.5)
			.withoutAttribute("table")
			.subject("order")
			.group("a-1")
			.deduplication("a-1#1")
			.satisfying((message) -> assertThat(message.attribute("operation")).isEqualTo("INSERT"))
			.once();
		assertThat(this.messages).sentTo(ORDERS);
		assertThat(this.messages).nothingSentTo("archive");
		assertThat(this.messages.of("orders")).isEqualTo(this.messages.all()).hasSize(1);
		assertThat(assertThat(this.messages).sentTo("orders").messages()).hasSize(1);
	}

	@Test
	void recordsBatches() {
		assertThat(this.client
			.publishBatch((batch) -> batch.topicArn(ORDERS)
				.publishBatchRequestEntries(List.of(PublishBatchRequestEntry.builder().id("0").message("one").build(),
						PublishBatchRequestEntry.builder().id("1").message("two").messageGroupId("g").build())))
			.successful()).extracting(PublishBatchResultEntry::id).containsExactly("0", "1");
		assertThat(this.messages).sentTo("orders").times(2).body("two").group("g").once();
		this.messages.clear();
		assertThat(this.messages).isEmpty();
	}

	@Test
	void answersAsSnsDoes() {
		assertThat(this.client.publish((request) -> request.topicArn(ORDERS).message("x")).messageId()).isNotEmpty();
		assertThat(this.client.publish((request) -> request.phoneNumber("+49").message("x")).messageId()).isNotEmpty();
		assertThat(this.messages).sentTo("+49");
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.publish((request) -> request.message("x")));
	}

	@Test
	void listsTheTopicsOfTheConfiguration() {
		assertThat(this.client.listTopicsPaginator().topics()).extracting(Topic::topicArn)
			.containsExactly("arn:aws:sns:us-east-1:000000000000:orders.fifo");
	}

	@Test
	void refusesEverythingElseByName() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.client.createTopic((request) -> request.name("orders")))
			.withMessageContaining("'createTopic'");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.client.subscribe((request) -> request.topicArn(ORDERS)))
			.withMessageContaining("'subscribe'");
	}

	@Test
	void isAnObjectLikeOthers() {
		assertThat(this.client.serviceName()).isEqualTo("sns");
		assertThat(this.client).isEqualTo(this.client)
			.isNotEqualTo(RecordingSnsClient.create(this.messages, Set.of()))
			.hasSameHashCodeAs(this.client)
			.hasToString("Recording SnsClient");
		this.client.close();
	}

	@Test
	void tellsTopicsAndAttributesOfWhatWasRecordedAndNoContents() {
		publish((request) -> request.message("s3cr3t")
			.messageAttributes(Map.of("operation", text("INSERT"), "by", text("s3cr3t"))));
		assertFails(() -> assertThat(this.messages).sentTo("archive"), """
				Expecting a message to 'archive', but there is none. Recorded:
				  orders, attributes [by, operation]""");
		assertFails(() -> assertThat(this.messages).nothingSentTo("orders"), """
				Expecting no message to 'orders', but there is 1:
				  orders, attributes [by, operation]""");
		assertFails(() -> assertThat(this.messages).isEmpty(), """
				Expecting no message, but there is 1:
				  orders, attributes [by, operation]""");
		assertFails(() -> assertThat(this.messages).sentTo("orders").withoutAttribute("by"), """
				Expecting a message to 'orders' without attribute 'by', but there is none. Recorded:
				  orders, attributes [by, operation]""");
	}

	@Test
	void tellsOfAMessageWhatWasAskedForOnly() {
		publish((request) -> request.message("{\"status\": \"NEW\", \"secret\": \"s3cr3t\"}")
			.messageGroupId("a-1")
			.messageAttributes(Map.of("operation", text("INSERT"), "total", text("1"))));
		assertFails(() -> assertThat(this.messages).sentTo("orders").attribute("operation", "DELETE"), """
				Expecting a message to 'orders' with attribute 'operation' DELETE, but there is none. Closest:
				  orders, attributes [operation, total], 'operation' is INSERT (String)""");
		assertFails(() -> assertThat(this.messages).sentTo("orders").attribute("total", 1), """
				Expecting a message to 'orders' with attribute 'total' 1, but there is none. Closest:
				  orders, attributes [operation, total], 'total' is 1 (String)""");
		assertFails(() -> assertThat(this.messages).sentTo("orders").attribute("table", "orders"), """
				Expecting a message to 'orders' with attribute 'table' orders, but there is none. Closest:
				  orders, attributes [operation, total], 'table' is absent""");
		assertFails(() -> assertThat(this.messages).sentTo("orders").jsonAt("/status", "PAID"), """
				Expecting a message to 'orders' with PAID at '/status' of its body, but there is none. Closest:
				  orders, attributes [operation, total]: at '/status' is "NEW" instead of "PAID\"""");
		assertFails(() -> assertThat(this.messages).sentTo("orders").jsonAt("/paid", true), """
				Expecting a message to 'orders' with true at '/paid' of its body, but there is none. Closest:
				  orders, attributes [operation, total]: at '/paid' is nothing instead of true""");
		assertFails(() -> assertThat(this.messages).sentTo("orders").json("{\"status\": \"NEW\"}"), """
				Expecting a message to 'orders' with this JSON body, but there is none. Closest:
				  orders, attributes [operation, total]: at '/secret' is something that must not be there""");
		assertFails(() -> assertThat(this.messages).sentTo("orders").group("a-2"), """
				Expecting a message to 'orders' with group 'a-2', but there is none. Closest:
				  orders, attributes [operation, total], group is a-1""");
	}

	@Test
	void bodiesNeedNotBeJson() {
		publish((request) -> request.message("no JSON"));
		assertThat(this.messages).sentTo("orders").body("no JSON");
		assertFails(() -> assertThat(this.messages).sentTo("orders").jsonAt("/a", 1), """
				Expecting a message to 'orders' with 1 at '/a' of its body, but there is none. Closest:
				  orders, attributes []: the body is not JSON""");
		assertThatIllegalArgumentException().isThrownBy(() -> assertThat(this.messages).sentTo("orders").json("{"))
			.withMessageContaining("not JSON");
	}

	private void publish(Consumer<PublishRequest.Builder> message) {
		this.client.publish((request) -> message.accept(request.topicArn(ORDERS)));
	}

	private static MessageAttributeValue text(String value) {
		return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
	}

	private static void assertFails(ThrowingCallable assertion, String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion)
			.satisfies((error) -> assertThat(error.getMessage()).isEqualToNormalizingNewlines(message));
	}

}
