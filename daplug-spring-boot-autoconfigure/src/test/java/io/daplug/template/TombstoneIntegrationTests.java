package io.daplug.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.event.ItemInserted;
import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.IndexProjection;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests that tombstones, and the places of copies, are seen by no read, and are in no
 * write's way.
 */
class TombstoneIntegrationTests {

	private static final ItemKey GONE = ItemKey.of("a", "1");

	private static final ItemKey COPY = ItemKey.of("a", "2");

	private final StoredTable table = StoredTable.of((table) -> table.guardedCopies(true)
		.rangeKey("line")
		.index(IndexDefinition.of("inverted", "line", "id"))
		.index(IndexDefinition.of("by-customer", "customer", "line")));

	private final DaplugTemplate template = this.table.template();

	@BeforeEach
	void storeCopies() {
		for (int line = 0; line < 10; line++) {
			Map<String, AttributeValue> item = new LinkedHashMap<>(
					Map.of("id", text("a"), "line", text("" + line), "_sequence", text("label#" + line)));
			if (line % 2 == 0) {
				item.put("customer", text("c"));
				item.put("size", number(line));
			}
			else {
				item.put("_removed", AttributeValue.fromBool(true));
				item.put("_expires", number(4_000_000_000L));
			}
			this.table.put(item);
		}
	}

	@Test
	void areSeenByNoGet() {
		assertThat(this.template.get(GONE)).isEmpty();
		assertThat(this.template.exists(GONE)).isFalse();
		assertThat(this.template.get(GONE, (options) -> options.project("line"))).isEmpty();
		assertThat(this.template.get(COPY)).hasValueSatisfying(TombstoneIntegrationTests::isWhole);
		assertThat(this.template.exists(COPY)).isTrue();
		assertThat(this.template.get(COPY, (options) -> options.project("size", "_sequence", "_removed")))
			.hasValueSatisfying((item) -> assertThat(item).containsOnlyKeys("size"));
		assertThat(this.template.batchGet(List.of(GONE, COPY)).items()).singleElement()
			.satisfies(TombstoneIntegrationTests::isWhole);
		assertThat(this.template.batchGet(List.of(GONE, COPY), (options) -> options.project("size")).items())
			.singleElement()
			.satisfies((item) -> assertThat(item).containsOnlyKeys("size"));
	}

	@Test
	void areSeenByNoQuery() {
		ItemQuery<Map<String, Object>> query = this.template.query((options) -> options.hashKey("a"));
		isWhole(query.list());
		assertThat(query.count()).isEqualTo(5);
		assertThat(this.template.query((options) -> options.hashKey("a").descending()).first())
			.hasValueSatisfying((item) -> assertThat(item).containsEntry("line", "8"));
		assertThat(this.template.query((options) -> options.hashKey("a").project("line")).list()).hasSize(5)
			.allSatisfy((item) -> assertThat(item).containsOnlyKeys("line"));
		isWhole(query.response().items());
		assertThat(query.response(Select.COUNT).count()).isEqualTo(5);
	}

	@Test
	void areSeenInNoPage() {
		List<Map<String, Object>> read = new ArrayList<>();
		ItemQuery<Map<String, Object>> query = this.template.query((options) -> options.hashKey("a"));
		Page<Map<String, Object>> page = query.page(PageRequest.of(2));
		read.addAll(page.items());
		while (page.hasNext()) {
			assertThat(page.items()).hasSize(2);
			page = query.page(PageRequest.of(2).after(page.nextToken()));
			read.addAll(page.items());
		}
		isWhole(read);
	}

	@Test
	void areSeenByNoScan() {
		isWhole(this.template.scan().list());
		assertThat(this.template.scan().count()).isEqualTo(5);
		isWhole(this.template.scan((options) -> options.segments(3)).list());
		assertThat(this.template.scan((options) -> options.segments(3)).count()).isEqualTo(5);
		isWhole(this.template.scan().response().items());
		isWhole(this.template.scan().stream().toList());
		assertThat(this.template.scan((options) -> options.project("size")).list()).hasSize(5);
	}

	@Test
	void areSeenInNoIndex() {
		ItemQuery<Map<String, Object>> sparse = this.template
			.query((options) -> options.index("by-customer").hashKey("c"));
		isWhole(sparse.list());
		assertThat(sparse.count()).isEqualTo(5);
		assertThat(this.template.query((options) -> options.index("inverted").hashKey("1")).list()).isEmpty();
		assertThat(this.template.query((options) -> options.index("inverted").hashKey("1")).count()).isZero();
		assertThat(this.template.query((options) -> options.index("inverted").hashKey("2")).list()).hasSize(1);
		assertThat(this.template.scan((options) -> options.index("inverted")).count()).isEqualTo(5);
	}

	/** An index that cannot hold a tombstone need not hold what tells one. */
	@Test
	void needNoAttributeOfAnIndexThatHoldsNone() {
		StoredTable narrow = StoredTable.of((table) -> table.guardedCopies(true)
			.rangeKey("line")
			.index(IndexDefinition.of("by-customer", "customer", "line").with(IndexProjection.KEYS_ONLY)));
		narrow.put(Map.of("id", text("a"), "line", text("1"), "customer", text("c"), "_sequence", text("label#1")));
		narrow.put(Map.of("id", text("a"), "line", text("2"), "_sequence", text("label#2"), "_removed",
				AttributeValue.fromBool(true)));
		ItemQuery<Map<String, Object>> query = narrow.template()
			.query((options) -> options.index("by-customer").hashKey("c").project("line"));
		assertThat(query.list()).containsExactly(Map.of("line", "1"));
		assertThat(query.count()).isEqualTo(1);
		assertThat(query.page(PageRequest.of(5)).items()).hasSize(1);
		assertThat(query.response().count()).isEqualTo(1);
	}

	@Test
	void stopTheDefinitionOfAnIndexThatWouldShowThem() {
		assertThatIllegalStateException()
			.isThrownBy(() -> StoredTable.of((table) -> table.guardedCopies(true)
				.rangeKey("line")
				.index(IndexDefinition.of("inverted", "line", "id").with(IndexProjection.KEYS_ONLY))))
			.withMessageContaining("'inverted'")
			.withMessageContaining("'_removed'");
	}

	@Test
	void stopTheDefinitionOfATableThatUsesTheirAttributes() {
		for (Consumer<TableDefinitionBuilder> use : List.<Consumer<TableDefinitionBuilder>>of(
				(table) -> table.rangeKey("_sequence"), (table) -> table.rangeKey("_removed"),
				(table) -> table.rangeKey("_expires"))) {
			assertThatIllegalStateException().isThrownBy(() -> StoredTable.of((table) -> {
				table.guardedCopies(true);
				use.accept(table);
			})).withMessageContaining("guarded-copies");
		}
	}

	@Test
	void giveWayToWritesOfNewItems() {
		this.template.insert(Map.of("id", "a", "line", "1", "size", 1));
		this.template.overwrite(Map.of("id", "a", "line", "3", "size", 1));
		this.template.upsert(Map.of("id", "a", "line", "5", "size", 1));
		this.template.batchInsert(List.of(Map.of("id", "a", "line", "7", "size", 1))).requireComplete();
		this.template.upsert(ItemKey.of("a", "9"), (change) -> change.set("size", 1));
		for (String line : List.of("1", "3", "5", "7", "9")) {
			assertThat(this.table.stored(Map.of("id", text("a"), "line", text(line)))).as(line)
				.containsOnlyKeys("id", "line", "size");
		}
		assertThat(this.table.changes()).hasSize(5)
			.allSatisfy((change) -> assertThat(change).isInstanceOf(ItemInserted.class));
		assertThatExceptionOfType(DuplicateItemException.class)
			.isThrownBy(() -> this.template.insert(Map.of("id", "a", "line", "1")));
	}

	@Test
	void areNotThereForChanges() {
		for (ThrowingCallable change : List.<ThrowingCallable>of(() -> this.template.update(GONE, Map.of("size", 1)),
				() -> this.template.change(GONE, (update) -> update.set("size", 1)),
				() -> this.template.update((query) -> query.hashKey("a").rangeKey(RangeKeyCondition.equalTo("1")),
						Map.of("size", 1)))) {
			assertThatExceptionOfType(ItemNotFoundException.class).isThrownBy(change);
		}
		assertThat(this.template.delete(GONE)).isEmpty();
		assertThat(this.table.changes()).isEmpty();
	}

	@Test
	void areNotThereInTransactions() {
		ItemTransactionTemplate transactions = new ItemTransactionTemplate();
		assertThatExceptionOfType(ItemTransactionFailedException.class)
			.isThrownBy(() -> transactions.write((entries) -> entries.update(this.template, GONE, Map.of("size", 1))));
		transactions.write((entries) -> entries.insert(this.template, Map.of("id", "a", "line", "1", "size", 1)));
		assertThat(this.template.get(GONE)).isPresent();
	}

	@Test
	void callersCannotWriteTheirAttributes() {
		this.template.overwrite(Map.of("id", "b", "line", "1", "_sequence", "x", "_removed", true));
		assertThat(this.table.stored(Map.of("id", text("b"), "line", text("1")))).containsOnlyKeys("id", "line");
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> this.template.change(COPY, (change) -> change.set("_removed", true)))
			.withMessageContaining("guarded mirrors");
	}

	/** The place says what was mirrored last, and that is still true. */
	@Test
	void aChangeOfACopyKeepsItsPlace() {
		this.template.change(COPY, (change) -> change.set("size", 7));
		assertThat(this.table.stored(Map.of("id", text("a"), "line", text("2")))).containsEntry("size", number(7))
			.containsEntry("_sequence", text("label#2"));
		assertThat(this.table.changes()).singleElement()
			.satisfies((change) -> assertThat(change.newImage().item().attributes()).containsOnlyKeys("id", "line",
					"customer", "size"));
	}

	@Test
	void areItemsLikeOthersWhereNobodyMirrors() {
		DaplugTemplate other = this.table.template((table) -> table.rangeKey("line"));
		assertThat(other.scan().count()).isEqualTo(10);
		assertThat(other.get(COPY)).hasValueSatisfying((item) -> assertThat(item).containsKey("_sequence"));
	}

	private static void isWhole(List<? extends Map<String, ?>> items) {
		assertThat(items).hasSize(5).allSatisfy(TombstoneIntegrationTests::isWhole);
	}

	private static void isWhole(Map<String, ?> item) {
		assertThat(item).containsOnlyKeys("id", "line", "customer", "size");
	}

}
