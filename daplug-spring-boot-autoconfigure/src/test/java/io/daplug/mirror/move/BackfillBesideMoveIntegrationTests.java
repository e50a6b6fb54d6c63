package io.daplug.mirror.move;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.LongPatience;
import io.daplug.item.ItemKey;
import io.daplug.mirror.BackfillProgress;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.MirrorFailure;
import io.daplug.mirror.MirrorOperations;
import io.daplug.table.gate.TableMovedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a backfill when the tables change places after it was found that the
 * mirror is at work, and before the backfill is known.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class BackfillBesideMoveIntegrationTests {

	private static final String MOVE = MovingOrders.MOVE;

	private final MovingOrders orders = new MovingOrders();

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch going = new CountDownLatch(1);

	/** Holds a backfill at the moment at which it is made known. */
	private final class HeldBackfill implements ExecutionInterceptor {

		@Override
		public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
			if (context.request() instanceof PutItemRequest put
					&& put.item().containsValue(AttributeValue.fromS("backfill:" + MOVE))) {
				BackfillBesideMoveIntegrationTests.this.begun.countDown();
				try {
					BackfillBesideMoveIntegrationTests.this.going.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		}

	}

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@Test
	void failsAndCanBeResumedWhenTheTablesHaveChangedBack(CapturedOutput output) {
		try (DynamoDbClient client = LocalDynamoDb.client(new HeldBackfill())) {
			this.orders.instance(client)
				.run((one) -> this.orders.instance().run((other) -> changePlaces(one, other, output)));
		}
	}

	private void changePlaces(ApplicationContext one, ApplicationContext other, CapturedOutput output)
			throws Exception {
		MovingOrders.template(one, "orders").insert(MovingOrders.order("o1", 1), (options) -> options.publish(false));
		MirrorOperations mirrors = MovingOrders.mirrors(one);
		Future<BackfillProgress> backfill = this.executor.submit(() -> mirrors.backfill(MOVE));
		assertThat(this.begun.await(30, TimeUnit.SECONDS)).isTrue();
		MovingOrders.mirrors(other).cutOver(MOVE, (cutOver) -> cutOver.limit(Duration.ofSeconds(30)));
		this.going.countDown();
		backfill.get(30, TimeUnit.SECONDS);
		BackfillProgress failed = awaitEnd(mirrors);
		assertThat(failed.state()).isEqualTo(BackfillState.FAILED);
		assertThat(failed.failures()).extracting(MirrorFailure::type).contains(TableMovedException.class.getName());
		assertThat(output).contains("Mirror 'orders-v2' copies nothing: table 'orders' has moved to table 'orders-v2'");
		MovingOrders.mirrors(other).cutBack(MOVE, (cutBack) -> cutBack.limit(Duration.ofSeconds(30)));
		mirrors.resume(MOVE);
		assertThat(awaitEnd(mirrors).state()).isEqualTo(BackfillState.COMPLETED);
		assertThat(MovingOrders.template(other, MOVE).exists(ItemKey.of(MovingOrders.customer("o1"), "o1"))).isTrue();
	}

	private static BackfillProgress awaitEnd(MirrorOperations mirrors) {
		LongPatience.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> mirrors.progress(MOVE).orElseThrow().state() != BackfillState.RUNNING);
		return mirrors.progress(MOVE).orElseThrow();
	}

}
