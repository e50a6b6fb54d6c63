package io.daplug.mirror;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.KeyFailureRegistry;
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

	/**
	 * What one change makes of a copy.
	 *
	 * @param change the change's place
	 * @param item what to put; null to delete
	 */
	private record Step(int change, @Nullable Object item) {

	}

	/**
	 * What all changes make of a copy.
	 */
	private static final class Copy {

		private final ItemKey key;

		private final Deque<Step> steps = new ArrayDeque<>();

		private @Nullable Step written;

		Copy(ItemKey key) {
			this.key = key;
		}

	}

	MirrorBatch(List<ItemChange<?>> changes, KeyFailureRegistry broken) {
		this.changes = changes;
		this.broken = broken;
	}

	List<FailedChange> handle(CopyPlanner planner, DestinationWriter writer) {
		plan(planner);
		List<Copy> open = open(true);
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
				CopyPlanner.Effect effect = planner.of(change);
				if (effect.key() != null) {
					step(effect.key(), new Step(index, effect.item()));
				}
				if (effect.stale() != null) {
					step(effect.stale(), new Step(index, null));
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

	private void step(ItemKey key, Step step) {
		this.copies.computeIfAbsent(key, Copy::new).steps.addLast(step);
	}

	/** Copies of which the last step that stands is a put, or a delete, still to do. */
	private List<Copy> open(boolean puts) {
		List<Copy> open = new ArrayList<>();
		for (Copy copy : this.copies.values()) {
			Step last = last(copy);
			if (last != null && last != copy.written && (last.item() != null) == puts) {
				open.add(copy);
			}
		}
		return open;
	}

	private @Nullable Step last(Copy copy) {
		Step last = copy.steps.peekLast();
		while (last != null && this.failures.containsKey(last.change())) {
			copy.steps.removeLast();
			last = copy.steps.peekLast();
		}
		return last;
	}

	private void put(List<Copy> open, DestinationWriter writer) {
		// The caller's objects may be equal although their keys are not.
		Map<Object, Copy> byItem = new IdentityHashMap<>();
		List<Object> items = new ArrayList<>();
		for (Copy copy : open) {
			Step last = last(copy);
			if (last != null && last.item() != null) {
				byItem.put(last.item(), copy);
				items.add(last.item());
			}
		}
		try {
			DestinationWriter.Puts puts = writer.put(items);
			puts.written().forEach((item) -> copy(byItem, item).written = last(copy(byItem, item)));
			for (DestinationWriter.Refused<Object> refused : puts.refused()) {
				Copy copy = copy(byItem, refused.entry());
				Step last = copy.steps.getLast();
				if (refused.unfit()) {
					fail(last.change(), refused.cause());
				}
				else {
					fail(copy, refused.cause());
				}
			}
		}
		catch (RuntimeException ex) {
			open.forEach((copy) -> fail(copy, ex));
		}
	}

	private static Copy copy(Map<Object, Copy> byItem, Object item) {
		Copy copy = byItem.get(item);
		if (copy == null) {
			throw new IllegalStateException("The template names an item that it was not given");
		}
		return copy;
	}

	private void delete(List<Copy> open, DestinationWriter writer) {
		if (open.isEmpty()) {
			return;
		}
		Map<ItemKey, Copy> byKey = new LinkedHashMap<>();
		open.forEach((copy) -> byKey.put(copy.key, copy));
		try {
			for (DestinationWriter.Refused<ItemKey> refused : writer.delete(new ArrayList<>(byKey.keySet()))) {
				Copy copy = byKey.get(refused.entry());
				if (copy != null) {
					fail(copy, refused.cause());
				}
			}
		}
		catch (RuntimeException ex) {
			open.forEach((copy) -> fail(copy, ex));
		}
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
