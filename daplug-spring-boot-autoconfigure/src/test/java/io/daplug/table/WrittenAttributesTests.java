package io.daplug.table;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.daplug.id.GeneratedId;
import io.daplug.idempotence.IdempotenceDefinition;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the attributes of a table that Daplug writes by itself.
 */
class WrittenAttributesTests {

	@Test
	void surviveEveryMapping() {
		TableDefinition table = TableDefinition.named("sessions")
			.hashKey("id")
			.timestamps(TimestampsDefinition.of("created", "modified"))
			.timeToLive(TimeToLiveDefinition.on("expires").after(Duration.ofDays(30)).hidingExpired())
			.build();
		assertThat(table.reservedAttributes()).containsExactly("id", "created", "modified", "expires");
		assertThat(table.timestamps()).isEqualTo(TimestampsDefinition.of("created", "modified", TimestampForm.TEXT));
		assertThat(table.timeToLive()).isEqualTo(new TimeToLiveDefinition("expires", Duration.ofDays(30), true));
	}

	@Test
	void haveOnePurposeEach() {
		refuses("'timestamps.created' of table 'sessions' must be an attribute of its own, but 'id' is the 'hash-key'",
				(table) -> table.timestamps(TimestampsDefinition.of("id", "modified")));
		refuses("'timestamps.modified'", (table) -> table.idempotence(IdempotenceDefinition.on("modified"))
			.timestamps(TimestampsDefinition.of("created", "modified")));
		refuses("'time-to-live.attribute'", (table) -> table.timestamps(TimestampsDefinition.of("created", "modified"))
			.timeToLive(TimeToLiveDefinition.on("created")));
		refuses("'idempotence.token'",
				(table) -> table.writeToken("wrote").timeToLive(TimeToLiveDefinition.on("wrote")));
	}

	/** DynamoDB cannot tell by an index what the index does not hold. */
	@Test
	void mustBeInEachIndexIfTheyHideItems() {
		IndexDefinition index = IndexDefinition.of("by-user", "user", null);
		refuses("Index 'by-user' of table 'sessions' must hold 'expires'",
				(table) -> table.timeToLive(TimeToLiveDefinition.on("expires").hidingExpired())
					.index(index.with(IndexProjection.KEYS_ONLY)));
		for (IndexDefinition holding : List.of(index, index.with(IndexProjection.include("expires")),
				IndexDefinition.of("by-user", KeyAttribute.text("user"), KeyAttribute.number("expires"))
					.with(IndexProjection.KEYS_ONLY))) {
			assertThat(TableDefinition.named("sessions")
				.hashKey("id")
				.index(holding)
				.timeToLive(TimeToLiveDefinition.on("expires").hidingExpired())
				.build()
				.indexes()).hasSize(1);
		}
	}

	@Test
	void haveTheTypeOfTheKeysThatTheyAre() {
		IndexDefinition texts = IndexDefinition.of("by-time", "user", "at");
		IndexDefinition numbers = IndexDefinition.of("by-time", KeyAttribute.text("user"), KeyAttribute.number("at"));
		refuses("'timestamps.modified' of table 'sessions' must not name 'at': what is written there is a number, and the key is text",
				(table) -> table.index(texts)
					.timestamps(TimestampsDefinition.of("created", "at", TimestampForm.SECONDS)));
		refuses("'timestamps.created'",
				(table) -> table.index(numbers).timestamps(TimestampsDefinition.of("at", "modified")));
		refuses("'time-to-live.attribute'", (table) -> table.index(texts).timeToLive(TimeToLiveDefinition.on("at")));
		refuses("'generated'", (table) -> table.index(numbers).generated("at", GeneratedId.ULID));
		refuses("'generated'", (table) -> table.hashKey("id", ScalarAttributeType.N).generated("id", GeneratedId.UUID));
		assertThat(TableDefinition.named("sessions")
			.hashKey("id", ScalarAttributeType.S)
			.index(numbers)
			.generated("id", GeneratedId.UUID)
			.timestamps(TimestampsDefinition.of("created", "at", TimestampForm.MILLISECONDS))
			.build()
			.reservedAttributes()).contains("id", "created", "at");
	}

	@Test
	void areRefusedThatSayNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TimestampsDefinition(null, null));
		assertThatIllegalArgumentException().isThrownBy(() -> TimestampsDefinition.of("at", "at"));
		assertThatIllegalArgumentException().isThrownBy(() -> TimeToLiveDefinition.on(""));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TimeToLiveDefinition.on("expires").after(Duration.ofMillis(999)))
			.withMessageContaining("a second or more");
	}

	private static void refuses(String message, Consumer<TableDefinitionBuilder> customizer) {
		TableDefinitionBuilder table = TableDefinition.named("sessions").hashKey("id");
		customizer.accept(table);
		assertThatIllegalStateException().isThrownBy(table::build).withMessageContaining(message);
	}

}
