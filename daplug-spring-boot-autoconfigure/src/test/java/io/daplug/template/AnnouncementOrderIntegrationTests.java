package io.daplug.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.ItemNotFoundException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the order in which the writes of several threads are announced.
 */
@Timeout(60)
class AnnouncementOrderIntegrationTests {

	private static final int THREADS = 8;

	private static final int WRITES = 60;

	@Test
	@DisplayName("Each change of a key begins where the one before it ended, whoever wrote")
	void announcesTheChangesOfAKeyInTheirOrder() throws Exception {
		StoredTable table = StoredTable.plain();
		DaplugTemplate template = table.template();
		together((random) -> write(template, "k" + random.nextInt(3), random));
		Map<ItemKey, ItemImage<?>> last = new HashMap<>();
		for (ItemChange<?> change : table.changes()) {
			assertThat(change.oldImage()).isEqualTo(last.getOrDefault(change.key(), ItemImage.none()));
			last.put(change.key(), change.newImage());
		}
		assertThat(table.changes()).hasSizeGreaterThan(THREADS * WRITES / 4);
	}

	@Test
	@DisplayName("Two templates over one table keep the order of a key, though they see it under two prefixes")
	void announcesTheChangesOfTwoTemplatesInTheirOrder() throws Exception {
		StoredTable table = StoredTable.plain();
		DaplugTemplate whole = table.template();
		DaplugTemplate prefixed = DaplugTemplate
			.builder(LocalDynamoDb.client(),
					TableDefinition.named("numbers")
						.tableName(table.definition().tableName())
						.hashKey("id")
						.hashPrefix("k")
						.build())
			.publisher((announcements) -> announcements
				.forEach((announcement) -> table.changes().add(announcement.change())))
			.build();
		together((random) -> {
			int key = random.nextInt(3);
			if (random.nextBoolean()) {
				write(whole, "k" + key, random);
			}
			else {
				write(prefixed, "" + key, random);
			}
		});
		Map<ItemKey, Object> last = new HashMap<>();
		for (ItemChange<?> change : table.changes()) {
			Object before = change.oldImage().known().<Object>map((item) -> numberOf(item)).orElse("none");
			assertThat(before).isEqualTo(last.getOrDefault(change.identity().storedKey(), "none"));
			last.put(change.identity().storedKey(),
					change.newImage().known().<Object>map((item) -> numberOf(item)).orElse("none"));
		}
		assertThat(table.changes()).hasSizeGreaterThan(THREADS * WRITES / 4);
	}

	private static Object numberOf(Item<?> item) {
		return Objects.requireNonNull(item.toMap().get("n"));
	}

	@Test
	void announcesBatchesAmongOtherWritesInTheirOrder() throws Exception {
		StoredTable table = StoredTable.plain();
		DaplugTemplate template = table.template();
		together((random) -> {
			if (random.nextBoolean()) {
				List<Map<String, ?>> items = new ArrayList<>();
				for (int key : new int[] { random.nextInt(3), 3 + random.nextInt(3) }) {
					items.add(Map.of("id", "k" + key, "n", random.nextInt()));
				}
				template.batchOverwrite(items);
			}
			else {
				template.overwrite(Map.of("id", "k" + random.nextInt(6), "n", random.nextInt()));
			}
		});
		Map<String, Object> last = new HashMap<>();
		table.changes().forEach((change) -> last.put(change.key().toString(), StoredTable.map(change.newItem())));
		assertThat(last).hasSize(6);
		assertThat(last.values()).containsExactlyInAnyOrderElementsOf(table.template().scan((scan) -> {
		}).stream().map(Object.class::cast).toList());
	}

	private static void write(DaplugTemplate template, String id, Random random) {
		Map<String, Object> item = Map.of("id", id, "n", random.nextInt());
		try {
			switch (random.nextInt(4)) {
				case 0 -> template.insert(item);
				case 1 -> template.overwrite(item);
				case 2 -> template.update(ItemKey.of(id), Map.of("n", random.nextInt()));
				default -> template.delete(ItemKey.of(id));
			}
		}
		catch (DuplicateItemException | ItemNotFoundException ex) {
			assertThat(ex.getMessage()).contains(id);
		}
	}

	private interface Writer {

		void write(Random random);

	}

	private static void together(Writer writer) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Callable<Boolean>> writers = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				Random random = new Random(thread);
				writers.add(() -> {
					for (int write = 0; write < WRITES; write++) {
						writer.write(random);
					}
					return true;
				});
			}
			for (Future<Boolean> written : executor.invokeAll(writers)) {
				written.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

}
