package io.daplug.template.clear;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.task.Deadline;
import io.daplug.task.RetryPause;
import io.daplug.template.context.PassingFailure;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.UncertainWriteException;
import io.daplug.template.model.WriteAnswerException;
import io.daplug.template.write.ItemWriter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Removes items by requests of one key each, which demand what must still be true of the
 * item and tell what was there.
 */
final class RemovalAlone implements KeyRemoval {

	/** How long DynamoDB may lack capacity for one item. */
	static final Duration PATIENCE = Duration.ofMinutes(1);

	/** How often an item may be written while it is being removed. */
	private static final int MOST_CHANGES = 10;

	private final TableContext context;

	private final ItemWriter writes;

	private final WriteCall<?> call;

	private final boolean guarded;

	private final Deadline deadline;

	RemovalAlone(TableContext context, ItemWriter writes, WriteCall<?> call, boolean guarded, Deadline deadline) {
		this.context = context;
		this.writes = writes;
		this.call = call;
		this.guarded = guarded;
		this.deadline = deadline;
	}

	@Override
	public int keysAtOnce() {
		return 1;
	}

	@Override
	public void remove(List<Map<String, AttributeValue>> keys, ClearCounts counts) {
		KeyPrefixer prefixer = this.context.prefixer(this.call.options());
		keys.forEach((key) -> remove(this.context.keys().shown(prefixer.strip(key)), counts));
	}

	private void remove(ItemKey key, ClearCounts counts) {
		RetryPause retry = new RetryPause(this.deadline.within(PATIENCE));
		int changes = 0;
		while (true) {
			RuntimeException failure;
			try {
				counts.removed(delete(key) ? 1 : 0);
				return;
			}
			catch (ConditionNotMetException ex) {
				notMet(ex, counts);
				return;
			}
			catch (UncertainWriteException ex) {
				counts.uncertain(key, ex);
				return;
			}
			catch (StaleItemException ex) {
				failure = ex;
				if (++changes == MOST_CHANGES) {
					counts.kept();
					return;
				}
			}
			catch (RuntimeException ex) {
				failure = ex;
				if (!PassingFailure.is(ex)) {
					counts.failed(key, ex);
					return;
				}
			}
			if (!retry.pause()) {
				gaveUp(key, failure, counts);
				return;
			}
		}
	}

	/** Whether there was an item. Nobody asks what it was. */
	private boolean delete(ItemKey key) {
		try {
			return (this.guarded ? this.writes.delete(key, this.call, Function.identity())
					: this.writes.deleteUnheeded(this.context.keys().attributes(key), this.call))
				.isPresent();
		}
		catch (WriteAnswerException ex) {
			if (!ex.carriedOut()) {
				throw ex;
			}
			return true;
		}
	}

	/** An item that is gone is not kept. */
	private static void notMet(ConditionNotMetException refusal, ClearCounts counts) {
		if (refusal.getCause() instanceof ConditionalCheckFailedException unmet && unmet.hasItem()) {
			counts.kept();
		}
	}

	private void gaveUp(ItemKey key, RuntimeException failure, ClearCounts counts) {
		if (this.deadline.isOver() || Thread.currentThread().isInterrupted()) {
			counts.left();
		}
		else {
			counts.failed(key, failure);
		}
	}

}
