package io.daplug.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.daplug.capacity.ReadRules;
import io.daplug.capacity.ScanRule;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.fixture.FaultyWire;
import io.daplug.fixture.FaultyWire.Fault;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.template.batch.ClearProgress;
import io.daplug.template.batch.ClearResult;
import io.daplug.template.model.ClearOptions;
import io.daplug.template.model.InvalidQueryException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;

import static io.daplug.expression.Condition.attribute;
import static io.daplug.template.StoredTable.map;
import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for clearing what DynamoDB removes.
 */
class ClearIntegrationTests {

	private static final String BY_OWNER = "by-owner";

	private final StoredTable table = StoredTable
		.of((definition) -> definition.rangeKey("line").index(IndexDefinition.of(BY_OWNER, "owner", "line")));

	private final DaplugTemplate quiet = this.table.quiet(LocalDynamoDb.client());

	/** Two kinds of items under each of two keys. */
	private void store() {
		for (String id : List.of("a", "b")) {
			for (String line : List.of("doc#1", "doc#2", "img#1")) {
				this.table.put(Map.of("id", text(id), "line", text(line), "owner",
						text(line.endsWith("1") ? "lin" : "kim"), "n", number(line.endsWith("1") ? 1 : 2)));
			}
		}
	}

	private List<String> left() {
		return this.table.items().stream().map((item) -> key(item, "id") + " " + key(item, "line")).toList();
	}

	private static String key(Map<String, AttributeValue> item, String name) {
		return Objects.requireNonNull(item.get(name)).s();
	}

	private static ClearResult removed(long items) {
		return new ClearResult(items, 0, 0, 0, List.of());
	}

	@Test
	@DisplayName("(D27) nothing is cleared without a key, unless everything is asked for by name")
	void refusesWhatHasNoKeyAndIsNotEverything() {
		List<Consumer<ClearOptions.Builder>> unclear = List.of((clear) -> {
		}, (clear) -> clear.filter(attribute("n").isEqualTo(1)), (clear) -> clear.limit(1),
				(clear) -> clear.index(BY_OWNER), (clear) -> clear.rangePrefix("doc#"));
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate template = this.table.quiet(requests.client());
			assertThat(unclear).allSatisfy((options) -> assertThatIllegalStateException()
				.isThrownBy(() -> template.clear(options))
				.withMessage(
						"A clear needs a 'hashKey', or 'everything' to go through the whole table or index; a filter or limit is no key"));
			assertThat(requests.operations()).isEmpty();
		}
	}

	@Test
	void refusesOptionsThatDoNotGoTogetherBeforeAnyRequest() {
		store();
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate template = this.table.quiet(requests.client());
			List<Consumer<ClearOptions.Builder>> impossible = List.of((clear) -> clear.everything().hashKey("a"),
					(clear) -> clear.everything().rangePrefix("doc#"),
					(clear) -> clear.everything().rangeKey(RangeKeyCondition.greaterThan("a")),
					(clear) -> clear.hashKey("a").segments(2),
					(clear) -> clear.hashKey("a").message((message) -> message.deduplication("x")));
			assertThat(impossible)
				.allSatisfy((options) -> assertThatIllegalStateException().isThrownBy(() -> template.clear(options)));
			List<Consumer<ClearOptions.Builder>> unknown = List.of((clear) -> clear.everything().index("by-size"),
					(clear) -> clear.hashKey("a", "b"),
					(clear) -> clear.hashKey("a").filter(attribute("line").isEqualTo("doc#1")));
			assertThat(unknown).allSatisfy((options) -> assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> template.clear(options)));
			assertThat(requests.operations()).isEmpty();
		}
	}

	@Test
	void aTableThatMustNotBeScannedIsClearedByKeysAlone() {
		StoredTable unscanned = StoredTable.of((definition) -> definition.reads(new ReadRules(ScanRule.REFUSE, null)));
		unscanned.put(Map.of("id", text("a")));
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> unscanned.template().clear((clear) -> clear.everything()))
			.withMessageContaining("reads.scan");
		assertThat(unscanned.template().clear((clear) -> clear.hashKey("a"))).isEqualTo(removed(1));
	}

	@Test
	void removesEverythingByRequestsOfManyKeys() {
		IntStream.range(0, 60).forEach((i) -> this.table.put(Map.of("id", text("a"), "line", text("l" + i))));
		try (CountedRequests requests = new CountedRequests()) {
			ClearResult result = this.table.quiet(requests.client()).clear((clear) -> clear.everything());
			assertThat(result).isEqualTo(removed(60));
			assertThat(result.requireComplete()).isSameAs(result);
			assertThat(requests.operations()).containsExactlyInAnyOrder("Scan", "BatchWriteItem", "BatchWriteItem",
					"BatchWriteItem");
			assertThat(this.table.items()).isEmpty();
			assertThat(this.table.quiet(requests.client()).clear((clear) -> clear.everything())).isEqualTo(removed(0));
		}
	}

	@Test
	void removesSegmentsByOneRequestAtATime() {
		IntStream.range(0, 60).forEach((i) -> this.table.put(Map.of("id", text("i" + i), "line", text("l"))));
		assertThat(this.quiet.clear((clear) -> clear.everything().segments(4).parallelism(1))).isEqualTo(removed(60));
		assertThat(this.table.items()).isEmpty();
	}

	@Test
	void removesTheItemsOfAKey() {
		store();
		assertThat(this.quiet.clear((clear) -> clear.hashKey("c"))).isEqualTo(removed(0));
		assertThat(this.quiet.clear((clear) -> clear.hashKey("a").rangePrefix("doc#"))).isEqualTo(removed(2));
		assertThat(left()).containsExactlyInAnyOrder("a img#1", "b doc#1", "b doc#2", "b img#1");
		assertThat(
				this.quiet.clear((clear) -> clear.hashKey("b").rangeKey(RangeKeyCondition.between("doc#2", "img#0"))))
			.isEqualTo(removed(1));
		assertThat(this.quiet.clear((clear) -> clear.hashKey("b"))).isEqualTo(removed(2));
		assertThat(left()).containsExactly("a img#1");
	}

	@Test
	void removesWhatAnIndexHolds() {
		store();
		this.table.put(Map.of("id", text("a"), "line", text("orphan")));
		assertThat(this.quiet.clear((clear) -> clear.index(BY_OWNER).hashKey("lin").rangePrefix("doc#")))
			.isEqualTo(removed(2));
		assertThat(left()).containsExactlyInAnyOrder("a doc#2", "a img#1", "a orphan", "b doc#2", "b img#1");
		assertThat(this.quiet.clear((clear) -> clear.index(BY_OWNER).everything())).isEqualTo(removed(4));
		assertThat(left()).containsExactly("a orphan");
	}

	@Test
	void removesWhatAFilterLetsThrough() {
		store();
		assertThat(this.quiet.clear((clear) -> clear.hashKey("a").filter(attribute("n").isMissing())))
			.isEqualTo(removed(0));
		assertThat(this.quiet.clear((clear) -> clear.everything().filter("n = :n", Map.of(":n", 2))))
			.isEqualTo(removed(2));
		assertThat(left()).hasSize(4).allMatch((key) -> key.endsWith("1"));
		try (CountedRequests requests = new CountedRequests()) {
			assertThat(this.table.quiet(requests.client())
				.clear((clear) -> clear.everything().filter(attribute("line").beginsWith("img#"))))
				.isEqualTo(removed(2));
			// Keys never change, so there is nothing to demand.
			assertThat(requests.operations()).containsExactly("Scan", "BatchWriteItem");
		}
	}

	@Test
	void removesNoMoreThanTheLimit() {
		store();
		assertThat(this.quiet.clear((clear) -> clear.hashKey("a").limit(2))).isEqualTo(removed(2));
		assertThat(left()).contains("a img#1").hasSize(4);
		assertThat(this.quiet.clear((clear) -> clear.everything().limit(3))).isEqualTo(removed(3));
		assertThat(this.quiet.clear((clear) -> clear.everything().limit(3))).isEqualTo(removed(1));
	}

	/** A client before which the item changes whose delete is sent first. */
	private DynamoDbClient changing(Map<String, AttributeValue> changed) {
		List<Map<String, AttributeValue>> once = new ArrayList<>(List.of(changed));
		return FaultyClient.with((request, server) -> {
			if (request instanceof DeleteItemRequest && !once.isEmpty()) {
				this.table.put(once.remove(0));
			}
			return server.get();
		});
	}

	@Test
	void anItemThatTheFilterDoesNotFitAnyMoreStays() {
		store();
		DaplugTemplate template = this.table
			.quiet(changing(Map.of("id", text("b"), "line", text("img#1"), "owner", text("lin"), "n", number(3))));
		assertThat(template.clear((clear) -> clear.everything().filter(attribute("n").isEqualTo(1)).parallelism(1)))
			.isEqualTo(new ClearResult(3, 1, 0, 0, List.of()));
		assertThat(left()).containsExactlyInAnyOrder("a doc#2", "b doc#2", "b img#1");
	}

	@Test
	void anItemThatLeftTheIndexMeanwhileStays() {
		store();
		DaplugTemplate template = this.table
			.quiet(changing(Map.of("id", text("b"), "line", text("doc#2"), "owner", text("lin"), "n", number(2))));
		assertThat(template.clear((clear) -> clear.index(BY_OWNER).hashKey("kim").parallelism(1)))
			.isEqualTo(new ClearResult(1, 1, 0, 0, List.of()));
		assertThat(left()).contains("b doc#2").hasSize(5);
	}

	@Test
	void anItemThatIsGoneIsNotCounted() {
		store();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request instanceof DeleteItemRequest delete) {
				this.table.delete(delete.key());
			}
			return server.get();
		});
		ClearResult result = this.table.quiet(client)
			.clear((clear) -> clear.hashKey("a").filter(attribute("n").isEqualTo(1)));
		assertThat(result).isEqualTo(removed(0));
		assertThat(this.table.template(client).clear((clear) -> clear.hashKey("b"))).isEqualTo(removed(0));
		assertThat(this.table.changes()).isEmpty();
	}

	@Test
	void aConditionMayNameWhatAFilterMayNot() {
		store();
		assertThat(this.quiet.clear((clear) -> clear.hashKey("a").condition(attribute("line").contains("#1"))))
			.isEqualTo(new ClearResult(2, 1, 0, 0, List.of()));
		assertThat(left()).contains("a doc#2").hasSize(4);
	}

	@Test
	void announcesEachItemAsItWas() {
		store();
		DaplugTemplate template = this.table.template();
		assertThat(template.clear((clear) -> clear.hashKey("a").origin("cleaner"))).isEqualTo(removed(3));
		assertThat(this.table.changes()).hasSize(3).allSatisfy((change) -> {
			assertThat(change).isInstanceOf(ItemRemoved.class);
			assertThat(change.origin().operation()).isEqualTo(Operation.BATCH_DELETE);
			assertThat(change.origin().name()).isEqualTo("cleaner");
			assertThat(map(change.oldImage().item())).containsKeys("owner", "n");
		});
		template.clear((clear) -> clear.hashKey("b").publish(false));
		assertThat(this.table.changes()).hasSize(3);
		assertThat(this.table.items()).isEmpty();
	}

	@Test
	void tellsHowFarItIs() {
		IntStream.range(0, 60).forEach((i) -> this.table.put(Map.of("id", text("a"), "line", text("l" + i))));
		List<ClearProgress> reports = new ArrayList<>();
		this.quiet.clear((clear) -> clear.everything().parallelism(1).onProgress(reports::add));
		assertThat(reports).extracting(ClearProgress::removed).containsExactly(25L, 50L, 60L);
		assertThat(reports).allSatisfy((report) -> {
			assertThat(report.kept() + report.failed() + report.uncertain()).isZero();
			assertThat(report.perSecond()).isPositive();
		});
	}

	@Test
	void staysWithinCapacityUnitsASecond() {
		store();
		List<String> asked = new CopyOnWriteArrayList<>();
		try (FaultyWire wire = FaultyWire.with((operation, body) -> {
			if (operation.equals("DeleteItem")) {
				asked.add(body);
			}
			return Fault.NONE;
		})) {
			long begin = System.nanoTime();
			// Six deletes, each of a unit for the table and one for the index at least.
			assertThat(this.table.template(wire.client()).clear((clear) -> clear.everything().unitsPerSecond(10)))
				.isEqualTo(removed(6));
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(500));
		}
		assertThat(asked).hasSize(6).allMatch((body) -> body.contains("\"ReturnConsumedCapacity\":\"TOTAL\""));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.quiet.clear((clear) -> clear.everything().unitsPerSecond(0)));
	}

	@Test
	void twoClearsAtTheSameTimeRemoveEachItemOnce() {
		IntStream.range(0, 200).forEach((i) -> this.table.put(Map.of("id", text("i" + i), "line", text("l"))));
		DaplugTemplate template = this.table.template();
		CompletableFuture<ClearResult> other = CompletableFuture
			.supplyAsync(() -> template.clear((clear) -> clear.everything()));
		ClearResult result = template.clear((clear) -> clear.everything());
		assertThat(result.removed() + other.join().removed()).isEqualTo(200);
		assertThat(this.table.changes()).hasSize(200);
		assertThat(this.table.items()).isEmpty();
	}

	@Test
	void whatTheTypeOfOperationsIsTheChangesAre() {
		record Line(String id, String line, int n) {

		}
		store();
		ClearResult result = this.table.template().as(Line.class).clear((clear) -> clear.hashKey("a").limit(1));
		assertThat(result).isEqualTo(removed(1));
		assertThat(this.table.changes()).singleElement()
			.satisfies((change) -> assertThat(change.oldImage().item().as(Line.class))
				.isEqualTo(new Line("a", "doc#1", 1)));
		assertThat(this.quiet.get(ItemKey.of("a", "doc#1"))).isEmpty();
	}

}
