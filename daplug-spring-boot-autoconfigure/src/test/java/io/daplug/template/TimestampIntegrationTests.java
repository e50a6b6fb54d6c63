package io.daplug.template;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.daplug.event.ItemModified;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.MutableClock;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.item.ItemKey;
import io.daplug.merge.MapMerge;
import io.daplug.merge.MergeStrategy;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.TimestampAttribute;
import io.daplug.table.TimestampForm;
import io.daplug.table.TimestampsDefinition;
import io.daplug.template.batch.BatchResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the times of creation and modification that writes leave in items.
 */
class TimestampIntegrationTests {

	private static final SchemaRegistry SCHEMAS = SchemaRegistry
		.load(List.of("classpath:io/daplug/template/sessions.yml"), SchemaLoading.defaults());

	private static final TimestampsDefinition TEXT = TimestampsDefinition.of("created_at", "modified_at");

	private static final ItemKey KEY = ItemKey.of("a");

	private static final AttributeValue NINE = text("2026-11-27T09:00:00.000000000Z");

	private static final AttributeValue TEN = text("2026-11-27T10:00:00.000000000Z");

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-27T09:00:00Z"));

	record Session(String id, @Nullable String user, @JsonProperty("created_at") @Nullable Instant createdAt,
			@JsonProperty("modified_at") @Nullable Instant modifiedAt) {

	}

	@Test
	@DisplayName("(P6) times are text of one width in UTC")
	void areSetByAnInsert() {
		StoredTable table = table((definition) -> {
		});
		Map<String, Object> answer = template(table).insert(Map.of("id", "a"));
		assertThat(table.stored("a")).isEqualTo(Map.of("id", text("a"), "created_at", NINE, "modified_at", NINE));
		assertThat(answer).containsEntry("created_at", NINE.s()).containsEntry("modified_at", NINE.s());
		this.clock.advance(Duration.ofNanos(120_000_000));
		template(table).insert(Map.of("id", "b"));
		assertThat(table.stored("b")).containsEntry("modified_at", text("2026-11-27T09:00:00.120000000Z"));
	}

	@Test
	void areNotSetByReads() {
		StoredTable table = table((definition) -> {
		});
		template(table).insert(Map.of("id", "a"));
		later();
		template(table).get(KEY);
		template(table).scan().stream().toList();
		assertThat(table.stored("a")).containsEntry("modified_at", NINE);
	}

	@Test
	void keepTheCreationInAnUpdate() {
		StoredTable table = table((definition) -> {
		});
		template(table).insert(Map.of("id", "a"));
		later();
		template(table).update(KEY, Map.of("user", "u"));
		assertThat(table.stored("a")).containsEntry("created_at", NINE).containsEntry("modified_at", TEN);
	}

	/** Whatever the patch and its merge have to say. */
	@Test
	void replaceWhatCallersSend() {
		StoredTable table = table((definition) -> {
		});
		DaplugTemplate sessions = template(table);
		sessions.insert(Map.of("id", "a", "created_at", "1999-01-01T00:00:00Z", "modified_at", 7));
		assertThat(table.stored("a")).containsEntry("created_at", NINE).containsEntry("modified_at", NINE);
		later();
		sessions.update(KEY, Map.of("created_at", "1999-01-01T00:00:00Z", "modified_at", "never"));
		assertThat(table.stored("a")).containsEntry("created_at", NINE).containsEntry("modified_at", TEN);
		sessions.update(KEY, Map.of("created_at", "", "modified_at", ""), (options) -> options.maps(MapMerge.REMOVE));
		sessions.update(KEY, Map.of("user", "u"), (options) -> options.merge((stored, patch) -> new HashMap<>(patch)));
		assertThat(table.stored("a")).containsEntry("created_at", NINE).containsEntry("modified_at", TEN);
	}

	@Test
	void removeNothingByAPatchOfJson() {
		StoredTable table = table((definition) -> {
		});
		template(table).insert(Map.of("id", "a"));
		Map<String, @Nullable Object> patch = new HashMap<>();
		patch.put("created_at", null);
		template(table).update(KEY, patch, (options) -> options.merge(MergeStrategy.jsonMergePatch()));
		assertThat(table.stored("a")).containsEntry("created_at", NINE);
	}

	@Test
	void keepTheCreationOfAnItemThatAnOverwriteReads() {
		StoredTable table = table((definition) -> definition.idempotence(
				IdempotenceDefinition.on("version").with(IdempotenceStrategy.RAISE).with(GeneratedValue.COUNTER)));
		template(table).insert(Map.of("id", "a"));
		later();
		template(table).overwrite(Map.of("id", "a", "version", 1, "created_at", "1999-01-01T00:00:00Z"));
		assertThat(table.stored("a")).containsEntry("created_at", NINE).containsEntry("modified_at", TEN);
		template(table).overwrite(Map.of("id", "b", "created_at", "1999-01-01T00:00:00Z"));
		assertThat(table.stored("b")).containsEntry("created_at", TEN);
	}

	/** An item that was read carries its time of creation; another one has none. */
	@Test
	void keepTheCreationThatAnItemCarriesWhereAnOverwriteReadsNothing() {
		StoredTable table = table((definition) -> {
		});
		DaplugTemplate sessions = template(table);
		sessions.insert(Map.of("id", "a"));
		Map<String, Object> read = sessions.get(KEY).orElseThrow();
		later();
		sessions.overwrite(read);
		assertThat(table.stored("a")).containsEntry("created_at", NINE).containsEntry("modified_at", TEN);
		sessions.overwrite(Map.of("id", "a"));
		assertThat(table.stored("a")).containsEntry("created_at", TEN);
		sessions.overwrite(Map.of("id", "a", "created_at", "yesterday"));
		assertThat(table.stored("a")).containsEntry("created_at", TEN);
	}

	@Test
	void goIntoRecordsAndComeBack() {
		StoredTable table = table((definition) -> definition.schema("Session"));
		DaplugTemplate sessions = template(table);
		Session inserted = sessions.insert(new Session("a", "u", null, null));
		assertThat(inserted).isEqualTo(new Session("a", "u", this.clock.instant(), this.clock.instant()));
		later();
		Session overwritten = sessions.overwrite(inserted);
		assertThat(overwritten.createdAt()).isEqualTo(inserted.createdAt());
		assertThat(overwritten.modifiedAt()).isEqualTo(this.clock.instant());
	}

	/** The schema requires both, and allows nothing that it does not describe. */
	@Test
	void countAsSuppliedWhereTheSchemaRequiresThem() {
		StoredTable table = table((definition) -> definition.schema("Session"));
		template(table).insert(Map.of("id", "a"));
		template(table).update(KEY, Map.of("user", "u"));
		assertThat(table.stored("a")).containsOnlyKeys("id", "user", "created_at", "modified_at");
	}

	@Test
	void areNumbersWhereTheSchemaSaysSo() {
		StoredTable table = table((definition) -> definition.schema("Counted")
			.timestamps(new TimestampsDefinition(new TimestampAttribute("created_at", TimestampForm.SECONDS),
					new TimestampAttribute("modified_at", TimestampForm.MILLISECONDS))));
		long now = this.clock.instant().getEpochSecond();
		template(table).insert(Map.of("id", "a"));
		assertThat(table.stored("a")).containsEntry("created_at", number(now))
			.containsEntry("modified_at", number(now * 1000));
		later();
		template(table).update(KEY, Map.of("user", "u"));
		assertThat(table.stored("a")).containsEntry("created_at", number(now))
			.containsEntry("modified_at", number((now + 3600) * 1000));
	}

	@Test
	void areSetByBatches() {
		StoredTable table = table((definition) -> {
		});
		DaplugTemplate sessions = template(table);
		BatchResult<Map<String, Object>> inserted = sessions.batchInsert(List.of(Map.of("id", "a"), Map.of("id", "b")));
		assertThat(inserted.written()).allSatisfy((item) -> assertThat(item).containsEntry("created_at", NINE.s()));
		later();
		sessions.batchOverwrite(List.of(inserted.written().get(0), Map.of("id", "c")));
		assertThat(table.stored("a")).containsEntry("created_at", NINE).containsEntry("modified_at", TEN);
		assertThat(table.stored("c")).containsEntry("created_at", TEN).containsEntry("modified_at", TEN);
	}

	@Test
	void areInTheImagesOfChanges() {
		StoredTable table = table((definition) -> {
		});
		DaplugTemplate sessions = template(table);
		sessions.insert(Map.of("id", "a"));
		later();
		sessions.update(KEY, Map.of("user", "u"));
		ItemModified<?> modified = (ItemModified<?>) table.changes().get(1);
		assertThat(StoredTable.map(modified.oldItem())).containsEntry("modified_at", NINE.s());
		assertThat(StoredTable.map(modified.newItem())).containsEntry("modified_at", TEN.s());
	}

	/** The first write that knows of timestamps is as early as anybody can tell. */
	@Test
	void areGivenToItemsThatHaveNone() {
		StoredTable table = table((definition) -> {
		});
		table.put(Map.of("id", text("a")));
		template(table).update(KEY, Map.of("user", "u"));
		assertThat(table.stored("a")).containsEntry("created_at", NINE).containsEntry("modified_at", NINE);
	}

	@Test
	void bringOthersTextIntoTheirForm() {
		StoredTable table = table((definition) -> {
		});
		table.put(Map.of("id", text("a"), "created_at", text("2025-01-01T01:00:00+01:00"), "modified_at", number(1)));
		template(table).update(KEY, Map.of("user", "u"));
		assertThat(table.stored("a")).containsEntry("created_at", text("2025-01-01T00:00:00.000000000Z"))
			.containsEntry("modified_at", NINE);
	}

	@Test
	void doNotGoBackWithTheClock() {
		StoredTable table = table((definition) -> {
		});
		DaplugTemplate sessions = template(table);
		sessions.insert(Map.of("id", "a"));
		later();
		sessions.update(KEY, Map.of("user", "u"));
		this.clock.advance(Duration.ofHours(-5));
		sessions.update(KEY, Map.of("user", "v"));
		assertThat(table.stored("a")).containsEntry("created_at", NINE)
			.containsEntry("modified_at", TEN)
			.containsEntry("user", text("v"));
		sessions.overwrite(sessions.get(KEY).orElseThrow());
		assertThat(table.stored("a")).containsEntry("created_at", NINE).containsEntry("modified_at", NINE);
	}

	@Test
	void takeOneAloneToo() {
		StoredTable table = table((definition) -> definition
			.timestamps(new TimestampsDefinition(null, new TimestampAttribute("modified_at", TimestampForm.TEXT))));
		template(table).insert(Map.of("id", "a", "created_at", "mine"));
		assertThat(table.stored("a")).containsEntry("created_at", text("mine")).containsEntry("modified_at", NINE);
	}

	private void later() {
		this.clock.advance(Duration.ofHours(1));
	}

	private StoredTable table(Consumer<TableDefinitionBuilder> customizer) {
		return StoredTable.of((definition) -> customizer.accept(definition.timestamps(TEXT)));
	}

	private DaplugTemplate template(StoredTable table) {
		return DaplugTemplate.builder(LocalDynamoDb.client(), table.definition())
			.schemas(SCHEMAS)
			.clock(this.clock)
			.publisher((announcements) -> announcements
				.forEach((announcement) -> table.changes().add(announcement.change())))
			.build();
	}

}
