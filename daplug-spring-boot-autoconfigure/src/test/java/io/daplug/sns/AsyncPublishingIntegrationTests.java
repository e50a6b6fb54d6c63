package io.daplug.sns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.daplug.event.PublishFailed;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.SnsStub;
import io.daplug.fixture.SnsStub.Published;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.MissingValue;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that many writers of a few items have all their changes announced, those of one
 * item in the order of its writes, though more is written than may wait.
 */
@Timeout(120)
class AsyncPublishingIntegrationTests {

	private static final int WRITERS = 8;

	private static final int ITEMS = 10;

	private final SnsStub sns = SnsStub.start();

	private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);

	private final List<PublishFailed> failed = new CopyOnWriteArrayList<>();

	@AfterEach
	void stop() {
		this.sns.close();
		this.writers.shutdownNow();
	}

	@Test
	void announcesAllInOrder() throws Exception {
		TableDefinition table = TableDefinition.named("orders")
			.tableName(LocalDynamoDb.createTable("orderId", null))
			.hashKey("orderId")
			.idempotence(new IdempotenceDefinition("version", IdempotenceStrategy.CONDITIONAL, MissingValue.FAIL,
					GeneratedValue.COUNTER))
			.build();
		SnsChangePublisher publisher = SnsChangePublisher.builder(this.sns.client())
			.topic(TopicDefinition.of(table, "arn:aws:sns:us-east-1:000000000000:orders").build())
			.async(new AsyncPublishing(4, 3, Duration.ofSeconds(30)))
			.events((event) -> this.failed.add((PublishFailed) event))
			.build();
		publisher.start();
		DaplugTemplate orders = DaplugTemplate.builder(LocalDynamoDb.client(), table).publisher(publisher).build();
		IntStream.range(0, ITEMS).forEach((number) -> orders.insert(Map.of("orderId", "a-" + number)));
		AtomicInteger written = new AtomicInteger(ITEMS);
		List<Future<?>> done = new ArrayList<>();
		for (int writer = 0; writer < WRITERS; writer++) {
			done.add(this.writers.submit(() -> IntStream.range(0, 60).forEach((number) -> {
				ItemKey key = ItemKey.of("a-" + ThreadLocalRandom.current().nextInt(ITEMS));
				try {
					orders.update(key, Map.of("note", "n-" + ThreadLocalRandom.current().nextInt()));
					written.incrementAndGet();
				}
				catch (StaleItemException ex) {
					// Somebody else was faster, and nothing is announced.
				}
			})));
		}
		for (Future<?> writer : done) {
			writer.get(60, TimeUnit.SECONDS);
		}
		publisher.stop();
		assertThat(this.failed).isEmpty();
		assertThat(this.sns.published()).hasSize(written.get());
		assertThat(versions()).hasSize(ITEMS)
			.allSatisfy((item, versions) -> assertThat(versions)
				.containsExactlyElementsOf(IntStream.rangeClosed(1, versions.size()).boxed().toList()));
	}

	private Map<String, List<Integer>> versions() {
		Map<String, List<Integer>> versions = new LinkedHashMap<>();
		for (Published message : this.sns.published()) {
			JsonNode item = JsonMapper.shared().readTree(message.message());
			versions.computeIfAbsent(item.path("orderId").asString(), (id) -> new ArrayList<>())
				.add(item.path("version").asInt());
		}
		return versions;
	}

}
