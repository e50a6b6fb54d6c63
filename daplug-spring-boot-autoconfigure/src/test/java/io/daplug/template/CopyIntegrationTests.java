package io.daplug.template;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.fixture.FaultyWire;
import io.daplug.guard.CopySequence;
import io.daplug.item.ItemKey;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.copy.Copy;
import io.daplug.template.copy.StoredCopy;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.ConditionNotMetException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for copies that are written by the places of their changes.
 */
class CopyIntegrationTests {

	private static final Duration TWO_DAYS = Duration.ofDays(2);

	private static final Consumer<BatchOptions.Builder> DEFAULTS = (options) -> {
	};

	private static final ItemKey KEY = ItemKey.of("a");

	private final StoredTable table = StoredTable.of((table) -> table.guardedCopies(true));

	@Test
	void aNewerCopyReplacesAnOlderOne() {
		write(put("a", 1), put("a", 2));
		assertThat(this.table.stored("a")).containsEntry("total", number(2))
			.containsEntry("_sequence", text("label#" + "0".repeat(39) + "2"));
		write(put("a", 10));
		assertThat(total()).as("numbers of more digits are greater").isEqualTo(10);
	}

	@Test
	void anOlderCopyIsLeftOutAndCountsAsWritten() {
		write(put("a", 2));
		assertThat(write(put("a", 1)).written()).hasSize(1);
		assertThat(total()).isEqualTo(2);
	}

	@Test
	void theSamePlaceIsWrittenOnce() {
		write(put("a", 1));
		write(Copy.of(Map.of("id", "a", "total", 99), place(1)));
		assertThat(total()).isEqualTo(1);
		assertThat(this.table.changes()).hasSize(1);
	}

	@Test
	void placesOfALaterStreamAreNewer() {
		write(put("a", 9));
		write(Copy.of(Map.of("id", "a", "total", 1), CopySequence.of("label2", "1")));
		assertThat(total()).isEqualTo(1);
		write(put("a", 10));
		assertThat(total()).isEqualTo(1);
	}

	@Test
	void whatHasNoPlaceIsReplaced() {
		this.table.put(Map.of("id", text("a"), "total", number(5), "other", text("x")));
		write(Copy.of(Map.of("id", "a", "total", 1), CopySequence.first("label")));
		assertThat(this.table.stored("a")).containsEntry("total", number(1)).doesNotContainKey("other");
	}

	@Test
	void aRemovalLeavesATombstoneThatKeepsOlderCopiesOut() {
		write(put("a", 2));
		write(remove("a", 3));
		Map<String, AttributeValue> tombstone = Objects.requireNonNull(this.table.stored("a"));
		assertThat(tombstone).containsOnlyKeys("id", "_sequence", "_removed", "_expires");
		assertThat(Long.parseLong(tombstone.getOrDefault("_expires", number(0)).n())).isBetween(
				Instant.now().plusSeconds(172_000).getEpochSecond(),
				Instant.now().plusSeconds(173_000).getEpochSecond());
		write(put("a", 2));
		assertThat(this.table.template().get(KEY)).isEmpty();
		write(put("a", 4));
		assertThat(this.table.stored("a")).doesNotContainKeys("_removed", "_expires");
		assertThat(total()).isEqualTo(4);
	}

	@Test
	void aRemovalIsLeftOutWhereTheCopyIsNewer() {
		write(put("a", 2));
		write(remove("a", 1));
		assertThat(total()).isEqualTo(2);
	}

	/** A removal may come before what it removes. */
	@Test
	void aRemovalOfNothingLeavesATombstone() {
		write(remove("a", 3));
		write(put("a", 2));
		assertThat(this.table.template().get(KEY)).isEmpty();
		assertThat(this.table.changes()).isEmpty();
	}

	@Test
	void aTombstoneExpiresByTheTimeToLiveOfItsTable() {
		StoredTable table = StoredTable
			.of((definition) -> definition.guardedCopies(true).timeToLive(TimeToLiveDefinition.on("gone_at")));
		table.template().copies().write(List.of(remove("a", 1)), DEFAULTS);
		assertThat(table.stored("a")).containsOnlyKeys("id", "_sequence", "_removed", "gone_at");
	}

	@Test
	void changesAreAnnouncedAsReadersSeeThem() {
		write(put("a", 1));
		write(put("a", 2));
		write(remove("a", 3));
		write(remove("a", 4));
		write(put("a", 5));
		write(put("a", 1), remove("a", 2));
		assertThat(this.table.changes()).hasExactlyElementsOfTypes(ItemInserted.class, ItemModified.class,
				ItemRemoved.class, ItemInserted.class);
		assertThat(this.table.changes().get(1).oldImage().item().attributes()).isEqualTo(item("a", 1));
		assertThat(this.table.changes().get(2).oldImage().item().attributes()).isEqualTo(item("a", 2));
		assertThat(this.table.changes().get(3).newImage().item().attributes()).isEqualTo(item("a", 5));
	}

	@Test
	void aCopyThatCannotBeStoredFailsAlone() {
		BatchResult<Copy> result = write(Copy.of(Map.of("total", 1), place(1)), put("b", 2));
		assertThat(result.failed()).hasSize(1);
		assertThat(result.written()).hasSize(1);
		assertThat(this.table.stored("b")).isNotNull();
	}

	@Test
	void aRepairIsWrittenIfNobodyElseWrote() {
		write(put("a", 1));
		CopySequence seen = stored().sequence();
		write(Copy.of(Map.of("id", "a", "total", 7), place(1)).ifSeen(seen));
		assertThat(total()).isEqualTo(7);
		assertThat(stored().sequence()).isEqualTo(place(1));
		write(put("a", 2));
		BatchResult<Copy> late = write(Copy.of(Map.of("id", "a", "total", 8), place(1)).ifSeen(seen));
		assertThat(late.failed()).singleElement()
			.satisfies((failure) -> assertThat(failure.cause()).isInstanceOf(ConditionNotMetException.class));
		assertThat(total()).isEqualTo(2);
	}

	@Test
	void aRepairOfWhatWasNotThereIsWrittenIfNothingIs() {
		assertThat(stored()).isEqualTo(new StoredCopy(null, null));
		write(put("a", 1));
		assertThat(write(Copy.of(Map.of("id", "a"), CopySequence.first("label")).ifSeen(null)).failed()).hasSize(1);
		write(remove("a", 2));
		assertThat(stored()).isEqualTo(new StoredCopy(null, place(2)));
		write(Copy.of(Map.of("id", "a", "total", 3), place(2)).ifSeen(place(2)));
		assertThat(stored().attributes()).isEqualTo(item("a", 3));
	}

	@Test
	void claimsOfUniqueAttributesMoveWithTheCopies() {
		StoredTable unique = StoredTable.of((definition) -> definition.guardedCopies(true).unique("email"));
		unique.template().copies().write(List.of(email("a", "x", 1)), DEFAULTS);
		unique.template().copies().write(List.of(email("a", "y", 2)), DEFAULTS);
		unique.template().copies().write(List.of(email("a", "z", 1)), DEFAULTS);
		assertThat(StoredClaims.of(unique)).containsExactly("_unique#email###S#y by a");
		unique.template().copies().write(List.of(remove("a", 3)), DEFAULTS);
		assertThat(StoredClaims.of(unique)).isEmpty();
		unique.template().copies().write(List.of(email("b", "y", 4)), DEFAULTS);
		unique.template().copies().write(List.of(email("a", "z", 5)), DEFAULTS);
		assertThat(StoredClaims.of(unique)).containsExactly("_unique#email###S#y by b", "_unique#email###S#z by a");
	}

	@Test
	void prefixesArePutOn() {
		StoredTable prefixed = StoredTable.of((definition) -> definition.guardedCopies(true).hashPrefix("o#"));
		prefixed.template().copies().write(List.of(put("a", 1), remove("b", 2)), DEFAULTS);
		assertThat(prefixed.stored("o#a")).isNotNull();
		assertThat(prefixed.stored("o#b")).containsKey("_removed");
		assertThat(prefixed.template().copies().stored(KEY).attributes()).containsEntry("id", text("a"));
	}

	/** The attempt that is sent again meets what the first one wrote. */
	@Test
	void anAnswerThatIsLostDoesNotLookLikeARefusal() {
		write(put("a", 1));
		AtomicInteger lost = new AtomicInteger(1);
		try (FaultyWire wire = FaultyWire.with((operation, body) -> (lost.getAndDecrement() > 0)
				? FaultyWire.Fault.ERROR_AFTER : FaultyWire.Fault.NONE)) {
			BatchResult<Copy> result = this.table.template(wire.client())
				.copies()
				.write(List.of(put("a", 2)), DEFAULTS);
			assertThat(result.written()).hasSize(1);
		}
		assertThat(total()).isEqualTo(2);
		assertThat(this.table.changes()).hasSize(2);
	}

	@Test
	void tablesThatWouldShowTombstonesAreRefused() {
		assertThatIllegalStateException()
			.isThrownBy(() -> StoredTable.plain().template().copies().write(List.of(put("a", 1)), DEFAULTS))
			.withMessageContaining("guarded-copies");
	}

	@Test
	void aPlaceHasANumber() {
		assertThatIllegalArgumentException().isThrownBy(() -> CopySequence.of("label", "x"));
		assertThatIllegalArgumentException().isThrownBy(() -> CopySequence.of("label", "1".repeat(41)));
	}

	private BatchResult<Copy> write(Copy... copies) {
		return this.table.template().copies().write(List.of(copies), DEFAULTS);
	}

	private StoredCopy stored() {
		return this.table.template().copies().stored(KEY);
	}

	private @Nullable Object total() {
		AttributeValue total = Objects.requireNonNull(stored().attributes()).get("total");
		return (total != null) ? Integer.valueOf(total.n()) : null;
	}

	private static Map<String, AttributeValue> item(String id, int total) {
		return Map.of("id", text(id), "total", number(total));
	}

	private static Copy put(String id, int place) {
		return Copy.of(Map.of("id", id, "total", place), place(place));
	}

	private static Copy email(String id, String email, int place) {
		return Copy.of(Map.of("id", id, "email", email), place(place));
	}

	private static Copy remove(String id, int place) {
		return Copy.removed(ItemKey.of(id), place(place), TWO_DAYS);
	}

	private static CopySequence place(int place) {
		return CopySequence.of("label", String.valueOf(place));
	}

}
