package io.daplug.template;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.daplug.expression.RangeKeyCondition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.template.SharedTable.Command;
import io.daplug.template.SharedTable.Device;
import io.daplug.template.SharedTable.Setting;
import io.daplug.template.SharedTable.State;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.ClearResult;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a clear leaves alone what is not its own, and keeps what is promised of the
 * table.
 */
class ClearForeignItemsIntegrationTests {

	private static String key(Map<String, AttributeValue> item, String name) {
		return Objects.requireNonNull(item.get(name)).s();
	}

	private static ClearResult removed(long items) {
		return new ClearResult(items, 0, 0, 0, List.of());
	}

	private static List<String> left(StoredTable table) {
		return table.items()
			.stream()
			.map((item) -> key(item, "id") + (item.containsKey("line") ? " " + key(item, "line") : ""))
			.toList();
	}

	private static StoredTable prefixed() {
		StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("o#")
			.rangeKey("line")
			.rangePrefix("l#")
			.index(IndexDefinition.of("by-owner", "owner", "n")));
		for (String key : List.of("o#a l#1", "o#a l#2", "o#a x#1", "o#a l", "a l#1", "p#a l#1", "o#b l#1", "o# l#1")) {
			table.put(Map.of("id", text(key.split(" ")[0]), "line", text(key.split(" ")[1]), "owner", text("lin"), "n",
					text("1")));
		}
		return table;
	}

	@Test
	void everythingIsWhatHasThePrefixesOfTheTable() {
		StoredTable table = prefixed();
		DaplugTemplate template = table.quiet(LocalDynamoDb.client());
		assertThat(template.clear((clear) -> clear.hashKey("a"))).isEqualTo(removed(2));
		assertThat(template.clear((clear) -> clear.hashKey("b").rangePrefix("").limit(1))).isEqualTo(removed(1));
		table.put(Map.of("id", text("o#b"), "line", text("l#1")));
		assertThat(template.clear((clear) -> clear.everything().segments(2)).removed()).isEqualTo(1);
		assertThat(left(table)).containsExactlyInAnyOrder("o#a x#1", "o#a l", "a l#1", "p#a l#1", "o# l#1");
	}

	@Test
	void whatHasOtherPrefixesIsLeftOutByDynamoDbWhereItCan() {
		StoredTable table = prefixed();
		List<String> conditions = new CopyOnWriteArrayList<>();
		DaplugTemplate template = table.quiet(FaultyClient.with((request, server) -> {
			if (request instanceof ScanRequest scan) {
				conditions.add("" + scan.filterExpression());
			}
			if (request instanceof QueryRequest query) {
				conditions.add(query.keyConditionExpression() + ", " + query.filterExpression());
			}
			return server.get();
		}));
		template.clear((clear) -> clear.hashKey("a"));
		template.clear((clear) -> clear.index("by-owner").hashKey("lin"));
		template.clear((clear) -> clear.everything());
		assertThat(conditions).hasSize(3);
		assertThat(conditions.get(0)).matches("#\\w+ = :\\w+ AND begins_with\\(#\\w+, :\\w+\\), null");
		assertThat(conditions.get(1))
			.matches("#\\w+ = :\\w+, begins_with\\(#\\w+, :\\w+\\) AND begins_with\\(#\\w+, :\\w+\\)");
		assertThat(conditions.get(2)).matches("begins_with\\(#\\w+, :\\w+\\) AND begins_with\\(#\\w+, :\\w+\\)");
	}

	@Test
	void rangesReachNoFurtherThanThePrefix() {
		StoredTable table = prefixed();
		DaplugTemplate template = table.quiet(LocalDynamoDb.client());
		assertThat(template.clear((clear) -> clear.hashKey("a").rangeKey(RangeKeyCondition.greaterThan("1")).limit(5)))
			.isEqualTo(removed(1));
		assertThat(template.clear((clear) -> clear.hashKey("a").rangeKey(RangeKeyCondition.lessThan("5")).limit(5)))
			.isEqualTo(removed(1));
		assertThat(left(table)).contains("o#a x#1", "o#a l").hasSize(6);
	}

	@Test
	void whatAnIndexHoldsOfOthersStays() {
		StoredTable table = prefixed();
		DaplugTemplate template = table.quiet(LocalDynamoDb.client());
		assertThat(template.clear((clear) -> clear.index("by-owner").hashKey("lin").limit(7)).removed()).isEqualTo(3);
		assertThat(template.clear((clear) -> clear.index("by-owner").everything()).removed()).isZero();
		assertThat(left(table)).containsExactlyInAnyOrder("o#a x#1", "o#a l", "a l#1", "p#a l#1", "o# l#1");
	}

	@Test
	void aCallMayHavePrefixesOfItsOwn() {
		StoredTable table = prefixed();
		DaplugTemplate template = table.quiet(LocalDynamoDb.client());
		assertThat(template.clear((clear) -> clear.everything().prefix("id", "p#"))).isEqualTo(removed(1));
		assertThat(template.clear((clear) -> clear.hashKey("a").prefix("line", "x#"))).isEqualTo(removed(1));
		assertThat(left(table)).hasSize(6);
		assertThat(template.clear((clear) -> clear.everything().prefix("id", "").prefix("line", "")))
			.isEqualTo(removed(6));
	}

	@Test
	void claimsOfUniqueAttributesGoWithTheirItems() {
		StoredTable table = StoredTable.of((definition) -> definition.unique("email"));
		DaplugTemplate template = table.quiet(LocalDynamoDb.client());
		IntStream.range(0, 30).forEach((i) -> template.insert(Map.of("id", "i" + i, "email", "e" + i)));
		assertThat(template.clear((clear) -> clear.hashKey("i0"))).isEqualTo(removed(1));
		assertThat(table.items()).hasSize(58);
		assertThat(template.clear((clear) -> clear.everything())).isEqualTo(removed(29));
		assertThat(table.items()).isEmpty();
	}

	@Test
	void whatReadersDoNotSeeStays() {
		StoredTable copies = StoredTable.of((definition) -> definition.guardedCopies(true));
		copies.put(Map.of("id", text("there"), "_sequence", text("s#1")));
		copies.put(Map.of("id", text("gone"), "_sequence", text("s#2"), "_removed", AttributeValue.fromBool(true),
				"_expires", number(4_000_000_000L)));
		assertThat(copies.template().clear((clear) -> clear.everything())).isEqualTo(removed(1));
		assertThat(left(copies)).containsExactly("gone");
		StoredTable expiring = StoredTable
			.of((definition) -> definition.timeToLive(TimeToLiveDefinition.on("expires_at").hidingExpired()));
		expiring.put(Map.of("id", text("there"), "expires_at", number(4_000_000_000L)));
		expiring.put(Map.of("id", text("gone"), "expires_at", number(1_000_000_000L)));
		assertThat(expiring.template().clear((clear) -> clear.hashKey("gone"))).isEqualTo(removed(0));
		assertThat(expiring.template().clear((clear) -> clear.everything())).isEqualTo(removed(1));
		assertThat(expiring.stored("there")).isNull();
	}

	/** Writes the item once or always when it is to be removed. */
	private static DynamoDbClient writing(StoredTable table, AtomicInteger times) {
		return FaultyClient.with((request, server) -> {
			int left = (request instanceof DeleteItemRequest) ? times.getAndDecrement() : 0;
			if (left > 0) {
				table.put(Map.of("id", text("a"), "version", number(100 + left)));
			}
			return server.get();
		});
	}

	@Test
	void guardedItemsAreRemovedAsTheyWereRead() {
		StoredTable table = StoredTable.counted();
		table.put(Map.of("id", text("a"), "version", number(1)));
		table.put(Map.of("id", text("unversioned")));
		DaplugTemplate template = table.template(writing(table, new AtomicInteger(2)));
		ClearResult result = template.clear((clear) -> clear.everything().parallelism(1));
		assertThat(result.removed()).isEqualTo(1);
		assertThat(result.failures()).extracting(BatchFailure::entry).containsExactly(ItemKey.of("unversioned"));
		assertThat(table.changes()).singleElement()
			.satisfies((change) -> assertThat(StoredTable.map(change.oldImage().item()).get("version"))
				.hasToString("101"));
		table.put(Map.of("id", text("a"), "version", number(1)));
		DaplugTemplate contended = table.template(writing(table, new AtomicInteger(Integer.MAX_VALUE)));
		assertThat(contended.clear((clear) -> clear.hashKey("a"))).isEqualTo(new ClearResult(0, 1, 0, 0, List.of()));
		assertThat(table.stored("a")).isNotNull();
	}

	@Test
	void guardedItemsAreRemovedAsTheyAreIfTheCallSaysSo() {
		StoredTable table = StoredTable.counted();
		table.put(Map.of("id", text("a"), "version", number(1)));
		table.put(Map.of("id", text("unversioned")));
		try (CountedRequests requests = new CountedRequests()) {
			ClearResult result = table.quiet(requests.client()).clear((clear) -> clear.everything().guarded(false));
			assertThat(result).isEqualTo(removed(2));
			assertThat(requests.operations()).containsExactly("Scan", "BatchWriteItem");
		}
		table.put(Map.of("id", text("a"), "version", number(1)));
		assertThat(table.template(writing(table, new AtomicInteger(1)))
			.clear((clear) -> clear.hashKey("a").guarded(false))).isEqualTo(removed(1));
		assertThat(table.items()).isEmpty();
	}

	@Test
	void operationsOfATypeClearItsItemsAlone() {
		SharedTable table = SharedTable.create();
		table.devices().insert(new Device("d1", "lin", State.NEW, 1));
		table.devices().insert(new Device("d2", "kim", State.USED, 2));
		table.commands().insert(new Command("d1", Instant.EPOCH, "on", "lin"));
		table.commands().insert(new Command("d1", Instant.EPOCH.plusSeconds(1), "off", "lin"));
		table.commands().insert(new Command("d2", Instant.EPOCH, "off", "lin"));
		table.settings().insert(new Setting("eu", 1, "x"));
		assertThat(table.commands().clear((clear) -> clear.hashKey("d1").limit(1))).isEqualTo(removed(1));
		assertThat(table.commands().clear((clear) -> clear.index(SharedTable.BY_OWNER).hashKey("lin")))
			.isEqualTo(removed(2));
		assertThat(table.commands().scan().list()).isEmpty();
		assertThat(table.devices().scan().list()).hasSize(2);
		assertThat(table.devices().clear((clear) -> clear.everything())).isEqualTo(removed(2));
		assertThat(table.settings().scan().list()).hasSize(1);
		assertThat(table.settings().clear((clear) -> clear.hashKey("eu", 1))).isEqualTo(removed(1));
	}

}
