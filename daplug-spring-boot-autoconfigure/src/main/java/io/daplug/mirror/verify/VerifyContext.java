package io.daplug.mirror.verify;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.daplug.mirror.InvalidMirrorOperationException;
import io.daplug.mirror.MirrorHandler;
import io.daplug.mirror.VerifyOptions;
import io.daplug.mirror.scan.MirrorTables;
import io.daplug.mirror.scan.Pace;
import io.daplug.mirror.scan.SourceTable;
import io.daplug.task.Deadline;
import io.daplug.task.ParallelParts;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.StoredItems;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What all parts of one comparison work with.
 */
final class VerifyContext {

	private static final int PAGE = 250;

	private static final long STEP_NANOS = 20_000_000;

	private final MirrorHandler handler;

	private final SourceTable source;

	private final DaplugTemplate template;

	private final StoredItems destination;

	private final CopyShape shape;

	private final VerifyOptions options;

	private final Tally tally;

	private final Pace pace;

	private final TaskExecutorFactory executors;

	private final BooleanSupplier stopped;

	VerifyContext(MirrorTables tables, String mirror, VerifyOptions options, TaskExecutorFactory executors,
			BooleanSupplier stopped) {
		this.handler = tables.handler(mirror);
		this.source = tables.source(mirror);
		this.template = tables.destination(mirror);
		this.destination = StoredItems.of(this.template);
		this.shape = new CopyShape(this.handler.mirror(), this.destination);
		this.options = options;
		this.tally = new Tally(options.samples());
		this.pace = new Pace(options.itemsPerSecond());
		this.executors = executors;
		this.stopped = stopped;
	}

	MirrorHandler handler() {
		return this.handler;
	}

	SourceTable source() {
		return this.source;
	}

	DaplugTemplate template() {
		return this.template;
	}

	StoredItems destination() {
		return this.destination;
	}

	CopyShape shape() {
		return this.shape;
	}

	VerifyOptions options() {
		return this.options;
	}

	Tally tally() {
		return this.tally;
	}

	/**
	 * Reads a whole table in segments, each by a thread of its own.
	 * @param table the table
	 * @param segments makes what handles the pages of one segment
	 */
	void scan(StoredItems table, SegmentHandlerFactory segments) {
		AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
		int count = this.options.segments();
		new ParallelParts(this.executors, count, new Deadline(Duration.ZERO)).forEach(count, (segment) -> {
			try {
				scan(table, segment, segments.create(), () -> failure.get() != null);
			}
			// The other segments end, and repair nothing more.
			catch (Throwable ex) {
				failure.compareAndSet(null, ex);
			}
		}, UnaryOperator.identity());
		Throwable failed = failure.get();
		if (failed instanceof Error error) {
			throw error;
		}
		if (failed instanceof RuntimeException exception) {
			throw exception;
		}
	}

	/**
	 * Makes what handles the pages of one segment.
	 */
	@FunctionalInterface
	interface SegmentHandlerFactory {

		SegmentHandler create();

	}

	/**
	 * Handles the pages of one segment.
	 */
	@FunctionalInterface
	interface SegmentHandler {

		void handle(List<Map<String, AttributeValue>> items);

		/** Called after the last page. */
		default void end() {
		}

		static SegmentHandlerFactory each(Consumer<Map<String, AttributeValue>> item) {
			return () -> (items) -> items.forEach(item);
		}

	}

	private void scan(StoredItems table, int segment, SegmentHandler pages, BooleanSupplier failed) {
		Map<String, AttributeValue> start = null;
		do {
			this.pace.await(() -> failed.getAsBoolean() || this.stopped.getAsBoolean());
			if (failed.getAsBoolean()) {
				return;
			}
			requireRunning();
			StoredItems.Read read = table.scan(
					new StoredItems.PageOfSegment(segment, this.options.segments(), start, this.pace.page(PAGE), true));
			this.pace.read(read.items().size());
			this.tally.cost(read.readUnits());
			pages.handle(read.items());
			start = read.lastKey();
		}
		while (start != null);
		pages.end();
	}

	/** Waits until the mirror may have got further. */
	void pause() {
		long end = System.nanoTime() + this.options.recheck().after().toNanos();
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			requireRunning();
			LockSupport.parkNanos(this, Math.min(left, STEP_NANOS));
		}
	}

	private void requireRunning() {
		if (this.stopped.getAsBoolean() || Thread.currentThread().isInterrupted()) {
			throw new InvalidMirrorOperationException(
					"The comparison of mirror '%s' was stopped before its end".formatted(this.handler.mirror().name()));
		}
	}

}
