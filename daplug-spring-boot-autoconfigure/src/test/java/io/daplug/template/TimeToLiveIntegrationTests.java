package io.daplug.template;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.MutableClock;
import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.template.batch.InvalidBatchException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the time at which items expire, as writes leave it.
 */
class TimeToLiveIntegrationTests {

	private static final SchemaRegistry SCHEMAS = SchemaRegistry
		.load(List.of("classpath:io/daplug/template/sessions.yml"), SchemaLoading.defaults());

	private static final ItemKey KEY = ItemKey.of("a");

	/** In the future: what has expired by the real clock is deleted by the server. */
	private static final long NINE = Instant.parse("2096-11-27T09:00:00Z").getEpochSecond();

	private static final long MONTH = Duration.ofDays(30).toSeconds();

	private final MutableClock clock = new MutableClock(Instant.ofEpochSecond(NINE).plusMillis(700));

	private final StoredTable table = table((definition) -> {
	});

	private final DaplugTemplate sessions = template(this.table);

	record Session(String id, @JsonProperty("expires_at") @Nullable Long expiresAt) {

	}

	@Test
	void isSetByInsertsAndOverwrites() {
		assertThat(this.sessions.insert(new Session("a", null))).isEqualTo(new Session("a", NINE + MONTH));
		assertThat(this.table.stored("a")).containsEntry("expires_at", number(NINE + MONTH));
		this.clock.advance(Duration.ofHours(1));
		this.sessions.overwrite(Map.of("id", "a"));
		this.sessions.batchInsert(List.of(Map.of("id", "b")));
		this.sessions.batchOverwrite(List.of(Map.of("id", "c")));
		assertThat(this.table.items())
			.allSatisfy((item) -> assertThat(item).containsEntry("expires_at", number(NINE + 3600 + MONTH)));
	}

	@Test
	void isTheCallersWhereItSendsOne() {
		this.sessions.insert(Map.of("id", "a", "expires_at", NINE + 5));
		this.sessions.overwrite(new Session("b", NINE + 7));
		assertThat(this.table.stored("a")).containsEntry("expires_at", number(NINE + 5));
		assertThat(this.table.stored("b")).containsEntry("expires_at", number(NINE + 7));
	}

	/** A null in a map is set on purpose: the item does not expire. */
	@Test
	void isNeverWhereAMapSaysNull() {
		Map<String, @Nullable Object> item = new HashMap<>(Map.of("id", "a"));
		item.put("expires_at", null);
		this.sessions.insert(item);
		assertThat(this.table.stored("a")).containsEntry("expires_at", AttributeValue.fromNul(true));
	}

	@Test
	void staysInUpdates() {
		this.sessions.insert(Map.of("id", "a"));
		this.clock.advance(Duration.ofHours(1));
		this.sessions.update(KEY, Map.of("user", "u"));
		assertThat(this.table.stored("a")).containsEntry("expires_at", number(NINE + MONTH));
		this.sessions.update(KEY, Map.of("expires_at", NINE + 9));
		assertThat(this.table.stored("a")).containsEntry("expires_at", number(NINE + 9));
		this.table.put(Map.of("id", text("a")));
		this.sessions.update(KEY, Map.of("user", "u"));
		assertThat(this.table.stored("a")).doesNotContainKey("expires_at");
	}

	@Test
	void isSetByNobodyWithoutATime() {
		StoredTable plain = StoredTable
			.of((definition) -> definition.timeToLive(TimeToLiveDefinition.on("expires_at")));
		template(plain).insert(Map.of("id", "a"));
		assertThat(plain.stored("a")).containsOnlyKeys("id");
	}

	@ParameterizedTest
	@MethodSource("unusable")
	void isRefusedIfDynamoDbWouldIgnoreIt(Object value, String problem) {
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> this.sessions.insert(Map.of("id", "a", "expires_at", value)))
			.withMessageContaining("/expires_at")
			.withMessageContaining(problem);
		assertThatExceptionOfType(InvalidBatchException.class)
			.isThrownBy(() -> this.sessions.batchOverwrite(List.of(Map.of("id", "a", "expires_at", value))))
			.withMessageContaining(problem);
		assertThat(this.table.items()).isEmpty();
		this.sessions.insert(Map.of("id", "a"));
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> this.sessions.update(KEY, Map.of("expires_at", value)))
			.withMessageContaining(problem);
		assertThat(this.table.stored("a")).containsEntry("expires_at", number(NINE + MONTH));
	}

	static Stream<Arguments> unusable() {
		return Stream.of(Arguments.of("2026-12-01T00:00:00Z", "is text, but"), Arguments.of(true, "is a boolean, but"),
				Arguments.of(NINE * 1000, "is a number of milliseconds, it seems"),
				Arguments.of(NINE + 0.5, "is no whole number"));
	}

	/** An update fails for what it does, not for what was there. */
	@Test
	void isLeftAloneIfItWasUnusableBefore() {
		this.table.put(Map.of("id", text("a"), "expires_at", text("soon")));
		this.sessions.update(KEY, Map.of("user", "u", "expires_at", "soon"));
		assertThat(this.table.stored("a")).containsEntry("user", text("u")).containsEntry("expires_at", text("soon"));
	}

	@Test
	void survivesASchemaThatForbidsOthers() {
		StoredTable strict = table((definition) -> definition.schema("Session"));
		template(strict)
			.insert(Map.of("id", "a", "created_at", "2026-11-27T09:00:00Z", "modified_at", "2026-11-27T09:00:00Z"));
		assertThat(strict.stored("a")).containsEntry("expires_at", number(NINE + MONTH));
	}

	private StoredTable table(Consumer<TableDefinitionBuilder> customizer) {
		return StoredTable.of((definition) -> customizer
			.accept(definition.timeToLive(TimeToLiveDefinition.on("expires_at").after(Duration.ofDays(30)))));
	}

	private DaplugTemplate template(StoredTable table) {
		return DaplugTemplate.builder(LocalDynamoDb.client(), table.definition())
			.schemas(SCHEMAS)
			.clock(this.clock)
			.build();
	}

}
