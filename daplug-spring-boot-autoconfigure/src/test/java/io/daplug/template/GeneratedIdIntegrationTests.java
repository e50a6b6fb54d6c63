package io.daplug.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.id.GeneratedId;
import io.daplug.id.ItemIdGenerator;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.template.batch.BatchResult;
import io.daplug.test.CountedIdGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for ids that inserts make.
 */
class GeneratedIdIntegrationTests {

	private static final SchemaRegistry SCHEMAS = SchemaRegistry
		.load(List.of("classpath:io/daplug/template/sessions.yml"), SchemaLoading.defaults());

	record Order(@Nullable String id, @Nullable String code, int total) {

	}

	private final StoredTable table = table((definition) -> definition.generated("id", GeneratedId.UUID_V7)
		.generated("code", GeneratedId.ULID)
		.hashPrefix("order#"));

	private final DaplugTemplate orders = template(this.table, new CountedIdGenerator());

	@Test
	void areMadeForAnInsertThatLacksThem() {
		Order inserted = this.orders.insert(new Order(null, null, 5));
		assertThat(inserted).isEqualTo(new Order(id(GeneratedId.UUID_V7, 1), id(GeneratedId.ULID, 2), 5));
		assertThat(this.table.stored("order#" + inserted.id())).containsEntry("total", number(5))
			.containsEntry("code", text(id(GeneratedId.ULID, 2)));
		assertThat(this.orders.get(ItemKey.of(id(GeneratedId.UUID_V7, 1)), Order.class)).contains(inserted);
		assertThat(this.table.changes()).singleElement()
			.satisfies((change) -> assertThat(change.key()).isEqualTo(ItemKey.of(id(GeneratedId.UUID_V7, 1))));
	}

	@Test
	void areMadeForMapsWithNothingOrNull() {
		Map<String, @Nullable Object> item = new HashMap<>(Map.of("total", 5));
		item.put("id", null);
		assertThat(this.orders.insert(item)).containsEntry("id", id(GeneratedId.UUID_V7, 1))
			.containsEntry("code", id(GeneratedId.ULID, 2));
	}

	@Test
	void areTheCallersWhereItGivesThem() {
		Order given = new Order("mine", "also mine", 5);
		assertThat(this.orders.insert(given)).isSameAs(given);
		assertThat(this.orders.insert(Map.of("total", 1), (options) -> options.set("id", "set").set("code", "too")))
			.containsEntry("id", "set")
			.containsEntry("code", "too");
	}

	@Test
	void areMadeForEachInsertOfABatch() {
		BatchResult<Order> result = this.orders
			.batchInsert(List.of(new Order(null, null, 1), new Order("mine", null, 2), new Order(null, null, 3)));
		assertThat(result.written()).hasSize(3).extracting(Order::id).contains("mine").doesNotHaveDuplicates();
		assertThat(this.table.items()).hasSize(3)
			.allSatisfy((item) -> assertThat(item).containsKeys("id", "code", "total"));
		assertThat(this.orders.batchInsert(Stream.of(Map.of("total", 4))).requireComplete().written()).isEqualTo(1);
		assertThat(this.table.items()).hasSize(4).allSatisfy((item) -> assertThat(item).containsKeys("id", "code"));
	}

	@Test
	void areMadeForInsertsOfCreate() {
		assertThat(this.orders.create(new Order(null, null, 5)).id()).isEqualTo(id(GeneratedId.UUID_V7, 1));
	}

	/** What is overwritten has its ids: another one would be another item. */
	@Test
	void areNotMadeForOverwritesAndUpdates() {
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.orders.overwrite(new Order(null, null, 5)));
		this.orders.overwrite(Map.of("id", "a", "total", 5));
		assertThat(this.table.stored("order#a")).doesNotContainKey("code");
		this.orders.update(ItemKey.of("a"), Map.of("total", 6));
		assertThat(this.table.stored("order#a")).doesNotContainKey("code");
	}

	@Test
	void countAsSuppliedWhereTheSchemaRequiresThem() {
		StoredTable sessions = table((definition) -> definition.schema("Session").generated("id", GeneratedId.UUID));
		assertThat(template(sessions, new CountedIdGenerator())
			.insert(Map.of("created_at", "2026-11-27T09:00:00Z", "modified_at", "2026-11-27T09:00:00Z")))
			.containsEntry("id", id(GeneratedId.UUID, 1));
	}

	@Test
	void areWhatAnyGeneratorMakes() {
		assertThat(template(this.table, (form) -> "mine-" + form).insert(Map.of("total", 1))).containsEntry("id",
				"mine-UUID_V7");
		assertThat(template(this.table, ItemIdGenerator.standard()).insert(Map.of("total", 1)).get("id")).asString()
			.hasSize(36);
		assertThatIllegalStateException()
			.isThrownBy(() -> template(this.table, (form) -> "").insert(Map.of("total", 1)))
			.withMessage("The generator made an empty id for 'id' of table 'orders'");
	}

	private static String id(GeneratedId form, long number) {
		return CountedIdGenerator.id(form, number);
	}

	private StoredTable table(Consumer<TableDefinitionBuilder> customizer) {
		return StoredTable.of(customizer);
	}

	private DaplugTemplate template(StoredTable table, ItemIdGenerator ids) {
		return DaplugTemplate.builder(LocalDynamoDb.client(), table.definition())
			.schemas(SCHEMAS)
			.ids(ids)
			.publisher((announcements) -> announcements
				.forEach((announcement) -> table.changes().add(announcement.change())))
			.build();
	}

}
