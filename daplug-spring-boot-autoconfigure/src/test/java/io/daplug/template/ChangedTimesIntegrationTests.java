package io.daplug.template;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.event.ItemInserted;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.MutableClock;
import io.daplug.id.GeneratedId;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.table.TimestampsDefinition;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.test.CountedIdGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the times and ids that changes, upserts and transactions leave in items: in
 * the same request.
 */
class ChangedTimesIntegrationTests {

	private static final SchemaRegistry SCHEMAS = SchemaRegistry
		.load(List.of("classpath:io/daplug/template/sessions.yml"), SchemaLoading.defaults());

	private static final ItemKey KEY = ItemKey.of("a");

	/** In the future: what has expired by the real clock is deleted by the server. */
	private static final Instant NINE_O_CLOCK = Instant.parse("2096-11-27T09:00:00Z");

	private static final AttributeValue NINE = text("2096-11-27T09:00:00.000000000Z");

	private static final AttributeValue TEN = text("2096-11-27T10:00:00.000000000Z");

	private static final long MONTH = Duration.ofDays(30).toSeconds();

	private static final String CODE = CountedIdGenerator.id(GeneratedId.ULID, 1);

	private final CountedIdGenerator ids = new CountedIdGenerator();

	private final MutableClock clock = new MutableClock(NINE_O_CLOCK);

	private final StoredTable table = table((definition) -> definition.timestamps(TimestampsDefinition.of("at", "last"))
		.timeToLive(TimeToLiveDefinition.on("expires").after(Duration.ofDays(30)).hidingExpired())
		.generated("code", GeneratedId.ULID));

	@Test
	void comeWithAChange() {
		try (CountedRequests requests = new CountedRequests()) {
			this.table.put(Map.of("id", text("a"), "at", NINE, "last", NINE));
			later();
			Map<String, Object> changed = template(this.table, requests).change(KEY,
					(change) -> change.set("total", 1));
			assertThat(requests.operations()).containsExactly("UpdateItem");
			assertThat(changed).containsEntry("last", TEN.s());
			assertThat(this.table.stored("a"))
				.isEqualTo(Map.of("id", text("a"), "total", number(1), "at", NINE, "last", TEN));
		}
	}

	@Test
	void giveAChangedItemItsCreationIfItHasNone() {
		this.table.put(Map.of("id", text("a")));
		template().change(KEY, (change) -> change.set("total", 1));
		assertThat(this.table.stored("a")).containsEntry("at", NINE).doesNotContainKeys("code", "expires");
	}

	@Test
	void replaceWhatTheChangeSaysOfThem() {
		this.table.put(Map.of("id", text("a"), "at", NINE, "last", NINE));
		later();
		template().change(KEY, (change) -> change.set("at", "1999").remove("last"));
		assertThat(this.table.stored("a")).containsEntry("at", NINE).containsEntry("last", TEN);
	}

	@Test
	void comeWithAnUpsertThatCreates() {
		template().upsert(KEY, (change) -> change.add("total", 1));
		long expiry = NINE_O_CLOCK.getEpochSecond() + MONTH;
		assertThat(this.table.stored("a")).isEqualTo(Map.of("id", text("a"), "total", number(1), "at", NINE, "last",
				NINE, "code", text(CODE), "expires", number(expiry)));
		later();
		template().upsert(KEY, (change) -> change.add("total", 1));
		assertThat(this.table.stored("a")).isEqualTo(Map.of("id", text("a"), "total", number(2), "at", NINE, "last",
				TEN, "code", text(CODE), "expires", number(expiry)));
	}

	@Test
	void areTheCallersInAnUpsertThatGivesThem() {
		template().upsert(KEY, (change) -> change.set("expires", 4_100_000_000L).set("code", "mine"));
		assertThat(this.table.stored("a")).containsEntry("expires", number(4_100_000_000L))
			.containsEntry("code", text("mine"));
	}

	@Test
	void comeWithAnUpsertOfARecord() {
		Map<String, @Nullable Object> item = new HashMap<>(Map.of("id", "a", "total", 1));
		item.put("code", null);
		template().upsert(item);
		later();
		Map<String, Object> again = template().upsert(Map.of("id", "a", "total", 2, "at", "1999-01-01T00:00:00Z"));
		assertThat(this.table.stored("a")).isEqualTo(Map.of("id", text("a"), "total", number(2), "at", NINE, "last",
				TEN, "code", text(CODE), "expires", number(NINE_O_CLOCK.getEpochSecond() + MONTH)));
		assertThat(again).containsEntry("at", NINE.s()).containsEntry("last", TEN.s());
		item.put("total", 3);
		template().upsert(item);
		assertThat(this.table.stored("a")).containsEntry("total", number(3)).containsEntry("code", text(CODE));
	}

	@Test
	void makeTheKeyOfARecordThatHasNone() {
		StoredTable keyed = table((definition) -> definition.generated("id", GeneratedId.UUID_V7));
		assertThat(template(keyed).upsert(Map.of("total", 1))).containsEntry("id",
				CountedIdGenerator.id(GeneratedId.UUID_V7, 1));
	}

	@Test
	void countAsSuppliedWhereTheSchemaRequiresThem() {
		StoredTable sessions = table((definition) -> definition.schema("Session")
			.timestamps(TimestampsDefinition.of("created_at", "modified_at")));
		template(sessions).upsert(Map.of("id", "a", "user", "u"));
		template(sessions).change(KEY, (change) -> change.set("user", "v"));
		assertThat(sessions.stored("a")).containsEntry("created_at", NINE).containsEntry("user", text("v"));
	}

	@Test
	void areRefusedInAChangeIfDynamoDbWouldIgnoreThem() {
		this.table.put(Map.of("id", text("a")));
		for (Object value : List.of("soon", NINE_O_CLOCK.toEpochMilli())) {
			assertThatExceptionOfType(InvalidItemException.class)
				.isThrownBy(() -> template().change(KEY, (change) -> change.set("expires", value)))
				.withMessageContaining("/expires");
		}
		assertThat(this.table.stored("a")).containsOnlyKeys("id");
	}

	@Test
	void leaveAnExpiredItemAlone() {
		expired(this.table);
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> template().change(KEY, (change) -> change.set("total", 1)));
		assertThat(this.table.stored("a")).doesNotContainKey("total");
	}

	/** Nothing of what has expired shows through. */
	@Test
	void beginAnewWhereAnItemHasExpired() {
		StoredTable counted = table((definition) -> definition.idempotence(StoredTable.COUNTED)
			.timeToLive(TimeToLiveDefinition.on("expires").hidingExpired()));
		for (StoredTable table : List.of(this.table, counted)) {
			expired(table);
			template(table).upsert(KEY, (change) -> change.add("total", 1));
			assertThat(table.stored("a")).containsEntry("total", number(1)).doesNotContainKey("old");
			expired(table);
			template(table).upsert(Map.of("id", "a", "total", 5));
			assertThat(table.stored("a")).containsEntry("total", number(5)).doesNotContainKey("old");
			assertThat(template(table).get(KEY)).isPresent();
		}
		assertThat(counted.stored("a")).containsEntry("version", number(1));
	}

	@Test
	void comeWithTheEntriesOfATransaction() {
		this.table.put(Map.of("id", text("b"), "at", NINE, "last", NINE));
		expired(this.table);
		later();
		DaplugTemplate sessions = template();
		ItemTransactionTemplate transactions = new ItemTransactionTemplate();
		transactions.write((tx) -> tx.insert(sessions, Map.of("id", "a", "total", 1))
			.update(sessions, ItemKey.of("b"), Map.of("total", 2))
			.overwrite(sessions, Map.of("id", "c")));
		assertThat(this.table.stored("a")).containsEntry("at", TEN)
			.containsEntry("last", TEN)
			.containsEntry("code", text(CODE))
			.doesNotContainKey("old");
		assertThat(this.table.stored("b")).containsEntry("at", NINE).containsEntry("last", TEN);
		assertThat(this.table.stored("c")).containsEntry("at", TEN).containsKey("expires");
		assertThat(this.table.changes()).first().isInstanceOf(ItemInserted.class);
	}

	@Test
	void comeWithTheChangesOfATransaction() {
		this.table.put(Map.of("id", text("a"), "at", NINE, "last", NINE));
		later();
		DaplugTemplate sessions = template();
		new ItemTransactionTemplate().write((tx) -> tx.change(sessions, KEY, (change) -> change.set("total", 1))
			.upsert(sessions, ItemKey.of("b"), (change) -> change.set("total", 2)));
		assertThat(this.table.stored("a")).containsEntry("at", NINE)
			.containsEntry("last", TEN)
			.containsEntry("total", number(1));
		assertThat(this.table.stored("b")).containsEntry("at", TEN)
			.containsEntry("last", TEN)
			.containsEntry("code", text(CODE))
			.containsEntry("expires", number(NINE_O_CLOCK.getEpochSecond() + 3600 + MONTH));
	}

	@Test
	void beginAnewInATransaction() {
		expired(this.table);
		DaplugTemplate sessions = template();
		new ItemTransactionTemplate().write((tx) -> tx.upsert(sessions, KEY, (change) -> change.add("total", 1)));
		assertThat(this.table.stored("a")).containsEntry("total", number(1))
			.containsEntry("at", NINE)
			.doesNotContainKey("old");
		expired(this.table);
		new ItemTransactionTemplate().write((tx) -> tx.upsert(sessions, Map.of("id", "a", "total", 5)));
		assertThat(this.table.stored("a")).containsEntry("total", number(5)).doesNotContainKey("old");
	}

	@Test
	void letNoTransactionBringAnExpiredItemBack() {
		expired(this.table);
		DaplugTemplate sessions = template();
		for (Consumer<WriteTransaction> entries : List.<Consumer<WriteTransaction>>of(
				(tx) -> tx.change(sessions, KEY, (change) -> change.set("total", 1)),
				(tx) -> tx.update(sessions, KEY, Map.of("total", 1)))) {
			assertThatExceptionOfType(ItemTransactionFailedException.class)
				.isThrownBy(() -> new ItemTransactionTemplate().write(entries))
				.satisfies((ex) -> assertThat(ex.failures()).singleElement()
					.satisfies((failure) -> assertThat(failure.cause().getClass()).isIn(ItemNotFoundException.class,
							StaleItemException.class)));
		}
		assertThat(this.table.stored("a")).doesNotContainKey("total");
	}

	private void expired(StoredTable table) {
		table.put(Map.of("id", text("a"), "old", number(1), "version", number(7), "expires",
				number(NINE_O_CLOCK.getEpochSecond() - 3600)));
	}

	private void later() {
		this.clock.advance(Duration.ofHours(1));
	}

	private StoredTable table(Consumer<TableDefinitionBuilder> customizer) {
		return StoredTable.of(customizer);
	}

	private DaplugTemplate template() {
		return template(this.table);
	}

	private DaplugTemplate template(StoredTable table) {
		return template(table, LocalDynamoDb.client());
	}

	private DaplugTemplate template(StoredTable table, CountedRequests requests) {
		return template(table, requests.client());
	}

	private DaplugTemplate template(StoredTable table, DynamoDbClient client) {
		return DaplugTemplate.builder(client, table.definition())
			.schemas(SCHEMAS)
			.clock(this.clock)
			.ids(this.ids)
			.publisher((announcements) -> announcements
				.forEach((announcement) -> table.changes().add(announcement.change())))
			.build();
	}

}
