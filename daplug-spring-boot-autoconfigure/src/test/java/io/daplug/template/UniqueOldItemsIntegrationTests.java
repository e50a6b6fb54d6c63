package io.daplug.template;

import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.table.DuplicateAttributeException;
import org.junit.jupiter.api.Test;

import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for items that others wrote, or deleted, without regard to claims.
 */
class UniqueOldItemsIntegrationTests {

	private static final ItemKey A = ItemKey.of("a");

	private static final ItemKey B = ItemKey.of("b");

	private static StoredTable unique(String... attributes) {
		return StoredTable.of((table) -> table.unique(attributes));
	}

	@Test
	void itemsOlderThanTheirClaimsAreUpdatedAndDeleted() {
		StoredTable table = unique("email");
		table.put(Map.of("id", text("a"), "email", text("x")));
		table.template().update(A, Map.of("total", 1));
		assertThat(StoredClaims.of(table)).isEmpty();
		table.template().update(A, Map.of("email", "y"));
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#y by a");
		table.put(Map.of("id", text("b"), "email", text("z")));
		assertThat(table.template().delete(B)).isPresent();
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#y by a");
	}

	@Test
	void anOverwriteClaimsTheValueThatAnOldItemHasAlready() {
		StoredTable table = unique("email");
		table.put(Map.of("id", text("a"), "email", text("x")));
		table.template().scan().stream().toList().forEach(table.template()::overwrite);
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#x by a");
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> table.template().insert(Map.of("id", "b", "email", "x")));
	}

	@Test
	void aDeleteLeavesTheClaimOfAnotherItemWithTheSameOldValue() {
		StoredTable table = unique("email", "phone");
		table.template().insert(Map.of("id", "a", "email", "x"));
		table.put(Map.of("id", text("b"), "email", text("x"), "phone", text("1")));
		table.put(Map.of("id", text("c"), "email", text("x")));
		assertThat(table.template().delete(B)).isPresent();
		table.template().update(ItemKey.of("c"), Map.of("email", "y"));
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#x by a", "_unique#email###S#y by c");
	}

	@Test
	void aClaimThatIsLeftBehindIsTakenOver() {
		StoredTable table = unique("email", "phone");
		table.template().insert(Map.of("id", "a", "email", "x", "phone", "1"));
		table.delete(Map.of("id", text("a")));
		table.template().insert(Map.of("id", "b", "email", "x", "phone", "1"));
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#x by b", "_unique#phone###S#1 by b");
		table.put(Map.of("id", text("b"), "email", text("other"), "phone", text("1")));
		table.template().insert(Map.of("id", "c", "email", "x"));
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#x by c", "_unique#phone###S#1 by b");
		table.template().insert(Map.of("id", "a", "email", "new"));
	}

	@Test
	void aCreatedItemMayTakeUpItsOwnOldClaim() {
		StoredTable table = unique("email");
		table.template().insert(Map.of("id", "a", "email", "x"));
		table.delete(Map.of("id", text("a")));
		table.template().insert(Map.of("id", "a", "email", "x"));
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#x by a");
	}

}
