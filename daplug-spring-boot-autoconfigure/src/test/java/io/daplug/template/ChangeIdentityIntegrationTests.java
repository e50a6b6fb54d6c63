package io.daplug.template;

import java.util.List;
import java.util.Map;

import io.daplug.event.ItemChange;
import io.daplug.item.ItemKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the identity of the changes that writes make.
 */
class ChangeIdentityIntegrationTests {

	@Test
	void givesEachWriteAnIdOfItsOwnAlsoWhenVersionsRepeat() {
		StoredTable table = StoredTable.counted();
		DaplugTemplate template = table.template();
		template.insert(Map.of("id", "a"));
		template.delete(ItemKey.of("a"));
		template.insert(Map.of("id", "a"));
		List<ItemChange<?>> changes = table.changes();
		assertThat(changes.get(2).origin().version()).isEqualTo(changes.get(0).origin().version());
		assertThat(changes).extracting(ItemChange::changeId).hasSize(3).doesNotHaveDuplicates();
	}

	@Test
	void tellsItemsOfOneKeyUnderTwoPrefixesApart() {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(StoredTable.COUNTED).hashPrefix("order#"));
		DaplugTemplate template = table.template();
		template.insert(Map.of("id", "a"));
		template.insert(Map.of("id", "a"), (options) -> options.prefix("id", "draft#"));
		List<ItemChange<?>> changes = table.changes();
		assertThat(changes.get(1).key()).isEqualTo(changes.get(0).key());
		assertThat(changes).extracting((change) -> change.identity().storedKey())
			.containsExactly(ItemKey.of("order#a"), ItemKey.of("draft#a"));
		assertThat(changes.get(1).identity()).isNotEqualTo(changes.get(0).identity());
		assertThat(changes.get(1).changeId()).isNotEqualTo(changes.get(0).changeId()).contains("|draft#a|");
	}

	@Test
	void keepsTheIdOfAChangeThatIsHandedOverAgain() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a"));
		ItemChange<?> change = table.changes().get(0);
		assertThat(change.changeId()).isEqualTo(change.changeId()).hasSizeLessThanOrEqualTo(128);
	}

	@Test
	void numbersWritesSoThatLaterOnesSortLast() {
		StoredTable table = StoredTable.plain();
		DaplugTemplate template = table.template();
		template.insert(Map.of("id", "a"));
		template.insert(Map.of("id", "b"));
		template.delete(ItemKey.of("a"));
		assertThat(table.changes()).extracting((change) -> change.origin().sequence())
			.isSorted()
			.doesNotHaveDuplicates()
			.allMatch((sequence) -> sequence.matches("[0-9]{20}"));
	}

}
