package io.daplug.mirror.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.daplug.fixture.MutableClock;
import io.daplug.mirror.BackfillOptions;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.store.InMemoryOperationStore;
import io.daplug.mirror.store.OperationStore;
import io.daplug.mirror.store.StoredOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What another instance asks of a backfill is heard.
 */
class BackfillLeaseTests {

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-27T10:00:00Z"));

	private final BackfillSettings settings = new BackfillSettings(this.clock, Duration.ofSeconds(30),
			Duration.ofSeconds(1));

	private final BackfillJournal journal = new BackfillJournal(BackfillOptions.of((options) -> options.segments(1)));

	private final InMemoryOperationStore kept = new InMemoryOperationStore();

	private final FaultyStore store = new FaultyStore(this.kept);

	private final BackfillLease lease = new BackfillLease(this.store, this.settings, begun());

	/** Can be told to lose the second save from then on. */
	private static final class FaultyStore implements OperationStore {

		private final OperationStore store;

		private int left = Integer.MAX_VALUE;

		FaultyStore(OperationStore store) {
			this.store = store;
		}

		@Override
		public Optional<StoredOperation> find(String id) {
			return this.store.find(id);
		}

		@Override
		public @Nullable StoredOperation save(StoredOperation operation) {
			if (--this.left == 0) {
				throw new TransientDataAccessResourceException("cut off");
			}
			return this.store.save(operation);
		}

		@Override
		public boolean isShared() {
			return true;
		}

	}

	private StoredOperation begun() {
		BackfillRecord record = new BackfillRecord(BackfillState.RUNNING, null,
				new BackfillRecord.Lease("owner", this.clock.instant().plusSeconds(30)), this.clock.instant(),
				this.journal);
		StoredOperation saved = this.kept.save(StoredOperation.fresh("backfill:a", record.attributes()));
		assertThat(saved).isNotNull();
		return saved;
	}

	private BackfillRecord record() {
		return BackfillRecord.of(this.kept.find("backfill:a").orElseThrow().attributes());
	}

	private void ask(BackfillState wanted) {
		this.kept.save(this.kept.find("backfill:a").orElseThrow().with(record().wanting(wanted).attributes()));
	}

	@Test
	void handsOnWhatIsWantedAlsoIfTheSaveThatFollowsFails() {
		ask(BackfillState.PAUSED);
		this.store.left = 2;
		assertThat(this.lease.keep(BackfillState.RUNNING, this.journal))
			.isEqualTo(new BackfillLease.Kept(true, BackfillState.PAUSED));
	}

	@Test
	void endsAsIsWantedAtTheLastMoment() {
		ask(BackfillState.CANCELLED);
		this.lease.keep(BackfillState.INTERRUPTED, this.journal);
		assertThat(record().state()).isEqualTo(BackfillState.CANCELLED);
	}

	@Test
	void isCompletedWhateverIsWantedAtTheLastMoment() {
		ask(BackfillState.CANCELLED);
		this.lease.keep(BackfillState.COMPLETED, this.journal);
		assertThat(record().state()).isEqualTo(BackfillState.COMPLETED);
	}

}
