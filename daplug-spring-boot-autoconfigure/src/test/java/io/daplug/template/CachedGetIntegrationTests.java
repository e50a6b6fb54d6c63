package io.daplug.template;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.daplug.cache.CacheDefinition;
import io.daplug.fixture.MutableClock;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.template.model.InvalidQueryException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for gets of tables whose items are kept in memory.
 */
class CachedGetIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	record Order(String id, int total) {

	}

	private final StoredTable table = StoredTable.of((table) -> table.cache(CacheDefinition.DEFAULTS));

	private final CountedRequests requests = new CountedRequests();

	private final DaplugTemplate template = this.table.quiet(this.requests.client());

	@AfterEach
	void close() {
		this.requests.close();
	}

	@Test
	void readsAnItemOnceInWhateverTypeAndKeyForm() {
		this.table.put(Map.of("id", text("a"), "total", number(3)));
		assertThat(this.template.get(KEY).orElseThrow()).containsEntry("id", "a");
		assertThat(this.template.get(ItemKey.of(Map.of("id", "a")), Order.class)).contains(new Order("a", 3));
		assertThat(this.template.as(Order.class).get(KEY)).contains(new Order("a", 3));
		assertThat(this.template.exists(KEY)).isTrue();
		assertThat(this.requests.operations()).containsExactly("GetItem");
	}

	@Test
	void aConsistentReadAlwaysAsksAndSeesWhatIsStored() {
		this.table.put(Map.of("id", text("a"), "total", number(3)));
		this.template.get(KEY);
		this.table.put(Map.of("id", text("a"), "total", number(4)));
		assertThat(this.template.get(KEY, Order.class, (options) -> options.consistentRead(true)))
			.contains(new Order("a", 4));
		assertThat(this.template.get(KEY, Order.class)).as("and keeps it").contains(new Order("a", 4));
		this.table.delete(Map.of("id", text("a")));
		assertThat(this.template.exists(KEY, (options) -> options.consistentRead(true))).isFalse();
		assertThat(this.template.exists(KEY)).as("what is kept").isTrue();
		assertThat(this.template.get(KEY, (options) -> options.consistentRead(true))).isEmpty();
		assertThat(this.template.exists(KEY)).as("what was found to be gone").isFalse();
	}

	@Test
	void transactionsReadWhatIsStored() {
		this.table.put(Map.of("id", text("a"), "total", number(3)));
		this.template.get(KEY);
		this.table.put(Map.of("id", text("a"), "total", number(4)));
		assertThat(new ItemTransactionTemplate().get((tx) -> tx.get(this.template, KEY)).get(0, Order.class))
			.contains(new Order("a", 4));
	}

	@Test
	void writersSeeWhatIsStored() {
		this.table.put(Map.of("id", text("a"), "total", number(3)));
		this.template.get(KEY);
		this.table.put(Map.of("id", text("a"), "total", number(4), "note", text("n")));
		assertThat(this.template.update(KEY, Map.of("paid", true))).containsEntry("note", "n");
	}

	@Test
	void callersMayChangeWhatTheyGet() {
		this.table.put(Map.of("id", text("a"), "total", number(3)));
		this.template.get(KEY).orElseThrow().put("id", "changed");
		assertThat(this.template.get(KEY).orElseThrow()).containsEntry("id", "a");
	}

	@Test
	void keepsApartWhatDiffersInItsPrefix() {
		this.table.put(Map.of("id", text("x#a"), "total", number(1)));
		this.table.put(Map.of("id", text("a"), "total", number(2)));
		assertThat(this.template.get(KEY, Order.class)).contains(new Order("a", 2));
		assertThat(this.template.get(KEY, Order.class, (options) -> options.prefix("id", "x#")))
			.contains(new Order("a", 1));
		assertThat(this.template.get(ItemKey.of("x#a"), Order.class)).contains(new Order("x#a", 1));
		assertThat(this.requests.operations()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "total", "id", "nothing", "deep.size", "deep.left[1]", "deep.left[2]", "deep.left[5]",
			"deep.rows[0].x", "total.size", "deep[0]", "deep.left.size", "deep.nothing.more" })
	void cutsWhatItKeepsAsDynamoDbCutsWhatItReads(String path) {
		storeDeep();
		this.template.get(KEY);
		assertSame(path);
	}

	@Test
	void cutsWhatItKeepsToSeveralPaths() {
		storeDeep();
		assertSame("deep.left[2]", "deep.left[0]", "deep.rows[1].y", "deep.rows[1].x", "total");
		assertSame("deep", "deep.left[0]");
		assertSame("deep.left[0]", "deep", "id");
		assertSame("deep.left[1]", "deep.left[1]");
	}

	private void storeDeep() {
		this.template.overwrite(Map.of("id", "a", "total", 3, "deep", Map.of("size", 5, "left", List.of(6, 7, 8),
				"rows", List.of(Map.of("x", 1), Map.of("x", 2, "y", List.of(3))))));
	}

	private void assertSame(String... paths) {
		Optional<Map<String, Object>> read = this.template.get(KEY,
				(options) -> options.project(paths).consistentRead(true));
		assertThat(this.template.get(KEY, (options) -> options.project(paths))).isEqualTo(read);
	}

	@Test
	void refusesProjectionsThatDynamoDbWouldRefuse() {
		storeDeep();
		this.template.get(KEY);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.template.get(KEY, (options) -> options
				.project(IntStream.range(0, 2000).mapToObj((number) -> "a" + number).toArray(String[]::new))));
	}

	@Test
	void doesNotKeepThatThereIsNoItem() {
		assertThat(this.template.get(KEY)).isEmpty();
		assertThat(this.template.exists(KEY)).isFalse();
		this.table.put(Map.of("id", text("a")));
		assertThat(this.template.exists(KEY)).isTrue();
	}

	@Test
	void keepsThatThereIsNoItemWhereItIsToldTo() {
		StoredTable negative = StoredTable
			.of((table) -> table.cache(new CacheDefinition(10, Duration.ofMinutes(1), Duration.ofMinutes(1))));
		DaplugTemplate template = negative.quiet(this.requests.client());
		assertThat(template.get(KEY)).isEmpty();
		assertThat(template.exists(KEY)).isFalse();
		assertThat(this.requests.operations()).hasSize(1);
		template.insert(Map.of("id", "a"));
		assertThat(template.exists(KEY)).as("its own write is seen").isTrue();
	}

	@Test
	void aKeyThatTheTableCannotHaveIsRefusedAsWithoutACache() {
		StoredTable claiming = StoredTable.of((table) -> table.cache(CacheDefinition.DEFAULTS).unique("mail"));
		DaplugTemplate template = claiming.quiet(this.requests.client());
		for (ItemKey key : List.of(ItemKey.of("k".repeat(2049)), ItemKey.of("_unique#mail#x"), ItemKey.of("a", "b"))) {
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> template.get(key));
			}
		}
		assertThat(this.requests.operations()).isEmpty();
	}

	@Test
	void anItemThatExpiresIsNotFoundAnyMore() {
		MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
		StoredTable expiring = StoredTable.of((table) -> table.cache(CacheDefinition.DEFAULTS)
			.timeToLive(TimeToLiveDefinition.on("gone").hidingExpired()));
		DaplugTemplate template = DaplugTemplate.builder(this.requests.client(), expiring.definition())
			.clock(clock)
			.build();
		expiring.put(Map.of("id", text("a"), "gone", number(clock.instant().getEpochSecond() + 10)));
		assertThat(template.get(KEY)).isPresent();
		clock.advance(Duration.ofSeconds(10));
		assertThat(template.get(KEY)).isEmpty();
		assertThat(this.requests.operations()).hasSize(1);
	}

	@Test
	void eachViewHidesWhatItHides() {
		StoredTable hiding = StoredTable.of((table) -> table.cache(CacheDefinition.DEFAULTS).writeToken("_w"));
		DaplugTemplate template = hiding.quiet(this.requests.client());
		template.insert(Map.of("id", "a", "total", 1));
		assertThat(template.get(KEY)).contains(Map.of("id", "a", "total", new BigDecimal(1)));
		assertThat(template.get(KEY, (options) -> options.project("id"))).contains(Map.of("id", "a"));
		assertThat(template.get(KEY)).as("all of it is kept").hasValueSatisfying((item) -> assertThat(item).hasSize(2));
	}

}
