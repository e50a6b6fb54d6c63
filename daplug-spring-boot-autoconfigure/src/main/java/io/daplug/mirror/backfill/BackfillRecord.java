package io.daplug.mirror.backfill;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.mirror.BackfillProgress;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.store.KeptAttributes;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A backfill as it is kept.
 *
 * @param state its state; RUNNING also if the instance that ran it has died
 * @param wanted the state that another instance asks for; null for none
 * @param lease whose it is
 * @param updatedAt when it was kept
 * @param journal how far it is
 */
record BackfillRecord(BackfillState state, @Nullable BackfillState wanted, Lease lease, Instant updatedAt,
		BackfillJournal journal) {

	/**
	 * Who runs the backfill.
	 *
	 * @param owner the instance
	 * @param until when it is taken for dead, unless it says otherwise before
	 */
	record Lease(String owner, Instant until) {

	}

	static BackfillRecord of(Map<String, AttributeValue> attributes) {
		KeptAttributes kept = new KeptAttributes(attributes);
		String wanted = kept.textOrNull("wanted");
		return new BackfillRecord(BackfillState.valueOf(kept.text("state")),
				(wanted != null) ? BackfillState.valueOf(wanted) : null,
				new Lease(kept.text("owner"), kept.instant("leasedUntil")), kept.instant("updatedAt"),
				BackfillJournal.of(kept.map("journal")));
	}

	Map<String, AttributeValue> attributes() {
		Map<String, AttributeValue> kept = new LinkedHashMap<>();
		kept.put("state", AttributeValue.fromS(this.state.name()));
		if (this.wanted != null) {
			kept.put("wanted", AttributeValue.fromS(this.wanted.name()));
		}
		kept.put("owner", AttributeValue.fromS(this.lease.owner()));
		kept.put("leasedUntil", KeptAttributes.instant(this.lease.until()));
		kept.put("updatedAt", KeptAttributes.instant(this.updatedAt));
		kept.put("journal", AttributeValue.fromM(this.journal.attributes()));
		return kept;
	}

	/** The state in truth. */
	BackfillState stateAt(Instant now) {
		return (this.state == BackfillState.RUNNING && !now.isBefore(this.lease.until())) ? BackfillState.INTERRUPTED
				: this.state;
	}

	BackfillRecord in(BackfillState changed) {
		return new BackfillRecord(changed, null, this.lease, this.updatedAt, this.journal);
	}

	BackfillRecord wanting(BackfillState asked) {
		return new BackfillRecord(this.state, asked, this.lease, this.updatedAt, this.journal);
	}

	BackfillProgress progress(String mirror, Instant now) {
		return new BackfillProgress(mirror, stateAt(now), this.journal.counts(), this.journal.failures(),
				this.updatedAt);
	}

}
