package io.daplug.stream.lambda;

import java.time.Instant;
import java.util.List;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.transformers.v2.dynamodb.DynamodbRecordTransformer;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import io.daplug.event.ItemChange;
import io.daplug.event.Operation;
import io.daplug.item.ItemConverter;
import io.daplug.stream.record.StreamChangeReader;
import io.daplug.stream.record.UnreadableRecordException;
import io.daplug.table.TableDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.Record;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EventRecord}, on events that Lambda's own deserializer reads.
 */
class EventRecordTests {

	private final StreamChangeReader reader = new StreamChangeReader(
			TableDefinition.named("orders").tableName("orders-eu").hashKey("orderId").build(),
			new ItemConverter(JsonMapper.shared()));

	@ParameterizedTest
	@ValueSource(strings = { "changes.json", "every-type.json" })
	void recordsAreThoseThatTheTransformerOfAwsMakes(String event) {
		DynamodbEvent loaded = EventLoader.loadDynamoDbEvent("lambda/" + event);
		assertThat(loaded.getRecords()).isNotEmpty().allSatisfy((record) -> {
			Record expected = DynamodbRecordTransformer.toRecordV2(record);
			Record converted = EventRecord.of(record).toSdk("orders");
			assertThat(converted.dynamodb().toBuilder().sizeBytes(expected.dynamodb().sizeBytes()).build())
				.isEqualTo(expected.dynamodb());
			assertThat(converted.eventName()).isEqualTo(expected.eventName());
			assertThat(converted.eventID()).isEqualTo(expected.eventID());
			assertThat(converted.userIdentity()).isEqualTo(expected.userIdentity());
		});
	}

	@Test
	void readsInsertModifyRemoveAndTheRemovalByTimeToLive() {
		List<ItemChange<?>> changes = changes("changes.json");
		assertThat(changes).extracting((change) -> change.origin().operation())
			.containsExactly(Operation.INSERT, Operation.UPDATE, Operation.DELETE, Operation.EXPIRE);
		assertThat(changes).extracting((change) -> change.oldImage().isKnown())
			.containsExactly(false, true, true, true);
		assertThat(changes.get(3).time()).isEqualTo(Instant.ofEpochMilli(1796979603250L));
	}

	@Test
	void readsARecordOfOldWithoutTheNewerFields() {
		assertThat(changes("old-record.json")).singleElement().satisfies((change) -> {
			assertThat(change.oldItem().toMap()).containsEntry("status", "NEW");
			assertThat(change.newItem().toMap()).containsEntry("status", "PAID");
			assertThat(change.origin().position().source()).isEqualTo("2015-05-11T21:21:33.291");
			assertThat(change.origin().sequence()).isEqualTo("0".repeat(37) + "222");
		});
	}

	@Test
	void refusesAnAttributeWithoutContentAtEveryDepth() {
		DynamodbStreamRecord record = new DynamodbStreamRecord();
		AttributeValue list = new AttributeValue().withL(new AttributeValue());
		record.setDynamodb(new StreamRecord().withSequenceNumber("7").addNewImageEntry("future", list));
		EventRecord read = EventRecord.of(record);
		assertThatExceptionOfType(UnreadableRecordException.class).isThrownBy(() -> read.toSdk("orders"))
			.withMessageContaining("'future'")
			.withMessageContaining("sequence number 7");
	}

	private List<ItemChange<?>> changes(String event) {
		return LambdaEvents.load(event).getRecords().stream().<ItemChange<?>>map((record) -> {
			EventRecord read = EventRecord.of(record);
			return this.reader.read(read.toSdk("orders"), read.stream().label()).orElseThrow();
		}).toList();
	}

}
