package io.daplug.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import io.daplug.dynamodb.WriteConflictException;
import io.daplug.item.ItemKey;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.ItemNotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for unique attributes that many threads write at once.
 */
class UniqueRaceIntegrationTests {

	private static final int THREADS = 16;

	private final StoredTable table = StoredTable.of((definition) -> definition.unique("email"));

	private final DaplugTemplate template = this.table.template();

	/** Runs all at once, each in a thread of its own, and gathers what they threw. */
	private static List<@Nullable Exception> atOnce(List<Callable<?>> calls) throws Exception {
		CyclicBarrier start = new CyclicBarrier(calls.size());
		ExecutorService threads = Executors.newFixedThreadPool(calls.size());
		try {
			List<Future<@Nullable Exception>> futures = new ArrayList<>();
			calls.forEach((call) -> futures.add(threads.submit(() -> {
				start.await();
				try {
					call.call();
					return null;
				}
				catch (Exception ex) {
					return ex;
				}
			})));
			List<@Nullable Exception> thrown = new ArrayList<>();
			for (Future<@Nullable Exception> future : futures) {
				thrown.add(future.get());
			}
			return thrown;
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void aValueThatIsClaimedByManyAtOnceGoesToOneOfThem() throws Exception {
		List<Callable<?>> calls = new ArrayList<>();
		IntStream.range(0, THREADS)
			.forEach((i) -> calls.add(() -> this.template.insert(Map.of("id", "i" + i, "email", "x"))));
		List<@Nullable Exception> thrown = atOnce(calls);
		assertThat(thrown).filteredOn((ex) -> ex == null).hasSize(1);
		assertThat(thrown).filteredOn((ex) -> ex != null)
			.hasSize(THREADS - 1)
			.allSatisfy((ex) -> assertThat(ex).isInstanceOfSatisfying(DuplicateAttributeException.class,
					(duplicate) -> assertThat(duplicate.attribute()).isEqualTo("email")));
		assertThat(this.table.items()).hasSize(2);
		assertThat(this.table.changes()).hasSize(1);
	}

	@Test
	void aValueThatManyItemsAreUpdatedToAtOnceGoesToOneOfThem() throws Exception {
		List<Callable<?>> calls = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			ItemKey key = ItemKey.of("i" + i);
			this.template.insert(Map.of("id", "i" + i, "email", "e" + i));
			calls.add(() -> this.template.update(key, Map.of("email", "x")));
		}
		List<@Nullable Exception> thrown = atOnce(calls);
		assertThat(thrown).filteredOn((ex) -> ex == null).hasSize(1);
		assertThat(thrown).filteredOn((ex) -> ex != null)
			.hasSize(THREADS - 1)
			.hasOnlyElementsOfType(DuplicateAttributeException.class);
		requireClaimsOfItems();
	}

	/** Few keys and few values, so that all get in each other's way. */
	@Test
	void itemsAndClaimsNeverDifferWhateverManyWritersDo() throws Exception {
		this.template.insert(Map.of("id", "untouched", "email", "e"));
		List<Callable<?>> calls = new ArrayList<>();
		IntStream.range(0, THREADS).forEach((i) -> calls.add(() -> {
			ThreadLocalRandom random = ThreadLocalRandom.current();
			for (int write = 0; write < 12; write++) {
				write(random.nextInt(4), "i" + random.nextInt(4), "e" + random.nextInt(5));
			}
			return null;
		}));
		assertThat(atOnce(calls)).containsOnlyNulls();
		requireClaimsOfItems();
	}

	private void write(int kind, String id, String email) {
		try {
			switch (kind) {
				case 0 -> this.template.insert(Map.of("id", id, "email", email));
				case 1 -> this.template.overwrite(Map.of("id", id, "email", email));
				case 2 -> this.template.update(ItemKey.of(id), Map.of("email", email));
				default -> this.template.delete(ItemKey.of(id));
			}
		}
		catch (DuplicateAttributeException | DuplicateItemException | ItemNotFoundException
				| WriteConflictException ex) {
			// Another writer was first, or was in the way for too long on a slow machine.
		}
	}

	/** Each value belongs to one item, and each claim to the item with the value. */
	private void requireClaimsOfItems() {
		Set<String> values = new HashSet<>();
		Set<String> claimed = new HashSet<>();
		for (Map<String, AttributeValue> item : this.table.items()) {
			AttributeValue owner = item.get("_claimed_by");
			String id = item.getOrDefault("id", text("")).s();
			if (owner != null) {
				claimed
					.add(id.substring(id.lastIndexOf('#') + 1) + " of " + owner.m().getOrDefault("id", text("")).s());
			}
			else {
				values.add(item.getOrDefault("email", text("")).s() + " of " + id);
			}
		}
		assertThat(values).isNotEmpty().isEqualTo(claimed);
	}

}
