package io.daplug.stream.record;

import java.util.Map;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableDefinition;
import io.daplug.tenant.TenantDefinition;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StreamChangeReader} on tables that tenants share.
 */
class TenantRecordTests {

	private final StreamChangeReader reader = new StreamChangeReader(TableDefinition.named("orders")
		.hashKey("id")
		.hashPrefix("order#")
		.index(IndexDefinition.of("by-status", "status", null))
		.tenant(TenantDefinition.of(() -> null, "T#{tenant}#"))
		.build(), new ItemConverter(JsonMapper.shared()));

	@Test
	void takesTheTenantOutOfWhatTheStreamShows() {
		ItemChange<?> change = this.reader.read(inserted("T#a%23b#order#o1", "T#a%23b#open"), "label").orElseThrow();
		assertThat(change.tenant()).isEqualTo("a#b");
		assertThat(change.key()).isEqualTo(ItemKey.of(text("o1")));
		assertThat(change.newItem().toMap()).containsEntry("id", "o1").containsEntry("status", "open");
		assertThat(change.identity())
			.isEqualTo(new ItemIdentity("orders", ItemKey.of(text("T#a%23b#order#o1")), "a#b"));
	}

	@Test
	void takesItsOwnTenantAloneOffAnItem() {
		ItemChange<?> change = this.reader.read(inserted("T#a#draft#o1", "T#b#open"), "label").orElseThrow();
		assertThat(change.tenant()).isEqualTo("a");
		assertThat(change.newItem().toMap()).containsEntry("id", "draft#o1").containsEntry("status", "T#b#open");
	}

	@Test
	void leavesOutItemsOfNoTenant() {
		assertThat(this.reader.read(inserted("order#o1", "open"), "label")).isEmpty();
	}

	private static Record inserted(String id, String status) {
		return Record.builder()
			.eventName(OperationType.INSERT)
			.dynamodb((data) -> data.sequenceNumber("1")
				.streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
				.keys(Map.of("id", text(id)))
				.newImage(Map.of("id", text(id), "status", text(status))))
			.build();
	}

	private static AttributeValue text(String value) {
		return AttributeValue.fromS(value);
	}

}
