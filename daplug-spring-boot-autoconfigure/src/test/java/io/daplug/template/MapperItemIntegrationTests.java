package io.daplug.template;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.daplug.cache.CacheDefinition;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.expression.Condition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.Item;
import io.daplug.item.ItemConversionException;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.version.StoredAs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for items that are stored in the exact form in which the DynamoDBMapper of the
 * AWS SDK 1 leaves them.
 */
class MapperItemIntegrationTests {

	private static final SchemaRegistry SCHEMAS = SchemaRegistry
		.load(List.of("classpath:io/daplug/template/mapper.yml"), SchemaLoading.defaults());

	private static final ItemKey KEY = ItemKey.of("a");

	private static final String TOKEN = "00000000-0000-0001-0000-000000000002";

	private static final String FIRST = "2020-01-01T00:00:00.001Z";

	private static final AttributeValue FIRST_AS_NUMBER = AttributeValue.fromN("1577836800001");

	private static final String FIRST_AS_TEXT = "2020-01-01T00:00:00.001000000Z";

	/**
	 * As an object of the mapper becomes it, with each annotation that changes the form.
	 */
	private static final Map<String, AttributeValue> STORED = Map.ofEntries(Map.entry("id", text("a")),
			Map.entry("active", number(1)), Map.entry("blocked", number(0)), Map.entry("newsletter", text("Y")),
			Map.entry("created", text(FIRST)), Map.entry("seen", FIRST_AS_NUMBER), Map.entry("logins", text("42")),
			Map.entry("code", number(7)),
			Map.entry("token",
					AttributeValue
						.fromB(SdkBytes.fromByteArray(new byte[] { 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2 }))),
			Map.entry("choices", AttributeValue.fromNs(List.of("0", "1"))),
			Map.entry("days", AttributeValue.fromSs(List.of(FIRST))),
			Map.entry("address", text("{\"home\":true,\"since\":1577836800001}")),
			Map.entry("places",
					AttributeValue
						.fromL(List.of(AttributeValue.fromM(Map.of("home", number(1), "since", text(FIRST)))))),
			Map.entry("rights", AttributeValue.fromM(Map.of("read", number(1), "write", number(0)))),
			Map.entry("picture", text("{\"s3\":{\"bucket\":\"b\",\"key\":\"k\",\"region\":\"eu-west-1\"}}")),
			Map.entry("version", number(3)));

	private static final Map<String, Object> READ = Map.ofEntries(Map.entry("id", "a"), Map.entry("active", true),
			Map.entry("blocked", false), Map.entry("newsletter", true), Map.entry("created", FIRST),
			Map.entry("seen", FIRST_AS_TEXT), Map.entry("logins", new BigDecimal(42)), Map.entry("code", "7"),
			Map.entry("token", TOKEN), Map.entry("choices", List.of(false, true)), Map.entry("days", Set.of(FIRST)),
			Map.entry("address", Map.of("home", true, "since", FIRST_AS_TEXT)),
			Map.entry("places", List.of(Map.of("home", true, "since", FIRST))),
			Map.entry("rights", Map.of("read", true, "write", false)),
			Map.entry("picture", Map.of("s3", Map.of("bucket", "b", "key", "k", "region", "eu-west-1"))),
			Map.entry("version", new BigDecimal(3)));

	private final StoredTable table = StoredTable.of((definition) -> definition.idempotence(StoredTable.COUNTED));

	private final DaplugTemplate accounts = template(this.table, StoredAs.DYNAMODB_MAPPER_V1);

	record Account(String id, boolean active, Boolean blocked, boolean newsletter, Instant created, Instant seen,
			long logins, String code, UUID token, Set<Boolean> choices, Set<Instant> days, Address address,
			List<Address> places, Map<String, Boolean> rights, Picture picture, long version) {

	}

	record Address(boolean home, Instant since) {

	}

	record Picture(Object s3) {

	}

	@Test
	void readsBySchemaInEveryWay() {
		this.table.put(STORED);
		assertThat(this.accounts.get(KEY)).contains(READ);
		assertThat(this.accounts.scan().stream()).containsExactly(READ);
		assertThat(this.accounts.query((query) -> query.hashKey("a")).stream()).containsExactly(READ);
		assertThat(this.accounts.batchGet(List.of(KEY)).items()).containsExactly(READ);
		assertThat(this.accounts.get(KEY, (read) -> read.project("active", "address")))
			.contains(Map.of("active", true, "address", Map.of("home", true, "since", FIRST_AS_TEXT)));
	}

	/** Inside of JSON text, DynamoDB sees nothing. */
	@Test
	void projectsWhatIsInsideOfJson() {
		this.table.put(STORED);
		assertThat(this.accounts.get(KEY, (read) -> read.project("address.home")))
			.contains(Map.of("address", Map.of("home", true)));
		assertThat(this.accounts.query((query) -> query.hashKey("a").project("address.home")).stream())
			.containsExactly(Map.of("address", Map.of("home", true)));
	}

	@Test
	void cachesItemsThatAreDecodedWhenTheyAreRead() {
		DaplugTemplate cached = DaplugTemplate
			.builder(LocalDynamoDb.client(),
					TableDefinitionBuilder.like(this.accounts.table()).cache(CacheDefinition.DEFAULTS).build())
			.schemas(SCHEMAS)
			.build();
		this.table.put(STORED);
		assertThat(cached.get(KEY)).contains(READ);
		this.table.delete(Map.of("id", text("a")));
		assertThat(cached.get(KEY)).contains(READ);
		assertThat(cached.get(KEY, Account.class).orElseThrow().active()).isTrue();
	}

	@Test
	void readsTypesBySchemaAndByThemselves() {
		this.table.put(STORED);
		Instant first = Instant.parse(FIRST);
		Account read = new Account("a", true, false, true, first, first, 42, "7", UUID.fromString(TOKEN),
				Set.of(false, true), Set.of(first), new Address(true, first), List.of(new Address(true, first)),
				Map.of("read", true, "write", false),
				new Picture(Map.of("bucket", "b", "key", "k", "region", "eu-west-1")), 3);
		assertThat(this.accounts.get(KEY, Account.class)).contains(read);
		DaplugTemplate schemaless = this.table.template(MapperItemIntegrationTests::storedByMapper);
		assertThat(schemaless.get(KEY, Account.class)).contains(read);
		assertThat(schemaless.as(Account.class).scan().stream()).containsExactly(read);
	}

	/** Without schema and item type, maps have what is stored: nothing says more. */
	@Test
	void guessesNothing() {
		this.table.put(STORED);
		assertThat(this.table.template(MapperItemIntegrationTests::storedByMapper).get(KEY).orElseThrow())
			.containsEntry("active", BigDecimal.ONE)
			.containsEntry("newsletter", "Y");
		assertThat(this.table.template((definition) -> {
			storedByMapper(definition);
			definition.itemType(Account.class);
		}).get(KEY).orElseThrow()).containsEntry("active", true).containsEntry("newsletter", true);
	}

	@Test
	void readsWhatIsStoredUnlessToldOtherwise() {
		this.table.put(STORED);
		assertThat(template(this.table, StoredAs.DAPLUG).get(KEY).orElseThrow()).containsEntry("active",
				BigDecimal.ONE);
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> template(this.table, StoredAs.DAPLUG).get(KEY, Account.class));
	}

	@Test
	void updatesStoreTheFormOfToday() {
		this.table.put(STORED);
		assertThat(this.accounts.update(KEY, Map.of("note", "x", "address", Map.of("home", false))))
			.containsEntry("active", true)
			.containsEntry("version", new BigDecimal(4))
			.containsEntry("address", Map.of("home", false, "since", FIRST_AS_TEXT));
		assertThat(this.table.stored("a")).containsEntry("active", AttributeValue.fromBool(true))
			.containsEntry("seen", text(FIRST_AS_TEXT))
			.containsEntry("created", text(FIRST))
			.containsEntry("token", text(TOKEN))
			.containsEntry("address",
					AttributeValue.fromM(Map.of("home", AttributeValue.fromBool(false), "since", text(FIRST_AS_TEXT))));
		assertThat(this.accounts.get(KEY).orElseThrow()).containsAllEntriesOf(
				Map.of("active", true, "choices", List.of(false, true), "version", new BigDecimal(4)));
	}

	@Test
	void changesTouchWhatTheyName() {
		this.table.put(STORED);
		assertThat(this.accounts.change(KEY, (change) -> change.set("active", false))).containsEntry("active", false)
			.containsEntry("newsletter", true)
			.containsEntry("version", new BigDecimal(4));
		assertThat(this.table.stored("a")).containsEntry("active", AttributeValue.fromBool(false))
			.containsEntry("newsletter", text("Y"));
	}

	/**
	 * What is demanded of the stored item is demanded in the form in which it is stored.
	 */
	@Test
	void checksChangesOfWholeItemsWithoutAGuard() {
		StoredTable unguarded = StoredTable.plain();
		DaplugTemplate whole = template(unguarded, StoredAs.DYNAMODB_MAPPER_V1);
		unguarded.put(STORED);
		whole.change(KEY, (change) -> change.set("active", false).set("seen", FIRST_AS_TEXT),
				(options) -> options.checkWhole());
		assertThat(unguarded.stored("a")).containsEntry("active", AttributeValue.fromBool(false))
			.containsEntry("seen", text(FIRST_AS_TEXT));
	}

	@Test
	void announcesAndAnswersWhatIsKnown() {
		this.table.put(STORED);
		this.accounts.change(KEY, (change) -> change.set("note", "x"));
		assertThat(this.accounts.delete(KEY).orElseThrow()).containsEntry("active", true);
		assertThat(this.table.changes()).hasSize(2).allSatisfy((change) -> {
			@Nullable Item<?> old = (change instanceof ItemModified<?> modified) ? modified.oldItem()
					: ((ItemRemoved<?>) change).oldItem();
			assertThat(StoredTable.map(old)).containsEntry("active", true).containsEntry("seen", FIRST_AS_TEXT);
		});
	}

	/** As conditions did before they looked for both forms themselves. */
	@Test
	void findsBothFormsByConditionsThatNameBoth() {
		this.table.put(STORED);
		this.accounts.insert(Map.of("id", "b", "active", true));
		this.accounts.insert(Map.of("id", "c", "active", false));
		assertThat(this.accounts.scan((scan) -> scan.filter(Condition.attribute("active").isIn(true, 1))).stream())
			.extracting((item) -> item.get("id"))
			.containsExactlyInAnyOrder("a", "b");
		this.accounts.delete(KEY, (delete) -> delete.condition(Condition.attribute("active").isIn(true, 1)));
		assertThat(this.table.stored("a")).isNull();
	}

	/**
	 * An item keeps its key: what is stored there stays, whatever the schema calls it.
	 */
	@Test
	void leavesKeysAsTheyAreStored() {
		StoredTable ranged = StoredTable.of((definition) -> definition.rangeKey("seen", ScalarAttributeType.N)
			.index(IndexDefinition.of("by-active", new KeyAttribute("active", ScalarAttributeType.N))));
		ranged.put(STORED);
		DaplugTemplate template = template(ranged, StoredAs.DYNAMODB_MAPPER_V1);
		Map<String, Object> read = template.get(ItemKey.of("a", 1577836800001L)).orElseThrow();
		assertThat(read).containsEntry("seen", new BigDecimal(1577836800001L))
			.containsEntry("active", BigDecimal.ONE)
			.containsEntry("newsletter", true);
		assertThat(template.query((query) -> query.index("by-active").hashKey(1)).stream()).containsExactly(read);
	}

	private static void storedByMapper(TableDefinitionBuilder definition) {
		definition.storedAs(StoredAs.DYNAMODB_MAPPER_V1);
	}

	private static DaplugTemplate template(StoredTable table, StoredAs form) {
		return DaplugTemplate
			.builder(LocalDynamoDb.client(),
					TableDefinitionBuilder.like(table.definition()).schema("Account").storedAs(form).build())
			.schemas(SCHEMAS)
			.publisher((announcements) -> announcements
				.forEach((announcement) -> table.changes().add(announcement.change())))
			.build();
	}

}
