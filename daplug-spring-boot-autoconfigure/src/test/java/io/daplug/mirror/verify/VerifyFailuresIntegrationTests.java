package io.daplug.mirror.verify;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.mirror.FieldMapping;
import io.daplug.mirror.MirrorDifference;
import io.daplug.mirror.MirrorDifference.Kind;
import io.daplug.mirror.MirrorReport;
import io.daplug.mirror.MirrorTransform;
import io.daplug.mirror.VerifyOptions;
import io.daplug.mirror.scan.TwoTables;
import io.daplug.task.TaskExecutorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a comparison says, and leaves, when something fails meanwhile.
 */
class VerifyFailuresIntegrationTests {

	private static final Consumer<VerifyOptions.Builder> REPAIR = (
			options) -> options.recheck(0, Duration.ZERO).segments(1).repair(true);

	private static final MirrorTransform MAPPING = FieldMapping.builder().field("order_id", "id").build();

	/** What the mirror throws; null for nothing. */
	private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

	private final TwoTables tables = TwoTables.of((source) -> {
	}, (change) -> {
		Throwable thrown = this.fault.get();
		if (thrown instanceof Error error) {
			throw error;
		}
		if (thrown instanceof Exception exception) {
			throw exception;
		}
		return MAPPING.newItem(change);
	});

	/** Loses the answers to requests that remove copies. */
	private static final class LostAnswers implements ExecutionInterceptor {

		@Override
		public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
			if (Before.removes(context.request())) {
				throw SdkClientException.create("cut off");
			}
		}

	}

	@AfterEach
	void close() {
		this.tables.close();
	}

	private MirrorReport verify(int keysAtOnce, Consumer<VerifyOptions.Builder> options,
			ExecutionInterceptor... interceptors) {
		try (DynamoDbClient client = LocalDynamoDb.client(interceptors)) {
			return new Verifications(this.tables.tables(client, Clock.systemUTC()), TaskExecutorFactory.simple(),
					keysAtOnce)
				.verify(TwoTables.MIRROR, VerifyOptions.of(options), () -> false);
		}
	}

	private static boolean puts(SdkRequest request) {
		return request instanceof PutItemRequest
				|| request instanceof BatchWriteItemRequest && !Before.removes(request);
	}

	private Before insertion() {
		return new Before(Before::removes, new AtomicInteger(1),
				() -> this.tables.mirroredAtOnce().insert(TwoTables.order(1, "NEW")));
	}

	@Test
	void tellsOfACopyThatItCannotBringBack() {
		this.tables.copyTemplate().insert(Map.of("id", "o1", "state", "NEW"));
		Before cut = new Before(VerifyFailuresIntegrationTests::puts, new AtomicInteger(1), () -> {
			throw SdkClientException.create("cut off");
		});
		MirrorReport report = verify(1000, REPAIR, insertion(), cut);
		assertThat(cut.left()).hasNonPositiveValue();
		assertThat(this.tables.copies()).isEmpty();
		assertThat(report.isEqual()).isFalse();
		assertThat(report.counts().failed()).isOne();
		assertThat(report.samples()).contains(new MirrorDifference(Kind.FAILED, ItemKey.of("o1")));
	}

	@Test
	void doesNotCallTablesEqualIfItCannotTellWhatToBringBack() {
		this.tables.copyTemplate().insert(Map.of("id", "o1", "state", "NEW"));
		Before outage = new Before((request) -> request instanceof ScanRequest, new AtomicInteger(5),
				() -> this.fault.set(new IllegalStateException("out of reach")));
		MirrorReport report = verify(1000, REPAIR, insertion(), outage);
		assertThat(outage.left()).as("scanned again after the removal").hasNonPositiveValue();
		assertThat(this.tables.copies()).isEmpty();
		assertThat(report.isEqual()).isFalse();
	}

	@Test
	void bringsBackACopyThatWasRemovedAlthoughTheRemovalFails() {
		this.tables.copyTemplate().insert(Map.of("id", "o1", "state", "NEW"));
		Before insertion = insertion();
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> verify(1000, REPAIR, insertion, new LostAnswers()));
		assertThat(insertion.left()).hasNonPositiveValue();
		assertThat(this.tables.copies()).hasSize(1).containsExactlyElementsOf(this.tables.expected());
	}

	@Test
	void removesNoCopyWhoseItemItCannotTell() {
		for (int id = 0; id < 30; id++) {
			this.tables.mirroredAtOnce().insert(TwoTables.order(id, "NEW"));
		}
		Before outage = new Before((request) -> request instanceof ScanRequest, new AtomicInteger(3),
				() -> this.fault.set(new IllegalStateException("out of reach")));
		MirrorReport report = verify(10, REPAIR, outage);
		assertThat(outage.left()).as("more parts than one").hasNonPositiveValue();
		assertThat(report.isEqual()).isFalse();
		assertThat(this.tables.copies()).hasSize(30);
	}

	@Test
	void failsByTheErrorOfASegment() {
		this.tables.unmirrored().insert(TwoTables.order(1, "NEW"));
		this.fault.set(new NoClassDefFoundError("Missing"));
		assertThatExceptionOfType(NoClassDefFoundError.class)
			.isThrownBy(() -> verify(1000, REPAIR.andThen((options) -> options.segments(4))));
	}

	@Test
	void leavesAnInterruptionToItsCaller() {
		this.tables.unmirrored().insert(TwoTables.order(1, "NEW"));
		this.fault.set(new InterruptedException());
		assertThat(verify(1000, REPAIR).counts().failed()).isOne();
		assertThat(Thread.interrupted()).isTrue();
	}

}
