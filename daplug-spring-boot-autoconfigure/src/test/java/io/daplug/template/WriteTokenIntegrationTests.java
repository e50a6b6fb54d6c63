package io.daplug.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.model.PageRequest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for the token that each write leaves: it is in each stored item, another one
 * after each write, and nobody sees it.
 */
class WriteTokenIntegrationTests {

	private static final String TOKEN = "_write";

	private static final ItemKey KEY = ItemKey.of("a");

	@Test
	void leavesAnotherTokenWithEachWrite() {
		StoredTable table = StoredTable.counted();
		DaplugTemplate template = table.template();
		List<AttributeValue> tokens = new ArrayList<>();
		template.insert(Map.of("id", "a"));
		tokens.add(token(table));
		template.update(KEY, Map.of("total", 1));
		tokens.add(token(table));
		template.overwrite(Map.of("id", "a", "version", 2));
		tokens.add(token(table));
		template.batchOverwrite(List.of(Map.of("id", "a")), (options) -> options.guarded(false));
		tokens.add(token(table));
		assertThat(tokens).doesNotHaveDuplicates().allSatisfy((token) -> assertThat(token.s()).hasSize(16));
	}

	private static AttributeValue token(StoredTable table) {
		Map<String, AttributeValue> stored = Objects.requireNonNull(table.stored("a"));
		return Objects.requireNonNull(stored.get(TOKEN));
	}

	@Test
	void isShownByNoWayToRead() {
		StoredTable table = StoredTable.of((definition) -> definition.idempotence(StoredTable.COUNTED)
			.index(IndexDefinition.of("by-customer", "customer", "id")));
		DaplugTemplate template = table.template();
		template.insert(Map.of("id", "a", "customer", "c"));
		List<Map<String, ?>> read = new ArrayList<>();
		read.add(template.get(KEY).orElseThrow());
		read.addAll(template.query((query) -> query.hashKey("a")).list());
		read.addAll(template.query((query) -> query.index("by-customer").hashKey("c")).list());
		read.addAll(template.query((query) -> query.hashKey("a")).page(PageRequest.of(1)).items());
		read.addAll(template.query((query) -> query.hashKey("a")).response().items());
		read.addAll(template.scan().list());
		read.addAll(template.scan((scan) -> scan.segments(2)).list());
		read.addAll(template.scan().response().items());
		try (Stream<Map<String, Object>> all = template.scan().stream()) {
			read.addAll(all.toList());
		}
		assertThat(read).hasSize(9)
			.allSatisfy((item) -> assertThat(item).containsOnlyKeys("id", "customer", "version"));
		assertThat(template.get(KEY, (options) -> options.project("id", TOKEN)).orElseThrow()).containsOnlyKeys("id");
		assertThat(template.scan().count()).isEqualTo(1);
	}

	@Test
	void isInNoAnswerNoChangeAndNoException() {
		StoredTable table = StoredTable.counted();
		DaplugTemplate template = table.template();
		assertThat(template.insert(Map.of("id", "a"))).doesNotContainKey(TOKEN);
		assertThat(template.update((query) -> query.hashKey("a"), Map.of("total", 1))).doesNotContainKey(TOKEN);
		assertThat(template.update(KEY, Map.of("total", 2))).doesNotContainKey(TOKEN);
		StaleItemException stale = catchThrowableOfType(StaleItemException.class,
				() -> template.overwrite(Map.of("id", "a", "version", 1)));
		assertThat(stale.stored().orElseThrow().toMap()).doesNotContainKey(TOKEN);
		BatchResult<Map<String, Object>> batch = template
			.batchOverwrite(List.of(Map.of("id", "a", "version", 3), Map.of("id", "b")));
		assertThat(batch.written()).hasSize(2).allSatisfy((item) -> assertThat(item).doesNotContainKey(TOKEN));
		assertThat(template.delete(KEY).orElseThrow()).doesNotContainKey(TOKEN);
		assertThat(table.changes()).hasSize(6).allSatisfy(WriteTokenIntegrationTests::hasNoToken);
	}

	private static void hasNoToken(ItemChange<?> change) {
		for (ItemImage<?> image : List.of(change.oldImage(), change.newImage())) {
			if (image.isKnown()) {
				assertThat(image.item().toMap()).doesNotContainKey(TOKEN);
			}
		}
	}

	@Test
	void isNoneOfWhatCallersSend() {
		StoredTable table = StoredTable.counted();
		DaplugTemplate template = table.template();
		assertThat(template.insert(Map.of("id", "a", TOKEN, "mine"))).doesNotContainKey(TOKEN);
		assertThat(template.update(KEY, Map.of(TOKEN, "mine", "total", 1))).doesNotContainKey(TOKEN);
		assertThat(token(table)).isNotEqualTo(text("mine"));
		assertThat(table.changes()).allSatisfy(WriteTokenIntegrationTests::hasNoToken);
	}

	@Test
	void isLeftInTablesWithoutGuardOnRequest() {
		StoredTable table = StoredTable.of((definition) -> definition.writeToken("wrote"));
		table.template().insert(Map.of("id", "a"));
		assertThat(table.stored("a")).containsOnlyKeys("id", "wrote");
		assertThat(table.template().get(KEY)).contains(Map.of("id", "a"));
	}

	@Test
	void isNotLeftWhereNobodyAsks() {
		StoredTable uncounted = StoredTable
			.of((definition) -> definition.idempotence(StoredTable.COUNTED).writeToken(""));
		uncounted.template().insert(Map.of("id", "a"));
		assertThat(uncounted.stored("a")).containsOnlyKeys("id", "version");
		StoredTable plain = StoredTable.plain();
		plain.template().insert(Map.of("id", "a"));
		assertThat(plain.stored("a")).containsOnlyKeys("id");
	}

	@Test
	void needsAnAttributeOfItsOwn() {
		TableDefinitionBuilder table = TableDefinition.named("orders").hashKey("id").idempotence(StoredTable.COUNTED);
		assertThatIllegalStateException().isThrownBy(() -> table.writeToken("id").build())
			.withMessageContaining("'idempotence.token'")
			.withMessageContaining("'id'");
		assertThatIllegalStateException().isThrownBy(() -> table.writeToken("version").build());
	}

}
