package io.daplug.stream.kcl;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.daplug.fixture.BackgroundCall;
import io.daplug.fixture.MutableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShardTracker}.
 */
@Timeout(60)
class ShardTrackerTests {

	private static final long LONG = TimeUnit.MINUTES.toNanos(1);

	private final MutableClock clock = new MutableClock(Instant.EPOCH);

	private final ShardTracker tracker = new ShardTracker(3, this.clock);

	private @Nullable String reached() {
		ShardTracker.Place reached = this.tracker.reached();
		return (reached != null) ? reached.sequence() : null;
	}

	private void begin(String... sequences) {
		for (String sequence : sequences) {
			assertThat(this.tracker.begin(sequence)).isTrue();
		}
	}

	@Test
	void hasReachedNothingBeforeTheFirstReceipt() {
		assertThat(reached()).isNull();
		begin("10", "11");
		assertThat(reached()).isNull();
		this.tracker.receive("11");
		assertThat(reached()).isNull();
	}

	@Test
	void reachesTheLastRecordBeforeTheFirstThatIsUnderWay() {
		begin("10", "11", "12");
		this.tracker.receive("10");
		assertThat(reached()).isEqualTo("10");
		this.tracker.receive("12");
		assertThat(reached()).isEqualTo("10");
		this.tracker.receive("11");
		assertThat(reached()).isEqualTo("12");
	}

	@Test
	void neverPassesARecordThatHasNoReceiptHoweverManyComeAfterIt() throws Exception {
		begin("1");
		for (int i = 2; i < 10_000; i++) {
			assertThat(this.tracker.awaitRoom()).isEqualTo(2);
			begin(Integer.toString(i));
			this.tracker.receive(Integer.toString(i));
			assertThat(reached()).isNull();
		}
		assertThat(this.tracker.awaitRoom()).as("only the first is under way").isEqualTo(2);
		this.tracker.receive("1");
		assertThat(reached()).isEqualTo("9999");
	}

	@Test
	void comparesSequencesAsNumbersAndKeepsTheirText() {
		begin("0099", "0100");
		this.tracker.receive("0000000000000000000000000000000000000099");
		assertThat(reached()).isEqualTo("0099");
		assertThat(this.tracker.begin("99")).isFalse();
		assertThat(this.tracker.begin("100")).isFalse();
	}

	@Test
	void takesNoRecordTwice() {
		begin("10", "11");
		assertThat(this.tracker.begin("10")).isFalse();
		this.tracker.receive("10");
		assertThat(this.tracker.begin("10")).isFalse();
		assertThat(reached()).isEqualTo("10");
	}

	@Test
	void ignoresReceiptsOfRecordsThatItDoesNotKnow() throws Exception {
		begin("10");
		this.tracker.receive("9");
		this.tracker.receive("11");
		assertThat(reached()).isNull();
		assertThat(this.tracker.awaitRoom()).as("one is under way").isEqualTo(2);
	}

	@Test
	void hasReachedNothingNewOnceTheCheckpointIsThere() {
		begin("10", "11");
		this.tracker.receive("10");
		ShardTracker.Place first = this.tracker.reached();
		assertThat(first).isNotNull();
		this.tracker.receive("11");
		this.tracker.checkpointed(first);
		assertThat(reached()).isEqualTo("11");
		ShardTracker.Place second = this.tracker.reached();
		assertThat(second).isNotNull();
		this.tracker.checkpointed(second);
		assertThat(reached()).isNull();
	}

	@Test
	void lendsRoomUntilTheCapacityIsUnderWay() throws Exception {
		assertThat(this.tracker.awaitRoom()).isEqualTo(3);
		begin("1", "2");
		assertThat(this.tracker.awaitRoom()).isOne();
	}

	@Test
	void letsReadingWaitWhileTheCapacityIsUnderWay() throws Exception {
		begin("1", "2", "3");
		BackgroundCall<Integer> room = BackgroundCall.startWaiting(this.tracker::awaitRoom);
		this.tracker.receive("4");
		room.awaitWaiting();
		this.tracker.receive("2");
		assertThat(room.get()).isOne();
	}

	@Test
	void takesNothingMoreAfterTheEndAndStillTakesReceipts() throws Exception {
		begin("1", "2", "3");
		BackgroundCall<Integer> room = BackgroundCall.startWaiting(this.tracker::awaitRoom);
		this.tracker.end();
		assertThat(room.get()).isZero();
		assertThat(this.tracker.begin("3")).as("came before").isFalse();
		this.tracker.receive("1");
		assertThat(reached()).isEqualTo("1");
		this.tracker.receive("3");
		this.tracker.receive("2");
		assertThat(reached()).isEqualTo("3");
		assertThat(this.tracker.awaitAll(LONG)).isTrue();
	}

	@Test
	void isNotDoneIfSomethingNewCameAfterTheEnd() throws Exception {
		begin("1", "2");
		this.tracker.end();
		assertThat(this.tracker.begin("3")).isFalse();
		this.tracker.receive("1");
		this.tracker.receive("2");
		assertThat(reached()).isEqualTo("2");
		assertThat(this.tracker.awaitAll(LONG)).isFalse();
	}

	@Test
	void isNotDoneIfSomethingWasNotTaken() throws Exception {
		begin("1");
		this.tracker.block();
		this.tracker.receive("1");
		assertThat(reached()).isEqualTo("1");
		assertThat(this.tracker.awaitAll(LONG)).isFalse();
	}

	@Test
	void isDoneWithNothing() throws Exception {
		assertThat(this.tracker.awaitAll(LONG)).isTrue();
	}

	@Test
	void waitsForTheLastReceipt() throws Exception {
		begin("1", "2", "3");
		BackgroundCall<Boolean> all = BackgroundCall.startWaiting(() -> this.tracker.awaitAll(LONG));
		BackgroundCall<Integer> room = BackgroundCall.startWaiting(this.tracker::awaitRoom);
		this.tracker.receive("2");
		// It began to wait last, so what waited before it has looked again.
		assertThat(room.get()).isOne();
		all.awaitWaiting();
		this.tracker.receive("1");
		this.tracker.receive("3");
		assertThat(all.get()).isTrue();
	}

	@Test
	void letsNobodyWaitAfterItsRelease() throws Exception {
		begin("1", "2", "3");
		BackgroundCall<Boolean> all = BackgroundCall.startWaiting(() -> this.tracker.awaitAll(LONG));
		BackgroundCall<Boolean> done = BackgroundCall.startWaiting(this.tracker::awaitDone);
		BackgroundCall<Boolean> release = BackgroundCall.startWaiting(() -> {
			this.tracker.awaitRelease();
			return true;
		});
		BackgroundCall<Integer> room = BackgroundCall.startWaiting(this.tracker::awaitRoom);
		this.tracker.end();
		// It began to wait last, so what waited before it has looked again.
		assertThat(room.get()).isZero();
		all.awaitWaiting();
		done.awaitWaiting();
		release.awaitWaiting();
		this.tracker.release();
		assertThat(all.get()).isFalse();
		assertThat(done.get()).isFalse();
		assertThat(release.get()).isTrue();
	}

	@Test
	void forgetsWhatSomebodyElseReads() throws Exception {
		begin("1", "2");
		this.tracker.receive("1");
		this.tracker.drop();
		this.tracker.receive("2");
		assertThat(reached()).isNull();
		assertThat(this.tracker.awaitRoom()).isZero();
		assertThat(this.tracker.awaitAll(LONG)).isFalse();
		assertThat(this.tracker.waiting()).isEqualTo(new ShardTracker.Waiting(0, null));
	}

	@Test
	void tellsWhatNoCheckpointCovers() {
		assertThat(this.tracker.waiting()).isEqualTo(new ShardTracker.Waiting(0, null));
		begin("1");
		this.clock.advance(Duration.ofSeconds(5));
		begin("2");
		this.tracker.receive("1");
		this.tracker.receive("2");
		assertThat(this.tracker.waiting()).isEqualTo(new ShardTracker.Waiting(2, Instant.EPOCH));
		ShardTracker.Place reached = this.tracker.reached();
		assertThat(reached).isNotNull();
		begin("3");
		this.clock.advance(Duration.ofMinutes(6));
		this.tracker.checkpointed(reached);
		assertThat(this.tracker.waiting()).as("moves on, and so is not stalled, however long changes wait")
			.isEqualTo(new ShardTracker.Waiting(1, Instant.EPOCH.plusSeconds(365)));
		this.tracker.receive("3");
		ShardTracker.Place last = this.tracker.reached();
		assertThat(last).isNotNull();
		this.tracker.checkpointed(last);
		assertThat(this.tracker.waiting()).isEqualTo(new ShardTracker.Waiting(0, null));
	}

}
