package io.daplug.mirror.scan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.item.ItemEquality;
import io.daplug.mirror.MirrorGuard;
import io.daplug.mirror.MirrorHandler;
import io.daplug.task.Deadline;
import io.daplug.task.RetryPause;
import io.daplug.template.StoredItems;
import io.daplug.version.UpcastException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Copies items that were read, beside writers and the mirror itself.
 * <p>
 * What was read may be old when its copy is written, and the mirror may have written, or
 * removed, a newer copy meanwhile. So every item is read again after its copy was
 * written, and what has become of it is mirrored, until an item has not changed since it
 * was mirrored. If the last write of a copy is this one's, the item has the state that
 * was copied; if it is the mirror's, the mirror keeps the order of the item's changes. A
 * guarded mirror needs none of that: what is copied is older than all of its changes.
 * <p>
 * An item fails if the mirror is not at work, as the tables of a move have changed
 * places.
 */
public final class PageCopier {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/** An item that changes each time between a write and a read is given up. */
	private static final int ROUNDS = 200;

	private final MirrorHandler handler;

	private final SourceTable source;

	public PageCopier(MirrorHandler handler, SourceTable source) {
		this.handler = handler;
		this.source = source;
	}

	/**
	 * What became of some items.
	 *
	 * @param failed those that were not copied
	 * @param readUnits what it cost to read them again
	 */
	public record Outcome(List<FailedChange> failed, double readUnits) {

	}

	/**
	 * Copies items.
	 * @param items the items as they are stored, each with another key
	 * @return what became of them
	 */
	public Outcome copy(List<Map<String, AttributeValue>> items) {
		List<ItemChange<?>> changes = new ArrayList<>(items.size());
		List<FailedChange> failed = new ArrayList<>();
		Map<ItemIdentity, State> open = new LinkedHashMap<>();
		for (Map<String, AttributeValue> item : items) {
			ItemChange<?> change = known(item, () -> this.source.found(item), failed);
			if (change != null) {
				open.put(this.source.identity(item), new State(this.source.items().keyAttributes(item), item));
				changes.add(change);
			}
		}
		return settle(open, changes, failed);
	}

	/** An item that cannot be brought to the current version is no matter of others. */
	private @Nullable ItemChange<?> known(Map<String, AttributeValue> item, Supplier<ItemChange<?>> change,
			List<FailedChange> failed) {
		try {
			return change.get();
		}
		catch (UpcastException ex) {
			failed.add(new FailedChange(this.source.unknown(item), ex));
			return null;
		}
	}

	/**
	 * An item as it was mirrored last.
	 *
	 * @param key its key as it is stored
	 * @param mirrored the item; null if there was none
	 */
	private record State(Map<String, AttributeValue> key, @Nullable Map<String, AttributeValue> mirrored) {

	}

	private Outcome settle(Map<ItemIdentity, State> open, List<ItemChange<?>> begun, List<FailedChange> failed) {
		List<ItemChange<?>> changes = begun;
		double units = 0;
		for (int round = 0; !open.isEmpty(); round++) {
			for (FailedChange failure : handle(changes)) {
				open.remove(failure.change().identity());
				failed.add(failure);
			}
			changes = new ArrayList<>();
			if (open.isEmpty() || this.handler.mirror().guard() == MirrorGuard.SEQUENCE) {
				break; // every change of the stream is newer than what was written
			}
			StoredItems.Read read = this.source.items().get(open.values().stream().map(State::key).toList());
			units += read.readUnits();
			changes = changed(open, read.items(), failed);
			if (round == ROUNDS) {
				TransientDataAccessResourceException restless = new TransientDataAccessResourceException(
						"The item changed each time while it was copied");
				changes.forEach((change) -> failed.add(new FailedChange(change, restless)));
				break;
			}
		}
		return new Outcome(failed, units);
	}

	/** Leaves open what has changed since it was mirrored, and returns these changes. */
	private List<ItemChange<?>> changed(Map<ItemIdentity, State> open, List<Map<String, AttributeValue>> read,
			List<FailedChange> failed) {
		Map<ItemIdentity, Map<String, AttributeValue>> now = new LinkedHashMap<>();
		read.forEach((item) -> now.put(this.source.identity(item), item));
		List<ItemChange<?>> changes = new ArrayList<>();
		Map<ItemIdentity, State> changed = new LinkedHashMap<>();
		open.forEach((identity, state) -> {
			Map<String, AttributeValue> before = state.mirrored();
			Map<String, AttributeValue> after = now.get(identity);
			boolean same = (before == null || after == null) ? before == after : ItemEquality.same(before, after);
			if (!same) {
				Map<String, AttributeValue> item = (after != null) ? after : state.key();
				ItemChange<?> change = known(item,
						() -> (before != null) ? this.source.changed(before, after) : this.source.found(item), failed);
				if (change != null) {
					changes.add(change);
					changed.put(identity, new State(state.key(), after));
				}
			}
		});
		open.keySet().retainAll(changed.keySet());
		open.putAll(changed);
		return changes;
	}

	/** Has changes handled, again for some time where that may help. */
	private List<FailedChange> handle(List<ItemChange<?>> changes) {
		List<FailedChange> failed = this.handler.copyAll(changes);
		RetryPause retry = new RetryPause(new Deadline(PATIENCE));
		while (failed.stream().anyMatch((failure) -> CopyFailures.pass(failure.cause())) && retry.pause()) {
			List<FailedChange> left = new ArrayList<>();
			List<ItemChange<?>> again = new ArrayList<>();
			failed.forEach((failure) -> {
				if (CopyFailures.pass(failure.cause())) {
					again.add(failure.change());
				}
				else {
					left.add(failure);
				}
			});
			left.addAll(this.handler.copyAll(again));
			failed = left;
		}
		return failed;
	}

}
