package io.daplug.stream.kcl;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.SourceProgress.State;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.context.ConfigurableApplicationContext;

import static io.daplug.fixture.LongPatience.await;
import static io.daplug.stream.kcl.KclApplication.awaitUntil;
import static io.daplug.stream.kcl.KclApplication.orders;
import static io.daplug.stream.kcl.KclApplication.progress;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KclChangeSource}, which read the stream of one table all together.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KclChangeSourceIntegrationTests {

	/** Some times the interval of {@link KclApplication}. */
	private static final Duration CHECKPOINTS = Duration.ofMillis(500);

	private final KclApplication application = new KclApplication().keepingItsShards();

	private ConfigurableApplicationContext context;

	private Recorder recorder;

	static class Recorder {

		final List<ItemChange<?>> changes = new CopyOnWriteArrayList<>();

		volatile CountDownLatch gate = new CountDownLatch(0);

		@DaplugStreamListener("orders")
		void on(ItemChange<?> change) throws InterruptedException {
			if (change.key().equals(ItemKey.of("slow"))) {
				this.gate.await();
			}
			this.changes.add(change);
		}

		List<ItemChange<?>> of(String id) {
			return this.changes.stream().filter((change) -> change.key().equals(ItemKey.of(id))).toList();
		}

	}

	@BeforeAll
	void start() {
		this.context = this.application.start(Recorder.class);
		this.recorder = this.context.getBean(Recorder.class);
	}

	@AfterAll
	void close() {
		this.context.close();
	}

	@Test
	void hearsOfEveryWriteOnceAndInOrder() {
		DaplugTemplate orders = orders(this.context);
		orders.insert(Map.of("id", "a", "n", 1));
		orders.overwrite(Map.of("id", "a", "n", 2));
		orders.delete(ItemKey.of("a"));
		// Only the stream tells of this one. It is of the same item, so that whatever the
		// application itself tells comes before it.
		put("a", "end");
		awaitUntil(() -> this.recorder.of("a").stream().anyMatch(KclChangeSourceIntegrationTests::isEnd));
		List<ItemChange<?>> before = this.recorder.of("a").stream().takeWhile((change) -> !isEnd(change)).toList();
		assertThat(before).as("the application's own source is silent")
			.extracting((change) -> change.origin().operation())
			.containsExactly(Operation.INSERT, Operation.UPDATE, Operation.DELETE);
		assertThat(this.recorder.of("a")).hasSize(4)
			.allSatisfy((change) -> assertThat(change.origin().position().source()).isEqualTo(label()))
			.extracting((change) -> change.origin().sequence())
			.isSorted();
	}

	private static boolean isEnd(ItemChange<?> change) {
		return change instanceof ItemInserted<?> inserted
				&& AttributeValue.fromS("end").equals(inserted.newImage().item().attributes().get("n"));
	}

	private String label() {
		return LocalDynamoDb.client()
			.describeTable((describe) -> describe.tableName(this.application.table()))
			.table()
			.latestStreamLabel();
	}

	private void put(String id, String n) {
		LocalDynamoDb.client()
			.putItem((put) -> put.tableName(this.application.table())
				.item(Map.of("id", AttributeValue.fromS(id), "n", AttributeValue.fromS(n))));
	}

	@Test
	void hearsOfOtherWriters() {
		put("b", "1");
		LocalDynamoDb.client()
			.deleteItem((delete) -> delete.tableName(this.application.table())
				.key(Map.of("id", AttributeValue.fromS("b"))));
		awaitUntil(() -> this.recorder.of("b").size() == 2);
		assertThat(this.recorder.of("b").get(0)).isInstanceOf(ItemInserted.class);
		assertThat(this.recorder.of("b").get(1)).isInstanceOf(ItemRemoved.class);
	}

	@Test
	void keepsTheCheckpointBeforeAChangeThatIsUnderWay() {
		orders(this.context).insert(Map.of("id", "first"));
		awaitUntil(() -> this.recorder.of("first").size() == 1 && progress(this.context).handOver().waiting() == 0);
		String before = this.application.checkpoint().orElseThrow();
		CountDownLatch gate = new CountDownLatch(1);
		this.recorder.gate = gate;
		try {
			String sequence = keepsTheCheckpointBeforeASlowChange(before);
			gate.countDown();
			awaitUntil(() -> progress(this.context).handOver().waiting() == 0);
			assertThat(this.application.checkpoint().orElseThrow().compareTo(sequence)).isPositive();
		}
		finally {
			gate.countDown();
		}
		assertThat(this.recorder.of("quick-0")).hasSize(1);
	}

	private String keepsTheCheckpointBeforeASlowChange(String before) {
		orders(this.context).insert(Map.of("id", "slow"));
		for (int i = 0; i < 50; i++) {
			orders(this.context).insert(Map.of("id", "quick-" + i));
		}
		awaitUntil(() -> this.recorder.of("quick-49").size() == 1);
		awaitUntil(() -> progress(this.context).handOver().waiting() > 50);
		orders(this.context).insert(Map.of("id", "quick-50"));
		awaitUntil(() -> this.recorder.of("quick-50").size() == 1);
		String sequence = this.recorder.of("quick-0").get(0).origin().sequence();
		await().during(CHECKPOINTS)
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.application.checkpoint()).as("the checkpoint stays").hasValue(before));
		assertThat(before.compareTo(sequence)).as("the checkpoint is before the change that is under way").isNegative();
		return sequence;
	}

	@Test
	void tellsHowFarItIs() {
		orders(this.context).insert(Map.of("id", "c"));
		awaitUntil(() -> this.recorder.of("c").size() == 1 && progress(this.context).handOver().waiting() == 0);
		assertThat(progress(this.context)).satisfies((progress) -> {
			assertThat(progress.table()).isEqualTo("orders");
			assertThat(progress.state()).isEqualTo(State.RUNNING);
			assertThat(progress.shards()).isOne();
			assertThat(progress.handOver().lastRead()).isNotNull();
			assertThat(progress.handOver().newest()).isNotNull();
			assertThat(progress.handOver().checkpointed()).isNotNull();
		});
	}

}
