package io.daplug.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.event.ItemImage;
import io.daplug.event.ItemModified;
import io.daplug.fixture.FaultyWire;
import io.daplug.fixture.FaultyWire.Fault;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.template.model.UncertainWriteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DataAccessException;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the outcome of a change is never guessed, and that none is carried out
 * twice, where answers are lost.
 */
class ChangeOutcomeIntegrationTests {

	private static final int THREADS = 8;

	private static final int KEYS = 4;

	private static final int CHANGES = 400;

	private static final ItemKey KEY = ItemKey.of("a");

	/** Of a hundred requests, fifteen come to each kind of grief. */
	private static final List<Fault> FAULTS = Stream
		.of(Collections.nCopies(15, Fault.ANSWER_LOST), Collections.nCopies(8, Fault.ERROR_AFTER),
				Collections.nCopies(7, Fault.ERROR_BEFORE), Collections.nCopies(15, Fault.THROTTLED),
				Collections.nCopies(15, Fault.REQUEST_LOST), Collections.nCopies(40, Fault.NONE))
		.flatMap(List::stream)
		.toList();

	private final AtomicInteger numbers = new AtomicInteger();

	private final Set<Integer> succeeded = ConcurrentHashMap.newKeySet();

	private final Set<Integer> uncertain = ConcurrentHashMap.newKeySet();

	private static Consumer<TableDefinitionBuilder> rules(String guard) {
		return (definition) -> {
			switch (guard) {
				case "counter" -> definition.idempotence(StoredTable.COUNTED);
				case "timestamp" ->
					definition.idempotence(IdempotenceDefinition.on("version").with(GeneratedValue.TIMESTAMP));
				case "token" -> definition.writeToken("wrote");
				default -> {
				}
			}
		};
	}

	@ParameterizedTest
	@CsvSource({ "none", "token", "counter", "timestamp" })
	void carriesOutEachChangeOnceAtTheMost(String guard) throws Exception {
		StoredTable table = StoredTable.of(rules(guard));
		for (int key = 0; key < KEYS; key++) {
			table.template().upsert(ItemKey.of("k" + key), (change) -> change.set("total", 0));
		}
		table.changes().clear();
		try (FaultyWire wire = FaultyWire.with(faults())) {
			changeInParallel(table.template(wire.client()));
		}
		List<Integer> stored = new ArrayList<>();
		BigDecimal total = BigDecimal.ZERO;
		for (Map<String, AttributeValue> item : table.items()) {
			total = total.add(new BigDecimal(item.getOrDefault("total", number(0)).n()));
			item.getOrDefault("log", AttributeValue.fromL(List.of()))
				.l()
				.forEach((number) -> stored.add(Integer.valueOf(number.n())));
		}
		assertThat(stored).as("none is carried out twice").doesNotHaveDuplicates().containsAll(this.succeeded);
		assertThat(total).isEqualByComparingTo(BigDecimal.valueOf(stored.size()));
		Set<Integer> told = new LinkedHashSet<>(this.succeeded);
		told.addAll(this.uncertain);
		assertThat(told).as("nothing is stored that is said not to be").containsAll(stored);
		assertThat(table.changes()).as("successes are announced, and nothing else").hasSize(this.succeeded.size());
		assertThat(this.succeeded).hasSizeGreaterThan(CHANGES / 3);
	}

	private static FaultyWire.Faults faults() {
		Random random = new Random(7);
		return (operation, body) -> {
			synchronized (random) {
				return FAULTS.get(random.nextInt(FAULTS.size()));
			}
		};
	}

	private void changeInParallel(DaplugTemplate template) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> futures = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				Random random = new Random(thread);
				futures.add(executor.submit(() -> {
					for (int i = 0; i < CHANGES / THREADS; i++) {
						change(template, ItemKey.of("k" + random.nextInt(KEYS)), this.numbers.incrementAndGet());
					}
				}));
			}
			for (Future<?> future : futures) {
				future.get();
			}
		}
		finally {
			executor.shutdown();
		}
	}

	private void change(DaplugTemplate template, ItemKey key, int number) {
		try {
			template.change(key, (change) -> change.add("total", 1).append("log", number));
			this.succeeded.add(number);
		}
		catch (UncertainWriteException ex) {
			this.uncertain.add(number);
		}
		catch (DataAccessException ex) {
			// Says that nothing was written.
		}
	}

	private static FaultyWire first(Fault fault) {
		AtomicInteger updates = new AtomicInteger();
		return FaultyWire.with((operation, body) -> (operation.equals("UpdateItem") && updates.getAndIncrement() == 0)
				? fault : Fault.NONE);
	}

	@Test
	void doesNotSendACountAgainThatMayHaveBeenCarriedOut() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a")));
		try (FaultyWire wire = first(Fault.ANSWER_LOST)) {
			assertThatExceptionOfType(UncertainWriteException.class)
				.isThrownBy(() -> table.template(wire.client()).change(KEY, (change) -> change.add("total", 1)));
		}
		assertThat(table.stored("a")).containsEntry("total", number(1));
		assertThat(table.changes()).isEmpty();
	}

	@Test
	void sendsACountAgainThatWasRefused() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a")));
		try (FaultyWire wire = first(Fault.THROTTLED)) {
			assertThat(table.template(wire.client()).change(KEY, (change) -> change.add("total", 1)))
				.containsEntry("total", BigDecimal.ONE);
		}
	}

	@ParameterizedTest
	@CsvSource({ "token", "counter", "timestamp" })
	void knowsItsOwnCountByItsMark(String guard) {
		StoredTable table = StoredTable.of(rules(guard));
		table.template().insert(Map.of("id", "a"));
		try (FaultyWire wire = first(Fault.ANSWER_LOST)) {
			assertThat(table.template(wire.client()).change(KEY, (change) -> change.add("total", 1)))
				.containsEntry("total", BigDecimal.ONE)
				.doesNotContainKeys("_write", "wrote");
		}
		assertThat(table.stored("a")).containsEntry("total", number(1));
		assertThat(table.changes().get(1)).isInstanceOfSatisfying(ItemModified.class, (modified) -> {
			assertThat(modified.oldImage()).as("nobody knows what it was").isEqualTo(ItemImage.unknown());
			assertThat(StoredTable.map(modified.newItem())).containsEntry("total", BigDecimal.ONE);
		});
	}

	@Test
	void takesOwnWorkForASuccessWhereTheExpectedValueIsGone() {
		StoredTable table = StoredTable.counted();
		table.template().insert(Map.of("id", "a"));
		try (FaultyWire wire = first(Fault.ANSWER_LOST)) {
			assertThat(table.template(wire.client())
				.change(KEY, (change) -> change.add("total", 1), (options) -> options.expected(1)))
				.containsEntry("total", BigDecimal.ONE)
				.containsEntry("version", new BigDecimal("2"));
		}
		assertThat(table.stored("a")).containsEntry("version", number(2));
	}

	@Test
	void sendsWhatCanBeRepeatedAgain() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a"), "status", text("NEW")));
		try (FaultyWire wire = first(Fault.ANSWER_LOST)) {
			assertThat(table.template(wire.client())
				.change(KEY, (change) -> change.set("status", "PAID").addToSet("labels", "x")))
				.containsEntry("status", "PAID")
				.containsEntry("labels", Set.of("x"));
		}
		assertThat(table.changes()).singleElement()
			.isInstanceOfSatisfying(ItemModified.class,
					(modified) -> assertThat(modified.oldImage()).as("it may be its own work")
						.isEqualTo(ItemImage.unknown()));
	}

}
