package io.daplug.template.rewrite;

import java.time.Duration;
import java.util.Map;

import io.daplug.capacity.CapacityPace;
import io.daplug.guard.ItemVersions;
import io.daplug.key.KeyPrefixer;
import io.daplug.table.gate.WriteGate;
import io.daplug.task.Deadline;
import io.daplug.task.RetryPause;
import io.daplug.template.context.PassingFailure;
import io.daplug.template.context.TableContext;
import io.daplug.template.upgrade.ItemUpgrade;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Rewrites one item at a time, for several threads, until it is known what became of it.
 */
final class ItemRewrite {

	/** How long DynamoDB may lack capacity for one item. */
	static final Duration PATIENCE = Duration.ofMinutes(1);

	private final TableContext context;

	private final ItemVersions versions;

	private final KeyPrefixer prefixer;

	private final ItemUpgrade upgrade;

	private final CapacityPace pace;

	private final Deadline deadline;

	private final RewriteTally tally;

	/** What is known of an item. */
	enum Outcome {

		/** It needs no rewrite any more, or none that this release can do. */
		DONE,

		/** It cannot be rewritten. */
		FAILED,

		/** Nothing, as the rewrite is ending. */
		LEFT

	}

	ItemRewrite(Rewrite rewrite, KeyPrefixer prefixer, Deadline deadline, RewriteTally tally) {
		this.context = rewrite.context();
		this.versions = rewrite.versions();
		this.prefixer = prefixer;
		this.upgrade = new ItemUpgrade(this.context, this.versions);
		this.pace = CapacityPace.of(rewrite.options().pacing().unitsPerSecond());
		this.deadline = deadline;
		this.tally = tally;
	}

	Outcome rewrite(Map<String, AttributeValue> item) {
		if (this.versions.isOld(item)) {
			return bringForward(item);
		}
		if (this.versions.isCurrent(item)) {
			this.tally.current(1);
		}
		else {
			this.tally.future();
		}
		return Outcome.DONE;
	}

	private Outcome bringForward(Map<String, AttributeValue> item) {
		RetryPause retry = new RetryPause(this.deadline.within(PATIENCE));
		Map<String, AttributeValue> stored = item;
		while (!isOver() && this.pace.await(this::isOver)) {
			try {
				if (store(stored)) {
					this.tally.rewritten();
					return Outcome.DONE;
				}
				stored = this.context.stored(this.context.keys().only(item));
				if (stored.isEmpty() || !this.versions.isOld(stored)) {
					this.tally.changed();
					return Outcome.DONE;
				}
			}
			catch (RuntimeException ex) {
				if (isOver()) {
					return Outcome.LEFT;
				}
				if (!PassingFailure.is(ex) || !retry.pause()) {
					this.tally.failed(this.context.keys().shown(this.prefixer.strip(item)), ex);
					return Outcome.FAILED;
				}
			}
		}
		return Outcome.LEFT;
	}

	@SuppressWarnings("try")
	private boolean store(Map<String, AttributeValue> stored) {
		double used = 0;
		try (WriteGate.Pass pass = this.context.rules().stored().gate().enter(null)) {
			ItemUpgrade.Outcome outcome = this.upgrade.store(stored, this.prefixer);
			used = outcome.writeUnits();
			return outcome.carriedOut();
		}
		finally {
			this.pace.used(used);
		}
	}

	private boolean isOver() {
		return this.deadline.isOver() || Thread.currentThread().isInterrupted();
	}

}
