package io.daplug.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for reads of tables with unique attributes: nobody sees their claims.
 */
class UniqueReadIntegrationTests {

	private static final int ITEMS = 30;

	private static final String CLAIM = "_unique#email#order%23##S#e0";

	private static StoredTable table;

	/** An index by the table's own keys holds the claims as well. */
	@BeforeAll
	static void storeItems() {
		table = StoredTable.of((definition) -> definition.rangeKey("line")
			.hashPrefix("order#")
			.unique("email")
			.index(IndexDefinition.of("inverse", "line", "id"))
			.index(IndexDefinition.of("by-email", "email", null)));
		IntStream.range(0, ITEMS)
			.forEach((i) -> table.template().insert(Map.of("id", "i" + i, "line", "1", "email", "e" + i, "total", i)));
		assertThat(table.items()).hasSize(2 * ITEMS).extracting((item) -> item.get("id")).contains(text(CLAIM));
	}

	@Test
	void scansSeeNoClaims() {
		assertThat(table.template().scan().list()).hasSize(ITEMS)
			.allSatisfy((item) -> assertThat(item).containsKey("total"));
		assertThat(table.template().scan((scan) -> scan.segments(3)).list()).hasSize(ITEMS);
		assertThat(table.template().scan((scan) -> scan.limit(7)).list()).hasSize(7);
		assertThat(table.template().scan((scan) -> scan.project("total")).list()).hasSize(ITEMS)
			.allSatisfy((item) -> assertThat(item).containsOnlyKeys("total"));
		assertThat(table.template().scan((scan) -> scan.index("inverse")).list()).hasSize(ITEMS);
	}

	@Test
	void countsCountNoClaims() {
		assertThat(table.template().scan().count()).isEqualTo(ITEMS);
		assertThat(table.template().scan((scan) -> scan.limit(11)).count()).isEqualTo(11);
		assertThat(table.template().scan((scan) -> scan.segments(4)).count()).isEqualTo(ITEMS);
		assertThat(table.template().query((query) -> query.hashKey("i0")).count()).isEqualTo(1);
	}

	@Test
	void pagesAreFullWithoutClaims() {
		List<Map<String, Object>> items = new ArrayList<>();
		@Nullable String token = null;
		do {
			Page<Map<String, Object>> page = table.template().scan().page(PageRequest.of(7).after(token));
			assertThat(page.items().size() == 7 || page.nextToken() == null).isTrue();
			items.addAll(page.items());
			token = page.nextToken();
		}
		while (token != null);
		assertThat(items).hasSize(ITEMS).extracting((item) -> item.get("id")).doesNotHaveDuplicates();
	}

	@Test
	void rawAnswersHoldNoClaimsAndGoOnWhereTheyEnd() {
		List<Map<String, AttributeValue>> items = new ArrayList<>();
		@Nullable Map<String, AttributeValue> start = null;
		boolean atClaim = false;
		do {
			Map<String, AttributeValue> from = start;
			ScanResponse response = table.template().scan((scan) -> {
				scan.limit(3);
				if (from != null) {
					scan.startAfter(from);
				}
			}).response();
			assertThat(response.count()).isEqualTo(response.items().size());
			items.addAll(response.items());
			start = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null;
			atClaim |= start != null && StoredClaims.key(start).startsWith("_unique#");
		}
		while (start != null);
		assertThat(atClaim).isTrue();
		assertThat(items).hasSize(ITEMS).extracting(StoredClaims::key).doesNotHaveDuplicates();
	}

	@Test
	void rawCountsCountNoClaims() {
		assertThat(table.template().scan().response(Select.COUNT).count()).isEqualTo(ITEMS);
	}

	@Test
	void keysOfClaimsAreNobodysKeys() {
		ItemKey claim = ItemKey.of(CLAIM, "_unique#");
		DaplugTemplate template = table.template();
		String message = "Key of table 'orders' is unusable: 'id' begins with '_unique#', which is reserved for the claims of unique attributes";
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> template.get(claim)).withMessage(message);
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> template.get(ItemKey.of("ue#x", "1"), (get) -> get.prefix("id", "_uniq")))
			.withMessage(message);
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> template.insert(Map.of("id", "_unique#x", "line", "1")))
			.withMessage(message);
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> template.delete(claim))
			.withMessage(message);
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> template.update(claim, Map.of("total", 1)))
			.withMessage(message);
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> template.query((query) -> query.hashKey(CLAIM)).list())
			.withMessage(message);
	}

	@Test
	void tablesWithoutUniqueAttributesReserveNothing() {
		StoredTable plain = StoredTable.plain();
		plain.template().insert(Map.of("id", "_unique#x"));
		assertThat(plain.template().get(ItemKey.of("_unique#x"))).isPresent();
		assertThat(plain.template().scan().list()).hasSize(1);
	}

	@Test
	void anUpdateByQueryMovesTheClaim() {
		StoredTable other = StoredTable.of((definition) -> definition.unique("email"));
		other.template().insert(Map.of("id", "a", "email", "x"));
		other.template().update((query) -> query.hashKey("a"), Map.of("email", "y"));
		other.template().insert(Map.of("id", "b", "email", "x"));
		assertThat(other.items()).hasSize(4);
	}

}
