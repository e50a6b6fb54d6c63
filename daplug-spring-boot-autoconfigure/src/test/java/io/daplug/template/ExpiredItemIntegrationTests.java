package io.daplug.template;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.daplug.event.ItemInserted;
import io.daplug.expression.Condition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.MutableClock;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that items are as good as deleted once they have expired, although DynamoDB still
 * stores them.
 */
class ExpiredItemIntegrationTests {

	/** In the future: what has expired by the real clock is deleted by the server. */
	private static final long NINE = Instant.parse("2096-11-27T09:00:00Z").getEpochSecond();

	private static final ItemKey OLD = ItemKey.of("a");

	private final MutableClock clock = new MutableClock(Instant.ofEpochSecond(NINE));

	private final StoredTable plain = StoredTable.of((table) -> table.index(IndexDefinition.of("by-user", "user", null))
		.timeToLive(TimeToLiveDefinition.on("expires_at").hidingExpired()));

	private final StoredTable counted = StoredTable.of((table) -> table.idempotence(StoredTable.COUNTED)
		.timeToLive(TimeToLiveDefinition.on("expires_at").hidingExpired()));

	private final StoredTable compared = StoredTable.of((table) -> table
		.idempotence(IdempotenceDefinition.on("version").with(IdempotenceStrategy.RAISE).with(GeneratedValue.COUNTER))
		.timeToLive(TimeToLiveDefinition.on("expires_at").hidingExpired()));

	@Test
	void areSeenUntilTheirTimeIsOver() {
		this.plain.put(Map.of("id", text("a"), "expires_at", number(NINE + 1)));
		assertThat(template(this.plain).get(OLD)).isPresent();
		this.clock.advance(Duration.ofMillis(999));
		assertThat(template(this.plain).get(OLD)).isPresent();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(template(this.plain).get(OLD)).isEmpty();
		assertThat(this.plain.stored("a")).isNotNull();
	}

	@Test
	void areSeenByNoRead() {
		for (int i = 0; i < 12; i++) {
			this.plain.put(Map.of("id", text("i" + i), "user", text("u"), "expires_at", number(NINE - 6 + i)));
		}
		this.plain.put(Map.of("id", text("text"), "expires_at", text("1")));
		this.plain.put(Map.of("id", text("none")));
		DaplugTemplate template = template(this.plain);
		assertThat(template.get(ItemKey.of("i6"))).isEmpty();
		assertThat(template.get(ItemKey.of("i7"))).isPresent();
		assertThat(template.scan().stream()).hasSize(7);
		assertThat(template.scan().count()).isEqualTo(7);
		assertThat(template.query((query) -> query.index("by-user").hashKey("u")).stream()).hasSize(5)
			.allSatisfy((item) -> assertThat(item.get("id")).isIn("i7", "i8", "i9", "i10", "i11"));
		assertThat(template.query((query) -> query.index("by-user").hashKey("u")).count()).isEqualTo(5);
		assertThat(template.query((query) -> query.index("by-user").hashKey("u").project("id")).stream())
			.allSatisfy((item) -> assertThat(item).containsOnlyKeys("id"))
			.hasSize(5);
		Page<Map<String, Object>> first = template.query((query) -> query.index("by-user").hashKey("u"))
			.page(PageRequest.of(3));
		assertThat(first.items()).hasSize(3);
		assertThat(template.batchGet(List.of(ItemKey.of("i1"), ItemKey.of("i9"))).items()).hasSize(1);
	}

	@Test
	void giveWayToInserts() {
		for (StoredTable table : List.of(this.plain, this.counted, this.compared)) {
			expired(table);
			DaplugTemplate template = template(table);
			template.insert(Map.of("id", "a", "total", 1));
			assertThat(table.stored("a")).containsEntry("total", number(1)).doesNotContainKey("expires_at");
			assertThat(table.changes()).singleElement().isInstanceOf(ItemInserted.class);
			assertThatExceptionOfType(DuplicateItemException.class)
				.isThrownBy(() -> template.insert(Map.of("id", "a")));
		}
	}

	@Test
	void giveWayToInsertsInBatches() {
		expired(this.counted);
		assertThat(template(this.counted).batchInsert(List.of(Map.of("id", "a", "total", 1))).failed()).isEmpty();
		assertThat(this.counted.stored("a")).containsEntry("total", number(1)).containsEntry("version", number(1));
	}

	/** An overwrite that sends no version inserts, as nobody has seen an item. */
	@Test
	void giveWayToOverwrites() {
		for (StoredTable table : List.of(this.plain, this.counted, this.compared)) {
			expired(table);
			template(table).overwrite(Map.of("id", "a", "total", 1));
			assertThat(table.stored("a")).containsEntry("total", number(1));
			assertThat(table.changes()).singleElement().isInstanceOf(ItemInserted.class);
		}
	}

	@Test
	void doNotComeBackByTheirVersion() {
		for (StoredTable table : List.of(this.counted, this.compared)) {
			expired(table);
			assertThatExceptionOfType(StaleItemException.class)
				.isThrownBy(() -> template(table).overwrite(Map.of("id", "a", "version", 1)))
				.withMessageContaining("is gone since it was read")
				.satisfies((ex) -> assertThat(ex.stored()).isEmpty());
			assertThat(table.changes()).isEmpty();
		}
	}

	@Test
	void areNotThereForUpdates() {
		for (StoredTable table : List.of(this.plain, this.counted, this.compared)) {
			expired(table);
			assertThatExceptionOfType(ItemNotFoundException.class)
				.isThrownBy(() -> template(table).update(OLD, Map.of("total", 1)));
			assertThatExceptionOfType(ItemNotFoundException.class)
				.isThrownBy(() -> template(table).update((query) -> query.hashKey("a"), Map.of("total", 1)));
			assertThat(table.stored("a")).doesNotContainKey("total");
		}
	}

	@Test
	void areNotBroughtBackByAnUpdateThatReadThemInTime() {
		for (StoredTable table : List.of(this.plain, this.counted)) {
			table.put(Map.of("id", text("a"), "version", number(1), "expires_at", number(NINE + 3600)));
			DaplugTemplate slow = template(table, UpdateIntegrationTests.before(PutItemRequest.class,
					() -> table.put(Map.of("id", text("a"), "version", number(1), "expires_at", number(NINE - 3600)))));
			assertThatExceptionOfType((table == this.plain) ? ItemNotFoundException.class : StaleItemException.class)
				.isThrownBy(() -> slow.update(OLD, Map.of("total", 1)));
			assertThat(table.stored("a")).doesNotContainKey("total");
		}
	}

	@Test
	void areNotThereForDeletes() {
		for (StoredTable table : List.of(this.plain, this.counted, this.compared)) {
			expired(table);
			assertThat(template(table).delete(OLD)).isEmpty();
			assertThat(table.changes()).isEmpty();
		}
	}

	@Test
	void areNotAnsweredAsWhatWasThereBefore() {
		expired(this.plain);
		template(this.plain).overwrite(Map.of("id", "a"));
		assertThat(this.plain.changes()).extracting((change) -> change.oldImage())
			.allSatisfy((image) -> assertThat(image.isKnown()).isFalse());
	}

	@Test
	void stayWhereTheyAreNotHidden() {
		StoredTable shown = StoredTable.of((table) -> table.timeToLive(TimeToLiveDefinition.on("expires_at")));
		expired(shown);
		assertThat(template(shown).get(OLD)).isPresent();
		assertThatExceptionOfType(DuplicateItemException.class)
			.isThrownBy(() -> template(shown).insert(Map.of("id", "a")));
		template(shown).update(OLD, Map.of("total", 1));
		assertThat(template(shown).delete(OLD)).isPresent();
	}

	/** The condition of the caller is one of its own. */
	@Test
	void leaveConditionsOfCallersAsTheyAre() {
		this.plain.put(Map.of("id", text("a"), "total", number(5), "expires_at", number(NINE + 9)));
		template(this.plain).update(OLD, Map.of("total", 6),
				(options) -> options.condition(Condition.attribute("total").isEqualTo(5)));
		assertThat(this.plain.stored("a")).containsEntry("total", number(6));
	}

	private void expired(StoredTable table) {
		table.put(Map.of("id", text("a"), "version", number(1), "expires_at", number(NINE - 3600)));
	}

	private DaplugTemplate template(StoredTable table) {
		return template(table, LocalDynamoDb.client());
	}

	private DaplugTemplate template(StoredTable table, DynamoDbClient client) {
		return DaplugTemplate.builder(client, table.definition())
			.clock(this.clock)
			.publisher((announcements) -> announcements
				.forEach((announcement) -> table.changes().add(announcement.change())))
			.build();
	}

}
