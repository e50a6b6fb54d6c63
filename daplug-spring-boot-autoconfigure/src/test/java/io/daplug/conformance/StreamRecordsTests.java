package io.daplug.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.event.ItemChange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StreamRecords}: a record that cannot be a change fails, and only it.
 */
class StreamRecordsTests {

	private final List<ItemChange<?>> handled = new ArrayList<>();

	@Test
	void whatIsWholeIsHandled() {
		assertThat(failures((record) -> {
		})).isEmpty();
		assertThat(this.handled).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "'UPDATE'", "'insert'", "''", "5" })
	void aRecordOfNoKnownEventFails(String eventName) {
		assertThat(failures((record) -> record.set("eventName", Corpus.JSON.readTree(json(eventName)))))
			.containsExactly("2");
		assertThat(this.handled).hasSize(2);
	}

	@Test
	void aRecordWithoutEventNameFails() {
		assertThat(failures((record) -> record.remove("eventName"))).containsExactly("2");
		assertThat(this.handled).hasSize(2);
	}

	@Test
	void aRecordWithoutBodyFailsWithoutASequenceNumber() {
		assertThat(failures((record) -> record.remove("dynamodb")))
			.isEqualTo(Collections.singletonList((@Nullable Object) null));
		assertThat(this.handled).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "{}", "[]", "'text'" })
	void aRecordWithoutUsableBodyFailsWithoutASequenceNumber(String body) {
		assertThat(failures((record) -> record.set("dynamodb", Corpus.JSON.readTree(json(body)))))
			.isEqualTo(Collections.singletonList((@Nullable Object) null));
		assertThat(this.handled).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Keys", "NewImage" })
	void aRecordWithoutKeysOrImageFails(String part) {
		assertThat(failures((record) -> record.withObject("dynamodb").remove(part))).containsExactly("2");
		assertThat(this.handled).hasSize(2);
	}

	@Test
	void aRecordThatNobodyCanReadFails() {
		assertThat(
				failures((record) -> record.withObject("dynamodb").withObject("NewImage").putObject("v").put("X", "1")))
			.containsExactly("2");
		assertThat(this.handled).hasSize(2);
	}

	@Test
	void whatFollowsABrokenRecordOfItsKeyFails() {
		ObjectNode event = event("a", "b", "a");
		((ObjectNode) event.withArray("Records").get(0)).remove("eventName");
		assertThat(failures(event)).containsExactly("1", "3");
		assertThat(this.handled).hasSize(1);
	}

	@Test
	void recordsWithoutTimeSourceOrIdentityAreHandled() {
		assertThat(failures((record) -> {
			record.retain("eventName", "dynamodb");
			record.withObject("dynamodb").remove(List.of("ApproximateCreationDateTime", "SizeBytes"));
		})).isEmpty();
		assertThat(this.handled).hasSize(3);
	}

	@Test
	void itemsThatDynamoDbRemovesItselfAreHandled() {
		assertThat(failures((record) -> {
			record.put("eventName", "REMOVE");
			record.putObject("userIdentity").put("type", "Service").put("principalId", "dynamodb.amazonaws.com");
			record.withObject("dynamodb").remove("NewImage");
		})).isEmpty();
		assertThat(this.handled).hasSize(3);
	}

	@Test
	void attributesOfAllTypesAreRead() {
		assertThat(failures((record) -> record.withObject("dynamodb").set("NewImage", Corpus.JSON.readTree(json("""
				{'id': {'S': 'b'}, 'n': {'N': '1.50'}, 'b': {'B': 'AAE='}, 'yes': {'BOOL': true},
				'none': {'NULL': true}, 'list': {'L': [{'S': 'x'}]}, 'map': {'M': {'k': {'N': '1'}}},
				'ss': {'SS': ['x']}, 'ns': {'NS': ['1']}, 'bs': {'BS': ['AAE=']}}"""))))).isEmpty();
		assertThat(this.handled).hasSize(3);
	}

	@Test
	void anEventWithoutRecordsHasNoFailures() {
		assertThat(failures(Corpus.JSON.createObjectNode())).isEmpty();
		assertThat(failures(Corpus.JSON.createObjectNode().putNull("Records"))).isEmpty();
	}

	@Test
	void recordsThatAreNoListCannotBeSaid() {
		ObjectNode event = Corpus.JSON.createObjectNode().put("Records", "all");
		assertThatExceptionOfType(NotExpressibleException.class).isThrownBy(() -> StreamRecords.of("orders", event));
	}

	/** What fails of three inserts, of which the second is changed. */
	private List<@Nullable Object> failures(Consumer<ObjectNode> change) {
		ObjectNode event = event("a", "b", "c");
		change.accept((ObjectNode) event.withArray("Records").get(1));
		return failures(event);
	}

	private List<@Nullable Object> failures(ObjectNode event) {
		Map<String, Object> answer = StreamRecords.of("orders", event).handle((changes) -> {
			this.handled.addAll(changes);
			return List.of();
		});
		assertThat(answer).containsOnlyKeys("batchItemFailures");
		List<@Nullable Object> identifiers = new ArrayList<>();
		answer.values()
			.forEach((failures) -> ((List<?>) failures)
				.forEach((failure) -> identifiers.add(((Map<?, ?>) failure).get("itemIdentifier"))));
		return identifiers;
	}

	private static ObjectNode event(String... keys) {
		ObjectNode event = Corpus.JSON.createObjectNode();
		ArrayNode records = event.putArray("Records");
		Arrays.stream(keys).forEach((key) -> records.add(Corpus.JSON.readTree(json("""
				{'eventID': 'e', 'eventName': 'INSERT', 'eventSource': 'aws:dynamodb', 'awsRegion': 'us-east-2',
				'dynamodb': {'ApproximateCreationDateTime': 1709283601, 'Keys': {'id': {'S': '%s'}},
				'NewImage': {'id': {'S': '%s'}}, 'SequenceNumber': '%d', 'SizeBytes': 5,
				'StreamViewType': 'NEW_AND_OLD_IMAGES'}}""".formatted(key, key, records.size() + 1)))));
		return event;
	}

	private static String json(String text) {
		return text.replace('\'', '"');
	}

}
