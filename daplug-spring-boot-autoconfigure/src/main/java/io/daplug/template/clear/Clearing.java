package io.daplug.template.clear;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.capacity.CapacityPace;
import io.daplug.dynamodb.CapacityMeter;
import io.daplug.event.ChangeHandling;
import io.daplug.task.Deadline;
import io.daplug.task.ParallelParts;
import io.daplug.template.batch.ClearProgress;
import io.daplug.template.batch.ClearResult;
import io.daplug.template.batch.IncompleteClearException;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.ClearOptions;
import io.daplug.template.read.SelectedKeys;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One clear. Each of its threads takes keys, removes their items, and takes more, so that
 * requests are under way all the time and no more keys are held than a page has.
 */
final class Clearing {

	/** How many items there are between two reports. */
	private static final int ITEMS_PER_REPORT = 25;

	private final TableContext context;

	private final ClearOptions options;

	private final KeyRemoval removal;

	/** Over when nothing more is to be removed. */
	private final Deadline deadline;

	private final CapacityPace pace;

	private final ClearCounts counts = new ClearCounts();

	private final ReentrantLock reading = new ReentrantLock();

	private final ReentrantLock reporting = new ReentrantLock();

	private long reported;

	private @Nullable Throwable failure;

	Clearing(TableContext context, ClearOptions options, KeyRemoval removal, Deadline deadline) {
		this.context = context;
		this.options = options;
		this.removal = removal;
		this.deadline = deadline;
		this.pace = CapacityPace.of(options.pacing().unitsPerSecond());
	}

	ClearResult clear(SelectedKeys selected) {
		boolean through;
		try (Stream<Map<String, AttributeValue>> keys = selected.stream()) {
			KeySource source = new KeySource(keys.iterator(), selected.isInOrder(), this.deadline);
			int threads = this.options.pacing().parallelism();
			new ParallelParts(this.context.executors(), threads, this.deadline).forEach(threads,
					(thread) -> removeAll(source), Clearing::carried);
			through = source.isThrough();
		}
		boolean complete = through && this.counts.nothingLeft();
		if (ended() == null && complete) {
			report(true);
		}
		ClearResult result = this.counts.result();
		Throwable failure = ended();
		if (failure != null) {
			throw ended(failure, result);
		}
		if (!complete) {
			throw new IncompleteClearException(message("was interrupted", result), result, null);
		}
		return result;
	}

	/** What the caller must not wait for, its threads must not wait for either. */
	private static Runnable carried(Runnable worker) {
		return ChangeHandling.isUnderWay() ? () -> ChangeHandling.run(worker) : worker;
	}

	private void removeAll(KeySource keys) {
		try {
			List<Map<String, AttributeValue>> taken = take(keys);
			while (!taken.isEmpty()) {
				remove(taken);
				report(false);
				RuntimeException hopeless = this.counts.hopeless();
				if (hopeless != null) {
					end(hopeless);
				}
				taken = take(keys);
			}
		}
		catch (RuntimeException | Error ex) {
			end(ex);
		}
	}

	private void remove(List<Map<String, AttributeValue>> keys) {
		if (!this.pace.isLimited()) {
			this.removal.remove(keys, this.counts);
		}
		else if (this.pace.await(this.deadline::isOver)) {
			double used = 0;
			try {
				used = CapacityMeter.of(() -> this.removal.remove(keys, this.counts));
			}
			finally {
				this.pace.used(used);
			}
		}
		else {
			keys.forEach((key) -> this.counts.left());
		}
	}

	/** Takes the next keys; none if there are no more, or if the clear is to end. */
	private List<Map<String, AttributeValue>> take(KeySource keys) {
		this.reading.lock();
		try {
			return this.deadline.isOver() ? List.of() : keys.next(this.removal.keysAtOnce());
		}
		finally {
			this.reading.unlock();
		}
	}

	/** Tells how far the clear is, unless another thread is doing so. */
	private void report(boolean last) {
		Consumer<ClearProgress> progress = this.options.progress();
		if (progress == null || !this.reporting.tryLock()) {
			return;
		}
		try {
			long handled = this.counts.handled();
			if (last || handled - this.reported >= ITEMS_PER_REPORT) {
				this.reported = handled;
				progress.accept(this.counts.progress());
			}
		}
		catch (RuntimeException | Error ex) {
			end(ex);
		}
		finally {
			this.reporting.unlock();
		}
	}

	private synchronized void end(Throwable reason) {
		if (this.failure == null) {
			this.failure = reason;
		}
		this.deadline.expire();
	}

	private synchronized @Nullable Throwable ended() {
		return this.failure;
	}

	/** What failed before anything was done is thrown as it is. */
	private RuntimeException ended(Throwable failure, ClearResult result) {
		if (failure instanceof Error error) {
			throw error;
		}
		if (this.counts.handled() == 0 && failure instanceof RuntimeException ex) {
			return ex;
		}
		return new IncompleteClearException(
				message((failure == this.counts.hopeless()) ? "ended, as one delete after the other failed" : "failed",
						result),
				result, failure);
	}

	private String message(String what, ClearResult result) {
		return "The clear of table '%s' %s before it was through: %s. The same clear, made again, removes what is left"
			.formatted(this.context.table().name(), what, result);
	}

}
