package io.daplug.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemRemoved;
import io.daplug.fixture.FaultyWire;
import io.daplug.fixture.FaultyWire.Fault;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemKey;
import io.daplug.template.model.UncertainWriteException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the outcome of a write is never guessed, on a wire on which most requests
 * come to grief: 16 threads write ten items, and what DynamoDB carried out is held
 * against what callers were told and against what was announced.
 * {@code -Ddaplug.outcome.updates=40000} makes so many writes in all.
 */
@Timeout(3600)
class OutcomeIntegrationTests {

	private static final int THREADS = 16;

	private static final int KEYS = 10;

	/** Six kinds of updates, two of inserts and deletes. */
	private static final int KINDS = 8;

	private static final int UPDATES = Integer.getInteger("daplug.outcome.updates", 1920) / KINDS;

	/** Of a hundred requests, fifteen come to each kind of grief. */
	private static final List<Fault> FAULTS = Stream
		.of(of(15, Fault.ANSWER_LOST), of(8, Fault.ERROR_AFTER), of(7, Fault.ERROR_BEFORE), of(15, Fault.THROTTLED),
				of(15, Fault.DELAYED), of(15, Fault.REQUEST_LOST), of(25, Fault.NONE))
		.flatMap(List::stream)
		.toList();

	private static final Pattern TOTAL = Pattern.compile("\"total\":\\{\"N\":\"(\\d+)\"");

	private static List<Fault> of(int share, Fault fault) {
		return Collections.nCopies(share, fault);
	}

	private final AtomicInteger stored = new AtomicInteger();

	/** Numbers the writes that differ, so that each can be looked for. */
	private final AtomicInteger totals = new AtomicInteger();

	private final ThreadLocal<Integer> total = ThreadLocal.withInitial(() -> 0);

	private final Set<Integer> storedTotals = ConcurrentHashMap.newKeySet();

	private final Set<Integer> refusedTotals = ConcurrentHashMap.newKeySet();

	private final AtomicInteger successes = new AtomicInteger();

	private final AtomicInteger uncertain = new AtomicInteger();

	private final Queue<ItemChange<?>> changes = new ConcurrentLinkedQueue<>();

	@ParameterizedTest
	@CsvSource({ "COUNTER, true", "COUNTER, false", "TIMESTAMP, true", "TIMESTAMP, false", "NONE, true",
			"NONE, false" })
	void tellsOfEachUpdateWhatBecameOfIt(GeneratedValue generated, boolean equal) throws Exception {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(IdempotenceDefinition.on("version").with(generated)));
		for (int key = 0; key < KEYS; key++) {
			table.template().insert(Map.of("id", "k" + key, "version", 1));
		}
		try (FaultyWire wire = FaultyWire.with(faults())) {
			DaplugTemplate template = template(table, wire);
			inParallel((random) -> {
				ItemKey key = ItemKey.of("k" + random.nextInt(KEYS));
				Map<String, Object> patch = new LinkedHashMap<>();
				int total = equal ? 0 : this.totals.incrementAndGet();
				patch.put("total", total);
				this.total.set(total);
				if (generated == GeneratedValue.NONE) {
					Map<String, Object> read = template.get(key, (get) -> get.consistentRead(true)).orElseThrow();
					BigDecimal version = (BigDecimal) Objects.requireNonNull(read.get("version"));
					patch.put("version", version.add(BigDecimal.ONE));
					template.update(key, patch, (options) -> options.expected(version));
				}
				else {
					template.update(key, patch);
				}
				return true;
			});
		}
		agrees();
		if (!equal) {
			assertThat(this.storedTotals).as("nothing is stored that is said not to be")
				.hasSize(this.stored.get())
				.doesNotContainAnyElementsOf(this.refusedTotals)
				.containsAll(this.changes.stream()
					.map((change) -> StoredTable.map(change.newItem()).get("total"))
					.map((n) -> ((BigDecimal) Objects.requireNonNull(n)).intValue())
					.toList());
		}
		Map<ItemKey, Comparable<Object>> last = new LinkedHashMap<>();
		for (ItemChange<?> change : this.changes) {
			Comparable<Object> version = version(change);
			Comparable<Object> before = last.put(change.key(), version);
			assertThat(before == null || before.compareTo(version) < 0).as("order of %s", change.key()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "COUNTER", "TIMESTAMP" })
	void tellsOfInsertsAndDeletesWhatBecameOfThem(GeneratedValue generated) throws Exception {
		StoredTable table = StoredTable
			.of((definition) -> definition.idempotence(IdempotenceDefinition.on("version").with(generated)));
		try (FaultyWire wire = FaultyWire.with(faults())) {
			DaplugTemplate template = template(table, wire);
			inParallel((random) -> {
				String id = "k" + random.nextInt(KEYS);
				return switch (random.nextInt(4)) {
					case 0 -> !template.insert(Map.of("id", id)).isEmpty();
					case 1 -> template.delete(ItemKey.of(id)).isPresent();
					case 2 -> !template.overwrite(Map.of("id", id)).isEmpty();
					default -> !template.update(ItemKey.of(id), Map.of("total", 1)).isEmpty();
				};
			});
		}
		agrees();
		assertThat(this.changes).hasAtLeastOneElementOfType(ItemRemoved.class);
	}

	/** Stored is what succeeded, and some of what is uncertain, never anything else. */
	private void agrees() {
		assertThat(this.successes).as("successes").hasPositiveValue();
		assertThat(this.stored.get()).as("stored, with %s uncertain", this.uncertain)
			.isBetween(this.successes.get(), this.successes.get() + this.uncertain.get());
		assertThat(this.changes).as("changes that were announced").hasSize(this.successes.get());
		assertThat(this.changes).extracting(ItemChange::changeId).doesNotHaveDuplicates();
	}

	@SuppressWarnings("unchecked")
	private static Comparable<Object> version(ItemChange<?> change) {
		return (Comparable<Object>) Objects.requireNonNull(StoredTable.map(change.newItem()).get("version"));
	}

	private DaplugTemplate template(StoredTable table, FaultyWire wire) {
		return DaplugTemplate.builder(wire.client(), table.definition())
			.publisher(
					(announcements) -> announcements.forEach((announcement) -> this.changes.add(announcement.change())))
			.build();
	}

	private FaultyWire.Faults faults() {
		Random random = new Random(7);
		return new FaultyWire.Faults() {

			@Override
			public Fault of(String operation, String body) {
				synchronized (random) {
					return FAULTS.get(random.nextInt(FAULTS.size()));
				}
			}

			@Override
			public void carriedOut(String operation, String body) {
				if (!operation.equals("GetItem")) {
					OutcomeIntegrationTests.this.stored.incrementAndGet();
					Matcher total = TOTAL.matcher(body);
					if (total.find()) {
						OutcomeIntegrationTests.this.storedTotals.add(Integer.valueOf(total.group(1)));
					}
				}
			}

		};
	}

	/**
	 * One write.
	 */
	private interface Writing {

		/** Writes, and says whether there was anything to write. */
		boolean write(Random random);

	}

	private void inParallel(Writing writing) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> futures = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				Random random = new Random(thread);
				futures.add(executor.submit(() -> {
					for (int i = 0; i < UPDATES / THREADS; i++) {
						count(writing, random);
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

	private void count(Writing writing, Random random) {
		try {
			if (writing.write(random)) {
				this.successes.incrementAndGet();
			}
		}
		catch (UncertainWriteException ex) {
			this.uncertain.incrementAndGet();
		}
		catch (DataAccessException ex) {
			// Says that nothing was written.
			this.refusedTotals.add(this.total.get());
		}
	}

}
