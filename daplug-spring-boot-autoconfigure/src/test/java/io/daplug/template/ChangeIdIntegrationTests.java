package io.daplug.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.daplug.event.ItemChange;
import io.daplug.expression.InvalidExpressionException;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.Validation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for tables whose writes store the ids of their changes.
 */
@DisplayName("(D31) change ids in items")
class ChangeIdIntegrationTests {

	private static final String ID = "_change";

	private static final ItemKey KEY = ItemKey.of("a");

	private final ItemTransactionTemplate transactions = new ItemTransactionTemplate();

	private final StoredTable table = StoredTable.of((definition) -> definition.changeIdAttribute(ID));

	private final DaplugTemplate template = this.table.template();

	@Test
	void eachWriteStoresTheIdThatItAnnounces() {
		List<Runnable> writes = List.of(() -> this.template.insert(Map.of("id", "a", "n", 1)),
				() -> this.template.update(KEY, Map.of("n", 2)),
				() -> this.template.overwrite(Map.of("id", "a", "n", 3)),
				() -> this.template.change(KEY, (change) -> change.set("n", 4)),
				() -> this.template.upsert(KEY, (change) -> change.set("n", 5)),
				() -> this.template.upsert(Map.of("id", "a", "n", 6)),
				() -> this.template.batchOverwrite(List.of(Map.of("id", "a", "n", 7))),
				() -> this.transactions.write((tx) -> tx.overwrite(this.template, Map.of("id", "a", "n", 8))),
				() -> this.transactions.write((tx) -> tx.change(this.template, KEY, (change) -> change.set("n", 9))));
		List<String> stored = new ArrayList<>();
		for (Runnable write : writes) {
			write.run();
			stored.add(id(this.table));
		}
		assertThat(ids()).isEqualTo(stored);
		assertThat(stored).doesNotHaveDuplicates().allSatisfy((id) -> assertThat(id).startsWith("orders|a|"));
	}

	@Test
	void batchesOfInsertsStoreThem() {
		this.template.batchInsert(List.of(Map.of("id", "a"), Map.of("id", "b")));
		assertThat(this.table.items()).extracting((item) -> Objects.requireNonNull(item.get(ID)).s())
			.containsExactlyInAnyOrderElementsOf(ids());
	}

	@Test
	void aRemovalIsNamedAfterTheWriteOfWhatItRemoves() {
		this.template.insert(Map.of("id", "a"));
		String first = id(this.table) + "|removed";
		this.template.delete(KEY);
		this.template.insert(Map.of("id", "a"));
		String second = id(this.table) + "|removed";
		this.template.batchDelete(List.of(KEY));
		assertThat(ids()).element(1).isEqualTo(first);
		assertThat(ids()).element(3).isEqualTo(second).isNotEqualTo(first);
	}

	@Test
	void aRemovalOfAnItemWithoutIdHasOneOfItsOwn() {
		this.table.put(Map.of("id", text("a")));
		this.template.delete(KEY);
		assertThat(ids()).singleElement().asString().startsWith("orders|a|").doesNotContain("removed");
	}

	@Test
	void nobodySeesThem() {
		StoredTable indexed = StoredTable.of((definition) -> definition.changeIdAttribute(ID)
			.index(IndexDefinition.of("by-customer", "customer", "id")));
		DaplugTemplate items = indexed.template();
		List<Map<String, ?>> seen = new ArrayList<>();
		seen.add(items.insert(Map.of("id", "a", "customer", "c")));
		seen.add(items.update(KEY, Map.of("n", 1)));
		seen.add(items.get(KEY).orElseThrow());
		seen.addAll(items.query((query) -> query.index("by-customer").hashKey("c")).list());
		seen.addAll(items.scan().list());
		try (Stream<Map<String, Object>> all = items.read((query) -> query.hashKey("a"))) {
			seen.addAll(all.toList());
		}
		seen.add(items.delete(KEY).orElseThrow());
		assertThat(seen).hasSize(7).allSatisfy((item) -> assertThat(item).doesNotContainKey(ID));
		assertThat(indexed.changes()).hasSize(3).allSatisfy(ChangeIdIntegrationTests::showsNone);
	}

	private static void showsNone(ItemChange<?> change) {
		assertThat(change.lastImage().item().toMap()).doesNotContainKey(ID);
		change.oldImage().known().ifPresent((old) -> assertThat(old.toMap()).doesNotContainKey(ID));
	}

	@Test
	void nobodyElseWritesThem() {
		this.template.insert(Map.of("id", "a", ID, "mine"));
		this.template.update(KEY, Map.of(ID, "mine", "n", 1));
		assertThat(id(this.table)).startsWith("orders|a|");
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> this.template.change(KEY, (change) -> change.set(ID, "mine")));
	}

	@Test
	void survivesTheSchema() {
		StoredTable shaped = StoredTable.of((definition) -> definition.schema("Order").changeIdAttribute(ID));
		shaped.template().insert(Map.of("id", "a", "unheard", "of"), (options) -> options.validation(Validation.NONE));
		assertThat(Objects.requireNonNull(shaped.stored("a"))).containsKey(ID).doesNotContainKey("unheard");
	}

	@Test
	void takesThePlaceOfTheToken() {
		StoredTable counted = StoredTable
			.of((definition) -> definition.idempotence(StoredTable.COUNTED).changeIdAttribute(ID));
		counted.template().insert(Map.of("id", "a"));
		assertThat(Objects.requireNonNull(counted.stored("a"))).containsOnlyKeys("id", "version", ID);
	}

	@Test
	void tokensOfEarlierWritesStayHidden() {
		StoredTable counted = StoredTable
			.of((definition) -> definition.idempotence(StoredTable.COUNTED).changeIdAttribute(ID));
		counted.put(Map.of("id", text("a"), "version", AttributeValue.fromN("1"), "_write", text("token")));
		DaplugTemplate items = counted.template();
		Set<String> visible = Set.of("id", "version");
		assertThat(items.get(KEY).orElseThrow()).containsOnlyKeys(visible);
		items.change(KEY, (change) -> change.set("n", 1));
		assertThat(items.get(KEY).orElseThrow()).containsOnlyKeys("id", "version", "n");
		assertThat(items.delete(KEY).orElseThrow()).containsOnlyKeys("id", "version", "n");
	}

	@Test
	@DisplayName("(P22) a write that is sent again keeps its id, and meets itself")
	void aRetriedWriteKeepsItsId() {
		try (LostAnswers lost = LostAnswers.of("PutItem")) {
			this.table.template(lost.client()).insert(Map.of("id", "a"));
			assertThat(lost.attempts()).isEqualTo(2);
		}
		assertThat(ids()).containsExactly(id(this.table));
	}

	@Test
	void needsAnAttributeOfItsOwn() {
		TableDefinitionBuilder definition = TableDefinition.named("orders")
			.hashKey("id")
			.idempotence(StoredTable.COUNTED);
		assertThatIllegalStateException().isThrownBy(() -> definition.changeIdAttribute("id").build())
			.withMessageContaining("'change-id.attribute'");
		assertThatIllegalStateException().isThrownBy(() -> definition.changeIdAttribute("version").build());
		assertThatIllegalStateException()
			.isThrownBy(() -> definition.changeIdAttribute("email").unique("email").build());
	}

	private List<String> ids() {
		return this.table.changes().stream().map(ItemChange::changeId).toList();
	}

	private static String id(StoredTable table) {
		Map<String, @Nullable AttributeValue> stored = Map.copyOf(Objects.requireNonNull(table.stored("a")));
		return Objects.requireNonNull(stored.get(ID)).s();
	}

}
