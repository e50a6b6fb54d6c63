package io.daplug.stream.parking;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.stream.AfterPark;
import io.daplug.stream.Changes;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.parking.ParkingFixture.Instance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a held item when it cannot be told whether changes of it are parked.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class DiscardFaultsIntegrationTests {

	private final ParkingFixture fixture = new ParkingFixture();

	@Test
	void tellsThatTheItemStaysHeldAndHowItIsReleased(CapturedOutput output) {
		AtomicBoolean cut = new AtomicBoolean();
		try (DynamoDbClient client = LocalDynamoDb.client(new ExecutionInterceptor() {
			@Override
			public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
				if (context.request() instanceof QueryRequest && cut.get()) {
					throw SdkClientException.create("cut off");
				}
			}
		})) {
			Instance instance = this.fixture.instance(client);
			ListenerContainer listener = instance.listener("one", (change) -> {
				throw new IllegalStateException("broken");
			}, (options) -> options.afterPark(AfterPark.HOLD));
			instance.registry.accept(List.of(Changes.modified("a", 1)));
			await().until(() -> instance.ids().size() == 1);
			String id = instance.ids().get(0);
			cut.set(true);
			assertThat(instance.operations.discard(id)).isTrue();
			await().until(() -> output.getAll()
				.contains("Parked change '%s' was discarded, but listener 'one' still holds the item of it"
					.formatted(id)));
			assertThat(output).contains("cut off");
			assertThat(listener.release(ItemKey.of("a"))).as("what the line says").isTrue();
			instance.registry.stop();
		}
	}

}
