package io.daplug.stream.record;

import java.util.Map;

import io.daplug.event.ItemChange;
import io.daplug.item.ItemConverter;
import io.daplug.table.TableDefinition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.stream.record.Records.LABEL;
import static io.daplug.stream.record.Records.SEQUENCE;
import static io.daplug.stream.record.Records.item;
import static io.daplug.stream.record.Records.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the ids of changes whose writes stored them.
 */
@DisplayName("(D31) change ids in a stream")
class StoredChangeIdTests {

	private static final String ID = "_change";

	private final StreamChangeReader reader = new StreamChangeReader(
			TableDefinition.named("orders").hashKey("id").changeIdAttribute(ID).build(),
			new ItemConverter(JsonMapper.shared()));

	@Test
	void isTheStoredOne() {
		assertThat(id(Records.inserted(written("first")))).isEqualTo("first");
		assertThat(id(Records.modified(written("first"), changed("second")))).isEqualTo("second");
	}

	@Test
	void ofARemovalIsMadeOfThatOfTheWrite() {
		assertThat(id(Records.removed(written("first")))).isEqualTo("first|removed");
	}

	@Test
	void isOfItsPlaceWhereTheWriteStoredNone() {
		String place = "orders|o-1|" + LABEL + "-" + StreamSequence.of(SEQUENCE).orElseThrow();
		assertThat(id(Records.inserted(item("o-1")))).isEqualTo(place);
		assertThat(id(Records.modified(written("first"), changed("first")))).as("another program left the id as it was")
			.isEqualTo(place);
		assertThat(id(Records.modified(written("first"), item("o-1", "n", Records.number("1"))))).isEqualTo(place);
		assertThat(id(Records.removed(item("o-1")))).isEqualTo(place);
	}

	@Test
	void isNotSeenInTheItem() {
		ItemChange<?> change = change(Records.modified(written("first"), changed("second")));
		assertThat(change.oldItem().toMap()).containsOnlyKeys("id");
		assertThat(change.newItem().toMap()).containsOnlyKeys("id", "n");
		assertThat(this.reader.read(Records.modified(written("first"), written("second")), LABEL)).isEmpty();
	}

	@Test
	void tokensOfEarlierWritesAreNotSeenEither() {
		StreamChangeReader renamed = new StreamChangeReader(
				TableDefinition.named("orders").hashKey("id").writeToken("_write").changeIdAttribute(ID).build(),
				new ItemConverter(JsonMapper.shared()));
		ItemChange<?> change = renamed
			.read(Records.modified(item("o-1", "_write", text("token")), changed("second")), LABEL)
			.orElseThrow();
		assertThat(change.oldItem().toMap()).containsOnlyKeys("id");
	}

	private static Map<String, AttributeValue> written(String id) {
		return item("o-1", ID, text(id));
	}

	private static Map<String, AttributeValue> changed(String id) {
		return Map.of("id", text("o-1"), ID, text(id), "n", Records.number("1"));
	}

	private String id(Record record) {
		return change(record).changeId();
	}

	private ItemChange<?> change(Record record) {
		return this.reader.read(record, LABEL).orElseThrow();
	}

}
