package io.daplug.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.daplug.event.ChangeHandler;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.event.KeyFailureRegistry;

/**
 * Hands on the changes that a filter lets through, once, and remembers the others. A
 * change whose filter fails counts as failed, and so do the later ones of its key: they
 * would overtake it.
 */
final class FilteredHandling {

	private final Predicate<ItemChange<?>> filter;

	private final ChangeHandler handler;

	private final Set<ItemChange<?>> skipped = Collections.newSetFromMap(new IdentityHashMap<>());

	FilteredHandling(Predicate<ItemChange<?>> filter, ChangeHandler handler) {
		this.filter = filter;
		this.handler = handler;
	}

	/** Hands on a change that comes late. */
	void handleLate(ItemChange<?> change) throws Exception {
		if (this.filter.test(change)) {
			this.handler.handleLate(change);
		}
	}

	List<FailedChange> handleAll(List<ItemChange<?>> changes) {
		List<ItemChange<?>> passed = new ArrayList<>();
		List<FailedChange> failed = KeyFailureRegistry.handleEach(changes, (change) -> {
			if (this.filter.test(change)) {
				passed.add(change);
			}
			else {
				this.skipped.add(change);
			}
		});
		if (!passed.isEmpty()) {
			failed.addAll(this.handler.handleAll(passed));
		}
		return failed;
	}

	/** The changes that the filter kept away, compared as objects. */
	Set<ItemChange<?>> skipped() {
		return this.skipped;
	}

}
