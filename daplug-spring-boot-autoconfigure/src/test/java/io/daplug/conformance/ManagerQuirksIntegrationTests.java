package io.daplug.conformance;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.Throughput;
import io.daplug.table.ThroughputUnits;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.table.admin.TableMismatchException;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.batch.BatchGetResult;
import io.daplug.template.model.InvalidQueryException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.daplug.expression.Condition.attribute;
import static io.daplug.expression.RangeKeyCondition.beginsWith;
import static io.daplug.expression.RangeKeyCondition.equalTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is done where the ancestor's table manager looks wrong: a test for each family of
 * quirks of the corpus about creating tables and about reading.
 */
class ManagerQuirksIntegrationTests {

	private static final IndexDefinition BY_OWNER = IndexDefinition.of("by_owner", KeyAttribute.text("owner"),
			new KeyAttribute("rank", ScalarAttributeType.N));

	private static final IndexDefinition BY_STATE = IndexDefinition.of("by_state", "state", null);

	/** A caller's type, whose components an item may lack. */
	record Document(String pk, String sk, @Nullable String title) {
	}

	@Test
	void oneCapacityOfTwoIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Throughput(null, new ThroughputUnits(5L, null), null, null))
			.withMessageContaining("'read' and 'write'");
	}

	@Test
	void aTableThatIsThereWithOtherKeysIsToldApart() {
		TableDefinition table = definition((builder) -> {
		});
		new TableAdministrator(LocalDynamoDb.client()).create(table);
		TableDefinition other = TableDefinition.named("docs").tableName(table.tableName()).hashKey("pk").build();
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(() -> new TableAdministrator(LocalDynamoDb.client()).createIfMissing(other))
			.withMessageContaining("sk");
	}

	@Test
	void aRangeKeyAndItsBeginningAreNotBothTaken() {
		DaplugTemplate docs = docs();
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(
				() -> docs.query((query) -> query.hashKey("t1").rangeKey(equalTo("img#1"), beginsWith("doc#"))).list())
			.withMessageContaining("sk");
	}

	@Test
	void valuesOfAFilterDoNotReplaceTheKeyThatIsAskedFor() {
		DaplugTemplate docs = docs();
		docs.insert(Map.of("pk", "t1", "sk", "doc#1", "tenant", "t2"));
		docs.insert(Map.of("pk", "t2", "sk", "doc#1", "tenant", "t2"));
		assertThat(docs.query((query) -> query.hashKey("t1").filter("tenant = :pk", Map.of(":pk", "t2"))).list())
			.extracting((item) -> item.get("pk"))
			.containsExactly("t1");
	}

	@Test
	void anItemWithNothingOfTheProjectionIsStillAnItem() {
		DaplugTemplate docs = docs();
		docs.insert(Map.of("pk", "t1", "sk", "doc#1"));
		docs.insert(Map.of("pk", "t1", "sk", "doc#2", "size", 10));
		assertThat(docs.query((query) -> query.hashKey("t1").project("size")).list()).containsExactly(Map.of(),
				Map.of("size", BigDecimal.TEN));
	}

	@Test
	void aProjectionLeadsIntoMaps() {
		DaplugTemplate docs = docs();
		docs.insert(Map.of("pk", "t1", "sk", "doc#1", "meta", Map.of("lang", "de", "size", 1)));
		assertThat(docs.query((query) -> query.hashKey("t1").project("meta.lang")).list())
			.containsExactly(Map.of("meta", Map.of("lang", "de")));
	}

	@Test
	void aRangeKeyForAnIndexWithoutOneIsRefused() {
		DaplugTemplate docs = docs();
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(
					() -> docs.query((query) -> query.index("by_state").hashKey("open").rangeKey(equalTo("x"))).list())
			.withMessageContaining("index 'by_state' has no range key");
	}

	@Test
	void aTypeTakesItemsThatLackSomeOfIt() {
		DaplugTemplate docs = docs();
		docs.insert(Map.of("pk", "t1", "sk", "doc#1", "title", "Plan"));
		docs.insert(Map.of("pk", "t1", "sk", "stranger", "color", "red"));
		assertThat(docs.query((query) -> query.hashKey("t1").project("pk", "sk"), Document.class).list())
			.containsExactly(new Document("t1", "doc#1", null), new Document("t1", "stranger", null));
		assertThat(docs.scan((scan) -> scan.filter(attribute("pk").isEqualTo("t1")), Document.class).list())
			.containsExactlyInAnyOrder(new Document("t1", "doc#1", "Plan"), new Document("t1", "stranger", null));
		assertThat(docs.get(ItemKey.of("t1", "stranger"), Document.class))
			.contains(new Document("t1", "stranger", null));
	}

	@Test
	void anItemOfNothingButItsKeyIsFound() {
		DaplugTemplate docs = docs();
		docs.insert(Map.of("pk", "a", "sk", "b"));
		assertThat(docs.get(ItemKey.of("a", "b"))).contains(Map.of("pk", "a", "sk", "b"));
		assertThat(docs.exists(ItemKey.of("a", "b"))).isTrue();
	}

	@Test
	void numbersKeepTheirDigits() {
		DaplugTemplate docs = docs();
		BigDecimal ratio = new BigDecimal("0.1234567890123456789");
		docs.insert(Map.of("pk", "a", "sk", "b", "ratio", ratio));
		assertThat(docs.get(ItemKey.of("a", "b"))).get().extracting("ratio").isEqualTo(ratio);
	}

	@Test
	void aKeyThatIsLeftUnprocessedIsAskedForAgain() {
		ObservedClient client = new ObservedClient(LocalDynamoDb.client());
		DaplugTemplate docs = docs(client);
		List<ItemKey> keys = List.of(ItemKey.of("p", "0"), ItemKey.of("p", "1"), ItemKey.of("p", "2"));
		keys.forEach((key) -> docs.insert(Map.of("pk", key.hashValue(), "sk", String.valueOf(key.rangeValue()))));
		client.beginStep(() -> {
		}, 2);
		BatchGetResult<Map<String, Object>> found = docs.batchGet(keys);
		assertThat(found.byKey()).containsOnlyKeys(keys);
		assertThat(found.complete()).isTrue();
	}

	@Test
	void aNumberKeyOfAnIndexMayHaveAFraction() {
		DaplugTemplate docs = docs();
		BigDecimal rank = new BigDecimal("1.5");
		docs.insert(Map.of("pk", "p", "sk", "0", "owner", "lin", "rank", rank));
		assertThat(docs.query((query) -> query.index("by_owner").hashKey("lin").rangeKey(equalTo(rank))).list())
			.hasSize(1);
	}

	@Test
	void anItemWithoutTheKeysOfAnIndexIsNotInTheIndex() {
		DaplugTemplate docs = docs();
		docs.insert(Map.of("pk", "p", "sk", "0", "owner", "lin"));
		assertThat(docs.get(ItemKey.of("p", "0"))).isPresent();
		assertThat(docs.query((query) -> query.index("by_owner").hashKey("lin")).list()).isEmpty();
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> docs.insert(Map.of("pk", "p", "sk", "1", "owner", "lin", "rank", "first")))
			.withMessageContaining("/rank");
	}

	private static DaplugTemplate docs() {
		return docs(new ObservedClient(LocalDynamoDb.client()));
	}

	private static DaplugTemplate docs(ObservedClient client) {
		TableDefinition table = definition((builder) -> builder.index(BY_OWNER).index(BY_STATE));
		new TableAdministrator(client).create(table);
		return DaplugTemplate.builder(client, table).build();
	}

	private static TableDefinition definition(Consumer<TableDefinitionBuilder> customizer) {
		TableDefinitionBuilder builder = TableDefinition.named("docs")
			.tableName("docs-" + UUID.randomUUID())
			.hashKey("pk")
			.rangeKey("sk");
		customizer.accept(builder);
		return builder.build();
	}

}
