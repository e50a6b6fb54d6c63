package io.daplug.stream.record;

import java.util.Map;
import java.util.Optional;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemRemoved;
import io.daplug.item.ItemConverter;
import io.daplug.table.TableDefinition;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.stream.record.Records.LABEL;
import static io.daplug.stream.record.Records.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the stream of a table that guarded mirrors write: tombstones are no items.
 */
class TombstoneRecordTests {

	private static final Map<String, AttributeValue> TOMBSTONE = Map.of("id", text("o-1"), "_sequence", text("label#2"),
			"_removed", AttributeValue.fromBool(true), "_expires", Records.number("1"));

	private final StreamChangeReader reader = new StreamChangeReader(
			TableDefinition.named("orders").hashKey("id").guardedCopies(true).build(),
			new ItemConverter(JsonMapper.shared()));

	@Test
	void aCopyThatGivesWayToATombstoneIsRemoved() {
		assertThat(read(Records.modified(copy("label#1", "1"), TOMBSTONE))).get()
			.isInstanceOf(ItemRemoved.class)
			.satisfies((change) -> assertThat(change.oldImage().item().attributes()).containsOnlyKeys("id", "n"));
	}

	@Test
	void aCopyThatTakesThePlaceOfATombstoneIsInserted() {
		assertThat(read(Records.modified(TOMBSTONE, copy("label#3", "1")))).get()
			.isInstanceOf(ItemInserted.class)
			.satisfies((change) -> assertThat(change.newImage().item().attributes()).containsOnlyKeys("id", "n"));
	}

	@Test
	void tombstonesThatComeAndGoAreNoChanges() {
		assertThat(read(Records.inserted(TOMBSTONE))).isEmpty();
		assertThat(read(Records.removed(TOMBSTONE))).isEmpty();
	}

	@Test
	void aCopyThatIsTheSameOfANewerChangeIsNoChange() {
		assertThat(read(Records.modified(copy("label#1", "1"), copy("label#2", "1")))).isEmpty();
		assertThat(read(Records.modified(copy("label#1", "1"), copy("label#2", "2")))).isPresent();
	}

	private Optional<ItemChange<?>> read(Record record) {
		return this.reader.read(record, LABEL);
	}

	private static Map<String, AttributeValue> copy(String sequence, String number) {
		return Map.of("id", text("o-1"), "_sequence", text(sequence), "n", Records.number(number));
	}

}
