package io.daplug.actuate;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.actuate.DaplugMirrorsDescriptor.Answer;
import io.daplug.actuate.DaplugMirrorsDescriptor.Backfill;
import io.daplug.actuate.DaplugMirrorsDescriptor.Mirror;
import io.daplug.mirror.InvalidMirrorOperationException;
import io.daplug.mirror.MirrorOperations;
import io.daplug.mirror.MirrorRegistry;
import io.daplug.task.TaskExecutorFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows how far backfills, comparisons and moves of mirrors are, and begins and ends
 * them. Shows counts, digests and the types of causes, and never keys or contents of
 * items.
 */
@Endpoint(id = "daplugmirrors")
public final class DaplugMirrorsEndpoint {

	private final MirrorOperations operations;

	private final MirrorRegistry registry;

	private final MirrorChecks checks;

	/**
	 * Creates the endpoint.
	 * @param operations what is done
	 * @param registry the mirrors
	 * @param executors creates the threads that compare tables, one for each mirror
	 * @param clock says when that was
	 */
	public DaplugMirrorsEndpoint(MirrorOperations operations, MirrorRegistry registry, TaskExecutorFactory executors,
			Clock clock) {
		this.operations = operations;
		this.registry = registry;
		this.checks = new MirrorChecks(operations, executors, clock);
	}

	/**
	 * Shows all mirrors. Asks the table of operations for each of them.
	 * @return how far they are
	 */
	@ReadOperation
	public DaplugMirrorsDescriptor mirrors() {
		Map<String, Mirror> mirrors = new LinkedHashMap<>();
		this.operations.mirrors().forEach((name) -> mirrors.put(name, describe(name)));
		return new DaplugMirrorsDescriptor(mirrors);
	}

	/**
	 * Shows a mirror.
	 * @param mirror its name
	 * @return how far it is; null if there is none of that name
	 */
	@ReadOperation
	public @Nullable Mirror mirror(@Selector String mirror) {
		return this.operations.mirrors().contains(mirror) ? describe(mirror) : null;
	}

	/**
	 * Does something with a mirror. Backfills and comparisons are begun, and go on when
	 * this returns. A cut over is done when this returns: it lasts for its {@code limit}
	 * and what is under way at most.
	 * @param mirror the mirror's name
	 * @param action what to do
	 * @param segments into how many segments the tables are divided, 4 by default
	 * @param itemsPerSecond how many items a backfill or a comparison reads in a second
	 * at most; without limit by default
	 * @param limit for how long a cut over may keep both tables from being written, a
	 * minute by default
	 * @return the mirror afterwards, and why nothing was done, if so; null if there is no
	 * mirror of that name
	 */
	@WriteOperation
	public @Nullable Answer act(@Selector String mirror, @Selector MirrorAction action, @Nullable Integer segments,
			@Nullable Integer itemsPerSecond, @Nullable Duration limit) {
		MirrorSettings settings = new MirrorSettings(segments, itemsPerSecond, limit).checked(action);
		if (!this.operations.mirrors().contains(mirror)) {
			return null;
		}
		String refused = null;
		try {
			carryOut(mirror, action, settings);
		}
		catch (InvalidMirrorOperationException ex) {
			refused = ex.getMessage();
		}
		return new Answer(refused, describe(mirror));
	}

	private void carryOut(String mirror, MirrorAction action, MirrorSettings settings) {
		switch (action) {
			case BACKFILL -> this.operations.backfill(mirror, settings::set);
			case PAUSE -> this.operations.pause(mirror);
			case RESUME -> this.operations.resume(mirror);
			case CANCEL -> this.operations.cancel(mirror);
			case VERIFY, REPAIR -> this.checks.begin(mirror, action, settings);
			case CUT_OVER -> this.operations.cutOver(mirror, settings::set);
			case CUT_BACK -> this.operations.cutBack(mirror, settings::set);
		}
	}

	private Mirror describe(String mirror) {
		return new Mirror(this.operations.progress(mirror).map(Backfill::of).orElse(null), this.checks.last(mirror),
				this.registry.reverseOf(mirror).isPresent() ? this.operations.move(mirror) : null);
	}

}
