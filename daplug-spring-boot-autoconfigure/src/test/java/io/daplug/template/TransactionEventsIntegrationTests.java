package io.daplug.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

import io.daplug.event.Announcement;
import io.daplug.event.ChangePublisher;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.event.PlannedChange;
import io.daplug.expression.Condition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.template.model.ItemTransactionFailedException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the announcements of transactions.
 */
@Timeout(60)
class TransactionEventsIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private final ItemTransactionTemplate transactions = new ItemTransactionTemplate();

	private final List<Announcement> heard = new CopyOnWriteArrayList<>();

	private final StoredTable plain = StoredTable.plain();

	private final StoredTable counted = StoredTable.counted();

	private final DaplugTemplate orders = publishing(this.plain, LocalDynamoDb.client(), this.heard::addAll);

	private final DaplugTemplate versions = publishing(this.counted, LocalDynamoDb.client(), this.heard::addAll);

	@Test
	void comeInTheOrderOfTheEntriesWithWhatIsKnown() {
		this.plain.put(Map.of("id", text("gone"), "n", number(1)));
		this.versions.insert(Map.of("id", "old", "n", 1));
		this.heard.clear();
		this.transactions.write((tx) -> tx.delete(this.orders, ItemKey.of("gone"))
			.update(this.versions, ItemKey.of("old"), Map.of("n", 2))
			.insert(this.orders, Map.of("id", "new"))
			.check(this.orders, ItemKey.of("none"), Condition.attribute("id").isMissing())
			.overwrite(this.orders, Map.of("id", "whatever"))
			.delete(this.versions, ItemKey.of("none")));
		List<ItemChange<?>> changes = changes();
		assertThat(changes).extracting(ItemChange::key)
			.containsExactly(ItemKey.of("gone"), ItemKey.of("old"), ItemKey.of("new"), ItemKey.of("whatever"));
		assertThat(changes.get(0)).isInstanceOf(ItemRemoved.class);
		assertThat(StoredTable.map(changes.get(0).oldItem())).containsKey("n");
		assertThat(changes.get(1)).isInstanceOf(ItemModified.class);
		assertThat(StoredTable.map(changes.get(1).oldItem())).hasEntrySatisfying("n",
				(n) -> assertThat(n).hasToString("1"));
		assertThat(StoredTable.map(changes.get(1).newItem())).hasEntrySatisfying("n",
				(n) -> assertThat(n).hasToString("2"));
		assertThat(changes.get(1).origin().version()).isEqualTo("2");
		assertThat(changes.get(2)).isInstanceOf(ItemInserted.class);
		assertThat(changes.get(3)).isInstanceOf(ItemModified.class);
		assertThat(changes.get(3).oldImage()).isEqualTo(ItemImage.unknown());
		assertThat(changes).extracting((change) -> change.origin().operation())
			.containsExactly(Operation.DELETE, Operation.UPDATE, Operation.INSERT, Operation.OVERWRITE);
		assertThat(changes).extracting((change) -> change.origin().sequence()).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void areLeftOutWhereAnEntrySaysSo() {
		this.transactions.write((tx) -> tx.insert(this.orders, Map.of("id", "a"), (options) -> options.publish(false))
			.insert(this.orders, Map.of("id", "b"),
					(options) -> options.origin("import").message((message) -> message.attribute("source", "shop"))));
		assertThat(this.heard).singleElement().satisfies((announcement) -> {
			assertThat(announcement.change().key()).isEqualTo(ItemKey.of("b"));
			assertThat(announcement.change().origin().name()).isEqualTo("import");
			assertThat(announcement.message().attributes()).containsKey("source");
		});
	}

	@Test
	void areNotMadeIfTheTransactionFails() {
		this.plain.put(Map.of("id", text("b")));
		assertThatExceptionOfType(ItemTransactionFailedException.class).isThrownBy(() -> this.transactions
			.write((tx) -> tx.insert(this.orders, Map.of("id", "a")).insert(this.orders, Map.of("id", "b"))));
		assertThat(this.heard).isEmpty();
	}

	@Test
	void doNotMakeATransactionFailIfAListenerThrows() {
		DaplugTemplate template = publishing(this.plain, LocalDynamoDb.client(), (announcements) -> {
			throw new IllegalStateException("of a listener");
		});
		this.transactions.write((tx) -> tx.insert(template, Map.of("id", "a")).insert(this.orders, Map.of("id", "b")));
		assertThat(this.plain.items()).hasSize(2);
		assertThat(changes()).extracting(ItemChange::key).containsExactly(ItemKey.of("b"));
	}

	@Test
	void areCheckedBeforeTheRequest() {
		ChangePublisher choosy = new ChangePublisher() {

			@Override
			public void publish(List<Announcement> announcements) {
			}

			@Override
			public void check(PlannedChange planned) {
				throw new InvalidDataAccessApiUsageException("no message");
			}

		};
		DaplugTemplate template = publishing(this.plain, LocalDynamoDb.client(), choosy);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> this.transactions
			.write((tx) -> tx.insert(this.orders, Map.of("id", "b")).insert(template, Map.of("id", "a"))));
		assertThat(this.plain.items()).isEmpty();
	}

	@Test
	@DisplayName("(P28) an item that appears after it was looked for is looked for again, and told as removed")
	void tellOfAnItemThatAppearsBeforeItsDelete() {
		AtomicInteger requests = new AtomicInteger();
		DynamoDbClient client = before(() -> {
			if (requests.incrementAndGet() == 1) {
				this.plain.put(Map.of("id", text("a"), "n", number(7)));
			}
		});
		DaplugTemplate template = publishing(this.plain, client, this.heard::addAll);
		this.transactions.write((tx) -> tx.delete(template, KEY).insert(template, Map.of("id", "b")));
		assertThat(requests).hasValue(2);
		assertThat(this.plain.stored("a")).isNull();
		assertThat(changes()).hasSize(2)
			.first()
			.isInstanceOfSatisfying(ItemRemoved.class,
					(removed) -> assertThat(StoredTable.map(removed.oldItem())).containsKey("n"));
	}

	@Test
	@DisplayName("(P28) an item that vanishes after it was looked for is not told as removed")
	void doNotTellOfAnItemThatVanishesBeforeItsDelete() {
		this.plain.put(Map.of("id", text("a")));
		DynamoDbClient client = before(() -> this.plain.delete(Map.of("id", text("a"))));
		DaplugTemplate template = publishing(this.plain, client, this.heard::addAll);
		this.transactions.write((tx) -> tx.delete(template, KEY).insert(template, Map.of("id", "b")));
		assertThat(changes()).extracting(ItemChange::key).containsExactly(ItemKey.of("b"));
	}

	@Test
	void nameWhatAnExpectedItemWas() {
		this.versions.insert(Map.of("id", "a", "n", 1));
		this.heard.clear();
		this.transactions.write((tx) -> tx.delete(this.versions, KEY, (options) -> options.expected(1)));
		assertThat(changes()).singleElement()
			.satisfies((change) -> assertThat(StoredTable.map(change.oldItem())).containsKey("n"));
	}

	@Test
	void costNoReadWhereNobodyHears() {
		this.plain.put(Map.of("id", text("a")));
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate quiet = this.plain.quiet(requests.client());
			this.transactions.write((tx) -> tx.delete(quiet, KEY));
			assertThat(requests.operations()).containsExactly("TransactWriteItems");
		}
	}

	@Test
	@DisplayName("Transactions over two tables, in both orders, and single writes never wait for each other in a circle")
	void comeInTheOrderOfTheWritesOfEachItem() throws Exception {
		this.versions.insert(Map.of("id", "a", "n", 0));
		this.orders.insert(Map.of("id", "a", "n", 0));
		together((thread) -> {
			for (int i = 0; i < 30; i++) {
				Map<String, Integer> patch = Map.of("n", thread * 1000 + i + 1);
				try {
					switch ((thread + i) % 4) {
						case 0 -> this.transactions
							.write((tx) -> tx.update(this.orders, KEY, patch).update(this.versions, KEY, patch));
						case 1 -> this.transactions.write((tx) -> tx.update(this.versions, KEY, patch)
							.overwrite(this.orders, Map.of("id", "a", "n", 1)));
						case 2 -> this.versions.update(KEY, patch);
						default -> this.orders.update(KEY, patch);
					}
				}
				catch (ItemTransactionFailedException | StaleItemException ex) {
					// Somebody else was faster.
				}
			}
		});
		Map<ItemIdentity, ItemImage<?>> last = new HashMap<>();
		for (ItemChange<?> change : changes()) {
			if (change.table().equals("orders") && change.origin().version() != null) {
				assertThat(change.oldImage()).isEqualTo(last.getOrDefault(change.identity(), ItemImage.none()));
				last.put(change.identity(), change.newImage());
			}
		}
		assertThat(last).isNotEmpty();
		assertThat(changes()).hasSizeGreaterThan(60);
	}

	private List<ItemChange<?>> changes() {
		List<ItemChange<?>> changes = new ArrayList<>();
		this.heard.forEach((announcement) -> changes.add(announcement.change()));
		return changes;
	}

	/** A client that does something else before each transaction. */
	private static DynamoDbClient before(Runnable meanwhile) {
		return FaultyClient.with((request, server) -> {
			if (request instanceof TransactWriteItemsRequest) {
				meanwhile.run();
			}
			return server.get();
		});
	}

	private static DaplugTemplate publishing(StoredTable table, DynamoDbClient client, ChangePublisher publisher) {
		return DaplugTemplate.builder(client, table.definition()).publisher(publisher).build();
	}

	private static void together(IntConsumer work) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				int thread = i;
				running.add(threads.submit(() -> work.accept(thread)));
			}
			for (Future<?> each : running) {
				each.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

}
