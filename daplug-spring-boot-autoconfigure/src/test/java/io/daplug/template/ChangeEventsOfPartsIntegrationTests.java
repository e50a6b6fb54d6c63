package io.daplug.template;

import java.math.BigDecimal;
import java.util.Map;

import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.Operation;
import io.daplug.expression.UpdateExpression;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.template.model.ChangeAnswer;
import io.daplug.template.model.ChangeOptions;
import io.daplug.template.model.KnownImages;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static io.daplug.template.StoredTable.map;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what changes of parts announce: both images, or what is known, and nothing
 * where nothing changed.
 */
class ChangeEventsOfPartsIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private static final ChangeOptions AS_ANSWERED = ChangeOptions
		.of((options) -> options.images(KnownImages.ANSWERED));

	@Test
	void haveBothImagesWithoutAnotherRequest() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a", "stock", 3));
		try (CountedRequests counted = new CountedRequests()) {
			table.template(counted.client())
				.changeAnswering(ChangeAnswer.NOTHING, KEY, (change) -> change.add("stock", -1));
			assertThat(counted.operations()).containsExactly("UpdateItem");
		}
		assertThat(table.changes().get(1)).isInstanceOfSatisfying(ItemModified.class, (modified) -> {
			assertThat(map(modified.oldItem()))
				.isEqualTo(Map.of("id", "a", "stock", new BigDecimal("3"), "version", BigDecimal.ONE));
			assertThat(map(modified.newItem()))
				.isEqualTo(Map.of("id", "a", "stock", new BigDecimal("2"), "version", new BigDecimal("2")));
			assertThat(modified.origin().operation()).isEqualTo(Operation.CHANGE);
			assertThat(modified.origin().version()).isEqualTo("2");
			assertThat(modified.key()).isEqualTo(KEY);
		});
	}

	@Test
	void sayThatAnItemIsNewWhereNothingWasThere() {
		StoredTable table = StoredTable.plain();
		table.template().upsert(KEY, (change) -> change.add("stock", 1));
		assertThat(table.changes()).singleElement().isInstanceOfSatisfying(ItemInserted.class, (inserted) -> {
			assertThat(map(inserted.newItem())).isEqualTo(Map.of("id", "a", "stock", BigDecimal.ONE));
			assertThat(inserted.origin().operation()).isEqualTo(Operation.UPSERT);
		});
	}

	@Test
	void leaveUnknownWhatTheAnswerDoesNotTell() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "stock", 3));
		table.template().change(KEY, UpdateExpression.of((change) -> change.add("stock", -1)), AS_ANSWERED);
		assertThat(table.changes().get(1)).isInstanceOfSatisfying(ItemModified.class, (modified) -> {
			assertThat(modified.oldImage()).isEqualTo(ItemImage.unknown());
			assertThat(map(modified.newItem())).containsEntry("stock", new BigDecimal("2"));
		});
		table.template()
			.changeAnswering(ChangeAnswer.NOTHING, KEY, UpdateExpression.of((change) -> change.add("stock", -1)),
					AS_ANSWERED);
		assertThat(table.changes().get(2)).isInstanceOfSatisfying(ItemModified.class, (modified) -> {
			assertThat(modified.oldImage()).isEqualTo(ItemImage.unknown());
			assertThat(modified.newImage()).isEqualTo(ItemImage.unknown());
			assertThat(modified.key()).isEqualTo(KEY);
		});
	}

	@Test
	@DisplayName("(P28) a change that left everything as it was is not announced")
	void areNotMadeOfAChangeThatChangedNothing() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "stock", 3, "status", "NEW"));
		table.template().change(KEY, (change) -> change.set("status", "NEW").add("stock", 0).remove("none"));
		assertThat(table.changes()).hasSize(1);
	}

	@Test
	void areNotMadeWhereTheCallSaysSo() {
		StoredTable table = StoredTable.plain();
		table.template().upsert(KEY, (change) -> change.set("status", "NEW"), (options) -> options.publish(false));
		assertThat(table.changes()).isEmpty();
		table.template().upsert(KEY, (change) -> change.set("status", "PAID"), (options) -> options.origin("job"));
		assertThat(table.changes()).singleElement()
			.satisfies((change) -> assertThat(change.origin().name()).isEqualTo("job"));
	}

	@Test
	void askDynamoDbForNothingWhereNobodyHears() {
		StoredTable table = StoredTable.plain();
		DaplugTemplate quiet = table.quiet(LocalDynamoDb.client());
		quiet.insert(Map.of("id", "a"));
		assertThat(quiet.changeAnswering(ChangeAnswer.NOTHING, KEY, (change) -> change.set("x", 1))).isEmpty();
		assertThat(quiet.change(KEY, (change) -> change.set("y", 1))).containsOnlyKeys("id", "x", "y");
	}

}
