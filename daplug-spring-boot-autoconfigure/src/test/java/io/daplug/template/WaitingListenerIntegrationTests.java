package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.daplug.event.Announcement;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for listeners that let other threads write the item whose change they handle, and
 * wait for them.
 */
@Timeout(60)
class WaitingListenerIntegrationTests {

	private final ExecutorService others = Executors.newCachedThreadPool();

	private final StoredTable table = StoredTable.plain();

	private final DaplugTemplate template = DaplugTemplate.builder(LocalDynamoDb.client(), this.table.definition())
		.publisher(this::publish)
		.build();

	private void publish(List<Announcement> announcements) {
		announcements.forEach((announcement) -> {
			if (announcement.change().newItem().toMap().get("by") == null) {
				CompletableFuture
					.runAsync(() -> this.template.update(ItemKey.of("a"), Map.of("by", "other")), this.others)
					.join();
				CompletableFuture
					.runAsync(() -> this.template.batchOverwrite(List.of(Map.of("id", "a", "by", "batch"))),
							this.others)
					.join();
			}
			this.table.changes().add(announcement.change());
		});
	}

	@AfterEach
	void stop() {
		this.others.shutdownNow();
	}

	@Test
	@DisplayName("nothing hangs, and each change is announced once and in the order of the writes")
	void doNotMakeAKeyHang() {
		assertThat(CompletableFuture.runAsync(() -> this.template.insert(Map.of("id", "a")), this.others))
			.succeedsWithin(30, TimeUnit.SECONDS);
		this.template.update(ItemKey.of("a"), Map.of("by", "me"));
		assertThat(this.table.changes()).extracting((change) -> change.newItem().toMap().get("by"))
			.containsExactly(null, "other", "batch", "me");
	}

}
