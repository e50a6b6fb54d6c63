package io.daplug.template.batching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.daplug.event.ChangeHandling;
import io.daplug.item.ItemKey;
import io.daplug.task.PartQueue;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The parts of a batch that are in hand. Each begins when a thread is free for it: none
 * waits for the others, but for those that hold one of its keys. Entries of a key are
 * written in their order: those behind one that is left unprocessed are left too. Used by
 * the caller's thread, which counts what became of the parts.
 *
 * @param <T> type of the entries
 */
final class BatchWindow<T> implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(BatchWindow.class);

	/**
	 * So many parts are in hand for each thread: one that it sends, and one that it finds
	 * when it looks. The garbage collector copies what waits longer: with twice as many,
	 * an item takes a tenth more processor time.
	 */
	private static final int PARTS_PER_THREAD = 2;

	private final PartQueue<Sent<T>> queue;

	private final BatchWay<T> way;

	private final Limits limits;

	private final PartSettlement<T> settlement;

	private final Set<ItemKey> keys = new HashSet<>();

	/** The keys of entries that were left unprocessed. */
	private final Set<ItemKey> keysLeft = new HashSet<>();

	private int places;

	private int parts;

	private long bytes;

	/**
	 * How much is in hand at most.
	 *
	 * @param parallelism how many parts are sent at the same time
	 * @param bytes how many bytes are in hand, if that is more than one part
	 */
	record Limits(int parallelism, long bytes) {

		int parts() {
			return this.parallelism * PARTS_PER_THREAD;
		}

	}

	/**
	 * A part that was sent.
	 *
	 * @param place its place among the parts
	 * @param entries its entries that were to be sent
	 * @param outcome what became of all of them
	 */
	private record Sent<T>(int place, List<BatchEntry<T>> entries, BatchOutcome<T> outcome) {

	}

	/**
	 * Creates an empty window.
	 * @param executors creates the threads
	 * @param limits how much is in hand at most
	 * @param way how parts are sent
	 * @param settlement takes what became of them
	 */
	BatchWindow(TaskExecutorFactory executors, Limits limits, BatchWay<T> way, PartSettlement<T> settlement) {
		this.queue = new PartQueue<>(executors, limits.parallelism(), BatchWindow::carried);
		this.way = way;
		this.limits = limits;
		this.settlement = settlement;
	}

	/** What the caller must not wait for, its threads must not wait for either. */
	private static Runnable carried(Runnable worker) {
		return ChangeHandling.isUnderWay() ? () -> ChangeHandling.run(worker) : worker;
	}

	/** Sends a part as soon as there is room for it, and no other holds its keys. */
	void submit(List<BatchEntry<T>> part) {
		long size = size(part);
		settleEnded();
		while (this.parts > 0 && !takes(part, size)) {
			settle(await());
		}
		BatchOutcome<T> outcome = new BatchOutcome<>();
		List<BatchEntry<T>> sendable = sendable(part, outcome);
		int place = this.places++;
		this.queue.submit(() -> sent(place, sendable, outcome));
		this.parts++;
		this.bytes += size(sendable);
		sendable.forEach((entry) -> this.keys.add(entry.key()));
	}

	/**
	 * Leaves what must not be written, as an earlier entry of its key was left: whoever
	 * sends that one again would put the old item over the new one.
	 */
	private List<BatchEntry<T>> sendable(List<BatchEntry<T>> part, BatchOutcome<T> outcome) {
		if (this.keysLeft.isEmpty() || part.stream().noneMatch((entry) -> this.keysLeft.contains(entry.key()))) {
			return part;
		}
		List<BatchEntry<T>> sendable = new ArrayList<>();
		for (BatchEntry<T> entry : part) {
			if (this.keysLeft.contains(entry.key())) {
				outcome.unprocessed(entry);
			}
			else {
				sendable.add(entry);
			}
		}
		return sendable;
	}

	/** Leaves a part, as no more are to be sent. */
	void leave(List<BatchEntry<T>> part) {
		BatchOutcome<T> outcome = new BatchOutcome<>();
		part.forEach(outcome::unprocessed);
		settled(new Sent<>(this.places++, part, outcome));
	}

	private boolean takes(List<BatchEntry<T>> part, long size) {
		return this.parts < this.limits.parts() && this.bytes + size <= this.limits.bytes()
				&& part.stream().noneMatch((entry) -> this.keys.contains(entry.key()));
	}

	/** Sends a part on this thread. */
	void send(List<BatchEntry<T>> part) {
		BatchOutcome<T> outcome = new BatchOutcome<>();
		settled(sent(this.places++, sendable(part, outcome), outcome));
	}

	private Sent<T> sent(int place, List<BatchEntry<T>> part, BatchOutcome<T> left) {
		BatchOutcome<T> outcome = new BatchOutcome<>();
		try {
			if (!part.isEmpty()) {
				this.way.sender().send(part, outcome);
			}
			left.add(outcome);
		}
		catch (Throwable ex) {
			left.add(unknown(part, outcome, ex));
		}
		return new Sent<>(place, part, left);
	}

	/** What failed after the requests leaves what became of the entries as it is. */
	private BatchOutcome<T> unknown(List<BatchEntry<T>> part, BatchOutcome<T> outcome, Throwable failure) {
		if (outcome.size() == part.size()) {
			LoggableFailure.log(logger, "A request of a batch was carried out, and failed after that; its writes stand",
					failure);
			return outcome;
		}
		BatchOutcome<T> unknown = new BatchOutcome<>();
		part.forEach(
				(entry) -> unknown.uncertain(entry.given(), this.way.refusals().uncertain(entry.write(), failure)));
		return unknown;
	}

	/** Settles what has ended, without waiting. */
	void settleEnded() {
		for (Sent<T> sent = this.queue.poll(); sent != null; sent = this.queue.poll()) {
			settle(sent);
		}
	}

	/** Waits until all has ended. */
	void finish() {
		while (this.parts > 0) {
			settle(await());
		}
	}

	/**
	 * Waits also when interrupted: requests are under way, and what became of them must
	 * not be lost. The parts see the interruption through the deadline and end soon.
	 */
	private Sent<T> await() {
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return this.queue.take();
				}
				catch (InterruptedException ex) {
					interrupted = true;
					this.way.deadline().whole().expire();
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void settle(Sent<T> sent) {
		this.parts--;
		this.bytes -= size(sent.entries());
		sent.entries().forEach((entry) -> this.keys.remove(entry.key()));
		settled(sent);
	}

	private void settled(Sent<T> sent) {
		this.keysLeft.addAll(sent.outcome().keysLeft());
		this.settlement.settle(sent.place(), sent.outcome());
	}

	private static long size(List<? extends BatchEntry<?>> part) {
		long size = 0;
		for (BatchEntry<?> entry : part) {
			size += entry.size();
		}
		return size;
	}

	/** Ends the threads. */
	@Override
	public void close() {
		this.queue.close();
	}

}
