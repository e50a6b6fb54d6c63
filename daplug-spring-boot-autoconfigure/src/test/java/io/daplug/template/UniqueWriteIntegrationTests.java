package io.daplug.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemKey;
import io.daplug.merge.ListMerge;
import io.daplug.merge.MapMerge;
import io.daplug.merge.MergeStrategy;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.ItemNotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.daplug.expression.Condition.attribute;
import static io.daplug.template.StoredTable.map;
import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for single writes of tables with unique attributes.
 */
class UniqueWriteIntegrationTests {

	private static final ItemKey A = ItemKey.of("a");

	private static final ItemKey B = ItemKey.of("b");

	private static StoredTable unique(String... attributes) {
		return StoredTable.of((table) -> table.unique(attributes));
	}

	private static StoredTable unique(Consumer<TableDefinitionBuilder> more) {
		return StoredTable.of((table) -> {
			table.unique("email");
			more.accept(table);
		});
	}

	@Test
	void anInsertStoresTheItemAndItsClaimTogether() {
		StoredTable table = unique("email");
		assertThat(table.template().insert(Map.of("id", "a", "email", "jo@example.org"))).containsEntry("email",
				"jo@example.org");
		assertThat(table.stored("a")).isEqualTo(Map.of("id", text("a"), "email", text("jo@example.org")));
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#jo@example.org by a");
		assertThat(table.changes()).singleElement().isInstanceOf(ItemInserted.class);
	}

	@Test
	void anInsertOfAValueThatAnotherItemHasIsRefused() {
		StoredTable table = unique("email");
		table.template().insert(Map.of("id", "a", "email", "jo@example.org"));
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> table.template().insert(Map.of("id", "b", "email", "jo@example.org")))
			.withMessage(
					"The item ItemKey[b] of table 'orders' has a value of 'email' that the item ItemKey[a] has already")
			.satisfies((ex) -> {
				assertThat(ex.table()).isEqualTo("orders");
				assertThat(ex.attribute()).isEqualTo("email");
				assertThat(ex.key()).isEqualTo(B);
				assertThat(ex.owner()).isEqualTo(A);
			});
		assertThat(table.stored("b")).isNull();
		assertThat(table.changes()).hasSize(1);
	}

	@Test
	void anInsertOfAStoredKeyIsADuplicateItem() {
		StoredTable table = unique("email");
		table.template().insert(Map.of("id", "a", "email", "jo@example.org"));
		assertThatExceptionOfType(DuplicateItemException.class)
			.isThrownBy(() -> table.template().insert(Map.of("id", "a", "email", "jo@example.org")));
		assertThatExceptionOfType(DuplicateItemException.class)
			.isThrownBy(() -> table.template().insert(Map.of("id", "a", "email", "al@example.org")));
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#jo@example.org by a");
	}

	@Test
	void itemsWithoutAValueClaimNothing() {
		StoredTable table = unique("email");
		Map<String, @Nullable Object> unnamed = new HashMap<>(Map.of("id", "c"));
		unnamed.put("email", null);
		table.template().insert(Map.of("id", "a"));
		table.template().insert(Map.of("id", "b"));
		table.template().insert(unnamed);
		assertThat(table.items()).hasSize(3);
		assertThat(StoredClaims.of(table)).isEmpty();
	}

	@Test
	void valuesAreUniqueByTypeAndByNumber() {
		StoredTable table = unique("code");
		table.template().insert(Map.of("id", "a", "code", new BigDecimal("1.50")));
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> table.template().insert(Map.of("id", "b", "code", 1.5)));
		table.template().insert(Map.of("id", "c", "code", "1.5"));
		table.template().insert(Map.of("id", "d", "code", "1.5".getBytes()));
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> table.template().insert(Map.of("id", "e", "code", "1.5".getBytes())));
	}

	@Test
	void longValuesAreUniqueToTheLastCharacter() {
		StoredTable table = unique("text");
		String beginning = "ä".repeat(2000);
		table.template().insert(Map.of("id", "a", "text", beginning + "1"));
		table.template().insert(Map.of("id", "b", "text", beginning + "2"));
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> table.template().insert(Map.of("id", "c", "text", beginning + "2")))
			.satisfies((ex) -> assertThat(ex.owner()).isEqualTo(B));
		table.template().delete(B);
		table.template().insert(Map.of("id", "c", "text", beginning + "2"));
	}

	@Test
	void eachAttributeIsUniqueByItself() {
		StoredTable table = unique("email", "phone");
		table.template().insert(Map.of("id", "a", "email", "x", "phone", "y"));
		table.template().insert(Map.of("id", "b", "email", "y", "phone", "x"));
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> table.template().insert(Map.of("id", "c", "email", "z", "phone", "x")))
			.satisfies((ex) -> assertThat(ex.attribute()).isEqualTo("phone"))
			.satisfies((ex) -> assertThat(ex.owner()).isEqualTo(B));
		assertThat(StoredClaims.of(table)).hasSize(4);
	}

	@Test
	void aValueThatCanBeNoClaimIsRefusedBeforeAnyRequest() {
		StoredTable table = unique("email");
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate template = table.quiet(requests.client());
			assertThatExceptionOfType(InvalidItemException.class)
				.isThrownBy(() -> template.insert(Map.of("id", "a", "email", List.of("x"))))
				.withMessage("Item cannot be stored: the value at '/email' is a list, but the attribute is unique"
						+ " and must be text, a number, binary or absent");
			assertThat(requests.operations()).isEmpty();
		}
	}

	@Test
	void anUpdateOfTheValueMovesTheClaim() {
		StoredTable table = unique("email");
		table.template().insert(Map.of("id", "a", "email", "old", "total", 1));
		table.template().update(A, Map.of("email", "new"));
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#new by a");
		table.template().insert(Map.of("id", "b", "email", "old"));
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> table.template().update(A, Map.of("email", "old")));
		assertThat(table.stored("a")).containsEntry("email", text("new"));
		assertThat(table.changes()).hasSize(3).element(1).isInstanceOfSatisfying(ItemModified.class, (change) -> {
			assertThat(map(change.oldImage().item())).containsEntry("email", "old");
			assertThat(map(change.newImage().item())).containsEntry("email", "new");
		});
	}

	@Test
	void anUpdateThatRemovesTheValueReleasesIt() {
		StoredTable table = unique("email");
		table.template().insert(Map.of("id", "a", "email", "x"));
		table.template()
			.update(A, Map.of("email", ""),
					(options) -> options.merge(MergeStrategy.deep(ListMerge.ADD, MapMerge.REMOVE)));
		assertThat(table.stored("a")).containsOnlyKeys("id");
		assertThat(StoredClaims.of(table)).isEmpty();
	}

	@Test
	void anUpdateThatChangesNoUniqueAttributeIsAPlainPut() {
		StoredTable table = unique("email");
		table.template().insert(Map.of("id", "a", "email", "x"));
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate template = table.quiet(requests.client());
			template.update(A, Map.of("email", "x", "total", 7));
			assertThat(requests.operations()).containsExactly("GetItem", "PutItem");
			template.update(A, Map.of("email", "y"));
			assertThat(requests.operations()).endsWith("GetItem", "TransactWriteItems");
		}
	}

	@Test
	void anUpdateOfAMissingItemClaimsNothing() {
		StoredTable table = unique("email");
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> table.template().update(A, Map.of("email", "x")));
		assertThat(table.items()).isEmpty();
	}

	@Test
	void anOverwriteMovesTheClaims() {
		StoredTable table = unique("email", "phone");
		table.template().overwrite(Map.of("id", "a", "email", "x", "phone", "1"));
		table.template().overwrite(Map.of("id", "a", "email", "y", "phone", "1"));
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#y by a", "_unique#phone###S#1 by a");
		table.template().overwrite(Map.of("id", "a"));
		assertThat(StoredClaims.of(table)).isEmpty();
		assertThat(table.changes()).hasSize(3).first().isInstanceOf(ItemInserted.class);
		assertThat(table.changes()).element(1)
			.isInstanceOfSatisfying(ItemModified.class,
					(change) -> assertThat(map(change.oldImage().item())).containsEntry("email", "x"));
	}

	@Test
	void anOverwriteByAValueOfAnotherItemIsRefused() {
		StoredTable table = unique("email");
		table.template().insert(Map.of("id", "a", "email", "x"));
		table.template().insert(Map.of("id", "b", "email", "y"));
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> table.template().overwrite(Map.of("id", "b", "email", "x")));
		assertThat(table.stored("b")).containsEntry("email", text("y"));
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#x by a", "_unique#email###S#y by b");
	}

	@Test
	void aDeleteReleasesTheValueAndAnswersWithTheItem() {
		StoredTable table = unique("email");
		table.template().insert(Map.of("id", "a", "email", "x"));
		assertThat(table.template().delete(A))
			.hasValueSatisfying((item) -> assertThat(item).containsEntry("email", "x"));
		assertThat(table.items()).isEmpty();
		assertThat(table.template().delete(A)).isEmpty();
		assertThat(table.changes()).hasSize(2).last().isInstanceOf(ItemRemoved.class);
	}

	@Test
	void conditionsOfCallsHold() {
		StoredTable table = unique("email");
		table.template().insert(Map.of("id", "a", "email", "x", "status", "NEW"));
		assertThatExceptionOfType(ConditionNotMetException.class).isThrownBy(() -> table.template()
			.update(A, Map.of("email", "y"), (options) -> options.condition(attribute("status").isEqualTo("PAID"))));
		assertThatExceptionOfType(ConditionNotMetException.class).isThrownBy(() -> table.template()
			.delete(A, (options) -> options.condition(attribute("status").isEqualTo("PAID"))));
		table.template().delete(A, (options) -> options.condition(attribute("status").isEqualTo("NEW")));
		assertThat(table.items()).isEmpty();
	}

	@Test
	void theGuardHoldsInTransactionsToo() {
		StoredTable table = unique((definition) -> definition.idempotence(StoredTable.COUNTED));
		table.template().insert(Map.of("id", "a", "email", "x"));
		table.template().update(A, Map.of("email", "y", "version", 1));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template().overwrite(Map.of("id", "a", "email", "z", "version", 1)))
			.satisfies((ex) -> assertThat(ex.stored().orElseThrow().toMap()).containsEntry("email", "y"));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> table.template().delete(A, (options) -> options.expected(1)));
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#y by a");
		table.template().delete(A, (options) -> options.expected(2));
		assertThat(table.items()).isEmpty();
	}

	@Test
	void aStaleWriteThatIsIgnoredClaimsNothing() {
		StoredTable table = unique((definition) -> definition
			.idempotence(IdempotenceDefinition.on("modified").with(IdempotenceStrategy.USE_LATEST)));
		table.template().insert(Map.of("id", "a", "email", "x", "modified", "2026-01-02T00:00:00Z"));
		assertThat(table.template().overwrite(Map.of("id", "a", "email", "y", "modified", "2026-01-01T00:00:00Z")))
			.containsEntry("email", "x");
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#x by a");
	}

	@Test
	void valuesAreUniqueAmongItemsOfTheSamePrefixes() {
		StoredTable table = unique((definition) -> definition.rangeKey("line").hashPrefix("order#"));
		Map<String, Object> item = Map.of("id", "a", "line", "1", "email", "x");
		table.template().insert(item);
		table.template().insert(item, (options) -> options.prefix("id", "other#"));
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> table.template()
				.insert(Map.of("id", "b", "line", "1", "email", "x"), (options) -> options.prefix("id", "other#")))
			.satisfies((ex) -> assertThat(ex.owner()).isEqualTo(ItemKey.of("a", "1")));
		assertThat(StoredClaims.keys(table)).containsExactlyInAnyOrder("order#a", "other#a",
				"_unique#email#order%23##S#x", "_unique#email#other%23##S#x");
		table.template().delete(ItemKey.of("a", "1"), (options) -> options.prefix("id", "other#"));
		assertThat(table.items()).hasSize(2);
	}

	@Test
	void claimsGoWithRangeKeysOfAllTypes() {
		StoredTable numbers = unique((definition) -> definition.rangeKey("line", ScalarAttributeType.N));
		numbers.template().insert(Map.of("id", "a", "line", 1.50, "email", "x"));
		numbers.template().overwrite(Map.of("id", "a", "line", 1.5, "email", "x"));
		assertThat(numbers.template().delete(ItemKey.of("a", new BigDecimal("1.500")))).isPresent();
		assertThat(numbers.items()).isEmpty();
		StoredTable binaries = unique((definition) -> definition.rangeKey("line", ScalarAttributeType.B));
		binaries.template().insert(Map.of("id", "a", "line", new byte[] { 1 }, "email", "x"));
		assertThat(binaries.template().delete(ItemKey.of("a", new byte[] { 1 }))).isPresent();
		assertThat(binaries.items()).isEmpty();
	}

	@Test
	void nobodyHearsOfClaims() {
		StoredTable table = unique("email");
		DaplugTemplate template = table.template();
		template.insert(Map.of("id", "a", "email", "x"));
		template.overwrite(Map.of("id", "a", "email", "y"));
		template.update(A, Map.of("email", "z"));
		template.delete(A);
		assertThat(table.changes()).hasSize(4).allSatisfy((change) -> assertThat(change.key()).isEqualTo(A));
	}

	@Test
	void aWriteThatAnotherOneGotInTheWayOfBeginsAnew() {
		StoredTable table = unique("email");
		table.template().insert(Map.of("id", "a", "email", "x"));
		List<Runnable> once = new ArrayList<>(List.of(() -> table.template().update(A, Map.of("email", "y", "n", 1))));
		DaplugTemplate slow = table.quiet(FaultyClient.with((request, server) -> {
			if (!(request instanceof GetItemRequest) && !once.isEmpty()) {
				once.remove(0).run();
			}
			return server.get();
		}));
		slow.update(A, Map.of("email", "z"));
		assertThat(table.stored("a")).isEqualTo(Map.of("id", text("a"), "email", text("z"), "n", number(1)));
		assertThat(StoredClaims.of(table)).containsExactly("_unique#email###S#z by a");
	}

}
