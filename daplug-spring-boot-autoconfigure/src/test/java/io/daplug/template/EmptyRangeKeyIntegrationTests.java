package io.daplug.template;

import java.util.List;
import java.util.Map;

import io.daplug.event.ItemChange;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for range keys that are stored as their prefix and nothing else.
 */
class EmptyRangeKeyIntegrationTests {

	private static final Map<String, Object> ITEM = Map.of("id", "a", "kind", "", "customer", "c");

	private static final ItemKey KEY = ItemKey.of("a", "");

	private final StoredTable table = StoredTable.of((definition) -> definition.rangeKey("kind")
		.rangePrefix("config#")
		.index(IndexDefinition.of("by-customer", "customer", "kind")));

	private final DaplugTemplate template = this.table.template();

	@Test
	@DisplayName("(P24) an empty range value with a prefix is a key for every operation")
	void isAKeyWithAPrefix() {
		this.template.insert(ITEM);
		assertThat(this.table.items()).singleElement()
			.satisfies((item) -> assertThat(item).containsEntry("kind", text("config#")));
		assertThat(this.template.get(KEY)).contains(ITEM);
		assertThat(this.template.get(ItemKey.of(Map.of("id", "a", "kind", "")))).contains(ITEM);
		assertThat(this.template.update(KEY, Map.of("n", "1"))).containsEntry("kind", "");
		this.template.overwrite(ITEM);
		assertThat(this.template.query((query) -> query.hashKey("a").rangeKey(RangeKeyCondition.equalTo(""))).list())
			.containsExactly(ITEM);
		assertThat(this.template.query((query) -> query.index("by-customer").hashKey("c")).list())
			.containsExactly(ITEM);
		assertThat(this.template.delete(KEY)).contains(ITEM);
		assertThat(this.template.batchInsert(List.of(ITEM)).written()).containsExactly(ITEM);
		assertThat(this.template.batchDelete(List.of(KEY)).written()).containsExactly(KEY);
		assertThat(this.table.items()).isEmpty();
		assertThat(this.table.changes()).extracting(ItemChange::key).containsOnly(KEY);
	}

	@Test
	@DisplayName("(P16) (P24) pages go on after an item with an empty range value")
	void isAKeyForPages() {
		this.template.insert(ITEM);
		this.template.insert(Map.of("id", "a", "kind", "x", "customer", "c"));
		for (ItemSelection<Map<String, Object>> items : List.<ItemSelection<Map<String, Object>>>of(
				this.template.query((query) -> query.hashKey("a")), this.template.scan(),
				this.template.query((query) -> query.index("by-customer").hashKey("c")))) {
			Page<Map<String, Object>> first = items.page(PageRequest.of(1));
			assertThat(first.items()).containsExactly(ITEM);
			assertThat(items.page(PageRequest.of(1).after(first.nextToken())).items()).singleElement()
				.satisfies((item) -> assertThat(item).containsEntry("kind", "x"));
		}
		assertThat(this.template.query((query) -> query.hashKey("a").startAfter(KEY)).list()).hasSize(1);
	}

	@Test
	void isNoKeyWithoutAPrefix() {
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate bare = StoredTable.of((definition) -> definition.rangeKey("kind")).quiet(requests.client());
			for (ThrowingCallable call : List.<ThrowingCallable>of(() -> bare.insert(ITEM), () -> bare.overwrite(ITEM),
					() -> bare.get(KEY), () -> bare.update(KEY, Map.of("n", "1")), () -> bare.delete(KEY),
					() -> bare.query((query) -> query.hashKey("a").startAfter(KEY)).list(),
					() -> this.table.quiet(requests.client()).get(KEY, (options) -> options.prefix("kind", "")))) {
				assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(call)
					.withMessageContaining("'kind' is empty");
			}
			assertThat(requests.operations()).isEmpty();
		}
	}

	@Test
	void staysNoKeyForHashKeys() {
		StoredTable prefixed = StoredTable.of((definition) -> definition.hashPrefix("o#"));
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> prefixed.template().insert(Map.of("id", "")))
			.withMessageContaining("'id' is empty");
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> prefixed.template().get(ItemKey.of(Map.of("id", ""))))
			.withMessageContaining("'id' is empty");
	}

}
