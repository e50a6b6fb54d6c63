package io.daplug.mirror.backfill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.event.FailedChange;
import io.daplug.mirror.BackfillCounts;
import io.daplug.mirror.BackfillOptions;
import io.daplug.mirror.MirrorFailure;
import io.daplug.mirror.store.KeptAttributes;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How far a backfill is: what it was asked for, where each segment goes on, and what was
 * counted. Safe for use by many threads.
 */
final class BackfillJournal {

	private static final int MOST_FAILURES = 10;

	private final BackfillOptions options;

	/** Where each segment goes on; an empty key at its end, null at its beginning. */
	private final List<@Nullable Map<String, AttributeValue>> cursors = new ArrayList<>();

	private final List<MirrorFailure> failures = new ArrayList<>();

	private long read;

	private long failed;

	private double readUnits;

	BackfillJournal(BackfillOptions options) {
		this.options = options;
		for (int segment = 0; segment < options.segments(); segment++) {
			this.cursors.add(null);
		}
	}

	/** Reads what was kept. */
	static BackfillJournal of(KeptAttributes kept) {
		List<AttributeValue> segments = kept.list("segments");
		BackfillJournal journal = new BackfillJournal(BackfillOptions.of((options) -> {
			options.segments(segments.size())
				.pageSize((int) kept.number("pageSize"))
				.consistentRead(kept.flag("consistentRead"));
			if (kept.has("itemsPerSecond")) {
				options.itemsPerSecond((int) kept.number("itemsPerSecond"));
			}
		}));
		for (int segment = 0; segment < segments.size(); segment++) {
			journal.cursors.set(segment, segments.get(segment).hasM() ? segments.get(segment).m() : null);
		}
		kept.list("failures").stream().map((failure) -> new KeptAttributes(failure.m())).forEach((failure) -> {
			journal.failures.add(new MirrorFailure(failure.textOrNull("key"), failure.text("type")));
		});
		journal.read = kept.number("read");
		journal.failed = kept.number("failed");
		journal.readUnits = kept.number("readUnits");
		return journal;
	}

	/** What is to be kept. */
	synchronized Map<String, AttributeValue> attributes() {
		Map<String, AttributeValue> kept = new LinkedHashMap<>();
		kept.put("segments",
				AttributeValue.fromL(this.cursors.stream()
					.map((cursor) -> (cursor != null) ? AttributeValue.fromM(cursor) : AttributeValue.fromNul(true))
					.toList()));
		kept.put("pageSize", KeptAttributes.number(this.options.pageSize()));
		kept.put("consistentRead", AttributeValue.fromBool(this.options.consistentRead()));
		if (this.options.itemsPerSecond() != null) {
			kept.put("itemsPerSecond", KeptAttributes.number(this.options.itemsPerSecond()));
		}
		kept.put("failures", AttributeValue.fromL(this.failures.stream().map(BackfillJournal::kept).toList()));
		kept.put("read", KeptAttributes.number(this.read));
		kept.put("failed", KeptAttributes.number(this.failed));
		kept.put("readUnits", KeptAttributes.number(Math.round(this.readUnits)));
		return kept;
	}

	private static AttributeValue kept(MirrorFailure failure) {
		Map<String, AttributeValue> kept = new LinkedHashMap<>();
		if (failure.keyHash() != null) {
			kept.put("key", AttributeValue.fromS(failure.keyHash()));
		}
		kept.put("type", AttributeValue.fromS(failure.type()));
		return AttributeValue.fromM(kept);
	}

	BackfillOptions options() {
		return this.options;
	}

	synchronized boolean isDone(int segment) {
		Map<String, AttributeValue> cursor = this.cursors.get(segment);
		return cursor != null && cursor.isEmpty();
	}

	synchronized boolean isDone() {
		return segmentsDone() == this.cursors.size();
	}

	private int segmentsDone() {
		int done = 0;
		for (int segment = 0; segment < this.cursors.size(); segment++) {
			done += isDone(segment) ? 1 : 0;
		}
		return done;
	}

	synchronized @Nullable Map<String, AttributeValue> cursor(int segment) {
		return this.cursors.get(segment);
	}

	/** Notes that the items of a page were copied, or failed. */
	synchronized void copied(int items, List<FailedChange> failed) {
		this.read += items;
		this.failed += failed.size();
		failed.forEach((failure) -> failed(MirrorFailure.of(failure.change().identity(), failure.cause())));
	}

	/** Notes where a segment goes on; null at its end. */
	synchronized void goOn(int segment, @Nullable Map<String, AttributeValue> lastKey) {
		this.cursors.set(segment, (lastKey != null) ? lastKey : Map.of());
	}

	/** Notes what reading cost. */
	synchronized void cost(double units) {
		this.readUnits += units;
	}

	/** Notes a failure, in the place of an earlier one if there are many. */
	synchronized void failed(MirrorFailure failure) {
		if (this.failures.size() == MOST_FAILURES) {
			this.failures.remove(MOST_FAILURES - 1);
		}
		this.failures.add(failure);
	}

	synchronized List<MirrorFailure> failures() {
		return List.copyOf(this.failures);
	}

	synchronized BackfillCounts counts() {
		return new BackfillCounts(this.read, this.failed, this.readUnits, segmentsDone(), this.cursors.size());
	}

}
