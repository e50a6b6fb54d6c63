package io.daplug.template;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.template.model.CreateMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for what writes answer: the item as it is stored, and nothing read back that the
 * caller has.
 */
class WriteAnswerIntegrationTests {

	record Order(String id, @Nullable String status, @Nullable BigDecimal total, @Nullable String note,
			@Nullable Address address) {

		static Order paid(@Nullable Address address) {
			return new Order("a", "PAID", new BigDecimal("12.50"), null, address);
		}

	}

	record Address(@Nullable String street, @Nullable String city) {

	}

	record Extended(String id, String status, @Nullable String color, Place address) {

	}

	record Place(String city, @Nullable String planet) {

	}

	record Versioned(String id, @Nullable Integer version) {

	}

	/** A type that leaves {@code true} where the schema's default could be. */
	record Flagged(String id, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean gift,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean open) {

	}

	/** The ways to write a whole item of a type. */
	interface Write extends BiFunction<DaplugTemplate, Object, Object> {

	}

	static Stream<Write> writes() {
		return Stream.of(DaplugTemplate::insert, DaplugTemplate::overwrite, DaplugTemplate::create,
				(template, item) -> template.create(item, CreateMode.OVERWRITE),
				(template, item) -> template.as(Object.class).insert(item));
	}

	static StoredTable withSchema() {
		return StoredTable.of((definition) -> definition.schema("Order"));
	}

	@ParameterizedTest
	@MethodSource("writes")
	void answersWithTheRecordItselfIfItIsStoredAsItIs(Write write) {
		Order whole = Order.paid(new Address("Hirschstr. 1", "Ulm"));
		assertThat(write.apply(withSchema().template(), whole)).isSameAs(whole);
		Order nulls = Order.paid(null);
		assertThat(write.apply(withSchema().template(), nulls)).isSameAs(nulls);
		assertThat(write.apply(StoredTable.plain().template(), nulls)).isSameAs(nulls);
	}

	@ParameterizedTest
	@MethodSource("writes")
	void answersWithTheDefaultsOfTheSchema(Write write) {
		Order bare = new Order("a", null, new BigDecimal("12.50"), null, null);
		assertThat(write.apply(withSchema().template(), bare))
			.isEqualTo(new Order("a", "NEW", new BigDecimal("12.5"), null, null));
	}

	@ParameterizedTest
	@MethodSource("writes")
	void answersWithoutWhatTheSchemaDropped(Write write) {
		assertThat(write.apply(withSchema().template(), new Extended("a", "PAID", "red", new Place("Ulm", null))))
			.isEqualTo(new Extended("a", "PAID", null, new Place("Ulm", null)));
		assertThat(write.apply(withSchema().template(), new Extended("a", "PAID", null, new Place("Ulm", "Earth"))))
			.isEqualTo(new Extended("a", "PAID", null, new Place("Ulm", null)));
	}

	@ParameterizedTest
	@MethodSource("writes")
	void answersWithTheDefaultAlsoWhereAnEqualValueWasDropped(Write write) {
		StoredTable table = StoredTable.of((definition) -> definition.schema("Parcel"));
		assertThat(write.apply(table.template(), new Flagged("a", true, null))).isEqualTo(new Flagged("a", null, true));
	}

	@ParameterizedTest
	@MethodSource("writes")
	void answersWithTheGeneratedValue(Write write) {
		assertThat(write.apply(StoredTable.counted().template(), new Versioned("a", null)))
			.isEqualTo(new Versioned("a", 1));
	}

	@Test
	void answersWithTheStoredItemIfThatIsNewer() {
		StoredTable table = StoredTable.of((definition) -> definition
			.idempotence(IdempotenceDefinition.on("version").with(IdempotenceStrategy.USE_LATEST)));
		table.template().insert(new Versioned("a", 7));
		assertThat(table.template().overwrite(new Versioned("a", 3))).isEqualTo(new Versioned("a", 7));
		assertThat(table.template().overwrite(Map.of("id", "a", "version", 3))).containsEntry("version",
				new BigDecimal(7));
	}

	@ParameterizedTest
	@MethodSource("writes")
	void answersWithATreeOfItsOwn(Write write) {
		ObjectNode given = JsonMapper.shared().createObjectNode().put("id", "a").put("color", "red");
		JsonNode answer = (JsonNode) write.apply(withSchema().template(), given);
		assertThat(answer).isEqualTo(JsonMapper.shared().createObjectNode().put("id", "a").put("status", "NEW"));
		assertThat(given.has("color")).isTrue();
		ObjectNode fitting = JsonMapper.shared().createObjectNode().put("id", "a").put("status", "PAID");
		assertThat(write.apply(withSchema().template(), fitting)).isEqualTo(fitting).isNotSameAs(fitting);
	}

	@Test
	void answersWithAMapOfTheCallersOwn() {
		StoredTable table = withSchema();
		Map<String, Object> given = new HashMap<>(Map.of("id", "a", "color", "red", "address", Map.of("city", "Ulm")));
		Map<String, Object> answer = table.template().insert(given);
		assertThat(answer).containsOnly(entry("id", "a"), entry("status", "NEW"),
				entry("address", Map.of("city", "Ulm")));
		address(answer).put("city", "Bonn");
		answer.clear();
		assertThat(given).containsOnlyKeys("id", "color", "address");
		assertThat(table.changes()).singleElement()
			.satisfies((change) -> assertThat(StoredTable.map(change.newItem())).containsEntry("address",
					Map.of("city", "Ulm")));
	}

	@Test
	void keepsWhatTheEventHoldsOutOfReach() {
		StoredTable table = StoredTable.plain();
		Map<String, Object> answer = table.template().overwrite(Map.of("id", "a", "address", Map.of("city", "Ulm")));
		address(StoredTable.map(table.changes().get(0).newItem())).put("city", "Bonn");
		assertThat(answer).containsEntry("address", Map.of("city", "Ulm"));
	}

	@Test
	void answersWithALinkedHashMapWhereTheTypeOfTheMapIsTheCallers() {
		LinkedHashMap<String, Object> answer = written(StoredTable.plain(), new LinkedHashMap<>(Map.of("id", "a")));
		assertThat(answer).isEqualTo(Map.of("id", "a"));
	}

	private static <T> T written(StoredTable table, T item) {
		return table.template().insert(item);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> address(Map<String, ?> item) {
		return (Map<String, Object>) Objects.requireNonNull(item.get("address"));
	}

}
