package io.daplug.stream.parking;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.stream.Changes;
import io.daplug.stream.parking.ParkingFixture.Instance;
import io.daplug.stream.parking.RedriveResult.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the claim of a parked change that is redriven.
 */
@Timeout(60)
class RedriveClaimsIntegrationTests {

	private final ParkingFixture fixture = new ParkingFixture();

	private final Wire wire = new Wire();

	private final DynamoDbClient client = LocalDynamoDb.client(this.wire);

	private final Instance instance = this.fixture.instance(this.client);

	private final List<ItemChange<?>> handled = new CopyOnWriteArrayList<>();

	/**
	 * Notes updates, lets no claim be given back if it is cut, and no update if broken.
	 */
	private static final class Wire implements ExecutionInterceptor {

		private final List<DynamoDbRequest> updates = new CopyOnWriteArrayList<>();

		private volatile boolean cut;

		private volatile boolean broken;

		@Override
		public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
			if (context.request() instanceof UpdateItemRequest update) {
				this.updates.add(update);
				if (this.broken) {
					throw new NoClassDefFoundError("Missing");
				}
				if (this.cut && update.updateExpression().contains("REMOVE")) {
					throw SdkClientException.create("cut off");
				}
			}
		}

	}

	@AfterEach
	void stop() {
		this.instance.registry.stop();
		this.client.close();
	}

	private void park(int... values) {
		for (int value : values) {
			this.fixture.park(Changes.modified("a", value));
		}
	}

	private ParkedTable table() {
		return new ParkedTable(LocalDynamoDb.client(), this.fixture.table, null, this.fixture.clock);
	}

	@Test
	void givesBackNothingOfWhatItHasRemoved() {
		park(1, 2);
		this.instance.listener(this.handled::add);
		this.wire.cut = true;
		RedriveResult result = this.instance.operations.redriveAll("one");
		assertThat(result.isComplete()).isTrue();
		assertThat(result.redriven()).hasSize(2);
		assertThat(this.wire.updates).as("claims only").hasSize(2);
	}

	@Test
	void tellsWhyAChangeFailedAlsoIfItsClaimCannotBeGivenBack() {
		park(1, 2);
		this.instance.listener((change) -> {
			throw new IllegalArgumentException("still broken");
		});
		this.wire.cut = true;
		RedriveResult result = this.instance.operations.redriveAll("one");
		assertThat(result.failed().values()).singleElement()
			.satisfies((failure) -> assertThat(failure).hasMessage("still broken"));
		assertThat(result.skipped().values()).containsExactly(Reason.EARLIER_PARKED);
	}

	@Test
	void tellsOfTheChangeThatAnErrorBefalls() {
		park(1, 2, 3);
		List<String> ids = ParkedOrder.of(this.instance.operations.list().toList())
			.stream()
			.map(ParkedChange::id)
			.toList();
		this.instance.listener((change) -> {
			this.handled.add(change);
			this.wire.broken = true;
		});
		RedriveResult result = this.instance.operations.redriveAll("one");
		assertThat(this.handled).hasSize(1);
		assertThat(result.redriven()).containsExactly(ids.get(0));
		assertThat(result.failed()).containsOnlyKeys(ids.get(1));
		assertThat(result.failed().get(ids.get(1))).hasRootCauseInstanceOf(NoClassDefFoundError.class);
		assertThat(result.skipped()).containsOnlyKeys(ids.get(2));
	}

	@Test
	void tellsThatAClaimWasLost() {
		park(1, 2);
		String first = ParkedOrder.of(this.instance.operations.list().toList()).get(0).id();
		this.instance.listener((change) -> {
			this.handled.add(change);
			this.fixture.clock.advance(ParkedTable.CLAIM.plusMillis(1));
			assertThat(table().claim(ParkedPlace.of(first), "another")).isInstanceOf(Claim.Granted.class);
		});
		RedriveResult result = this.instance.operations.redriveAll("one");
		assertThat(this.handled).hasSize(1);
		assertThat(result.redriven()).isEmpty();
		assertThat(result.failed()).containsOnlyKeys(first);
		assertThat(result.failed().get(first)).hasMessageContaining("somebody else has claimed it");
		assertThat(result.skipped().values()).containsExactly(Reason.EARLIER_PARKED);
		assertThat(this.instance.ids()).hasSize(2);
	}

	@Test
	void hasRedrivenWhatSomebodyElseHasRemovedMeanwhile() {
		park(1);
		String id = this.instance.ids().get(0);
		Instance other = this.fixture.instance();
		this.instance.listener((change) -> {
			this.fixture.clock.advance(ParkedTable.CLAIM.plusMillis(1));
			assertThat(other.operations.discard(id)).isTrue();
		});
		assertThat(this.instance.operations.redriveAll("one").redriven()).containsExactly(id);
		other.registry.stop();
	}

}
