package io.daplug.template;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.template.batch.InvalidBatchException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for unique attributes of items that expire, and for what hides claims and expired
 * items together.
 */
class UniqueExpiryIntegrationTests {

	private static final long LATER = Instant.now().getEpochSecond() + 100_000;

	private static final long EARLIER = Instant.now().getEpochSecond() - 100_000;

	private static final Map<String, AttributeValue> CLAIM = Map.of("id", text("_unique#email###S#x"));

	private static StoredTable expiring(TimeToLiveDefinition timeToLive) {
		return StoredTable.of((definition) -> definition.unique("email").timeToLive(timeToLive));
	}

	@Test
	void aClaimExpiresWithItsItem() {
		StoredTable table = expiring(TimeToLiveDefinition.on("expires"));
		table.template().insert(Map.of("id", "a", "email", "x", "expires", LATER));
		assertThat(table.stored(CLAIM)).containsEntry("expires", number(LATER));
		table.template().update(ItemKey.of("a"), Map.of("expires", LATER + 1));
		assertThat(table.stored(CLAIM)).containsEntry("expires", number(LATER + 1));
		table.template().change(ItemKey.of("a"), (change) -> change.add("expires", 1));
		assertThat(table.stored(CLAIM)).containsEntry("expires", number(LATER + 2));
	}

	@Test
	void anExpiredItemThatIsHiddenKeepsNoValue() {
		StoredTable table = expiring(TimeToLiveDefinition.on("expires").hidingExpired());
		table.template().insert(Map.of("id", "a", "email", "x", "expires", LATER));
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> table.template().insert(Map.of("id", "b", "email", "x")));
		table.put(Map.of("id", text("a"), "email", text("x"), "expires", number(EARLIER)));
		table.template().insert(Map.of("id", "b", "email", "x"));
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#x by b");
		table.template().overwrite(Map.of("id", "a", "email", "y"));
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#x by b", "_unique#email###S#y by a");
	}

	@Test
	void readsSeeNeitherClaimsNorExpiredItems() {
		StoredTable table = expiring(TimeToLiveDefinition.on("expires").hidingExpired());
		DaplugTemplate template = table.template();
		template.insert(Map.of("id", "a", "email", "x"));
		template.insert(Map.of("id", "b", "email", "y"));
		table.put(Map.of("id", text("c"), "email", text("z"), "expires", number(EARLIER)));
		assertThat(template.scan().count()).isEqualTo(2);
		assertThat(template.scan().list()).hasSize(2);
		assertThat(template.batchGet(List.of(ItemKey.of("a"), ItemKey.of("b"), ItemKey.of("c"))).items()).hasSize(2);
		assertThat(template.exists(ItemKey.of("c"))).isFalse();
		ItemKey claim = ItemKey.of("_unique#email###S#x");
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> template.exists(claim));
		assertThatExceptionOfType(InvalidBatchException.class).isThrownBy(() -> template.batchGet(List.of(claim)));
	}

}
