package io.daplug.mirror;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.event.KeyFailureRegistry;
import io.daplug.guard.CopySequence;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * Some changes on their way into the destination: what they make of each copy, of which
 * the last is written. Puts go before deletes, so that a copy whose key changes is there
 * at any time.
 */
final class MirrorBatch {

	private final List<ItemChange<?>> changes;

	/** The source keys that failed: later changes of them are not handled. */
	private final KeyFailureRegistry broken;

	/** Why changes failed, by their place. */
	private final Map<Integer, Exception> failures = new TreeMap<>();

	private final Map<ItemKey, Copy> copies = new LinkedHashMap<>();

	/** The place of a change in its stream; null where changes are taken as they come. */
	private final Function<ItemChange<?>, @Nullable CopySequence> places;

	/**
	 * What all changes make of a copy.
	 */
	private static final class Copy {

		/** The steps that stand, the last one last. */
		private final LinkedList<CopyStep> steps = new LinkedList<>();

		private @Nullable CopyStep written;

		/** A step of an older change than others does not replace what these make. */
		void add(CopyStep step) {
			ListIterator<CopyStep> place = this.steps.listIterator(this.steps.size());
			while (place.hasPrevious()) {
				if (!step.isOlderThan(place.previous())) {
					place.next();
					break;
				}
			}
			place.add(step);
		}

	}

	MirrorBatch(List<ItemChange<?>> changes, KeyFailureRegistry broken,
			Function<ItemChange<?>, @Nullable CopySequence> places) {
		this.changes = changes;
		this.broken = broken;
		this.places = places;
	}

	List<FailedChange> handle(CopyPlanner planner, DestinationWriter writer) {
		plan(planner);
		List<CopyStep> open = open(true);
		while (!open.isEmpty()) {
			put(open, writer);
			// A copy that was refused may leave an earlier state of it to be written.
			open = open(true);
		}
		delete(open(false), writer);
		List<FailedChange> failed = new ArrayList<>();
		this.failures.forEach((index, cause) -> failed.add(new FailedChange(this.changes.get(index), cause)));
		return failed;
	}

	private void plan(CopyPlanner planner) {
		Exception interruption = null;
		for (int index = 0; index < this.changes.size(); index++) {
			ItemChange<?> change = this.changes.get(index);
			Exception before = (interruption != null) ? interruption : this.broken.cause(change);
			if (before != null) {
				this.failures.put(index, before);
				continue;
			}
			try {
				CopySequence place = this.places.apply(change);
				CopyPlanner.Effect effect = planner.of(change);
				if (effect.key() != null) {
					add(new CopyStep(index, effect.key(), effect.item(), place));
				}
				if (effect.stale() != null) {
					add(new CopyStep(index, effect.stale(), null, place));
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				interruption = ex;
				fail(index, ex);
			}
			catch (Exception ex) {
				fail(index, ex);
			}
		}
	}

	private void add(CopyStep step) {
		this.copies.computeIfAbsent(step.key(), (key) -> new Copy()).add(step);
	}

	/** The last steps that stand and are puts, or deletes, still to do. */
	private List<CopyStep> open(boolean puts) {
		List<CopyStep> open = new ArrayList<>();
		for (Copy copy : this.copies.values()) {
			CopyStep last = last(copy);
			if (last != null && last != copy.written && (last.item() != null) == puts) {
				open.add(last);
			}
		}
		return open;
	}

	private @Nullable CopyStep last(Copy copy) {
		CopyStep last = copy.steps.peekLast();
		while (last != null && this.failures.containsKey(last.change())) {
			copy.steps.removeLast();
			last = copy.steps.peekLast();
		}
		return last;
	}

	private void put(List<CopyStep> open, DestinationWriter writer) {
		try {
			DestinationWriter.Puts puts = writer.put(open);
			puts.written().forEach((step) -> copy(step).written = step);
			for (DestinationWriter.Refused refused : puts.refused()) {
				if (refused.unfit()) {
					fail(refused.step().change(), refused.cause());
				}
				else {
					fail(copy(refused.step()), refused.cause());
				}
			}
		}
		catch (RuntimeException ex) {
			open.forEach((step) -> fail(copy(step), ex));
		}
	}

	private void delete(List<CopyStep> open, DestinationWriter writer) {
		if (open.isEmpty()) {
			return;
		}
		try {
			writer.delete(open).forEach((refused) -> fail(copy(refused.step()), refused.cause()));
		}
		catch (RuntimeException ex) {
			open.forEach((step) -> fail(copy(step), ex));
		}
	}

	private Copy copy(CopyStep step) {
		return Objects.requireNonNull(this.copies.get(step.key()));
	}

	/** Fails all that was to be done to a copy: the replaced states have not been. */
	private void fail(Copy copy, Exception cause) {
		new ArrayList<>(copy.steps).forEach((step) -> fail(step.change(), cause));
	}

	private void fail(int index, Exception cause) {
		ItemChange<?> failed = this.changes.get(index);
		this.broken.add(new FailedChange(failed, cause));
		this.failures.putIfAbsent(index, cause);
		for (int later = index + 1; later < this.changes.size(); later++) {
			if (this.changes.get(later).identity().equals(failed.identity())) {
				this.failures.putIfAbsent(later, cause);
			}
		}
	}

}
