package io.daplug.stream.record;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.guard.ItemVisibility;
import io.daplug.item.ItemConverter;
import io.daplug.table.TableDefinition;
import io.daplug.table.TimeToLiveDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.stream.record.Records.LABEL;
import static io.daplug.stream.record.Records.item;
import static io.daplug.stream.record.Records.number;
import static io.daplug.stream.record.Records.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what of a stream nobody sees, and for images that a stream leaves out.
 */
@DisplayName("D33: the stream shows what reads show")
class HiddenChangeTests {

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private static final Map<String, AttributeValue> ITEM = item("u-1", "mail", text("a@b.c"));

	private static final Map<String, AttributeValue> CLAIM = item("_unique#mail#a@b.c", "_claimed_by", text("u-1"));

	private static final Map<String, AttributeValue> TOMBSTONE = item("u-1", "gone", AttributeValue.fromBool(true));

	private static final Consumer<StreamRecord.Builder> NEW_IMAGE = (data) -> data.streamViewType("NEW_IMAGE");

	private static final Consumer<StreamRecord.Builder> OLD_IMAGE = (data) -> data.streamViewType("OLD_IMAGE");

	private final StreamChangeReader reader = new StreamChangeReader(TableDefinition.named("users")
		.hashKey("id")
		.unique("mail")
		.writeToken("_write")
		.timeToLive(TimeToLiveDefinition.on("expires").hidingExpired())
		.build(), CONVERTER);

	/** Reads a table in which items are marked as gone instead of deleted. */
	private final StreamChangeReader marked = new StreamChangeReader(this.reader.table(), CONVERTER,
			ItemVisibility.hiding(Set.of("gone"), (item) -> item.containsKey("gone")), null, Clock.systemUTC());

	@Test
	void claimsAreNoChanges() {
		assertThat(read(Records.inserted(CLAIM))).isNull();
		assertThat(read(Records.modified(CLAIM, item("_unique#mail#a@b.c", "_claimed_by", text("u-2"))))).isNull();
		assertThat(read(Records.removed(CLAIM))).isNull();
	}

	@ParameterizedTest
	@EnumSource(value = StreamViewType.class, names = "UNKNOWN_TO_SDK_VERSION", mode = EnumSource.Mode.EXCLUDE)
	void claimsAreNoChangesWhateverTheStreamShows(StreamViewType view) {
		for (OperationType event : Set.of(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE)) {
			assertThat(read(shown(event, view, CLAIM))).isNull();
		}
	}

	/** A record with the images that DynamoDB sends for the view type. */
	private static Record shown(OperationType event, StreamViewType view, Map<String, AttributeValue> item) {
		boolean both = view == StreamViewType.NEW_AND_OLD_IMAGES;
		boolean old = event != OperationType.INSERT && (both || view == StreamViewType.OLD_IMAGE);
		boolean now = event != OperationType.REMOVE && (both || view == StreamViewType.NEW_IMAGE);
		return Records.record(event,
				(data) -> data.keys(Map.of("id", item.get("id")))
					.streamViewType(view)
					.oldImage(old ? item : null)
					.newImage(now ? item : null));
	}

	@ParameterizedTest
	@EnumSource(value = StreamViewType.class, names = "UNKNOWN_TO_SDK_VERSION", mode = EnumSource.Mode.EXCLUDE)
	void imagesThatTheStreamLeavesOutAreUnknown(StreamViewType view) {
		boolean old = view == StreamViewType.NEW_AND_OLD_IMAGES || view == StreamViewType.OLD_IMAGE;
		boolean now = view == StreamViewType.NEW_AND_OLD_IMAGES || view == StreamViewType.NEW_IMAGE;
		ItemChange<?> inserted = read(shown(OperationType.INSERT, view, ITEM));
		assertThat(inserted).isInstanceOf(ItemInserted.class);
		assertThat(inserted.newImage().isKnown()).isEqualTo(now);
		ItemChange<?> modified = read(shown(OperationType.MODIFY, view, ITEM));
		assertThat(modified).isInstanceOf(ItemModified.class);
		assertThat(modified.oldImage().isKnown()).isEqualTo(old);
		assertThat(modified.newImage().isKnown()).isEqualTo(now);
		ItemChange<?> removed = read(shown(OperationType.REMOVE, view, ITEM));
		assertThat(removed).isInstanceOf(ItemRemoved.class);
		assertThat(removed.oldImage().isKnown()).isEqualTo(old);
	}

	@Test
	void writeTokensAreLeftOut() {
		Record written = Records.modified(with(ITEM, "_write", text("t1")),
				with(with(ITEM, "name", text("Ann")), "_write", text("t2")));
		ItemChange<?> change = this.reader.read(written, LABEL).orElseThrow();
		assertThat(change.oldItem().attributes()).isEqualTo(ITEM);
		assertThat(change.newItem().attributes()).isEqualTo(with(ITEM, "name", text("Ann")));
	}

	@Test
	void aWriteThatOnlyDrawsATokenIsNoChange() {
		assertThat(read(Records.modified(with(ITEM, "_write", text("t1")), with(ITEM, "_write", text("t2"))))).isNull();
		assertThat(read(Records.modified(ITEM, with(ITEM, "_write", text("t2"))))).isNull();
		assertThat(read(Records.modified(with(ITEM, "n", number("1.0")), with(ITEM, "n", number("2"))))).isNotNull();
	}

	@Test
	void expiredItemsAreSeenUntilTheyAreRemoved() {
		Map<String, AttributeValue> expired = with(ITEM, "expires", number("1"));
		assertThat(read(Records.modified(ITEM, expired))).isInstanceOf(ItemModified.class);
		assertThat(read(Records.removed(expired))).isInstanceOf(ItemRemoved.class);
	}

	@Test
	void anItemThatGoesOutOfSightIsRemoved() {
		ItemChange<?> change = readMarked(Records.modified(ITEM, TOMBSTONE));
		assertThat(change).isInstanceOf(ItemRemoved.class);
		assertThat(change.oldItem().attributes()).isEqualTo(ITEM);
		assertThat(change.origin().operation()).isEqualTo(Operation.DELETE);
	}

	@Test
	void anItemThatComesIntoSightIsInserted() {
		ItemChange<?> change = readMarked(Records.modified(TOMBSTONE, ITEM));
		assertThat(change).isInstanceOf(ItemInserted.class);
		assertThat(change.newItem().attributes()).isEqualTo(ITEM);
		assertThat(change.origin().operation()).isEqualTo(Operation.INSERT);
	}

	@Test
	void whatStaysOutOfSightIsNoChange() {
		assertThat(readMarked(Records.inserted(TOMBSTONE))).isNull();
		assertThat(readMarked(Records.modified(TOMBSTONE, with(TOMBSTONE, "n", number("2"))))).isNull();
		assertThat(readMarked(Records.removed(TOMBSTONE))).isNull();
		Record expiry = Records.removed(TOMBSTONE)
			.toBuilder()
			.userIdentity((identity) -> identity.principalId("dynamodb.amazonaws.com"))
			.build();
		assertThat(readMarked(expiry)).isNull();
	}

	@Test
	void anItemOutOfSightIsRemovedWhereTheOldOneIsNotKnown() {
		ItemChange<?> change = readMarked(
				Records.with(Records.modified(ITEM, TOMBSTONE), NEW_IMAGE.andThen((data) -> data.oldImage(null))));
		assertThat(change).isInstanceOf(ItemRemoved.class);
		assertThat(change.oldImage()).isEqualTo(ItemImage.unknown());
	}

	@Test
	void anItemThatWasOutOfSightIsInsertedWhereTheNewOneIsNotKnown() {
		ItemChange<?> change = readMarked(
				Records.with(Records.modified(TOMBSTONE, ITEM), OLD_IMAGE.andThen((data) -> data.newImage(null))));
		assertThat(change).isInstanceOf(ItemInserted.class);
		assertThat(change.newImage()).isEqualTo(ItemImage.unknown());
	}

	private @Nullable ItemChange<?> read(Record record) {
		return this.reader.read(record, LABEL).orElse(null);
	}

	private @Nullable ItemChange<?> readMarked(Record record) {
		return this.marked.read(record, LABEL).orElse(null);
	}

	private static Map<String, AttributeValue> with(Map<String, AttributeValue> item, String name,
			AttributeValue value) {
		Map<String, AttributeValue> more = new LinkedHashMap<>(item);
		more.put(name, value);
		return more;
	}

}
