package io.daplug.stream.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.tenant.TenantDefinition;
import io.daplug.version.FutureItemException;
import io.daplug.version.SchemaUpcaster;
import io.daplug.version.SchemaUpcasters;
import io.daplug.version.SchemaVersionDefinition;
import io.daplug.version.UpcastException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.stream.record.Records.LABEL;
import static io.daplug.stream.record.Records.number;
import static io.daplug.stream.record.Records.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StreamChangeReader} on items of several versions of their schema. In
 * version 1 an order has a {@code name}, which later versions call {@code customer}.
 */
class VersionedRecordTests {

	private static final String VERSION = "_v";

	private final StreamChangeReader reader = reader(table());

	record Order(String id, String customer, int total) {

	}

	private static TableDefinitionBuilder table() {
		return TableDefinition.named("orders").hashKey("id").schemaVersion(new SchemaVersionDefinition(VERSION, 3));
	}

	private static StreamChangeReader reader(TableDefinitionBuilder table) {
		SchemaUpcaster first = SchemaUpcaster.of("orders", 1, (item) -> {
			item.put("customer", item.remove("name"));
			return item;
		});
		SchemaUpcaster second = SchemaUpcaster.of("orders", 2, (item) -> {
			if ("S3CRET".equals(item.get("customer"))) {
				throw new IllegalStateException("S3CRET");
			}
			return item;
		});
		return new StreamChangeReaderFactory(new ItemConverter(JsonMapper.shared()), SchemaRegistry.empty(),
				SchemaUpcasters.of(List.of(first, second)))
			.create(table.build());
	}

	private static Map<String, AttributeValue> first(String name, int total) {
		return Map.of("id", text("a"), "name", text(name), "total", number("" + total));
	}

	private static Map<String, AttributeValue> later(int version, String customer, int total) {
		return Map.of("id", text("a"), "customer", text(customer), "total", number("" + total), VERSION,
				number("" + version));
	}

	private Optional<ItemChange<?>> read(Record record) {
		return this.reader.read(record, LABEL);
	}

	private static Map<String, @Nullable Object> map(ItemImage<?> image) {
		return image.item().toMap();
	}

	@Test
	void showsBothImagesInTheCurrentVersion() {
		StreamChangeReader typed = reader(table().itemType(Order.class));
		Order ann = new Order("a", "Ann", 5);
		Order changed = new Order("a", "Ann", 6);
		assertThat(typed.read(Records.inserted(first("Ann", 5)), LABEL).orElseThrow()).isInstanceOfSatisfying(
				ItemInserted.class, (inserted) -> assertThat(inserted.newItem().value()).isEqualTo(ann));
		assertThat(typed.read(Records.removed(later(2, "Ann", 5)), LABEL).orElseThrow()).isInstanceOfSatisfying(
				ItemRemoved.class, (removed) -> assertThat(removed.oldItem().value()).isEqualTo(ann));
		assertThat(typed.read(Records.modified(first("Ann", 5), later(3, "Ann", 6)), LABEL).orElseThrow())
			.isInstanceOfSatisfying(ItemModified.class, (modified) -> {
				assertThat(modified.oldItem().value()).isEqualTo(ann);
				assertThat(modified.newItem().value()).isEqualTo(changed);
			});
	}

	@Test
	void hidesTheVersion() {
		ItemChange<?> change = read(Records.modified(later(2, "Ann", 5), later(3, "Ann", 6))).orElseThrow();
		assertThat(map(change.oldImage())).containsOnlyKeys("id", "customer", "total");
		assertThat(map(change.newImage())).containsOnlyKeys("id", "customer", "total");
	}

	@Test
	void tellsNothingOfAnItemThatIsStoredInAnotherVersionAlone() {
		assertThat(read(Records.modified(first("Ann", 5), later(3, "Ann", 5)))).isEmpty();
		assertThat(read(Records.modified(later(2, "Ann", 5), later(3, "Ann", 5)))).isEmpty();
		assertThat(read(Records.modified(first("Ann", 5), later(3, "Bob", 5)))).isPresent();
	}

	@Test
	void leavesUnknownWhatTheStreamDoesNotShow() {
		Record record = Records.with(Records.modified(first("Ann", 5), later(3, "Ann", 5)),
				(data) -> data.oldImage(null).streamViewType(StreamViewType.NEW_IMAGE));
		ItemChange<?> change = read(record).orElseThrow();
		assertThat(change.oldImage()).isInstanceOf(ItemImage.Unknown.class);
		assertThat(map(change.newImage())).containsEntry("customer", "Ann");
	}

	@Test
	void refusesARecordWhoseImageCannotBeBroughtToTheCurrentVersion() {
		for (Record record : List.of(Records.inserted(first("S3CRET", 5)), Records.removed(later(2, "S3CRET", 5)),
				Records.modified(first("S3CRET", 5), later(3, "Ann", 5)),
				Records.modified(later(3, "Ann", 5), first("S3CRET", 5)))) {
			assertThatExceptionOfType(UnreadableRecordException.class).isThrownBy(() -> read(record))
				.withMessageStartingWith("The record with the sequence number " + Records.SEQUENCE
						+ " of the stream of table 'orders' cannot be read: ")
				.withMessageContaining(
						"the upcaster from version 2 to version 3 failed with java.lang.IllegalStateException")
				.withMessageNotContaining("S3CRET")
				.withCauseInstanceOf(UpcastException.class);
			assertThat(this.reader.identity(record).storedKey()).isEqualTo(ItemKey.of(text("a")));
		}
	}

	@Test
	void refusesARecordWithAnImageOfALaterVersion() {
		for (Record record : List.of(Records.inserted(later(4, "Ann", 5)), Records.removed(later(4, "Ann", 5)),
				Records.modified(later(3, "Ann", 5), later(4, "Ann", 5)))) {
			assertThatExceptionOfType(UnreadableRecordException.class).isThrownBy(() -> read(record))
				.withMessageContaining("has the version 4, and this application knows versions up to 3")
				.withCauseInstanceOf(FutureItemException.class);
		}
	}

	@Test
	void bringsItemsOfTenantsToTheCurrentVersion() {
		StreamChangeReader tenants = reader(table().hashPrefix("order#")
			.index(IndexDefinition.of("by-status", "status", null))
			.tenant(TenantDefinition.of(() -> null, "T#{tenant}#")));
		Map<String, AttributeValue> stored = new LinkedHashMap<>(first("Ann", 5));
		stored.put("id", text("T#x#order#a"));
		stored.put("status", text("T#x#open"));
		ItemChange<?> change = tenants.read(Records.inserted(stored), LABEL).orElseThrow();
		assertThat(change.tenant()).isEqualTo("x");
		assertThat(map(change.newImage())).containsEntry("id", "a")
			.containsEntry("status", "open")
			.containsEntry("customer", "Ann");
		stored.put("name", text("S3CRET"));
		assertThatExceptionOfType(UnreadableRecordException.class)
			.isThrownBy(() -> tenants.read(Records.inserted(stored), LABEL))
			.withMessageContaining("The item ItemKey[a] of table 'orders'");
	}

	@Test
	void looksAtNoVersionOfAClaim() {
		StreamChangeReader unique = reader(table().unique("email"));
		Map<String, AttributeValue> claim = Map.of("id", text("_unique#email###S#x"), VERSION, number("9"));
		assertThat(unique.read(Records.inserted(claim), LABEL)).isEmpty();
	}

}
