package io.daplug.mirror.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;

import io.daplug.item.ItemKey;
import io.daplug.mirror.MirrorCounts;
import io.daplug.mirror.MirrorDifference;
import io.daplug.mirror.MirrorDigests;
import io.daplug.mirror.MirrorReport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a comparison has found so far. Safe for use by many threads.
 */
final class Tally {

	private final int most;

	private final List<MirrorDifference> samples = new ArrayList<>();

	private final TableDigest source = new TableDigest();

	private final TableDigest destination = new TableDigest();

	private final AtomicLong compared = new AtomicLong();

	private final AtomicLong missing = new AtomicLong();

	private final AtomicLong different = new AtomicLong();

	private final AtomicLong extra = new AtomicLong();

	private final AtomicLong failed = new AtomicLong();

	private final AtomicLong repaired = new AtomicLong();

	/** Whether there are items of which nobody can tell the copy. */
	private volatile boolean unknown;

	private final DoubleAdder readUnits = new DoubleAdder();

	Tally(int samples) {
		this.most = samples;
	}

	/** A copy is as it should be. */
	void same(Map<String, AttributeValue> copy) {
		this.compared.incrementAndGet();
		this.source.add(copy);
		this.destination.add(copy);
	}

	/** A copy is not there, and stays so. */
	void missing(Map<String, AttributeValue> wanted) {
		this.compared.incrementAndGet();
		this.source.add(wanted);
	}

	/** A copy is otherwise, and stays so. */
	void different(Map<String, AttributeValue> wanted, Map<String, AttributeValue> stored) {
		this.compared.incrementAndGet();
		this.source.add(wanted);
		this.destination.add(stored);
	}

	/** A copy is there that should not be, and stays so. */
	void extra(Map<String, AttributeValue> stored) {
		this.destination.add(stored);
	}

	/** Counts a difference. */
	void found(MirrorDifference.Kind kind, ItemKey key) {
		switch (kind) {
			case MISSING -> this.missing.incrementAndGet();
			case DIFFERENT -> this.different.incrementAndGet();
			case EXTRA -> this.extra.incrementAndGet();
			case FAILED -> this.failed.incrementAndGet();
		}
		synchronized (this.samples) {
			if (this.samples.size() < this.most) {
				this.samples.add(new MirrorDifference(kind, key));
			}
		}
	}

	void repaired() {
		this.repaired.incrementAndGet();
	}

	void cost(double units) {
		this.readUnits.add(units);
	}

	/** It cannot be told which copy an item has. */
	void unknown() {
		this.unknown = true;
	}

	/** Whether a copy of which no item was found may yet be of one. */
	boolean mayMissItems() {
		return this.unknown || this.failed.get() > 0;
	}

	MirrorReport report(String mirror) {
		MirrorCounts counts = new MirrorCounts(this.compared.get(),
				new MirrorCounts.Differences(this.missing.get(), this.different.get(), this.extra.get()),
				this.failed.get(), this.repaired.get(), this.readUnits.sum());
		synchronized (this.samples) {
			return new MirrorReport(mirror, counts, this.samples,
					new MirrorDigests(this.source.hex(), this.destination.hex()));
		}
	}

}
