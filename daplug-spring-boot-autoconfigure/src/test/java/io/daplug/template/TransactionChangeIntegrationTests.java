package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.Operation;
import io.daplug.expression.Condition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaViolationException;
import io.daplug.template.model.InvalidTransactionException;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.template.model.KnownImages;
import io.daplug.template.model.TransactionFailure.Kind;
import io.daplug.template.model.UpsertOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for transactions that change parts of items.
 */
@Timeout(60)
class TransactionChangeIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private final ItemTransactionTemplate transactions = new ItemTransactionTemplate();

	private final StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("o#"));

	private final StoredTable counted = StoredTable.counted();

	private final DaplugTemplate stock = this.table.template();

	private final DaplugTemplate versions = this.counted.template();

	@Test
	void changesPartsOfItemsInOneRequestWhereNobodyHears() {
		this.table.put(Map.of("id", text("o#a"), "stock", number(5)));
		this.versions.insert(Map.of("id", "a", "total", 1));
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate quiet = this.table.quiet(requests.client());
			DaplugTemplate guarded = this.counted.quiet(requests.client());
			TransactionResult result = this.transactions.write((tx) -> tx
				.change(quiet, KEY, (change) -> change.add("stock", -1),
						(options) -> options.condition(Condition.attribute("stock").isGreaterThan(0)))
				.change(guarded, KEY, (change) -> change.set("total", 2))
				.upsert(quiet, ItemKey.of("b"), (change) -> change.add("stock", 7))
				.upsert(quiet, Map.of("id", "c", "note", "n"),
						UpsertOptions.of((options) -> options.setIfAbsent("note"))));
			assertThat(requests.operations()).containsExactly("TransactWriteItems");
			assertThatIllegalStateException().isThrownBy(() -> result.item(0)).withMessageContaining("Entry 0");
		}
		assertThat(this.table.stored("o#a")).containsEntry("stock", number(4));
		assertThat(this.counted.stored("a")).containsEntry("total", number(2)).containsEntry("version", number(2));
		assertThat(this.table.stored("o#b")).containsEntry("stock", number(7));
		assertThat(this.table.stored("o#c")).containsEntry("note", text("n"));
	}

	@Test
	void namesWhatIsWrongWithAChange() {
		this.table.put(Map.of("id", text("o#a"), "stock", number(0)));
		this.versions.insert(Map.of("id", "a"));
		assertThatExceptionOfType(
				ItemTransactionFailedException.class)
			.isThrownBy(() -> this.transactions.write((tx) -> tx
				.change(this.table.quiet(LocalDynamoDb.client()), KEY, (change) -> change.add("stock", -1),
						(options) -> options.condition(Condition.attribute("stock").isGreaterThan(0)))
				.change(this.table.quiet(LocalDynamoDb.client()), ItemKey.of("none"), (change) -> change.set("x", 1))
				.change(this.counted.quiet(LocalDynamoDb.client()), KEY, (change) -> change.set("x", 1),
						(options) -> options.expected(9))))
			.satisfies((ex) -> {
				assertThat(ex.failures()).extracting((failure) -> failure.kind())
					.containsExactly(Kind.CONDITION, Kind.MISSING, Kind.STALE);
				assertThat(StoredTable.map(ex.failures().get(0).stored())).containsKey("stock");
			});
		assertThatExceptionOfType(ItemTransactionFailedException.class)
			.isThrownBy(() -> this.transactions
				.write((tx) -> tx.change(this.stock, ItemKey.of("none"), (change) -> change.set("x", 1))))
			.satisfies((ex) -> assertThat(ex.only(Kind.MISSING)).isTrue());
	}

	@Test
	void announcesBothImagesWhereSomebodyHears() {
		this.table.put(Map.of("id", text("o#a"), "stock", number(5), "note", text("n")));
		this.versions.insert(Map.of("id", "a", "total", 1));
		this.counted.changes().clear();
		this.transactions.write((tx) -> tx.change(this.stock, KEY, (change) -> change.add("stock", -1))
			.upsert(this.stock, ItemKey.of("b"), (change) -> change.set("stock", 7))
			.upsert(this.versions, Map.of("id", "a", "version", 1, "note", "x")));
		List<ItemChange<?>> changes = this.table.changes();
		assertThat(changes.get(0)).isInstanceOf(ItemModified.class);
		assertThat(StoredTable.map(changes.get(0).oldItem())).hasEntrySatisfying("stock",
				(stock) -> assertThat(stock).hasToString("5"));
		assertThat(StoredTable.map(changes.get(0).newItem()))
			.hasEntrySatisfying("stock", (stock) -> assertThat(stock).hasToString("4"))
			.containsEntry("id", "a")
			.containsEntry("note", "n");
		assertThat(changes.get(0).origin().operation()).isEqualTo(Operation.CHANGE);
		assertThat(changes.get(1)).isInstanceOf(ItemInserted.class);
		assertThat(StoredTable.map(changes.get(1).newItem())).containsOnlyKeys("id", "stock");
		assertThat(this.counted.changes()).singleElement().satisfies((change) -> {
			assertThat(StoredTable.map(change.newItem())).containsOnlyKeys("id", "total", "note", "version");
			assertThat(change.origin().version()).isEqualTo("2");
		});
	}

	@Test
	void createsAGuardedItemThatSomebodyHearsOf() {
		this.transactions.write((tx) -> tx.upsert(this.versions, ItemKey.of("n"), (change) -> change.set("total", 1)));
		assertThat(this.counted.stored("n")).containsEntry("version", number(1));
		assertThat(this.counted.changes()).singleElement().isInstanceOf(ItemInserted.class);
	}

	@Test
	void checksChangedItemsAsAWholeWhereAsked() {
		StoredTable checked = StoredTable.of((definition) -> definition.schema("Order"));
		checked.put(Map.of("id", text("a"), "total", number(1)));
		assertThatExceptionOfType(ItemTransactionFailedException.class)
			.isThrownBy(() -> this.transactions.write((tx) -> tx.change(checked.template(), KEY,
					(change) -> change.add("total", -2), (options) -> options.checkWhole())))
			.withCauseInstanceOf(SchemaViolationException.class);
		this.transactions.write((tx) -> tx.change(checked.template(), KEY, (change) -> change.add("total", -1),
				(options) -> options.checkWhole()));
		assertThat(checked.stored("a")).containsEntry("total", number(0));
	}

	@Test
	void announcesUnknownImagesWhereTheyAreNotAskedFor() {
		this.table.put(Map.of("id", text("o#a"), "stock", number(5)));
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate template = this.table.template(requests.client());
			this.transactions.write((tx) -> tx.change(template, KEY, (change) -> change.add("stock", -1),
					(options) -> options.images(KnownImages.ANSWERED)));
			assertThat(requests.operations()).containsExactly("TransactWriteItems");
		}
		assertThat(this.table.changes()).singleElement().satisfies((change) -> {
			assertThat(change.key()).isEqualTo(KEY);
			assertThat(change.oldImage()).isEqualTo(ItemImage.unknown());
			assertThat(change.newImage()).isEqualTo(ItemImage.unknown());
		});
	}

	@Test
	@DisplayName("An item that another process changes after it was looked at is looked at again: no image is invented")
	void looksAgainIfAnItemChangesMeanwhile() {
		this.table.put(Map.of("id", text("o#a"), "stock", number(5)));
		AtomicInteger requests = new AtomicInteger();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request instanceof TransactWriteItemsRequest && requests.incrementAndGet() == 1) {
				this.table.put(Map.of("id", text("o#a"), "stock", number(3)));
			}
			return server.get();
		});
		DaplugTemplate template = this.table.template(client);
		this.transactions.write((tx) -> tx.change(template, KEY, (change) -> change.add("stock", -1)));
		assertThat(requests).hasValue(2);
		assertThat(this.table.stored("o#a")).containsEntry("stock", number(2));
		assertThat(this.table.changes()).singleElement()
			.satisfies((change) -> assertThat(StoredTable.map(change.newItem())).hasEntrySatisfying("stock",
					(stock) -> assertThat(stock).hasToString("2")));
	}

	@Test
	void leavesOutAnOlderChangeOfAUseLatestTable() {
		StoredTable latest = StoredTable.of((definition) -> definition
			.idempotence(IdempotenceDefinition.on("modified").with(IdempotenceStrategy.USE_LATEST)));
		latest.put(Map.of("id", text("a"), "modified", number(5)));
		DaplugTemplate quiet = latest.quiet(LocalDynamoDb.client());
		TransactionResult result = this.transactions
			.write((tx) -> tx.change(quiet, KEY, (change) -> change.set("modified", 3).set("x", 1))
				.insert(this.stock, Map.of("id", "b")));
		assertThat(result.ignored(0)).isTrue();
		assertThat(latest.stored("a")).doesNotContainKey("x");
		assertThat(this.table.stored("o#b")).isNotNull();
	}

	@Test
	void refusesWhatCannotBeAChange() {
		assertThatExceptionOfType(InvalidTransactionException.class).isThrownBy(
				() -> this.transactions.write((tx) -> tx.change(this.stock, KEY, (change) -> change.set("id", "b"))))
			.satisfies((ex) -> assertThat(ex.index()).isZero());
		DaplugTemplate quiet = this.table.quiet(LocalDynamoDb.client());
		assertThatExceptionOfType(InvalidTransactionException.class)
			.isThrownBy(() -> this.transactions.write((tx) -> tx.upsert(quiet, Map.of("id", "a"))))
			.withMessageContaining("an attribute beside the key");
	}

	@Test
	@DisplayName("Sixteen buyers of five things sell five, and announce each state once")
	void neverSellsWhatIsNotThere() throws Exception {
		this.table.put(Map.of("id", text("o#a"), "stock", number(5)));
		AtomicInteger sold = new AtomicInteger();
		List<Kind> refused = new CopyOnWriteArrayList<>();
		ExecutorService threads = Executors.newFixedThreadPool(16);
		try {
			List<Future<?>> buyers = IntStream.range(0, 16).<Future<?>>mapToObj((buyer) -> threads.submit(() -> {
				try {
					this.transactions.write((tx) -> tx.insert(this.versions, Map.of("id", "order-" + buyer))
						.change(this.stock, KEY, (change) -> change.add("stock", -1),
								(options) -> options.condition(Condition.attribute("stock").isGreaterThan(0))));
					sold.incrementAndGet();
				}
				catch (ItemTransactionFailedException ex) {
					ex.failures().forEach((failure) -> refused.add(failure.kind()));
				}
			})).toList();
			for (Future<?> buyer : buyers) {
				buyer.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(sold).hasValue(5);
		assertThat(refused).hasSize(11).containsOnly(Kind.CONDITION);
		assertThat(this.table.stored("o#a")).containsEntry("stock", number(0));
		assertThat(this.counted.items()).hasSize(5);
		assertThat(this.table.changes())
			.extracting((change) -> String.valueOf(StoredTable.map(change.newItem()).get("stock")))
			.containsExactly("4", "3", "2", "1", "0");
	}

}
